/** Events that arrive so close together came in one piece. */
const TOGETHER_MS = 250
/** So many in one piece are more than what a pause of the network or of the server leaves to catch up with. */
const MANY = 3
/** After so many bursts with nothing in between it is no chance. */
const BURSTS = 2

export interface Arrival {
  readonly atMs: number
  /** The page could not have seen it sooner: it was hidden, or the computer slept. */
  readonly isExcused: boolean
}

export interface BurstWatch {
  /** Undefined as long as nothing can be said. */
  readonly heard: (arrival: Arrival) => boolean | undefined
  /** The stream has ended in good order. */
  readonly ended: () => boolean | undefined
}

/**
 * Tells a stream that something keeps back on its way, as a proxy with a buffer does, from one that is slow: its events
 * come many at once, and between those times there is silence of several beats, again and again.
 *
 * @param beatMs the server says something at least so often
 * @param startedMs when the stream was asked for
 */
export function watchBursts(beatMs: number, startedMs: number): BurstWatch {
  let burst: { startedMs: number; count: number; silenceMs: number; isExcused: boolean } | undefined
  let lastMs = startedMs
  let bursts = 0
  let steady = 0

  /** What has come together is complete: judge it. */
  const close = (): boolean | undefined => {
    const done = burst
    burst = undefined
    if (done === undefined || done.isExcused) return undefined
    if (done.silenceMs > 2 * beatMs && done.count >= MANY) {
      bursts += 1
      steady = 0
    } else if (done.silenceMs <= 1.6 * beatMs) {
      // As it should be. One event in time after a burst can be its last piece.
      steady += 1
      if (steady >= 3) bursts = 0
    }
    if (bursts >= BURSTS) return true
    return steady >= 3 ? false : undefined
  }

  return {
    heard: ({ atMs, isExcused }) => {
      const silenceMs = atMs - lastMs
      lastMs = atMs
      if (burst && silenceMs <= TOGETHER_MS) {
        burst = { ...burst, count: burst.count + 1, isExcused: burst.isExcused || isExcused }
        return undefined
      }
      const verdict = close()
      burst = { startedMs: atMs, count: 1, silenceMs, isExcused }
      return verdict
    },
    ended: () => {
      const isWhole = bursts === 0 && steady === 0
      const last = burst
      const verdict = close()
      // All of it at once, long after it was asked for: it was kept to the end.
      if (isWhole && last && !last.isExcused && last.silenceMs > 4 * beatMs && last.count > MANY) return true
      return verdict
    },
  }
}
