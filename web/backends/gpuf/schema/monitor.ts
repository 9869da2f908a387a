import * as v from 'valibot'
import { ClientIdSchema, OptionalNumber, OptionalText, listOf } from './fields.ts'
import { textOrNull, timeOrNull } from './values.ts'

/** One client on one UTC day. */
export interface Daily {
  readonly clientId: string
  readonly clientName: string | null
  /** `2025-07-29`, a day in UTC. */
  readonly date: string
  readonly cpu: number | null
  readonly memory: number | null
  readonly disk: number | null
  readonly networkInBytes: number | null
  readonly networkOutBytes: number | null
  /** Bytes per heartbeat. */
  readonly averageInBytes: number | null
  readonly averageOutBytes: number | null
  readonly heartbeats: number | null
  readonly lastHeartbeat: number | null
  readonly createdAt: number | null
  readonly updatedAt: number | null
}

const DailySchema = v.object({
  client_id: ClientIdSchema,
  client_name: OptionalText,
  created_at: OptionalText,
  updated_at: OptionalText,
  date: OptionalText,
  avg_cpu_usage: OptionalNumber,
  avg_memory_usage: OptionalNumber,
  avg_disk_usage: OptionalNumber,
  total_network_in_bytes: OptionalNumber,
  total_network_out_bytes: OptionalNumber,
  total_heartbeats: OptionalNumber,
  last_heartbeat: OptionalText,
  avg_network_in_bytes: OptionalNumber,
  avg_network_out_bytes: OptionalNumber,
})
export type DailyWire = v.InferInput<typeof DailySchema>

/** `client_monitor`: days, newest first; clients for which the server keeps no statistics come apart from them. */
export const MonitorSchema = v.pipe(
  listOf(DailySchema),
  v.transform((rows) => {
    const days: Daily[] = []
    const withoutStatistics: { readonly clientId: string; readonly clientName: string | null }[] = []
    for (const row of rows) {
      const day = row.date?.slice(0, 10)
      const clientName = textOrNull(row.client_name)
      if (day && /^\d{4}-\d\d-\d\d$/.test(day)) days.push(daily(row, day, clientName))
      // A client with no statistics has one row of nulls.
      else withoutStatistics.push({ clientId: row.client_id, clientName })
    }
    return { days: days.sort(newestFirst), withoutStatistics }
  }),
)
export type Monitor = v.InferOutput<typeof MonitorSchema>
export type MonitorWire = v.InferInput<typeof MonitorSchema>

function daily(row: v.InferOutput<typeof DailySchema>, date: string, clientName: string | null): Daily {
  return {
    clientId: row.client_id,
    clientName,
    date,
    cpu: row.avg_cpu_usage ?? null,
    memory: row.avg_memory_usage ?? null,
    disk: row.avg_disk_usage ?? null,
    networkInBytes: row.total_network_in_bytes ?? null,
    networkOutBytes: row.total_network_out_bytes ?? null,
    averageInBytes: row.avg_network_in_bytes ?? null,
    averageOutBytes: row.avg_network_out_bytes ?? null,
    heartbeats: row.total_heartbeats ?? null,
    lastHeartbeat: timeOrNull(row.last_heartbeat),
    createdAt: timeOrNull(row.created_at),
    updatedAt: timeOrNull(row.updated_at),
  }
}

function newestFirst(a: Daily, b: Daily): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return a.clientId < b.clientId ? -1 : a.clientId > b.clientId ? 1 : 0
}
