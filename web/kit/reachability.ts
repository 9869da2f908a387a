import type { Query, QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import { onOutcome } from '@/net/outcomes.ts'
import { isProblem, isUnreachable, needsSignIn } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'
import { setShut, whyShut } from '@/net/shut.ts'
import { usePaced } from './pace.ts'

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
  if (facts.kind === 'request' && facts.reason === 'no-connection') return undefined
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
  return usePaced(useStore.subscribe, () => reachabilityOf(server))
}

/** In the order of `servers`. */
export function useReachabilityOfAll(servers: readonly ServerRef[]): readonly Reachability[] {
  const known = usePaced(useStore.subscribe, () => useStore.getState().servers)
  return useMemo(() => servers.map((server) => known[keyOf(server)] ?? nothingKnown), [servers, known])
}

/** Its polling rests until the operator has signed in again. Of the server that a query's key begins with. */
export function isSignedOut([kind, id]: readonly unknown[]): boolean {
  return useStore.getState().servers[`${String(kind)}/${String(id)}`]?.state === 'sign-in'
}

/** Settles at once where nobody has to sign in, else once that is done, or `signal` says that nobody waits. */
export function whenSignedIn({ kind, id }: ServerRef, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isSignedOut([kind, id]) && !signal?.aborted) return
      stop()
      resolve()
    }
    const stop = useStore.subscribe(look)
    signal?.addEventListener('abort', look, { once: true })
    look()
  })
}

/** The small question by which a server shows whether it lets the operator in: marked by `meta: { isProbe: true }`. */
export function probeOf(queryClient: QueryClient, { kind, id }: ServerRef): Query | undefined {
  return queryClient.getQueryCache().find({
    queryKey: [kind, id],
    exact: false,
    predicate: ({ meta }) => meta?.['isProbe'] === true,
  })
}

/** It failed in a row, or has never answered: nothing but probes is sent to it, until one is answered. */
function isBroken(before: Reachability, after: Reachability): boolean {
  return (
    after.state === 'down' && (before.state === 'down' || before.state === 'sign-in' || after.lastAnswerAt === null)
  )
}

/** What is told of a failure, but for how long it took. */
function reasonOf(problem: Problem | null | undefined): string {
  const facts = problem?.facts
  if (facts === undefined) return ''
  return [facts.kind, 'reason' in facts && facts.reason, 'status' in facts && facts.status].join(' ')
}

/**
 * What is on screen of a server that has just been shut, or is now shut for another reason, would not be asked for
 * again, and so would not say that it ages, or why: each question fails now, with what is known, and nothing is sent.
 */
function tellAll(queryClient: QueryClient, { kind, id }: ServerRef): void {
  void queryClient.refetchQueries(
    {
      type: 'active',
      fetchStatus: 'idle',
      predicate: ({ queryKey, state, meta }) =>
        queryKey[0] === kind && queryKey[1] === id && state.status !== 'pending' && meta?.['isProbe'] !== true,
    },
    { cancelRefetch: false },
  )
}

/**
 * Learns from every call how its server does. One that fails in a row is left alone but for probes, and one that wants
 * a sign-in first altogether; when it is back, what failed on it or would have been asked since is asked again at once.
 * Returns its end.
 */
export function startReachability(queryClient: QueryClient): () => void {
  const learn = (outcome: Outcome): void => {
    const before = reachabilityOf(outcome.server)
    const after = afterOutcome(before, outcome)
    if (after === before) return
    const key = keyOf(outcome.server)
    useStore.setState(({ servers }) => ({ servers: { ...servers, [key]: after } }))
    if (after.state === 'sign-in' || isBroken(before, after)) {
      const known = whyShut(key)
      setShut(outcome.server, after.lastProblem)
      const isNews = reasonOf(known) !== reasonOf(after.lastProblem)
      if (isNews && (known !== undefined || after.lastAnswerAt !== null)) tellAll(queryClient, outcome.server)
    } else if (after.state !== 'down') setShut(outcome.server, null)
    // Nothing at all is polled while nobody is signed in: whatever comes after that, polls have to be set going again.
    const wasSignedOut = before.state === 'sign-in' && after.state !== 'sign-in'
    if (wasSignedOut || (after.state === 'up' && before.state !== 'up' && before.state !== 'unknown')) {
      const since = before.downSince ?? 0
      void queryClient.refetchQueries(
        {
          type: 'active',
          predicate: (query) => {
            const { queryKey, state } = query
            if (queryKey[0] !== outcome.server.kind || queryKey[1] !== outcome.server.id) return false
            return (
              wasSignedOut ||
              state.errorUpdatedAt > state.dataUpdatedAt ||
              (state.dataUpdatedAt < since && query.isStale())
            )
          },
        },
        // Nobody pressed a button, and fifty servers can be back in the same second.
        { cancelRefetch: false },
      )
    }
  }
  return onOutcome((outcome) => {
    const { problem, server } = outcome
    const { state, lastAnswerAt } = reachabilityOf(server)
    const isDoubtful = state === 'up' && outcome.at - (lastAnswerAt ?? 0) < answersCountForMs
    const probe = problem && needsSignIn(problem) && isDoubtful ? probeOf(queryClient, server) : undefined
    if (!probe) return learn(outcome)
    // Either the session has ended, or whoever is signed in may not do just this: another question tells which. Where
    // this was that question, it is still under way, and not asked twice.
    probe.fetch().catch((error: unknown) => {
      if (isProblem(error) && needsSignIn(error)) learn({ ...outcome, problem: error })
    })
  })
}

/** Forgets all servers; for tests that share a page. */
export function forgetReachability(): void {
  for (const key of Object.keys(useStore.getState().servers)) {
    const [kind = '', id = ''] = key.split('/')
    setShut({ kind, id }, null)
  }
  useStore.setState({ servers: {} })
}
