import { columnWidth, decimate } from '@/lib/decimate.ts'
import { EMPTY_LINE, firstFrom, type Line } from '@/lib/line.ts'
import { NaturalTexts } from '@/lib/naturalOrder.ts'
import { HEARTBEAT_INTERVAL_MS } from '../schema/interval.ts'
import type {
  HeatGrid,
  HeatRequest,
  History,
  HistoryClient,
  HistoryLine,
  HistoryLines,
  HistoryRange,
  HistoryView,
  Metric,
  Outage,
} from '../schema/history.ts'
import { clientLine } from '../schema/historyClient.ts'
import type { HistoryColumns } from '../schema/historyColumns.ts'
import { FleetSeries } from '../schema/historyFleet.ts'
import { heatGrid, heatOrder } from '../schema/historyHeat.ts'
import { outages } from '../schema/historyOutages.ts'

/** So far behind now a heartbeat's time may lie before its clock counts as ahead. */
const AHEAD_MS = 60_000
const POINTS_AT_LEAST = 16

/** The heartbeats of one reading, with what was computed of them. */
export class KeptHistory {
  readonly columns: HistoryColumns
  readonly range: HistoryRange
  /** The range as far as it is not in the future. */
  readonly #known: HistoryRange
  readonly #now: number
  readonly #fleet = new Map<Metric, readonly HistoryLine[]>()
  readonly #codes: ReadonlyMap<string, number>
  readonly #byName: Uint32Array
  #series: FleetSeries | undefined
  #heard: Line | undefined
  #heatOrder: { readonly key: string; readonly order: Uint32Array } | undefined

  /** @param now by the server's clock */
  constructor(columns: HistoryColumns, range: HistoryRange, now: number) {
    this.columns = columns
    this.range = range
    this.#now = now
    this.#known = { from: range.from, to: Math.min(range.to, now) }
    this.#codes = new Map(columns.ids.map((id, code) => [id, code]))
    const { ids, names } = columns
    const textAt = (code: number) => names[code] ?? ids[code] ?? ''
    const byId = (a: number, b: number) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1)
    this.#byName = new NaturalTexts(ids.length, textAt, 'en', byId).order().order
  }

  summary(): Pick<History, 'heartbeats' | 'clients' | 'firstAt' | 'lastAt' | 'outOfOrder' | 'ahead'> {
    const { ids, names, starts, t, outOfOrder } = this.columns
    const { from, to } = this.#known
    const clients: HistoryClient[] = []
    let heartbeats = 0
    let ahead = 0
    let firstAt = Infinity
    let lastAt = -Infinity
    for (const code of this.#byName) {
      const end = starts[code + 1] ?? 0
      const first = firstFrom(t, from, starts[code] ?? 0, end)
      const last = firstFrom(t, nextAfter(to), first, end)
      ahead += end - firstFrom(t, nextAfter(this.#now + AHEAD_MS), first, end)
      if (last === first) continue
      heartbeats += last - first
      firstAt = Math.min(firstAt, t[first] ?? Infinity)
      lastAt = Math.max(lastAt, t[last - 1] ?? -Infinity)
      clients.push({ id: ids[code] ?? '', name: names[code] ?? null, heartbeats: last - first })
    }
    return {
      heartbeats,
      clients,
      firstAt: heartbeats === 0 ? null : firstAt,
      lastAt: heartbeats === 0 ? null : lastAt,
      outOfOrder,
      ahead,
    }
  }

  lines({ range, points, mode, metrics }: HistoryView): HistoryLines {
    const window = { from: Math.max(range.from, this.#known.from), to: Math.min(range.to, this.#known.to) }
    const found = metrics.map((metric) => ({ metric, lines: this.#linesOf(metric, mode, window) }))
    const heard = mode.kind === 'fleet' ? this.#heardLine() : null
    const all = found.flatMap(({ lines }) => lines.map(({ line }) => line))
    const most = Math.max(POINTS_AT_LEAST, points)
    const width = columnWidth(heard === null ? all : [...all, heard], range, most, HEARTBEAT_INTERVAL_MS)
    const thin = (line: Line) => decimate(line, window, most, width)
    return {
      range,
      resolutionMs: width,
      baseMs: HEARTBEAT_INTERVAL_MS,
      metrics: Object.fromEntries(
        found.map(({ metric, lines }) => [metric, lines.map(({ id, line }) => ({ id, line: thin(line) }))]),
      ),
      heard: heard === null ? null : thin(heard),
    }
  }

  #linesOf(metric: Metric, mode: HistoryView['mode'], window: HistoryRange): readonly HistoryLine[] {
    if (mode.kind === 'fleet') return this.#fleetLines(metric)
    return mode.ids.map((id) => {
      const code = this.#codes.get(id)
      return { id, line: code === undefined ? EMPTY_LINE : clientLine(this.columns, code, metric, window) }
    })
  }

  #fleetLines(metric: Metric): readonly HistoryLine[] {
    const known = this.#fleet.get(metric)
    if (known) return known
    const lines = Object.entries(this.#computeFleet(metric)).map(([id, line]) => ({ id, line }))
    this.#fleet.set(metric, lines)
    return lines
  }

  #computeFleet(metric: Metric): Readonly<Record<string, Line>> {
    switch (metric) {
      case 'cpu':
      case 'memory':
      case 'disk':
        return this.#fleetSeries().level(metric)
      case 'up':
      case 'down':
        return this.#fleetSeries().rates(metric)
    }
  }

  #fleetSeries(): FleetSeries {
    this.#series ??= new FleetSeries(this.columns, this.#known)
    return this.#series
  }

  #heardLine(): Line {
    this.#heard ??= this.#fleetSeries().heard()
    return this.#heard
  }

  heat(request: HeatRequest): HeatGrid {
    const { from, to } = request.range
    const known = { ...request, range: { from, to: Math.min(to, this.#known.to) } }
    return heatGrid(this.columns, this.#heatOrderOf(known), known)
  }

  /** Leafing through the clients of one range does not sort them again. */
  #heatOrderOf(request: HeatRequest): Uint32Array {
    const { range, metric, order } = request
    const key = `${range.from} ${range.to} ${metric} ${order}`
    if (this.#heatOrder?.key !== key) {
      this.#heatOrder = { key, order: heatOrder(this.columns, this.#byName, request) }
    }
    return this.#heatOrder.order
  }

  /** Those that touch the range, each with its whole length as far as it was read. */
  outages({ from, to }: HistoryRange, since: ReadonlyMap<string, number>): readonly Outage[] {
    return outages(this.columns, this.#known, since).filter(
      (outage) => outage.from <= to && (outage.to ?? Infinity) >= from,
    )
  }
}

/** The smallest time behind: times are whole milliseconds. */
function nextAfter(at: number): number {
  return Math.floor(at) + 1
}
