import { DAY, HOUR, MINUTE, SECOND, dayStart } from './clock.ts'
import { hash, mix } from './rng.ts'

/** RFC 3339 in the offset that the machines are set to, with nanoseconds as Go writes them. */
export function goTime(ms: number): string {
  const local = new Date(ms + 8 * HOUR).toISOString().slice(0, -1)
  return `${local}${String(hash('nanos', ms) % 1_000_000).padStart(6, '0')}+08:00`
}

/** RFC 3339 in UTC with microseconds, as gpuf-s writes it. */
export function rustTime(ms: number): string {
  // written by hand: a month of heartbeats has a million of them
  const day = dayStart(ms)
  if (day !== cachedDay) {
    cachedDay = day
    cachedDate = new Date(day).toISOString().slice(0, 11)
  }
  const rest = ms - day
  const whole = Math.floor(rest)
  const hours = Math.floor(whole / HOUR)
  const minutes = Math.floor(whole / MINUTE) % 60
  const seconds = Math.floor(whole / SECOND) % 60
  const micros = (whole % 1000) * 1000 + (mix(whole, day / DAY) % 1000)
  return `${cachedDate}${two(hours)}:${two(minutes)}:${two(seconds)}.${String(micros).padStart(6, '0')}Z`
}

let cachedDay = Number.NaN
let cachedDate = ''

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n)
}

/** RFC 3339 in UTC with nanoseconds, as container engines prefix their log lines. */
export function logTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1)}${String(hash('log', ms) % 1_000_000).padStart(6, '0')}Z`
}

/** What Go writes for "never". */
export const NEVER = '0001-01-01T00:00:00Z'
