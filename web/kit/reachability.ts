import type { QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import { onOutcome } from '@/net/outcomes.ts'
import { isUnreachable, needsSignIn } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'

export type ReachabilityState =
  /** Nothing asked yet, or no answer yet. */
  | 'unknown'
  | 'up'
  /** Cannot be spoken to. */
  | 'down'
  /** Answers, but with errors of its own (5xx). */
  | 'refusing'
  /** A proxy in front wants the operator to sign in. */
  | 'sign-in'

export interface Reachability {
  readonly state: ReachabilityState
  /** When it last answered usefully, in milliseconds since the epoch. */
  readonly lastAnswerAt: number | null
  /** Why it is not up; null while it is. */
  readonly lastProblem: Problem | null
  /** Since when it is not up. */
  readonly downSince: number | null
}

export interface Outcome {
  readonly server: Pick<Endpoint, 'kind' | 'id'>
  readonly operation: string
  /** When the answer came or the attempt failed. */
  readonly at: number
  readonly tookMs: number
  readonly problem?: Problem
}

const nothingKnown: Reachability = { state: 'unknown', lastAnswerAt: null, lastProblem: null, downSince: null }

/** While other operations answer, one that fails with 5xx is that operation's trouble and not the server's. */
const answersCountForMs = 15_000

/** What an outcome says about its server. */
export function afterOutcome(before: Reachability, outcome: Outcome): Reachability {
  const { problem, at, tookMs } = outcome
  const state = problem ? stateBy(problem) : 'up'
  // Says nothing about the server: cancelled, or a stream that had begun well and then broke off.
  if (state === undefined) return before
  if (problem === undefined || state === 'up')
    return { state: 'up', lastAnswerAt: at, lastProblem: null, downSince: null }

  const answeredAt = before.state === 'up' ? before.lastAnswerAt : null
  if (answeredAt !== null) {
    // It answered others while this one waited in vain: slow here, not down.
    if (state === 'down' && problem.kind === 'timeout' && answeredAt > at - tookMs) return before
    if (state === 'refusing' && at - answeredAt < answersCountForMs) return before
  }
  return { state, lastAnswerAt: before.lastAnswerAt, lastProblem: problem, downSince: before.downSince ?? at }
}

function stateBy(problem: Problem): ReachabilityState | undefined {
  const { facts } = problem
  if (facts.kind === 'abort' || facts.kind === 'broken-off') return undefined
  if (needsSignIn(problem)) return 'sign-in'
  if (isUnreachable(problem)) return 'down'
  if ((facts.kind === 'server' || facts.kind === 'response') && facts.status >= 500) return 'refusing'
  return 'up'
}

const useStore = create<{ readonly servers: Readonly<Record<string, Reachability>> }>(() => ({ servers: {} }))

type ServerRef = Pick<Endpoint, 'kind' | 'id'>

function keyOf({ kind, id }: ServerRef): string {
  return `${kind}/${id}`
}

export function reachabilityOf(server: ServerRef): Reachability {
  return useStore.getState().servers[keyOf(server)] ?? nothingKnown
}

export function useReachability(server: ServerRef): Reachability {
  return useStore((state) => state.servers[keyOf(server)] ?? nothingKnown)
}

/** In the order of `servers`. */
export function useReachabilityOfAll(servers: readonly ServerRef[]): readonly Reachability[] {
  const known = useStore((state) => state.servers)
  return useMemo(() => servers.map((server) => known[keyOf(server)] ?? nothingKnown), [servers, known])
}

/**
 * Learns from every call how its server does. When one is back, what failed on it is asked again at once, instead
 * of at the end of a long pause. Returns its end.
 */
export function startReachability(queryClient: QueryClient): () => void {
  return onOutcome((outcome) => {
    const before = reachabilityOf(outcome.server)
    const after = afterOutcome(before, outcome)
    if (after === before) return
    const key = keyOf(outcome.server)
    useStore.setState(({ servers }) => ({ servers: { ...servers, [key]: after } }))
    if (after.state === 'up' && before.state !== 'up' && before.state !== 'unknown') {
      void queryClient.refetchQueries({
        type: 'active',
        predicate: ({ queryKey, state }) =>
          queryKey[0] === outcome.server.kind &&
          queryKey[1] === outcome.server.id &&
          state.errorUpdatedAt > state.dataUpdatedAt,
      })
    }
  })
}

/** Forgets all servers; for tests that share a page. */
export function forgetReachability(): void {
  useStore.setState({ servers: {} })
}
