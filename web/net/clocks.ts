import type { Endpoint } from './endpoint.ts'
import { serverKey } from './shut.ts'

type ServerRef = Pick<Endpoint, 'kind' | 'id'>

/** A date in a header has whole seconds, and answers take their time: less than this is no difference. */
const NOTHING_MS = 5_000

const offsets = new Map<string, number>()

/**
 * Takes note of the time that an answer says it was given at.
 *
 * @param askedAt when its request was sent, by this browser's clock
 */
export function noteClock(server: ServerRef, date: string | null, askedAt: number): void {
  const told = Date.parse(date ?? '')
  const now = Date.now()
  // A clock that was set in the meantime says nothing about the other one.
  if (!Number.isFinite(told) || now < askedAt || now - askedAt > NOTHING_MS) return
  offsets.set(serverKey(server), told + 500 - (askedAt + now) / 2)
}

/**
 * How far the clock of a server is ahead of this browser's, in milliseconds; 0 where it is about the same or not known.
 * A proxy in front may answer with the time of its own clock.
 */
export function clockOffsetOf(server: ServerRef): number {
  const offset = offsets.get(serverKey(server)) ?? 0
  return Math.abs(offset) < NOTHING_MS ? 0 : offset
}
