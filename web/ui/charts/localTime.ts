import { readClock } from '@/lib/time.ts'
import type { Span } from './span.ts'

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(ms: number, timeZone: string | undefined): number {
  const read = readClock(ms, timeZone)
  if (!read) return 0
  return Date.parse(`${read.date}T${read.time}Z`) - Math.floor(ms / 1000) * 1000
}

/** The moment at which a zone's clock shows `local` (a clock reading written as if it were UTC). */
export function momentOf(local: number, offsetAt: (ms: number) => number): number {
  const guess = local - offsetAt(local)
  // The guess may lie on the other side of a change of the clocks.
  return local - offsetAt(guess)
}

const fortnight = 14 * 86_400_000

/** Asking a calendar is slow, and within two weeks with equal ends no clock is changed. */
export function offsetsWithin({ from, to }: Span, timeZone: string | undefined): (ms: number) => number {
  const offset = zoneOffset(from, timeZone)
  if (to - from <= fortnight && zoneOffset(to, timeZone) === offset) return () => offset
  return (ms) => zoneOffset(ms, timeZone)
}
