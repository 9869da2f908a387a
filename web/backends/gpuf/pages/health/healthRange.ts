import { dayAfter, startOfDay } from '@/lib/startOfDay.ts'
import type { HealthRange, HealthSearch } from '../../paths.ts'
import type { HistoryRange } from '../../schema/history.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Up to here heartbeats can be read; a day each client sends 720 of them. */
const HEARTBEATS_UP_TO_MS = 31 * DAY_MS

const WINDOWS_MS = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
  '90d': 90 * DAY_MS,
  '365d': 365 * DAY_MS,
} as const satisfies Record<HealthRange, number>

/** What an address asks for: a window that ends now and moves on, or two days. */
export type AskedRange =
  | { readonly kind: 'moving'; readonly range: HealthRange; readonly windowMs: number }
  | {
      readonly kind: 'days'
      readonly from: number
      /** The first moment after the last day. */
      readonly to: number
      readonly firstDay: string
      readonly lastDay: string
    }

const DEFAULT_RANGE: HealthRange = '6h'

/** Two days that cannot be shown count as not given: the page opens on its usual range. */
export function askedRange(
  search: Pick<HealthSearch, 'range' | 'from' | 'to'>,
  timeZone: string | undefined,
  now: number,
): AskedRange {
  if (search.from !== undefined && search.to !== undefined) {
    const read = readDays({ from: search.from, to: search.to }, timeZone, now)
    if (typeof read !== 'string') return { kind: 'days', ...read, firstDay: search.from, lastDay: search.to }
  }
  const range = search.range ?? DEFAULT_RANGE
  return { kind: 'moving', range, windowMs: WINDOWS_MS[range] }
}

export function lengthOf(asked: AskedRange): number {
  return asked.kind === 'moving' ? asked.windowMs : asked.to - asked.from
}

/** Which of the server's two records can tell of a range. */
export function sourceOf(asked: AskedRange): 'heartbeats' | 'daily' {
  return lengthOf(asked) <= HEARTBEATS_UP_TO_MS ? 'heartbeats' : 'daily'
}

/** Nothing is known of hours to come. */
export function rangeUntilNow(asked: AskedRange, now: number): HistoryRange {
  if (asked.kind === 'moving') return { from: now - asked.windowMs, to: now }
  return { from: asked.from, to: Math.min(asked.to, now) }
}

/** The first and the last day, in UTC as the server counts them, that a range touches. */
export function daysIn(asked: AskedRange, now: number): { readonly first: string; readonly last: string } {
  const { from, to } = rangeUntilNow(asked, now)
  return { first: utcDay(from), last: utcDay(Math.max(from, to - 1)) }
}

export type DaysProblem = 'incomplete' | 'backwards' | 'future' | 'long'

/** The moments from the beginning of the first day to the end of the last, or why there are none. */
export function readDays(
  days: { readonly from: string; readonly to: string },
  timeZone: string | undefined,
  now: number,
): HistoryRange | DaysProblem {
  const from = startOfDay(days.from, timeZone)
  const lastDay = startOfDay(days.to, timeZone)
  if (from === undefined || lastDay === undefined) return 'incomplete'
  if (days.from > days.to) return 'backwards'
  const to = startOfDay(dayAfter(days.to), timeZone)
  if (to === undefined) return 'incomplete'
  // The last day may be today, and is then shown as far as it has come.
  if (lastDay > now) return 'future'
  if (Math.round((to - from) / DAY_MS) > 366) return 'long'
  return { from, to }
}

function utcDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
