import type { Line } from '@/lib/line.ts'
import type { HEARTBEAT_INTERVAL_MS } from './interval.ts'

/** Percent of CPU, memory and disk; bytes a second sent and received. */
export type Metric = 'cpu' | 'memory' | 'disk' | 'up' | 'down'
export const METRICS = ['cpu', 'memory', 'disk', 'up', 'down'] as const satisfies readonly Metric[]

/** Moments in milliseconds since the epoch, both included. */
export interface HistoryRange {
  readonly from: number
  readonly to: number
}

export interface HistoryClient {
  readonly id: string
  /** As its newest heartbeat says; null where it does not. */
  readonly name: string | null
  readonly heartbeats: number
}

/** What was read of heartbeats; the rows themselves stay in the engine, from where views of them are asked. */
export interface History {
  /** Of this one reading: views belong to the history whose key they were asked with. */
  readonly key: string
  /** Of a window that ends now, `to` is the moment of reading by the server's clock. */
  readonly range: HistoryRange
  /** Within the range. */
  readonly heartbeats: number
  /** Those that were heard within the range, by name. */
  readonly clients: readonly HistoryClient[]
  readonly firstAt: number | null
  readonly lastAt: number | null
  /** Heartbeats that came behind a newer one of the same client, newest being first. */
  readonly outOfOrder: number
  /** Heartbeats from after the server's now: of machines whose clocks are ahead. They are in no figure and no line. */
  readonly ahead: number
  readonly tookMs: number
  /** Of the answer, as far as it was read. */
  readonly bytes: number
}

export interface HistoryView {
  /** The zoomed window. */
  readonly range: HistoryRange
  /** At most so many points a line; not less than 16. */
  readonly points: number
  readonly mode: { readonly kind: 'fleet' } | { readonly kind: 'clients'; readonly ids: readonly string[] }
  readonly metrics: readonly Metric[]
}

export type QuantileId = 'p50' | 'p95' | 'max' | 'min'

export interface HistoryLine {
  /** A {@link QuantileId}, `total`, or the id of a client. */
  readonly id: string
  readonly line: Line
}

/**
 * Lines of a window. Of the fleet, a level has `p50`, `p95`, `max` and `min` over the clients heard in each heartbeat
 * interval; a rate has `total` over all clients and `max`, that of the busiest one.
 */
export interface HistoryLines {
  /** The window that was asked for. */
  readonly range: HistoryRange
  /** What one drawn column covers; each keeps its lowest and its highest point. */
  readonly resolutionMs: number
  /** The finest there is: one heartbeat interval. */
  readonly baseMs: typeof HEARTBEAT_INTERVAL_MS
  readonly metrics: Partial<Record<Metric, readonly HistoryLine[]>>
  /** How many clients were heard in each heartbeat interval; null unless of the fleet. */
  readonly heard: Line | null
}

export interface HeatRequest {
  readonly range: HistoryRange
  readonly columns: number
  readonly metric: Metric
  readonly rows: { readonly offset: number; readonly count: number }
  /** `worst`: by the highest value within the range, then by the mean. */
  readonly order: 'name' | 'worst'
}

/** Clients by time. Each cell is the highest value in it. */
export interface HeatGrid {
  /** Of the rows asked for. */
  readonly ids: readonly string[]
  readonly columns: number
  readonly range: HistoryRange
  /** ids × columns, row by row; NaN is a gap. */
  readonly values: Float32Array
  /** How many clients there are in all. */
  readonly total: number
}

export interface Outage {
  /** When those concerned were last heard. */
  readonly from: number
  /** When they were heard again; null while it goes on. */
  readonly to: number | null
  readonly clients: readonly string[]
  /** `pipeline`: so many fell silent together that what broke is what carries their heartbeats. */
  readonly kind: 'client' | 'pipeline'
}
