const dayMs = 24 * 60 * 60_000

/** What is kept: the newest, and of these none that is older. */
export const activityBounds = { entries: 5_000, days: 90 } as const

/** A clock that jumps ahead makes all entries old at once: none goes before a second look agrees, so much later. */
const agreesAfterMs = dayMs

export interface Ageing {
  /** Entries of before this may go now; null: none. */
  readonly before: number | null
  /** When the first look found something too old; null where nothing is. */
  readonly mark: number | null
}

/**
 * Whether entries are to be forgotten for their age.
 *
 * @param oldest when the oldest entry was made; null where there is none
 * @param mark what the last look said
 */
export function ageing(oldest: number | null, mark: number | null, now: number): Ageing {
  const before = now - activityBounds.days * dayMs
  if (oldest === null || oldest >= before) return { before: null, mark: null }
  // A mark of the future was set while the clock was wrong.
  if (mark === null || mark > now) return { before: null, mark: now }
  return now - mark < agreesAfterMs ? { before: null, mark } : { before, mark }
}
