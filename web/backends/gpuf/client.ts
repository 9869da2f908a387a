import { bulkCall, checkRest } from '@/net/bulkCall.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { urlOf } from '@/net/http.ts'
import { ask, LONG_MS } from './clientAsk.ts'
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
import type { FleetView, FleetViewRequest } from './schema/fleetView.ts'
import { StatSchema, type Stat } from './schema/stat.ts'

export interface ClientFilter {
  readonly clientId?: string
  readonly status?: string
  /** Part of the name, in any case. */
  readonly name?: string
  readonly validStatus?: ValidStatus
}

const engine = startEngine('clients')

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
      const loaded = await engine.run(
        'load',
        { call: { url, timeoutMs: LONG_MS }, now: Date.now() },
        { signal, onProgress },
      )
      const { data, serverTime } = checkRest(datedEnvelope(ClientListRestSchema), loaded, refusedInside)
      const { columns, duplicates, summary, bytes, tookMs } = loaded
      const table = new ClientTable(columns)
      tableKeys.set(table, loaded.key)
      const clockOffsetMs = serverTime === null ? 0 : serverTime - Date.now()
      const total = data.total ?? table.length + duplicates
      return { table, total, duplicates, clockOffsetMs, summary, bytes, tookMs }
    },
    readRefusal,
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

/** What the engine calls the tables that it has. */
const tableKeys = new WeakMap<ClientTable, string>()

/**
 * The rows of a table in the order that is asked for, with what can be counted beside them.
 *
 * @param onFirst of a large table hears of its first rows before all of them are in order
 */
export async function viewClients(
  table: ClientTable,
  request: FleetViewRequest,
  signal?: AbortSignal,
  onFirst?: (view: FleetView) => void,
): Promise<FleetView> {
  const wantsFirst = onFirst !== undefined
  const ask = (key: string) => engine.run('view', { key, request, wantsFirst }, { signal, onProgress: onFirst })
  const key = tableKeys.get(table)
  const view = key === undefined ? NO_TABLE : await ask(key)
  if (!('noTable' in view)) return view
  // The engine has newer tables, or has started anew, while this one is still on screen.
  const adopted = await engine.run('adopt', { columns: table.columns }, { signal })
  tableKeys.set(table, adopted)
  const again = await ask(adopted)
  if ('noTable' in again) throw new Error('The engine lost a table that it had just been given.')
  return again
}

const NO_TABLE = { noTable: true } as const

/** Tells the engine that views of what it loads next will be wanted. */
export async function prepareViews(): Promise<void> {
  try {
    await engine.run('prepare', {})
  } catch {
    // It only saves time; the load itself will say what is wrong.
  }
}

/** One row of the list; null when this tenant's valid clients do not include it. */
export async function findClient(at: Endpoint, clientId: string, signal?: AbortSignal): Promise<Client | null> {
  const { clients } = await ask(at, 'listClients', envelope(ClientListSchema), {
    path: '/api/user/client_list',
    query: clientQuery(at, { clientId }),
    timeoutMs: LONG_MS,
    signal,
  })
  return clients.find((client) => client.id === clientId) ?? null
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
  await ask(at, 'ping', envelope(DoneSchema), { path: '/api/models/get', timeoutMs: 10_000, signal })
  return Date.now()
}
