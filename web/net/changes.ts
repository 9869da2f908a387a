import type { ChangeGroup } from './changeGroup.ts'
import type { Endpoint } from './endpoint.ts'
import { Problem, type ProblemFacts } from './problem.ts'

/** A request that changes something on a server, from the moment it is sent. */
export interface Change {
  readonly server: Endpoint
  /** `kind.function`, as `xw.stopInstance`. */
  readonly operation: string
  /** As `/api/runtime/stop`, behind the server's base URL. */
  readonly path: string
  /** What was sent as JSON; undefined where nothing was. */
  readonly body: unknown
  /** In milliseconds since the epoch, by this browser's clock. */
  readonly startedAt: number
  /** What it is one of; null where it was asked for by itself. */
  readonly group: ChangeGroup | null
}

export interface ChangeEnd {
  /** In milliseconds since the epoch. For a stream, when its last event came. */
  readonly at: number
  /** Why it did not end well; of the kind `abort` where the operator ended it. */
  readonly problem?: Problem
}

interface Watcher {
  readonly onStart: (change: Change) => void
  /** Once, with the same object as `onStart`. */
  readonly onEnd: (change: Change, end: ChangeEnd) => void
}

const watchers = new Set<Watcher>()
let allowed = true
let check: ChangeCheck | undefined

/** Whether this console may change anything at all; it may, until it is told otherwise. */
export function allowChanges(may: boolean): void {
  allowed = may
}

/** Why nothing may be sent to a server after all; undefined where it may. */
export type ChangeCheck = (server: Endpoint) => Promise<ProblemFacts | undefined>

/**
 * Has `look` asked before every request that changes a server, while the console may change any.
 *
 * @returns ends the asking
 */
export function checkChanges(look: ChangeCheck): () => void {
  check = look
  return () => {
    if (check === look) check = undefined
  }
}

/** @throws Problem where the change must not be sent */
export async function beforeChange(server: Endpoint, operation: string): Promise<void> {
  const facts: ProblemFacts | undefined = allowed ? await check?.(server) : { kind: 'request', reason: 'read-only' }
  if (facts) throw new Problem(server, operation, facts)
}

/**
 * Tells `watcher` about every request that changes a server from now on: when it is sent and when it is over.
 *
 * @returns ends the telling
 */
export function watchChanges(watcher: Watcher): () => void {
  const own = { ...watcher }
  watchers.add(own)
  return () => watchers.delete(own)
}

/** Tells the watchers that a change is under way; the function returned, that it is over. */
export function startChange(change: Omit<Change, 'startedAt'>): (problem?: Problem) => void {
  const started = { ...change, startedAt: Date.now() }
  tell((watcher) => watcher.onStart(started))
  return (problem) => tell((watcher) => watcher.onEnd(started, { at: Date.now(), ...(problem && { problem }) }))
}

function tell(about: (watcher: Watcher) => void): void {
  for (const watcher of watchers) {
    try {
      about(watcher)
    } catch (error) {
      // A faulty watcher is a bug to be seen, but the change that it watches did not fail.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
