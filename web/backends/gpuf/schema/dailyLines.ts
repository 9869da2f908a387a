import { type Line, LineBuilder } from '@/lib/line.ts'
import { quantile } from '@/lib/quantile.ts'
import { dayShare } from './availability.ts'
import { HEARTBEAT_INTERVAL_MS } from './interval.ts'
import type { HistoryLine, HistoryRange, Metric } from './history.ts'
import type { Daily } from './monitor.ts'

const DAY_MS = 86_400_000

/** Besides the metrics of heartbeats: heartbeats received of those expected, in percent. */
export type DailyMetric = Metric | 'availability'

export interface DailyRequest {
  /** By the server's clock: today counts as far as it has come. */
  readonly now: number
  readonly range: HistoryRange
  /** The fleet as quantiles over its clients, or one line for each of some clients. */
  readonly mode: { readonly kind: 'fleet' } | { readonly kind: 'clients'; readonly ids: readonly string[] }
}

export type DailyLines = Readonly<Record<DailyMetric, readonly HistoryLine[]>>

/**
 * The statistics that the server keeps of each client and UTC day, as lines: a point a day at its noon (today's not
 * after now). A day without a row, or whose row says nothing, is a gap; in the availability of a client that had a row
 * before, a day without one is a day without heartbeats. The fleet has `p50`, `p95`, `max` and `min` over its clients,
 * and `total`: of a rate the sum, of the availability what all received of what all should have.
 */
export function dailyLines(days: readonly Daily[], request: DailyRequest): DailyLines {
  const { mode } = request
  const dates = datesOf(request)
  const rows = rowsOf(days, dates, mode.kind === 'clients' ? mode.ids : undefined)
  const linesOf = (metric: DailyMetric): readonly HistoryLine[] => {
    const clients = [...rows].map(([id, own]) => ({
      id,
      values: Float64Array.from(dates, (date, day) => valueOf(own, metric, date, day)),
    }))
    if (mode.kind === 'fleet') {
      return fleetLines(
        clients.map(({ values }) => values),
        metric,
        dates,
      )
    }
    return clients.map(({ id, values }) => ({ id, line: lineOf(dates, values) }))
  }
  return {
    cpu: linesOf('cpu'),
    memory: linesOf('memory'),
    disk: linesOf('disk'),
    up: linesOf('up'),
    down: linesOf('down'),
    availability: linesOf('availability'),
  }
}

interface Day {
  /** `2025-07-29`, UTC. */
  readonly date: string
  /** Where its point is drawn. */
  readonly at: number
  /** Seconds of it that are over. */
  readonly seconds: number
  readonly now: number
}

function datesOf({ range, now }: DailyRequest): readonly Day[] {
  const first = Math.floor(range.from / DAY_MS)
  const last = Math.floor(Math.min(range.to, now) / DAY_MS)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const start = (first + index) * DAY_MS
    return {
      date: new Date(start).toISOString().slice(0, 10),
      at: Math.min(start + DAY_MS / 2, now),
      seconds: Math.min(DAY_MS, now - start) / 1000,
      now,
    }
  })
}

interface ClientDays {
  /** One for each of the dates. */
  readonly days: readonly (Daily | undefined)[]
  /** The first day that the server knows of it. */
  readonly since: string
}

function rowsOf(
  days: readonly Daily[],
  dates: readonly Day[],
  only: readonly string[] | undefined,
): ReadonlyMap<string, ClientDays> {
  const places = new Map(dates.map(({ date }, index) => [date, index]))
  const rows = new Map<string, { days: (Daily | undefined)[]; since: string }>(
    // In the order they were asked for, and also those without any row.
    (only ?? []).map((id) => [id, { days: [], since: NEVER }]),
  )
  for (const day of days) {
    let own = rows.get(day.clientId)
    if (own === undefined) {
      if (only !== undefined) continue
      own = { days: [], since: NEVER }
      rows.set(day.clientId, own)
    }
    if (day.date < own.since) own.since = day.date
    const place = places.get(day.date)
    if (place !== undefined) own.days[place] = day
  }
  return rows
}

/** After every date. */
const NEVER = '~'

function valueOf(own: ClientDays, metric: DailyMetric, date: Day, index: number): number {
  const day = own.days[index]
  switch (metric) {
    case 'cpu':
    case 'memory':
    case 'disk':
      return day?.[metric] ?? Number.NaN
    case 'up':
      return rateOf(day?.networkOutBytes, date)
    case 'down':
      return rateOf(day?.networkInBytes, date)
    case 'availability':
      if (day === undefined && date.date < own.since) return Number.NaN
      return dayShare(day ?? { date: date.date, heartbeats: 0 }, date.now) ?? Number.NaN
  }
}

function rateOf(bytes: number | null | undefined, { seconds }: Day): number {
  // The first minutes of a day say nothing yet.
  if (bytes === null || bytes === undefined || bytes < 0 || seconds * 1000 < HEARTBEAT_INTERVAL_MS) return Number.NaN
  return bytes / seconds
}

function lineOf(dates: readonly Day[], values: Float64Array): Line {
  const line = new LineBuilder(dates.length)
  for (const [index, { at }] of dates.entries()) line.add(at, values[index] ?? Number.NaN)
  return line.line()
}

function fleetLines(clients: readonly Float64Array[], metric: DailyMetric, dates: readonly Day[]): HistoryLine[] {
  const sorted = dates.map((_, day) => {
    const values = clients.map((values) => values[day] ?? Number.NaN).filter((value) => !Number.isNaN(value))
    return Float64Array.from(values).sort()
  })
  const line = (id: string, pick: (values: Float64Array) => number | null): HistoryLine => ({
    id,
    line: lineOf(
      dates,
      Float64Array.from(sorted, (values) => (values.length === 0 ? Number.NaN : (pick(values) ?? Number.NaN))),
    ),
  })
  return [
    line('p50', (values) => quantile(values, 0.5)),
    line('p95', (values) => quantile(values, 0.95)),
    line('max', (values) => values.at(-1) ?? null),
    line('min', (values) => values[0] ?? null),
    ...(metric === 'up' || metric === 'down' ? [line('total', sum)] : []),
    // Each client is expected equally often: the share of all is the mean of their shares.
    ...(metric === 'availability' ? [line('total', (values) => sum(values) / values.length)] : []),
  ]
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0)
}
