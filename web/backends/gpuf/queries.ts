import { queryOptions } from '@tanstack/react-query'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import {
  fleetStat,
  findClient,
  listClientStatus,
  listClients,
  ping as sendPing,
  showClient,
  type ClientFilter,
} from './client.ts'
import { noteProgress } from './queriesLoad.ts'
import { settleReads } from './queriesPending.ts'
import type { Client, ClientDetail } from './schema/client.ts'
import type { Clients } from './schema/clients.ts'
import type { Stat } from './schema/stat.ts'

export { clockOffsetOf } from './clientClock.ts'

/** A server that works for two seconds on a list is left alone for twenty. */
const REST_PER_WORK = 10

const EVERY = { list: 15_000, detail: 10_000 } as const

/** All clients of this tenant. `filter` is the server's own; the pages filter what they have. */
export function clients(at: Endpoint, filter: ClientFilter = {}) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'clients', filter] as const,
    queryFn: async ({ signal }) => {
      try {
        const list = await listClients(at, filter, signal, (progress) => noteProgress(at, progress))
        settleReads(at, list.table)
        return list
      } finally {
        noteProgress(at, undefined)
      }
    },
    refetchInterval: gently,
    structuralSharing: false,
  })
}

const listPace = cadence<Clients>({ still: EVERY.list })

function gently(query: Parameters<typeof listPace>[0]): number {
  return Math.max(listPace(query), Math.round((query.state.data?.tookMs ?? 0) * REST_PER_WORK))
}

/** The same form from `client_status_list`. */
export function clientStatus(at: Endpoint, filter: ClientFilter = {}) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'clientStatus', filter] as const,
    queryFn: ({ signal }) => listClientStatus(at, filter, signal),
    refetchInterval: gently,
    structuralSharing: false,
  })
}

/** One client's row of the list; null when the list does not have it. */
export function clientRow(at: Endpoint, clientId: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'clientRow', clientId] as const,
    queryFn: async ({ signal }) => {
      const client = await findClient(at, clientId, signal)
      if (client) settleReads(at, [client])
      return client
    },
    refetchInterval: cadence<Client | null>({ still: EVERY.list }),
  })
}

/** One client's system figures and GPUs. */
export function client(at: Endpoint, clientId: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'client', clientId] as const,
    queryFn: ({ signal }) => showClient(at, clientId, signal),
    refetchInterval: cadence<ClientDetail>({ still: EVERY.detail }),
  })
}

export function stat(at: Endpoint) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'stat'] as const,
    queryFn: ({ signal }) => fleetStat(at, signal),
    refetchInterval: cadence<Stat>({ still: EVERY.list }),
  })
}

/** When the server last answered anything. */
export function ping(at: Endpoint) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'ping'] as const,
    queryFn: ({ signal }) => sendPing(at, signal),
    refetchInterval: cadence<number>({ still: EVERY.list, isProbe: true }),
    meta: { isProbe: true },
  })
}
