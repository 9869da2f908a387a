import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type NamedClient, clientsNamed } from '@/backends/gpuf/queriesMachine.ts'
import { configInfo } from '@/backends/xw/queriesSettings.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { type Problem, isProblem } from '@/net/problem.ts'
import { machineNames } from './machineNames.ts'
import { type Match, matchOf } from './matchRule.ts'
import { useMatchPreferences } from './matchStore.ts'

export type MachineMatch =
  | Match
  | { readonly kind: 'looking' }
  /** The register could not be asked. */
  | { readonly kind: 'failed'; readonly problem: Problem; readonly retry: () => void; readonly isRetrying: boolean }

export interface Matched {
  readonly match: MachineMatch
  /** What the register was looked through for. */
  readonly names: readonly string[]
}

/** A server's own name seldom changes. */
const CONFIG_HOLDS_MS = 10 * 60_000

/** Which client of `fleet` the machine of an xw server is. A few small questions, asked seldom. */
export function useMachineMatch(fleet: Endpoint, at: Endpoint, isWanted = true): Matched {
  const { byName, choices } = useMatchPreferences()
  const choice = choices[at.id]
  const isAsked = isWanted && byName && choice === undefined
  const config = useQuery({
    ...configInfo(at),
    enabled: isAsked,
    staleTime: CONFIG_HOLDS_MS,
    refetchInterval: CONFIG_HOLDS_MS,
  })
  const names = useMemo(() => machineNames(at, config.data, globalThis.location.origin), [at, config.data])
  const { known, isPending, failure } = useQueries({
    queries: names.map((name) => ({ ...clientsNamed(fleet, name), enabled: isAsked })),
    combine: (results) => ({
      known: results.flatMap(({ data }): readonly NamedClient[] => data ?? []),
      isPending: results.some(({ data, error }) => data === undefined && error === null),
      failure: results.find(({ data, error }) => data === undefined && error !== null),
    }),
  })

  const match = useMemo((): MachineMatch => {
    const taken = new Set(
      Object.entries(choices).flatMap(([server, chosen]) =>
        server === at.id || chosen.kind === 'none' ? [] : [chosen.id],
      ),
    )
    const found = matchOf(names, known, { choice, byName, taken })
    if (found.kind !== 'none' || found.why === 'by-hand' || found.why === 'rule-off') return found
    if (!isWanted) return { kind: 'looking' }
    if (failure !== undefined && isProblem(failure.error)) {
      const { error: problem, isFetching, refetch } = failure
      return { kind: 'failed', problem, retry: () => void refetch(), isRetrying: isFetching }
    }
    return isPending || config.isPending ? { kind: 'looking' } : found
  }, [names, known, choice, choices, byName, at.id, isWanted, failure, isPending, config.isPending])
  return { match, names }
}
