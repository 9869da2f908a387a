import * as v from 'valibot'
import type { Endpoint } from '@/net/endpoint.ts'
import { call, type Call } from '@/net/http.ts'
import { isProblem } from '@/net/problem.ts'
import {
  ClientDetailSchema,
  ClientListSchema,
  type Client,
  type ClientDetail,
  type ClientList,
  type ClientStatus,
  type EditClientBody,
  type InsertClientBody,
  type ValidStatus,
} from './schema/client.ts'
import { DownloadProgressSchema, type DownloadProgress } from './schema/downloadProgress.ts'
import { DoneSchema, datedEnvelope, envelope, readRefusal, refusedInside } from './schema/envelope.ts'
import { FleetModelsSchema, insertModelBody, type FleetModel, type FleetModelDraft } from './schema/fleetModel.ts'
import {
  DOCUMENTED_HABITS,
  HabitsSchema,
  dateQuery,
  ignoredDates,
  isWithin,
  type Habits,
  type Range,
} from './schema/habits.ts'
import { HeartbeatsSchema, type Heartbeat } from './schema/heartbeat.ts'
import { MonitorSchema, type Monitor } from './schema/monitor.ts'
import { PointsPageSchema, type PointsPage } from './schema/points.ts'
import { StatSchema, type Stat } from './schema/stat.ts'

/** Answers without a bound take their time: 100,000 clients are 38 MB, a month of heartbeats far more. */
const LONG_MS = 120_000

export interface ClientFilter {
  readonly clientId?: string
  readonly status?: string
  /** Part of the name, in any case. */
  readonly name?: string
  readonly validStatus?: ValidStatus
}

export interface Clients extends ClientList {
  /** How far the server's clock is ahead of this browser's, in ms; 0 when the server did not say. */
  readonly clockOffsetMs: number
}

export interface HeartbeatFilter extends Range {
  readonly clientId?: string
}

export interface PointsFilter extends Range {
  readonly clientId?: string
  readonly clientName?: string
  readonly deviceId?: string
  readonly page?: number
  /** 1–100. */
  readonly pageSize?: number
}

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly status: ClientStatus
  readonly os?: string
}

/** Only what is named here changes. */
export interface ClientChanges {
  readonly name?: string
  readonly status?: ClientStatus
  readonly os?: string
  readonly validStatus?: ValidStatus
}

export function listClients(at: Endpoint, filter: ClientFilter = {}, signal?: AbortSignal): Promise<Clients> {
  return readClients(at, 'listClients', '/api/user/client_list', filter, signal)
}

export function listClientStatus(at: Endpoint, filter: ClientFilter = {}, signal?: AbortSignal): Promise<Clients> {
  return readClients(at, 'listClientStatus', '/api/user/client_status_list', filter, signal)
}

async function readClients(
  at: Endpoint,
  operation: string,
  path: string,
  filter: ClientFilter,
  signal: AbortSignal | undefined,
): Promise<Clients> {
  const { data, serverTime } = await ask(at, operation, datedEnvelope(ClientListSchema), {
    path,
    query: {
      user_id: at.userId,
      client_id: filter.clientId,
      status: filter.status,
      name: filter.name,
      valid_status: filter.validStatus,
    },
    timeoutMs: LONG_MS,
    signal,
  })
  return { ...data, clockOffsetMs: serverTime === null ? 0 : serverTime - Date.now() }
}

/** One row of the list; null when this tenant's valid clients do not include it. */
export async function findClient(at: Endpoint, clientId: string, signal?: AbortSignal): Promise<Client | null> {
  const { clients } = await listClients(at, { clientId }, signal)
  return clients.find((client) => client.id === clientId) ?? null
}

export function showClient(at: Endpoint, clientId: string, signal?: AbortSignal): Promise<ClientDetail> {
  return ask(at, 'showClient', envelope(ClientDetailSchema), {
    path: '/api/user/client_device_detail',
    query: { user_id: at.userId, client_id: clientId },
    signal,
  })
}

export function fleetStat(at: Endpoint, signal?: AbortSignal): Promise<Stat> {
  return ask(at, 'fleetStat', envelope(StatSchema), {
    path: '/api/user/client_stat',
    query: { user_id: at.userId },
    signal,
  })
}

/** The whole history by day, of one client or of all: the server takes no dates here. */
export async function readMonitor(at: Endpoint, clientId?: string, signal?: AbortSignal): Promise<Monitor> {
  const all = await filteredByClient(at, clientId, (sent) =>
    ask(at, 'readMonitor', envelope(MonitorSchema), {
      path: '/api/user/client_monitor',
      query: { user_id: at.userId, client_id: sent },
      timeoutMs: LONG_MS,
      signal,
    }),
  )
  if (clientId === undefined) return all
  return {
    days: all.days.filter((day) => day.clientId === clientId),
    withoutStatistics: all.withoutStatistics.filter((client) => client.clientId === clientId),
  }
}

/** Oldest first, and nothing from outside the range, whatever the server made of the dates. */
export async function readHeartbeats(
  at: Endpoint,
  filter: HeartbeatFilter = {},
  signal?: AbortSignal,
): Promise<Heartbeat[]> {
  const { clientId, ...range } = filter
  const dates = habitsOf(at).dates
  const rows = await filteredByClient(at, clientId, (sent) =>
    ask(at, 'readHeartbeats', envelope(HeartbeatsSchema), {
      path: '/api/user/client_health',
      query: { user_id: at.userId, client_id: sent, ...dateQuery(range, dates) },
      timeoutMs: LONG_MS,
      signal,
    }),
  )
  const times = rows.map((row) => row.at)
  if (dates === 'documented' && ignoredDates(times, range, Date.now())) learn(at, { dates: 'long' })
  return rows.filter((row) => isWithin(row.at, range) && (clientId === undefined || row.clientId === clientId))
}

/** Creates the client, or updates it: also one of another tenant. Look first, and read back. */
export async function insertClient(at: Endpoint, client: NewClient, signal?: AbortSignal): Promise<void> {
  const body: InsertClientBody = {
    user_id: at.userId ?? '',
    client_id: client.id,
    client_status: client.status,
    ...(client.os === undefined ? {} : { os_type: client.os }),
    name: client.name,
  }
  await ask(at, 'insertClient', envelope(DoneSchema), {
    method: 'POST',
    path: '/api/user/insert_client',
    body,
    signal,
  })
}

/** Succeeds for an id that does not exist too. */
export async function editClient(
  at: Endpoint,
  clientId: string,
  changes: ClientChanges,
  signal?: AbortSignal,
): Promise<void> {
  const body: EditClientBody = {
    user_id: at.userId ?? '',
    client_id: clientId,
    ...(changes.os === undefined ? {} : { os_type: changes.os }),
    ...(changes.name === undefined ? {} : { name: changes.name }),
    ...(changes.status === undefined ? {} : { client_status: changes.status }),
    ...(changes.validStatus === undefined ? {} : { valid_status: changes.validStatus }),
  }
  await ask(at, 'editClient', envelope(DoneSchema), {
    method: 'POST',
    path: '/api/user/edit_client_info',
    body,
    signal,
  })
}

export async function insertModel(at: Endpoint, draft: FleetModelDraft, signal?: AbortSignal): Promise<void> {
  await ask(at, 'insertModel', envelope(DoneSchema), {
    method: 'POST',
    path: '/api/models/insert',
    body: insertModelBody(draft),
    signal,
  })
}

export interface FleetModelFilter {
  readonly active?: boolean
  /** GB that a GPU has: models that need at most that. */
  readonly fitsGpuMemoryGb?: number
}

export function listFleetModels(
  at: Endpoint,
  filter: FleetModelFilter = {},
  signal?: AbortSignal,
): Promise<FleetModel[]> {
  return ask(at, 'listFleetModels', envelope(FleetModelsSchema), {
    path: '/api/models/get',
    query: { is_active: filter.active, min_gpu_memory_gb: filter.fitsGpuMemoryGb },
    signal,
  })
}

/** There is no health call: the list of models stands in for one, and what it lists does not matter here. */
export async function ping(at: Endpoint, signal?: AbortSignal): Promise<number> {
  await ask(at, 'ping', envelope(DoneSchema), { path: '/api/models/get', timeoutMs: 10_000, signal })
  return Date.now()
}

/** Null where the server is too old to have points. */
export function readPoints(at: Endpoint, filter: PointsFilter = {}, signal?: AbortSignal): Promise<PointsPage | null> {
  return newer(() =>
    ask(at, 'readPoints', envelope(PointsPageSchema), {
      path: '/api/user/points',
      query: {
        user_id: at.userId,
        client_id: filter.clientId,
        client_name: filter.clientName,
        device_id: filter.deviceId,
        page: filter.page,
        page_size: filter.pageSize,
        ...dateQuery(filter, habitsOf(at).dates),
      },
      signal,
    }),
  )
}

/** Null where the server is too old to tell. */
export function readDownloadProgress(
  at: Endpoint,
  clientId: string,
  signal?: AbortSignal,
): Promise<DownloadProgress | null> {
  return newer(() =>
    ask(at, 'readDownloadProgress', envelope(DownloadProgressSchema), {
      path: '/api/user/model_download_progress',
      query: { client_id: clientId },
      signal,
    }),
  )
}

type Asked = Omit<Call<v.GenericSchema>, 'at' | 'operation' | 'schema' | 'refusal' | 'refusedInside' | 'signal'> & {
  readonly signal: AbortSignal | undefined
}

function ask<In, Out>(
  at: Endpoint,
  operation: string,
  schema: v.GenericSchema<In, Out>,
  { signal, ...asked }: Asked,
): Promise<Out> {
  return call({
    ...asked,
    ...(signal === undefined ? {} : { signal }),
    at,
    operation: `gpuf.${operation}`,
    schema,
    refusal: readRefusal,
    refusedInside,
  })
}

/** An operation that only newer servers have: a 404 is an answer, not a failure. */
async function newer<T>(operation: () => Promise<T>): Promise<T | null> {
  try {
    return await operation()
  } catch (error) {
    if (isProblem(error) && error.facts.kind === 'server' && error.facts.status === 404) return null
    throw error
  }
}

/**
 * Runs a call with its `client_id` filter, or without it on a server that answers such filters with 500. What comes
 * back may then hold every client: the caller filters.
 */
async function filteredByClient<T>(
  at: Endpoint,
  clientId: string | undefined,
  run: (clientId: string | undefined) => Promise<T>,
): Promise<T> {
  if (clientId === undefined || !habitsOf(at).filtersByClient) return run(undefined)
  try {
    return await run(clientId)
  } catch (error) {
    if (!isProblem(error) || error.facts.kind !== 'server' || error.facts.status !== 500) throw error
    const all = await run(undefined)
    learn(at, { filtersByClient: false })
    return all
  }
}

const habits = new Map<string, Habits>()

/** Also past a reload: to learn again that dates are ignored costs the whole history in one answer. */
function keyOf(at: Endpoint): string {
  return `quarterdeck.gpuf.habits ${at.id} ${at.baseUrl}`
}

function habitsOf(at: Endpoint): Habits {
  const key = keyOf(at)
  const known = habits.get(key) ?? remembered(key) ?? DOCUMENTED_HABITS
  habits.set(key, known)
  return known
}

function learn(at: Endpoint, learnt: Partial<Habits>): void {
  const known = { ...habitsOf(at), ...learnt }
  habits.set(keyOf(at), known)
  try {
    sessionStorage.setItem(keyOf(at), JSON.stringify(known))
  } catch {
    // Without storage it is learnt again after a reload.
  }
}

function remembered(key: string): Habits | undefined {
  try {
    const stored = v.safeParse(HabitsSchema, JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return stored.success ? stored.output : undefined
  } catch {
    return undefined
  }
}
