import type { Endpoint } from './endpoint.ts'
import type { Problem } from './problem.ts'

/** How one call, or the start of one stream, went. */
export interface Outcome {
  readonly server: Endpoint
  readonly operation: string
  /** When it was known, in milliseconds since the epoch. */
  readonly at: number
  /** Until the whole answer was read; for a stream, until its head came. */
  readonly tookMs: number
  /** Absent when the answer could be used. */
  readonly problem?: Problem
}

type Listener = (outcome: Outcome) => void

const listeners = new Set<Listener>()

/**
 * Tells `listener` about every call and every stream start from now on. What was aborted says nothing about a server
 * and is not told.
 *
 * @returns ends the telling
 */
export function onOutcome(listener: Listener): () => void {
  // A wrapper of its own: the same function may listen twice.
  const own: Listener = (outcome) => listener(outcome)
  listeners.add(own)
  return () => listeners.delete(own)
}

export function reportOutcome(outcome: Outcome): void {
  for (const listener of listeners) {
    try {
      listener(outcome)
    } catch (error) {
      // A faulty listener is a bug to be seen, but the call that it listens to did not fail.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

/** Takes the time from now on until one `done`, which tells the listeners. */
export function startOutcome(server: Endpoint, operation: string): (problem?: Problem) => void {
  const startedAt = performance.now()
  return (problem) => {
    if (problem?.kind === 'abort') return
    const tookMs = performance.now() - startedAt
    reportOutcome({ server, operation, at: Date.now(), tookMs, ...(problem && { problem }) })
  }
}
