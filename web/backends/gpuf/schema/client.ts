import * as v from 'valibot'
import { ClientIdSchema, OptionalText, listOf } from './fields.ts'
import { clientKey, textOrNull, timeOrNull } from './values.ts'

/** The documented words; a server may send others, which are shown as they are. */
export const CLIENT_STATUSES = ['active', 'online', 'offline', 'maintenance', 'error'] as const
export type ClientStatus = (typeof CLIENT_STATUSES)[number]
export const VALID_STATUSES = ['valid', 'invalid'] as const
export type ValidStatus = (typeof VALID_STATUSES)[number]

const LoadedModelSchema = v.object({
  id: v.string(),
  object: OptionalText,
  created: v.nullish(v.number()),
  owned_by: OptionalText,
})

/** A row of `client_list`. Percentages are as they came: some servers cast them, so 300 arrives as 44. */
export const ClientSchema = v.pipe(
  v.object({
    client_id: v.string(),
    client_name: OptionalText,
    client_status: v.string(),
    os_type: OptionalText,
    device_name: OptionalText,
    tflops: v.number(),
    cpu_usage: v.number(),
    memory_usage: v.number(),
    storage_usage: v.number(),
    health: v.number(),
    last_online: OptionalText,
    created_at: OptionalText,
    uptime_days: v.number(),
    loaded_models: v.nullish(v.array(LoadedModelSchema)),
  }),
  v.transform((wire) => ({
    id: clientKey(wire.client_id),
    name: wire.client_name ?? '',
    status: wire.client_status,
    os: textOrNull(wire.os_type),
    /** The first GPU; null before the first report. "NVIDIA Unknown" is what a server says itself. */
    deviceName: textOrNull(wire.device_name),
    tflops: wire.tflops,
    cpu: wire.cpu_usage,
    memory: wire.memory_usage,
    storage: wire.storage_usage,
    /** The server's measure of presence, not of condition. */
    health: wire.health,
    /** The last heartbeat, or the last edit: the server moves it for both. */
    lastOnline: timeOrNull(wire.last_online),
    createdAt: timeOrNull(wire.created_at),
    uptimeDays: wire.uptime_days,
    loadedModels: wire.loaded_models?.length ? wire.loaded_models.map(loadedModel) : NO_MODELS,
    /** False when the figures are zeros for want of any report: shown as "–", counted in no average. */
    reported:
      wire.tflops !== 0 ||
      wire.cpu_usage !== 0 ||
      wire.memory_usage !== 0 ||
      wire.storage_usage !== 0 ||
      wire.health !== 0 ||
      Boolean(wire.device_name),
  })),
)
export type Client = v.InferOutput<typeof ClientSchema>
export type ClientWire = v.InferInput<typeof ClientSchema>

export interface LoadedModel {
  readonly id: string
  readonly ownedBy: string | null
  readonly createdAt: number | null
}
const NO_MODELS: readonly LoadedModel[] = []

function loadedModel(wire: v.InferOutput<typeof LoadedModelSchema>): LoadedModel {
  return {
    id: wire.id,
    ownedBy: textOrNull(wire.owned_by),
    // OpenAI's form: whole seconds.
    createdAt: wire.created ? wire.created * 1000 : null,
  }
}

/**
 * `client_list` and `client_status_list`. The server lists in no order: here by id, so that rows keep their
 * places between two polls. A client that is listed twice comes out once, as it was heard of last.
 */
export const ClientListSchema = v.pipe(
  v.object({ total: v.nullish(v.number()), devices: listOf(ClientSchema) }),
  v.transform(({ total, devices }) => {
    const clients = withoutDuplicates(devices).sort(byId)
    return {
      clients,
      /** As the server counted, which need not be the number of rows. */
      total: total ?? devices.length,
      duplicates: devices.length - clients.length,
    }
  }),
)

/** The same without its rows, which were read on their own. */
export const ClientListRestSchema = v.pipe(
  v.object({ total: v.nullish(v.number()), devices: v.nullable(v.array(v.unknown())) }),
  v.transform(({ total }) => ({ total: total ?? null })),
)
export type ClientListWire = v.InferInput<typeof ClientListSchema>

function byId(a: Client, b: Client): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function withoutDuplicates(clients: readonly Client[]): Client[] {
  const newest = new Map<string, Client>()
  for (const client of clients) {
    const known = newest.get(client.id)
    if (known === undefined || (client.lastOnline ?? 0) > (known.lastOnline ?? 0)) newest.set(client.id, client)
  }
  return [...newest.values()]
}

/** Below this a figure for device memory is taken as GB: no GPU in a fleet has 2 GB, and some agents send GB. */
const SMALLEST_IN_MB = 2048

export const GpuSchema = v.pipe(
  v.object({
    device_index: v.number(),
    name: OptionalText,
    temp: v.nullish(v.number()),
    usage: v.nullish(v.number()),
    mem_usage: v.nullish(v.number()),
    power_usage: v.nullish(v.number()),
  }),
  v.transform((wire) => ({
    index: wire.device_index,
    name: textOrNull(wire.name),
    /** °C; the server sends 0 for "not reported". */
    temperature: wire.temp ? wire.temp : null,
    usage: wire.usage ?? null,
    /** With some agents the activity of the memory controller, not the share in use. */
    memoryUsage: wire.mem_usage ?? null,
    /** W; wraps at 256 on servers that keep it in a byte. */
    power: wire.power_usage ?? null,
  })),
)
export type Gpu = v.InferOutput<typeof GpuSchema>
export type GpuWire = v.InferInput<typeof GpuSchema>

export const ClientDetailSchema = v.pipe(
  v.object({
    system_info: v.object({
      health: v.number(),
      cpu_usage: v.number(),
      memory_usage: v.number(),
      storage_usage: v.number(),
      device_memsize: v.nullish(v.number()),
      uptime_days: v.number(),
    }),
    device_info: listOf(GpuSchema),
  }),
  v.transform(({ system_info: system, device_info: gpus }) => ({
    health: system.health,
    cpu: system.cpu_usage,
    memory: system.memory_usage,
    storage: system.storage_usage,
    deviceMemoryBytes: deviceMemoryBytes(system.device_memsize ?? 0),
    /** Days times GPUs on some servers. */
    uptimeDays: system.uptime_days,
    gpus: gpus.sort((a, b) => a.index - b.index),
  })),
)
export type ClientDetail = v.InferOutput<typeof ClientDetailSchema>
export type ClientDetailWire = v.InferInput<typeof ClientDetailSchema>

function deviceMemoryBytes(size: number): number | null {
  if (size <= 0) return null
  return size < SMALLEST_IN_MB ? size * 2 ** 30 : size * 2 ** 20
}

const UserIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(32))

/** What the console sends to `insert_client`. */
export const InsertClientBodySchema = v.object({
  user_id: UserIdSchema,
  client_id: v.pipe(ClientIdSchema, v.regex(/^[0-9a-f]{32}$/)),
  client_status: v.string(),
  os_type: v.optional(v.string()),
  name: v.string(),
})
export type InsertClientBody = v.InferOutput<typeof InsertClientBodySchema>

/** What the console sends to `edit_client_info`: only the fields that change. */
export const EditClientBodySchema = v.object({
  user_id: UserIdSchema,
  client_id: v.pipe(ClientIdSchema, v.regex(/^[0-9a-f]{32}$/)),
  os_type: v.optional(v.string()),
  name: v.optional(v.string()),
  client_status: v.optional(v.string()),
  valid_status: v.optional(v.string()),
})
export type EditClientBody = v.InferOutput<typeof EditClientBodySchema>
