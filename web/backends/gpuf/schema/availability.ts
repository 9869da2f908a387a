import { HEARTBEAT_INTERVAL_MS } from './interval.ts'

const DAY_MS = 86_400_000

/** What is needed of a day of `client_monitor`. */
interface CountedDay {
  /** `2025-07-29`, UTC. */
  readonly date: string
  readonly heartbeats: number | null
}

export interface Availability {
  readonly received: number
  readonly expected: number
  /** Received of expected, 0–100 and more where a client sends more than one heartbeat each two minutes. */
  readonly percent: number | null
  /** Oldest first; days before the client existed are left out. */
  readonly days: readonly DayAvailability[]
}

export interface DayAvailability {
  /** `2025-07-29`, UTC. */
  readonly date: string
  readonly received: number
  readonly expected: number
}

/**
 * Heartbeats received ÷ heartbeats expected over the last `dayCount` UTC days, today as far as it has come. A day
 * without a row counts as one without heartbeats; the first day counts from the moment of registration.
 *
 * @param rows of one client, in any order
 */
export function availability(
  rows: readonly CountedDay[],
  { now, createdAt, dayCount = 7 }: { now: number; createdAt: number | null; dayCount?: number },
): Availability {
  const receivedOn = new Map<string, number>()
  for (const { date, heartbeats } of rows) receivedOn.set(date, (receivedOn.get(date) ?? 0) + (heartbeats ?? 0))

  const today = Math.floor(now / DAY_MS) * DAY_MS
  const days: DayAvailability[] = []
  for (let start = today - (dayCount - 1) * DAY_MS; start <= today; start += DAY_MS) {
    const from = Math.max(start, createdAt ?? start)
    const to = Math.min(start + DAY_MS, now)
    if (from >= to) continue
    const date = new Date(start).toISOString().slice(0, 10)
    days.push({ date, ...counted(receivedOn.get(date) ?? 0, to - from) })
  }

  const received = days.reduce((sum, day) => sum + day.received, 0)
  const expected = days.reduce((sum, day) => sum + day.expected, 0)
  return { received, expected, percent: expected === 0 ? null : (100 * received) / expected, days }
}

export type CalendarDay = { readonly date: string } & (
  | { readonly kind: 'counted'; readonly received: number; readonly expected: number; readonly percent: number }
  /** Before the client was registered: nothing was expected. */
  | { readonly kind: 'before-registration' }
  /** The server has no statistics as old as this: nobody knows. */
  | { readonly kind: 'before-statistics' }
  /** So short that no heartbeat was due: today just after midnight, or a registration just before it. */
  | { readonly kind: 'too-short' }
)

export interface AvailabilityYear {
  /** Over the counted days. */
  readonly received: number
  readonly expected: number
  readonly percent: number | null
  readonly countedDays: number
  /** Counted days on which every expected heartbeat came. */
  readonly perfectDays: number
  /** Counted days without a single heartbeat. */
  readonly absentDays: number
  /** Oldest first, `dayCount` of them, today the last. */
  readonly days: readonly CalendarDay[]
}

/**
 * The same by day for a calendar, with a word about each day. Days before the first row that the server has of the
 * client are not held against it: a server that began to count later says nothing of them.
 *
 * @param rows of one client, in any order
 */
export function availabilityYear(
  rows: readonly CountedDay[],
  { now, createdAt, dayCount = 365 }: { now: number; createdAt: number | null; dayCount?: number },
): AvailabilityYear {
  let first: string | null = null
  for (const { date, heartbeats } of rows) {
    if (heartbeats !== null && (first === null || date < first)) first = date
  }
  const { days: counted } = availability(rows, { now, createdAt, dayCount })
  const byDate = new Map(counted.map((day) => [day.date, day]))
  const registered = createdAt === null ? null : new Date(createdAt).toISOString().slice(0, 10)

  const today = Math.floor(now / DAY_MS) * DAY_MS
  const days = Array.from({ length: dayCount }, (_, index): CalendarDay => {
    const date = new Date(today - (dayCount - 1 - index) * DAY_MS).toISOString().slice(0, 10)
    if (registered !== null && date < registered) return { date, kind: 'before-registration' }
    if (first === null || date < first) return { date, kind: 'before-statistics' }
    const day = byDate.get(date)
    if (day === undefined || day.expected === 0) return { date, kind: 'too-short' }
    const { received, expected } = day
    return { date, kind: 'counted', received, expected, percent: (100 * received) / expected }
  })

  let received = 0
  let expected = 0
  let countedDays = 0
  let perfectDays = 0
  let absentDays = 0
  for (const day of days) {
    if (day.kind !== 'counted') continue
    received += day.received
    expected += day.expected
    countedDays += 1
    if (day.received >= day.expected) perfectDays += 1
    if (day.received === 0) absentDays += 1
  }
  const percent = expected === 0 ? null : (100 * received) / expected
  return { received, expected, percent, countedDays, perfectDays, absentDays, days }
}

/**
 * The share of one day's heartbeats that came, 0–100 and more; null where the server did not count, or the day has
 * just begun. It knows of no registration: on its first day a client is below what it could reach.
 */
export function dayShare({ date, heartbeats }: CountedDay, now: number): number | null {
  const start = Date.parse(`${date}T00:00:00Z`)
  if (heartbeats === null || Number.isNaN(start) || start >= now) return null
  const { received, expected } = counted(heartbeats, Math.min(DAY_MS, now - start))
  return expected === 0 ? null : (100 * received) / expected
}

function counted(received: number, ms: number): { received: number; expected: number } {
  const expected = Math.floor(ms / HEARTBEAT_INTERVAL_MS)
  // In a part of a day, one more than fit: its first heartbeat came at its very beginning. That is a perfect part.
  return { received: ms < DAY_MS && received === expected + 1 ? expected : received, expected }
}
