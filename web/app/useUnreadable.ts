import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, needsSignIn, type Problem } from '@/net/problem.ts'
import { failedQueries } from './failedQueries.ts'

/** Servers that answer something of what is on the screen not whole, or in a form that makes no sense, each with one such answer. */
export function useUnreadable(): (server: Pick<Endpoint, 'kind' | 'id'>) => Problem | null {
  const failed = failedQueries(useQueryClient().getQueryCache())
  const read = (): readonly Problem[] =>
    failed.read().flatMap(({ state: { error } }) => (isProblem(error) && isUnreadable(error) ? [error] : []))
  // Text, so that the same answer is the same value.
  const shown = useSyncExternalStore(failed.subscribe, () =>
    read()
      .map((problem) => `${keyOf(problem.server)} ${problem.operation} ${problem.at}`)
      .join('\n'),
  )
  return (server) => (shown === '' ? null : (read().find((problem) => keyOf(problem.server) === keyOf(server)) ?? null))
}

function keyOf({ kind, id }: Pick<Endpoint, 'kind' | 'id'>): string {
  return `${kind}/${id}`
}

function isUnreadable(problem: Problem): boolean {
  const { facts } = problem
  return facts.kind === 'broken-off' || (facts.kind === 'response' && facts.status < 500 && !needsSignIn(problem))
}
