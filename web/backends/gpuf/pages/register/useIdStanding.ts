import { useQuery } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { idStanding } from '../../queriesWrites.ts'
import type { Client } from '../../schema/client.ts'
import { useInvalidClients, type InvalidClient } from '../../schema/invalidClients.ts'

export type ShownStanding =
  | { readonly is: 'unknown' }
  | { readonly is: 'looking' }
  | { readonly is: 'free' }
  | { readonly is: 'listed'; readonly client: Client }
  | { readonly is: 'elsewhere' }
  /** This browser made it invalid: it can be brought back instead. */
  | { readonly is: 'invalid-here'; readonly client: InvalidClient }
  | { readonly is: 'unchecked'; readonly problem: Problem }

/** What is known of an id, looked up as soon as it is one. */
export function useIdStanding(at: Endpoint, id: string | null): ShownStanding & { readonly lookAgain: () => void } {
  const query = useQuery({ ...idStanding(at, id ?? ''), enabled: id !== null })
  const invalid = useInvalidClients(at).find((client) => client.id === id)
  return { ...standingOf(), lookAgain: () => void query.refetch() }

  function standingOf(): ShownStanding {
    if (id === null) return { is: 'unknown' }
    if (query.data?.is === 'listed') return query.data
    // Whether the server's detail call still knows it or not.
    if (invalid) return { is: 'invalid-here', client: invalid }
    if (query.data) return query.data
    if (query.error) return { is: 'unchecked', problem: query.error }
    return { is: 'looking' }
  }
}
