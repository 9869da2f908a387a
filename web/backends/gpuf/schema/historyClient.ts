import { firstFrom, type Line, LineBuilder } from '@/lib/line.ts'
import { SILENCE_MS } from './interval.ts'
import type { HistoryRange, Metric } from './history.ts'
import type { HistoryColumns } from './historyColumns.ts'
import { noIntervals, readIntervals } from './historyRates.ts'

/**
 * Every heartbeat of one client within the range, as it was reported. A rate stands at the heartbeat that reported its
 * bytes. Where nothing is known for longer than an outage takes, there is a gap.
 */
export function clientLine(columns: HistoryColumns, client: number, metric: Metric, range: HistoryRange): Line {
  switch (metric) {
    case 'cpu':
    case 'memory':
    case 'disk':
      return levelLine(columns, client, columns[metric], range)
    case 'up':
    case 'down':
      return rateLine(columns, client, metric, range)
  }
}

function levelLine({ starts, t }: HistoryColumns, client: number, values: Float64Array, range: HistoryRange): Line {
  const end = starts[client + 1] ?? 0
  const start = firstFrom(t, range.from, starts[client] ?? 0, end)
  const line = new LineBuilder(end - start + 16)
  let before = Number.NaN
  for (let row = start; row < end; row++) {
    const at = t[row] ?? 0
    const value = values[row] ?? Number.NaN
    if (at > range.to) break
    if (Number.isNaN(value)) continue
    if (at - before > SILENCE_MS) line.add((at + before) / 2, Number.NaN)
    // Two in the same millisecond are two points all the same.
    const own = at <= before ? before + 1 : at
    line.add(own, value)
    before = own
  }
  return line.line()
}

function rateLine(columns: HistoryColumns, client: number, metric: 'up' | 'down', range: HistoryRange): Line {
  const line = new LineBuilder()
  const known = noIntervals()
  readIntervals(columns, client, metric, known)
  let before = Number.NaN
  for (let index = 0; index < known.count; index++) {
    const from = known.from[index] ?? 0
    const to = known.to[index] ?? 0
    if (to < range.from) continue
    if (to > range.to) break
    if (from - before > SILENCE_MS) line.add((from + before) / 2, Number.NaN)
    line.add(to, ((known.bytes[index] ?? 0) / (to - from)) * 1000)
    before = to
  }
  return line.line()
}
