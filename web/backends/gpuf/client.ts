import { bulkCall, checkRest } from '@/net/bulkCall.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { urlOf } from '@/net/http.ts'
import { ask, LONG_MS } from './clientAsk.ts'
import { noteServerTime } from './clientClock.ts'
import type { LoadedClients } from './engine/clientHandlers.ts'
import { startEngine } from './engine/engineHost.ts'
import {
  ClientDetailSchema,
  ClientListRestSchema,
  ClientListSchema,
  type Client,
  type ClientDetail,
  type ValidStatus,
} from './schema/client.ts'
import type { Clients, LoadProgress } from './schema/clients.ts'
import { ClientTable } from './schema/clientTable.ts'
import { DoneSchema, datedEnvelope, envelope, readRefusal, refusedInside } from './schema/envelope.ts'
import { StatSchema, type Stat } from './schema/stat.ts'

export interface ClientFilter {
  readonly clientId?: string
  readonly status?: string
  /** Part of the name, in any case. */
  readonly name?: string
  readonly validStatus?: ValidStatus
}

export const clientEngine = startEngine('clients')

/** What the engine calls the tables that it has, and views that came with them. */
export const fromEngine = new WeakMap<ClientTable, Pick<LoadedClients, 'key' | 'early'>>()

/** Every client that the filter leaves. `onProgress` hears of lists that take their time. */
export function listClients(
  at: Endpoint,
  filter: ClientFilter = {},
  signal?: AbortSignal,
  onProgress?: (progress: LoadProgress) => void,
): Promise<Clients> {
  return readClients(at, 'listClients', '/api/user/client_list', filter, signal, onProgress)
}

export function listClientStatus(at: Endpoint, filter: ClientFilter = {}, signal?: AbortSignal): Promise<Clients> {
  return readClients(at, 'listClientStatus', '/api/user/client_status_list', filter, signal)
}

async function readClients(
  at: Endpoint,
  operation: string,
  path: string,
  filter: ClientFilter,
  signal: AbortSignal | undefined,
  onProgress?: (progress: LoadProgress) => void,
): Promise<Clients> {
  return bulkCall(
    at,
    `gpuf.${operation}`,
    async () => {
      const url = urlOf(at, path, clientQuery(at, filter))
      const loaded = await clientEngine.run(
        'load',
        { call: { url, timeoutMs: LONG_MS }, now: Date.now() },
        { signal, onProgress },
      )
      const { data, serverTime } = checkRest(datedEnvelope(ClientListRestSchema), loaded, refusedInside)
      const { key, early, columns, duplicates, summary, bytes, tookMs } = loaded
      const table = new ClientTable(columns)
      fromEngine.set(table, { key, early })
      const clockOffsetMs = serverTime === null ? 0 : noteServerTime(at, serverTime)
      const total = data.total ?? table.length + duplicates
      return { table, total, duplicates, clockOffsetMs, summary, bytes, tookMs }
    },
    readRefusal,
    signal,
  )
}

function clientQuery(at: Endpoint, filter: ClientFilter) {
  return {
    user_id: at.userId,
    client_id: filter.clientId,
    status: filter.status,
    name: filter.name,
    valid_status: filter.validStatus,
  }
}

/** One row of the list; null when this tenant's valid clients do not include it. */
export async function findClient(at: Endpoint, clientId: string, signal?: AbortSignal): Promise<Client | null> {
  const { data, serverTime } = await ask(at, 'listClients', datedEnvelope(ClientListSchema), {
    path: '/api/user/client_list',
    query: clientQuery(at, { clientId }),
    timeoutMs: LONG_MS,
    signal,
  })
  if (serverTime !== null) noteServerTime(at, serverTime)
  return data.clients.find((client) => client.id === clientId) ?? null
}

export function showClient(at: Endpoint, clientId: string, signal?: AbortSignal): Promise<ClientDetail> {
  return ask(at, 'showClient', envelope(ClientDetailSchema), {
    path: '/api/user/client_device_detail',
    query: { user_id: at.userId, client_id: clientId },
    signal,
  })
}

export function fleetStat(at: Endpoint, signal?: AbortSignal): Promise<Stat> {
  return ask(at, 'fleetStat', envelope(StatSchema), {
    path: '/api/user/client_stat',
    query: { user_id: at.userId },
    signal,
  })
}

/** There is no health call: the list of models stands in for one, and what it lists does not matter here. */
export async function ping(at: Endpoint, signal?: AbortSignal): Promise<number> {
  await ask(at, 'ping', envelope(DoneSchema), {
    path: '/api/models/get',
    timeoutMs: 10_000,
    isProbe: true,
    signal,
  })
  return Date.now()
}
