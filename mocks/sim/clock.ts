/** Where the simulator gets its time from. The default reads the globals at each call, so that a faked clock drives it. */
export interface Clock {
  /** ms since the epoch */
  now(): number
  /** Runs once after `ms`; the answer takes it back. */
  after(ms: number, run: () => void): () => void
}

export const globalClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = globalThis.setTimeout(run, ms)
    return () => globalThis.clearTimeout(timer)
  },
}

/** Waits `ms` (or until the signal fires) and tells whether the wait was completed. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const onAbort = () => {
      takeBack()
      resolve(false)
    }
    const takeBack = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve(true)
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The start of the UTC day that contains `ms`. */
export function dayStart(ms: number): number {
  return Math.floor(ms / DAY) * DAY
}

/** How long something that takes `ms` in life takes in a world of that speed. */
export function paced(world: { readonly speed: number }, ms: number): number {
  return ms / world.speed
}
