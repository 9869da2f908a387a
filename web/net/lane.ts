/** What a request is for, which decides for whom it waits. */
export type Lane =
  /** It changes a server: it never waits. */
  | 'act'
  /** The operator asked for it: before all that nobody asked for, and with a connection kept free for it. */
  | 'asked'
  /** Wanted on the page, and nothing of it is there yet. */
  | 'seen'
  /** Polls, watches, and whatever else goes on by itself. */
  | 'background'

let current: Lane = 'asked'

/** The calls that `work` makes before it first waits are for `lane`. */
export function inLane<T>(lane: Lane, work: () => T): T {
  const before = current
  current = lane
  try {
    return work()
  } finally {
    current = before
  }
}

/** Of what runs just now; what nobody has put into a lane was asked for. */
export function currentLane(): Lane {
  return current
}
