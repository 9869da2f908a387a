import { SILENCE_MS } from './interval.ts'
import type { HistoryColumns } from './historyColumns.ts'

/** Heartbeats closer than this are one report in parts: a rate over milliseconds means nothing. */
const TOO_CLOSE_MS = 1000

/** Times between reports for which traffic is known: `bytes` were moved from `from` to `to`, when they were reported. */
export interface Intervals {
  count: number
  from: Float64Array
  to: Float64Array
  bytes: Float64Array
}

export function noIntervals(): Intervals {
  return { count: 0, from: new Float64Array(0), to: new Float64Array(0), bytes: new Float64Array(0) }
}

/**
 * The intervals of one client, oldest first, written into `into`, which is used again and again. A report's bytes were
 * moved since the client's previous one. Nothing is known across an outage, nor of what no counter can say: a negative
 * number, or one too large to be counted in.
 */
export function readIntervals(
  { starts, t, up, down }: HistoryColumns,
  client: number,
  metric: 'up' | 'down',
  into: Intervals,
): void {
  const column = metric === 'up' ? up : down
  let row = starts[client] ?? 0
  const end = starts[client + 1] ?? 0
  if (into.from.length < end - row) {
    into.from = new Float64Array(end - row)
    into.to = new Float64Array(end - row)
    into.bytes = new Float64Array(end - row)
  }
  let count = 0
  let previous = -Infinity
  while (row < end) {
    const at = t[row] ?? 0
    let bytes = Number.NaN
    for (; row < end && (t[row] ?? 0) - at < TOO_CLOSE_MS; row++) {
      const part = column[row] ?? Number.NaN
      if (Number.isNaN(part)) continue
      const counted = part >= 0 && part <= Number.MAX_SAFE_INTEGER ? part : -Infinity
      bytes = Number.isNaN(bytes) ? counted : bytes + counted
    }
    if (bytes >= 0 && at - previous <= SILENCE_MS) {
      into.from[count] = previous
      into.to[count] = at
      into.bytes[count] = bytes
      count++
    }
    previous = at
  }
  into.count = count
}
