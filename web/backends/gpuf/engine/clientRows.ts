import type { ClientCells } from '../schema/clientColumns.ts'
import type { ModelCells } from '../schema/modelsBuilder.ts'
import { clientKey, timeOrNull } from '../schema/values.ts'

const NO_MODELS: readonly ModelCells[] = []

/**
 * A row of the client list as cells, the same as `ClientSchema` would make of it; written into `cells`, which is used
 * again and again. False for a row of which it is not sure: the schema decides about that.
 */
export function readClientRow(row: unknown, cells: ClientCells): boolean {
  if (!isObject(row)) return false
  const { client_id: id, client_name: name, client_status: status, os_type: os, device_name: device } = row
  const { tflops, cpu_usage: cpu, memory_usage: memory, storage_usage: storage, health, uptime_days: uptime } = row
  const { last_online: lastOnline, created_at: createdAt, loaded_models: models } = row
  if (
    typeof id !== 'string' ||
    typeof status !== 'string' ||
    !isOptionalText(name) ||
    !isOptionalText(os) ||
    !isOptionalText(device) ||
    !isOptionalText(lastOnline) ||
    !isOptionalText(createdAt) ||
    typeof tflops !== 'number' ||
    typeof cpu !== 'number' ||
    typeof memory !== 'number' ||
    typeof storage !== 'number' ||
    typeof health !== 'number' ||
    typeof uptime !== 'number'
  ) {
    return false
  }
  const read = readModels(models)
  if (read === undefined) return false
  cells.id = clientKey(id)
  cells.name = name ?? ''
  cells.status = status
  cells.os = os ?? ''
  cells.device = device ?? ''
  cells.tflops = tflops
  cells.cpu = cpu
  cells.memory = memory
  cells.storage = storage
  cells.health = health
  cells.uptimeDays = uptime
  cells.lastOnline = timeOrNull(lastOnline) ?? Number.NaN
  cells.createdAt = timeOrNull(createdAt) ?? Number.NaN
  cells.reported = tflops !== 0 || cpu !== 0 || memory !== 0 || storage !== 0 || health !== 0 || Boolean(device)
  cells.models = read
  return true
}

export function emptyCells(): ClientCells {
  return {
    id: '',
    name: '',
    status: '',
    os: '',
    device: '',
    tflops: 0,
    cpu: 0,
    memory: 0,
    storage: 0,
    health: 0,
    uptimeDays: 0,
    lastOnline: Number.NaN,
    createdAt: Number.NaN,
    reported: false,
    models: NO_MODELS,
  }
}

/** Undefined where the list is not as it should be. */
export function readModels(models: unknown): readonly ModelCells[] | undefined {
  if (models === undefined || models === null) return NO_MODELS
  if (!Array.isArray(models)) return undefined
  if (models.length === 0) return NO_MODELS
  const read: ModelCells[] = []
  for (const model of models as readonly unknown[]) {
    if (!isObject(model)) return undefined
    const { id, object, created, owned_by: owner } = model
    if (typeof id !== 'string' || !isOptionalText(object) || !isOptionalText(owner)) return undefined
    if (created !== undefined && created !== null && typeof created !== 'number') return undefined
    read.push({ id, ownedBy: owner ?? '', createdAt: created ? created * 1000 : Number.NaN })
  }
  return read
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return typeof value === 'string' || value === undefined || value === null
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
