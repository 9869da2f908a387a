import type { Endpoint } from '@/net/endpoint.ts'
import type { Finding } from './finding.ts'

/** From here on times that are compared over two clocks are misread. */
export const CLOCK_OFF_MS = 2 * 60_000

/** Servers whose clock is off, or, where all of several are off alike, this browser's. */
export function findClocks(
  offsets: readonly { readonly at: Endpoint; readonly offsetMs: number }[],
): readonly Finding[] {
  const off = offsets.filter(({ offsetMs }) => Math.abs(offsetMs) >= CLOCK_OFF_MS)
  const values = off.map(({ offsetMs }) => offsetMs)
  const isAlike = Math.max(...values) - Math.min(...values) < CLOCK_OFF_MS / 2
  if (off.length > 1 && off.length === offsets.length && isAlike) {
    return [{ kind: 'browser-clock', offsetMs: values.reduce((sum, value) => sum + value, 0) / values.length }]
  }
  return off.map(({ at, offsetMs }) => ({ kind: 'clock', at, offsetMs }))
}
