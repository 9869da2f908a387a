import * as v from 'valibot'

const DAY_MS = 86_400_000

/** What one connection turned out to do otherwise than documented. Learnt while calling, kept while the tab lives. */
export const HabitsSchema = v.object({
  /** `long` after the server was seen to ignore the documented `YYYY-MM-DD`. */
  dates: v.picklist(['documented', 'long']),
  /** False after a filter by `client_id` was answered with 500 and the same call without it was not. */
  filtersByClient: v.boolean(),
})
export type Habits = Readonly<v.InferOutput<typeof HabitsSchema>>

export const DOCUMENTED_HABITS: Habits = { dates: 'documented', filtersByClient: true }

/** Moments in milliseconds since the epoch, both included. */
export interface Range {
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** `start_date` and `end_date` in the form that this server understands. Days and times are UTC. */
export function dateQuery({ from, to }: Range, dates: Habits['dates']): { start_date?: string; end_date?: string } {
  const start = from === undefined ? undefined : new Date(from).toISOString()
  // The long form excludes its end, and has whole seconds.
  const end = to === undefined ? undefined : new Date(dates === 'long' ? to + 1000 : to).toISOString()
  const length = dates === 'long' ? 19 : 10
  return {
    ...(start === undefined ? {} : { start_date: start.slice(0, length) }),
    ...(end === undefined ? {} : { end_date: end.slice(0, length) }),
  }
}

/**
 * The documented form was not understood: a row came from outside the days that were asked for. A row from the
 * future proves nothing, it is a machine whose clock is ahead.
 */
export function ignoredDates(times: readonly number[], { from, to }: Range, now: number): boolean {
  const start = from === undefined ? -Infinity : Math.floor(from / DAY_MS) * DAY_MS
  const end = to === undefined ? Infinity : (Math.floor(to / DAY_MS) + 1) * DAY_MS
  return times.some((at) => at < start || (at >= end && at <= now))
}
