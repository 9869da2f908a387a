import { firstFrom, type Line, LineBuilder } from '@/lib/line.ts'
import { nearestRank, selectRank } from '@/lib/quantile.ts'
import { HEARTBEAT_INTERVAL_MS, SILENCE_MS } from './interval.ts'
import type { HistoryRange, QuantileId } from './history.ts'
import type { HistoryColumns } from './historyColumns.ts'
import { noIntervals, readIntervals } from './historyRates.ts'

const BASE_MS = HEARTBEAT_INTERVAL_MS

/**
 * The heartbeats of a fleet by heartbeat interval. Intervals are counted from the epoch, so that the same heartbeats
 * give the same points in every reading. An interval without any is left out of the lines; only where nothing is known
 * for longer than an outage takes is there a gap.
 */
export class FleetSeries {
  readonly #columns: HistoryColumns
  /** From the first to the last heartbeat within the range: nobody walks through years without any. */
  readonly #range: HistoryRange
  readonly #first: number
  readonly #count: number
  /** How many clients were heard in each interval, and how many places those before it take. */
  readonly #heard: Uint32Array
  readonly #places: Uint32Array

  constructor(columns: HistoryColumns, range: HistoryRange) {
    this.#columns = columns
    this.#range = heardWithin(columns, range)
    this.#first = Math.floor(this.#range.from / BASE_MS)
    this.#count = this.#range.from > this.#range.to ? 0 : Math.floor(this.#range.to / BASE_MS) - this.#first + 1
    this.#heard = this.#countHeard()
    this.#places = new Uint32Array(this.#count + 1)
    for (let bucket = 0; bucket < this.#count; bucket++) {
      this.#places[bucket + 1] = (this.#places[bucket] ?? 0) + (this.#heard[bucket] ?? 0)
    }
  }

  #rowsOf(client: number): { start: number; end: number } {
    const { starts, t } = this.#columns
    const last = starts[client + 1] ?? 0
    const start = firstFrom(t, this.#range.from, starts[client] ?? 0, last)
    return { start, end: firstFrom(t, this.#range.to + 1, start, last) }
  }

  #countHeard(): Uint32Array {
    const { starts, t } = this.#columns
    const heard = new Uint32Array(this.#count)
    for (let client = 0; client + 1 < starts.length; client++) {
      const { start, end } = this.#rowsOf(client)
      let bucketEnd = -Infinity
      for (let row = start; row < end; row++) {
        const at = t[row] ?? 0
        if (at < bucketEnd) continue
        const bucket = Math.floor(at / BASE_MS) - this.#first
        bucketEnd = (this.#first + bucket + 1) * BASE_MS
        heard[bucket] = (heard[bucket] ?? 0) + 1
      }
    }
    return heard
  }

  /** How many clients were heard. */
  heard(): Line {
    const cover = new Cover(this.#count)
    const { t } = this.#columns
    for (let row = 0; row < t.length; row++) {
      const at = t[row] ?? 0
      if (at >= this.#range.from && at <= this.#range.to) cover.add(Math.floor(at / BASE_MS) - this.#first, at, at)
    }
    const [line] = this.#lines(cover, [(bucket) => this.#heard[bucket] ?? 0])
    return line
  }

  /**
   * A level over the clients that were heard. Each counts once in an interval, with its highest value; `min` is the
   * lowest of all. Quantiles are of the nearest rank: values that were measured.
   */
  level(metric: 'cpu' | 'memory' | 'disk'): Readonly<Record<QuantileId, Line>> {
    const { starts, t } = this.#columns
    const values = this.#columns[metric]
    const places = this.#places
    const peaks = new Float64Array(places[this.#count] ?? 0)
    const next = places.slice()
    const low = new Float64Array(this.#count).fill(Infinity)
    const cover = new Cover(this.#count)
    for (let client = 0; client + 1 < starts.length; client++) {
      const { start, end } = this.#rowsOf(client)
      let bucketEnd = -Infinity
      let bucket = 0
      let place = 0
      for (let row = start; row < end; row++) {
        const value = values[row] ?? Number.NaN
        if (Number.isNaN(value)) continue
        const at = t[row] ?? 0
        if (at >= bucketEnd) {
          bucket = Math.floor(at / BASE_MS) - this.#first
          bucketEnd = (this.#first + bucket + 1) * BASE_MS
          place = next[bucket] ?? 0
          next[bucket] = place + 1
          peaks[place] = value
        } else if (value > (peaks[place] ?? 0)) peaks[place] = value
        if (value < (low[bucket] ?? 0)) low[bucket] = value
        cover.add(bucket, at, at)
      }
    }
    // Each of these leaves the group so that the next finds its own faster.
    const rankOf = (bucket: number, share: number) => {
      const start = places[bucket] ?? 0
      return start + nearestRank(share, (next[bucket] ?? 0) - start)
    }
    const [p95, p50, max, min] = this.#lines(cover, [
      (bucket) => selectRank(peaks, places[bucket] ?? 0, next[bucket] ?? 0, rankOf(bucket, 0.95)),
      (bucket) => selectRank(peaks, places[bucket] ?? 0, rankOf(bucket, 0.95) + 1, rankOf(bucket, 0.5)),
      (bucket) => highest(peaks, rankOf(bucket, 0.95), next[bucket] ?? 0),
      (bucket) => low[bucket] ?? 0,
    ])
    return { p50, p95, max, min }
  }

  /**
   * Bytes per second. A heartbeat's bytes were moved since the client's previous one, and are spread over that time;
   * across an outage nothing is known. In the total a client counts with its mean over the part of an interval that it
   * covers, so that the last, unfinished one does not look like a drop. `max` is the highest rate that any one client
   * reported.
   */
  rates(metric: 'up' | 'down'): { readonly total: Line; readonly max: Line } {
    const total = new Float64Array(this.#count)
    const max = new Float64Array(this.#count)
    const cover = new Cover(this.#count)
    const known = noIntervals()
    for (let client = 0; client + 1 < this.#columns.starts.length; client++) {
      readIntervals(this.#columns, client, metric, known)
      let open = -1
      let bytes = 0
      let ms = 0
      for (let index = 0; index < known.count; index++) {
        const from = known.from[index] ?? 0
        const to = known.to[index] ?? 0
        const perMs = (known.bytes[index] ?? 0) / (to - from)
        // What ends after the range is told by a heartbeat that is not in it.
        if (to > this.#range.to) break
        const last = Math.floor(to / BASE_MS) - this.#first
        for (let bucket = Math.max(0, Math.floor(from / BASE_MS) - this.#first); bucket <= last; bucket++) {
          const bucketStart = (this.#first + bucket) * BASE_MS
          const start = from > bucketStart ? from : bucketStart
          const end = to < bucketStart + BASE_MS ? to : bucketStart + BASE_MS
          if (end <= start) continue
          if (bucket !== open) {
            if (open !== -1) total[open] = (total[open] ?? 0) + (bytes / ms) * 1000
            open = bucket
            bytes = 0
            ms = 0
          }
          bytes += perMs * (end - start)
          ms += end - start
          if (perMs * 1000 > (max[bucket] ?? 0)) max[bucket] = perMs * 1000
          cover.add(bucket, start, end)
        }
      }
      if (open !== -1) total[open] = (total[open] ?? 0) + (bytes / ms) * 1000
    }
    const [all, busiest] = this.#lines(cover, [(bucket) => total[bucket] ?? 0, (bucket) => max[bucket] ?? 0])
    return { total: all, max: busiest }
  }

  /** One line for each of the functions, with the same times. */
  #lines<const F extends readonly ((bucket: number) => number)[]>(cover: Cover, values: F): { [N in keyof F]: Line } {
    const builders = values.map(() => new LineBuilder(this.#count))
    cover.each(
      (bucket) => {
        // In the middle of its interval, but not outside of what was heard.
        const middle = (this.#first + bucket + 0.5) * BASE_MS
        const at = Math.min(this.#range.to, Math.max(this.#range.from, middle))
        for (const [index, value] of values.entries()) builders[index]?.add(at, value(bucket))
      },
      (at) => {
        for (const builder of builders) builder.add(at, Number.NaN)
      },
    )
    return builders.map((builder) => builder.line()) as { [N in keyof F]: Line }
  }
}

function heardWithin({ t }: HistoryColumns, range: HistoryRange): HistoryRange {
  let from = Infinity
  let to = -Infinity
  for (let row = 0; row < t.length; row++) {
    const at = t[row] ?? 0
    if (at < range.from || at > range.to) continue
    if (at < from) from = at
    if (at > to) to = at
  }
  return { from, to }
}

function highest(values: Float64Array, start: number, end: number): number {
  let found = values[start] ?? Number.NaN
  for (let place = start + 1; place < end; place++) found = Math.max(found, values[place] ?? 0)
  return found
}

/** From when to when something is known in each interval: from there gaps are told from lines that go on. */
class Cover {
  readonly #from: Float64Array
  readonly #to: Float64Array

  constructor(count: number) {
    this.#from = new Float64Array(count).fill(Infinity)
    this.#to = new Float64Array(count).fill(-Infinity)
  }

  add(bucket: number, from: number, to: number): void {
    if (from < (this.#from[bucket] ?? 0)) this.#from[bucket] = from
    if (to > (this.#to[bucket] ?? 0)) this.#to[bucket] = to
  }

  each(visit: (bucket: number) => void, gap: (at: number) => void): void {
    let before = -1
    for (let bucket = 0; bucket < this.#to.length; bucket++) {
      const from = this.#from[bucket] ?? 0
      if (from === Infinity) continue
      const heard = before === -1 ? from : (this.#to[before] ?? 0)
      if (from - heard > SILENCE_MS) gap((from + heard) / 2)
      visit(bucket)
      before = bucket
    }
  }
}
