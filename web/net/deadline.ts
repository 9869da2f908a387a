import type { ProblemFacts } from './problem.ts'

/** The end that is put to a call from this side: by the operator, or by the clock. */
export interface Deadline {
  readonly signal: AbortSignal
  /** What ended the call, if something on this side did, else `facts`: what the failure means where it happened. */
  readonly factsOr: (facts: ProblemFacts) => ProblemFacts
  readonly aborted: () => boolean
  /**
   * Waits for `work`, but not beyond the end: some bodies (those of intercepted requests) do not notice that their
   * request was aborted.
   */
  readonly limit: <T>(work: Promise<T>) => Promise<T>
  /** From now on the clock no longer ends it, only the caller's signal does. */
  readonly disarm: () => void
  /** Lets go of the clock and of the caller's signal. To be called when all is over. */
  readonly stop: () => void
  /** Stops, and breaks off what is still under way. */
  readonly close: () => void
}

/**
 * @param outer its end is the operator's, unless its reason says that time was up (see `gate.ts`)
 */
export function startDeadline(outer: AbortSignal | undefined, timeoutMs: number): Deadline {
  const controller = new AbortController()
  const { signal } = controller
  let cause: ProblemFacts | undefined
  const end = (facts: ProblemFacts) => {
    cause ??= facts
    controller.abort()
  }
  const onAbort = () => {
    const reason: unknown = outer?.reason
    end(typeof reason === 'number' ? { kind: 'timeout', afterMs: reason } : { kind: 'abort' })
  }
  const timer = setTimeout(() => end({ kind: 'timeout', afterMs: timeoutMs }), timeoutMs)
  if (outer?.aborted) onAbort()
  else outer?.addEventListener('abort', onAbort, { once: true })

  const stop = () => {
    clearTimeout(timer)
    outer?.removeEventListener('abort', onAbort)
  }
  return {
    signal,
    factsOr: (facts) => cause ?? facts,
    aborted: () => cause?.kind === 'abort',
    limit: (work) =>
      new Promise((resolve, reject) => {
        const giveUp = () => reject(new DOMException('The call has ended.', 'AbortError'))
        if (signal.aborted) giveUp()
        signal.addEventListener('abort', giveUp, { once: true })
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
      }),
    disarm: () => clearTimeout(timer),
    stop,
    close: () => {
      stop()
      controller.abort()
    },
  }
}
