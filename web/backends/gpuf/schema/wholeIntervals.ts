import type { Line } from '@/lib/line.ts'
import type { HistoryLines, HistoryRange } from './history.ts'

/**
 * The same lines without what a fleet's sums say of the first and the last heartbeat interval, of which the range has
 * only a part: some clients are not counted there yet, and it would look as if they had dropped out.
 */
export function wholeIntervals(lines: HistoryLines, { from, to }: HistoryRange): HistoryLines {
  const { baseMs, metrics, heard } = lines
  const first = Math.ceil(from / baseMs) * baseMs
  const last = Math.floor(to / baseMs) * baseMs
  const sums = (metric: 'up' | 'down') =>
    metrics[metric]?.map((one) => (one.id === 'total' ? { ...one, line: within(one.line, first, last) } : one))
  const up = sums('up')
  const down = sums('down')
  return {
    ...lines,
    metrics: { ...metrics, ...(up && { up }), ...(down && { down }) },
    heard: heard && within(heard, first, last),
  }
}

function within({ t, v }: Line, first: number, last: number): Line {
  let begin = 0
  while (begin < t.length && (t[begin] ?? 0) < first) begin++
  let end = t.length
  while (end > begin && (t[end - 1] ?? 0) > last) end--
  return { t: t.subarray(begin, end), v: v.subarray(begin, end) }
}
