import { useQueries } from '@tanstack/react-query'
import type { NotifyOnChangeProps, QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { useDistinct } from './connections.ts'
import { isProblem } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'
import { isLastKnown } from './lastKnown.ts'

export interface JoinedRow<T> {
  readonly at: Endpoint
  readonly data: T
  /** When this server said it, in milliseconds since the epoch. */
  readonly updatedAt: number
  /** From before this page was loaded, and not confirmed since. */
  readonly isKept?: boolean
}

export interface JoinedFailure {
  readonly at: Endpoint
  readonly problem: Problem
  /** The age of what `rows` still has of this server; null when it has nothing. */
  readonly updatedAt: number | null
  readonly retry: () => void
  readonly isRetrying: boolean
}

/** One question put to several servers. A server whose last answer has aged is in `rows` and in `failed`. */
export interface Joined<T> {
  readonly rows: readonly JoinedRow<T>[]
  /** Asked, and neither answered nor failed yet. */
  readonly pending: readonly Endpoint[]
  readonly failed: readonly JoinedFailure[]
  /** How many servers are asked. */
  readonly total: number
  /** None has answered or failed yet. */
  readonly isLoading: boolean
  /** When the oldest of `rows` was said. */
  readonly oldestAt: number | null
  readonly refetch: () => void
}

/** What is read of each result below. Told, the library does not have to find it out by a proxy for each. */
const notifyOnChangeProps = ['data', 'dataUpdatedAt', 'error', 'fetchStatus'] as const satisfies NotifyOnChangeProps

/**
 * Asks all `servers` the same, those that two connections lead to once; one that fails takes nothing from the others.
 * Keep `servers` stable, and `options` too.
 */
export function useJoined<TAnswer, TData, TKey extends QueryKey>(
  all: readonly Endpoint[],
  options: (at: Endpoint) => UseQueryOptions<TAnswer, Error, TData, TKey>,
): Joined<TData> {
  const servers = useDistinct(all)
  const combine = useMemo(() => joiner<TData>(servers), [servers])
  // The same array while nothing else is asked: a hundred questions are else set anew at each answer to one of them.
  const queries = useMemo(() => servers.map((at) => ({ ...options(at), notifyOnChangeProps })), [servers, options])
  const { joined, bug } = useQueries({
    queries,
    // What the library calls these results, it cannot work out for types that are still open here.
    combine: combine as (results: readonly UseQueryResult[]) => Combined<TData>,
  })
  // Not a failed call but our own mistake: the page's error boundary shows it.
  if (bug) throw bug
  return joined
}

interface Combined<T> {
  readonly joined: Joined<T>
  readonly bug: Error | undefined
}

/** Remembers each server's last failure: the cache forgets it while a first answer is asked for again. */
function joiner<T>(servers: readonly Endpoint[]): (results: readonly UseQueryResult<T>[]) => Combined<T> {
  const lastProblems = new Map<Endpoint, Problem>()

  return (results) => {
    const rows: JoinedRow<T>[] = []
    const pending: Endpoint[] = []
    const failed: JoinedFailure[] = []
    let bug: Error | undefined

    for (const [index, at] of servers.entries()) {
      const result = results[index]
      if (!result) continue
      const { data, dataUpdatedAt, error } = result
      if (error && !isProblem(error)) bug = error
      else if (error) lastProblems.set(at, error)
      else if (data !== undefined) lastProblems.delete(at)

      const problem = lastProblems.get(at)
      if (data !== undefined)
        rows.push({ at, data, updatedAt: dataUpdatedAt, ...(isLastKnown(data, dataUpdatedAt) && { isKept: true }) })
      if (problem) {
        const updatedAt = data === undefined ? null : dataUpdatedAt
        failed.push({ at, problem, updatedAt, retry: () => void result.refetch(), isRetrying: result.isFetching })
      } else if (data === undefined && result.fetchStatus !== 'idle') pending.push(at)
    }

    const joined: Joined<T> = {
      rows,
      pending,
      failed,
      total: servers.length,
      isLoading: pending.length > 0 && rows.length === 0 && failed.length === 0,
      oldestAt: rows.length === 0 ? null : Math.min(...rows.map((row) => row.updatedAt)),
      refetch: () => {
        for (const result of results) void result.refetch()
      },
    }
    return { joined, bug }
  }
}
