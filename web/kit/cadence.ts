import type { QueryKey } from '@tanstack/react-query'
import { needsSignIn, type Problem } from '@/net/problem.ts'
import { whyShut } from '@/net/shut.ts'

/** As much of a query as its cadence depends on. */
interface Polled<T> {
  readonly queryKey: QueryKey
  readonly queryHash: string
  readonly state: {
    readonly data: T | undefined
    readonly status: 'pending' | 'error' | 'success'
    readonly dataUpdateCount: number
    readonly errorUpdateCount: number
  }
}

interface Pace<T> {
  /** Milliseconds between polls when nothing is expected to change soon. */
  readonly still: number
  /** Milliseconds between polls while something moves. */
  readonly moving?: number
  readonly isMoving?: (data: T) => boolean
  /** It finds out whether its server answers again: it alone goes on while that one does not, sooner at first. */
  readonly isProbe?: boolean
}

const longestMs = 60_000

/**
 * How often to poll, as `refetchInterval`: faster while something moves, and twice as long after each failure in a
 * row, up to a minute; the first answer brings the usual pace back. Every query keeps a pace of its own, up to a
 * tenth off, so that polls do not all leave in the same moment. Hidden tabs do not poll (see `queryClient.ts`).
 * Infinity, which is no timer, while the server is shut: what asks again then is in `reachability.ts`. Where it is shut for want of a session, that
 * holds for the probe too: nobody's polls look for a new one.
 */
export function cadence<T>({ still, moving = still, isMoving, isProbe }: Pace<T>): (query: Polled<T>) => number {
  return (query) => {
    const { data } = query.state
    const failures = failuresInARow(query)
    const why = whyShutTo(query.queryKey)
    if (why && (!isProbe || needsSignIn(why))) return Infinity
    const base = data !== undefined && isMoving?.(data) ? moving : still
    const slowed = base * 2 ** (isProbe && failures > 0 ? failures - 2 : failures)
    // A pace slower than the limit by choice stays what it is.
    return Math.round(Math.min(slowed, Math.max(base, longestMs)) * jitter(query.queryHash))
  }
}

interface Seen {
  readonly answers: number
  readonly failuresBefore: number
}

const seen = new WeakMap<object, Seen>()

/** The cache counts failures over a query's whole life; what matters is those since its last answer. */
function failuresInARow(query: Polled<unknown>): number {
  const { status, dataUpdateCount: answers, errorUpdateCount: failures } = query.state
  const known = seen.get(query)
  if (known?.answers === answers) return failures - known.failuresBefore
  // First look since that answer. A failure that is there already came after it, unless there was no answer yet:
  // then all failures count (the status goes back to pending at each attempt, so it says nothing).
  const since = answers === 0 ? failures : status === 'error' ? 1 : 0
  seen.set(query, { answers, failuresBefore: failures - since })
  return since
}

/** 0.9 to 1.1, the same for the same key: a pace that changed at each look would restart its timer for ever. */
export function jitter(key: string): number {
  let hash = 2_166_136_261
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 16_777_619)
  return 0.9 + ((hash >>> 0) % 1000) / 5000
}

/** Whether the server that a query is about is not to be asked just now; see `shut.ts`. */
export function isShut(queryKey: QueryKey): boolean {
  return whyShutTo(queryKey) !== undefined
}

function whyShutTo([kind, id]: QueryKey): Problem | undefined {
  return whyShut(`${String(kind)}/${String(id)}`)
}
