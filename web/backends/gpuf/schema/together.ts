import { HEARTBEAT_INTERVAL_MS } from './interval.ts'

/** From so many clients on that fall silent together, what broke is what they have in common. */
const PIPELINE_FROM = 5

/**
 * Tells failures of the pipeline that carries heartbeats from those of machines. When it breaks, the last heartbeats of
 * all that it carried lie within one interval before: that is the width of "together". The fullest interval comes
 * first, then the fullest of what is left.
 *
 * @param sorted by when each was last heard
 * @returns groups and the rest, by time
 */
export function together<T>(
  sorted: readonly T[],
  since: (item: T) => number,
  groupsAtMost = Infinity,
): { readonly groups: readonly (readonly T[])[]; readonly alone: readonly T[] } {
  const times = Float64Array.from(sorted, since)
  const isTaken = new Uint8Array(sorted.length)
  const starts: number[] = []
  const counts = new Map<number, number>()
  const byCount = startsByCount(times)
  for (let count = byCount.length - 1; count >= PIPELINE_FROM && starts.length < groupsAtMost; count--) {
    for (const start of byCount[count] ?? []) {
      if (starts.length >= groupsAtMost) break
      // An interval that spans a group that was taken would have been fuller than it: what is left of it ends there.
      const left = freeFrom(start, times, isTaken)
      if (left < count) {
        byCount[left]?.push(start)
        continue
      }
      isTaken.fill(1, start, start + count)
      starts.push(start)
      counts.set(start, count)
    }
  }
  return {
    groups: starts.sort((a, b) => a - b).map((start) => sorted.slice(start, start + (counts.get(start) ?? 0))),
    alone: sorted.filter((_, index) => isTaken[index] === 0),
  }
}

/** By how many fall silent within an interval from each on: where those begin. */
function startsByCount(times: Float64Array): number[][] {
  const byCount: number[][] = []
  let end = 0
  for (const [start, from] of times.entries()) {
    while (end < times.length && (times[end] ?? 0) - from <= HEARTBEAT_INTERVAL_MS) end++
    const count = end - start
    while (byCount.length <= count) byCount.push([])
    byCount[count]?.push(start)
  }
  return byCount
}

/** How many from `start` on, within an interval, are in no group yet. */
function freeFrom(start: number, times: Float64Array, isTaken: Uint8Array): number {
  const from = times[start] ?? 0
  let end = start
  while (end < times.length && isTaken[end] === 0 && (times[end] ?? 0) - from <= HEARTBEAT_INTERVAL_MS) end++
  return end - start
}
