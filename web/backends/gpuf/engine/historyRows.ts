import { readRfc3339 } from '@/lib/rfc3339.ts'
import { readTime } from '../schema/values.ts'

/** A heartbeat as it goes into columns: NaN where it does not say. */
export interface HeartbeatCells {
  /** As it came. */
  id: string
  name: string | null
  at: number
  cpu: number
  memory: number
  disk: number
  up: number
  down: number
}

export function emptyHeartbeat(): HeartbeatCells {
  return {
    id: '',
    name: null,
    at: Number.NaN,
    cpu: Number.NaN,
    memory: Number.NaN,
    disk: Number.NaN,
    up: Number.NaN,
    down: Number.NaN,
  }
}

/**
 * A row of `client_health`, the same as `HeartbeatSchema` would make of it; written into `cells`, which is used again
 * and again. False for a row of which it is not sure: the schema decides about that.
 */
export function readHeartbeatRow(row: unknown, cells: HeartbeatCells): boolean {
  if (!isObject(row)) return false
  const { client_id: id, client_name: name, timestamp } = row
  const { cpu_usage: cpu, mem_usage: memory, disk_usage: disk } = row
  const { network_up: up, network_down: down } = row
  if (
    typeof id !== 'string' ||
    typeof timestamp !== 'string' ||
    !(typeof name === 'string' || isNothing(name)) ||
    !(typeof cpu === 'number' || isNothing(cpu)) ||
    !(typeof memory === 'number' || isNothing(memory)) ||
    !(typeof disk === 'number' || isNothing(disk)) ||
    !(typeof up === 'number' || isNothing(up)) ||
    !(typeof down === 'number' || isNothing(down))
  ) {
    return false
  }
  const at = readRfc3339(timestamp) ?? readTime(timestamp)
  if (at === undefined) return false
  cells.id = id
  cells.name = name ? name : null
  cells.at = at
  cells.cpu = cpu ?? Number.NaN
  cells.memory = memory ?? Number.NaN
  cells.disk = disk ?? Number.NaN
  cells.up = up ?? Number.NaN
  cells.down = down ?? Number.NaN
  return true
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}
