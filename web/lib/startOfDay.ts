import { readClock } from './time.ts'

const DAY_MS = 86_400_000

/**
 * The first moment of a day such as `2026-11-20` in a zone, the browser's own when `undefined`: in milliseconds since
 * the epoch. Undefined for what no calendar has, as the 30th of February.
 */
export function startOfDay(date: string, timeZone?: string): number | undefined {
  const utc = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== date) return undefined
  // Zones are up to 14 hours off, and change their offset at most once in between: a second look settles it.
  const guess = utc - offsetAt(utc, timeZone)
  const start = utc - offsetAt(guess, timeZone)
  return readClock(start, timeZone)?.date === date ? firstOf(date, start, timeZone) : firstOf(date, guess, timeZone)
}

/** `2026-11-20`, one day later than `2026-11-19`. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, timeZone: string | undefined): number {
  const read = readClock(ms, timeZone)
  return read === undefined ? 0 : Date.parse(`${read.date}T${read.time}Z`) - Math.floor(ms / 1000) * 1000
}

/** Where clocks are put forward at midnight the day begins later than 00:00. */
function firstOf(date: string, near: number, timeZone: string | undefined): number | undefined {
  const hour = 3_600_000
  for (const ms of [near - hour, near, near + hour]) {
    if (readClock(ms, timeZone)?.date === date && readClock(ms - 1, timeZone)?.date !== date) return ms
  }
  return readClock(near, timeZone)?.date === date ? near : undefined
}
