import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import {
  editClient as sendEdit,
  fleetStat,
  findClient,
  insertClient as sendInsert,
  insertModel as sendModel,
  listClientStatus,
  listClients,
  listFleetModels,
  ping as sendPing,
  readDownloadProgress,
  readHeartbeats,
  readMonitor,
  readPoints,
  showClient,
  type ClientChanges,
  type ClientFilter,
  type Clients,
  type HeartbeatFilter,
  type NewClient,
  type PointsFilter,
} from './client.ts'
import type { Client, ClientDetail } from './schema/client.ts'
import type { DownloadProgress } from './schema/downloadProgress.ts'
import type { FleetModel, FleetModelDraft } from './schema/fleetModel.ts'
import type { Heartbeat } from './schema/heartbeat.ts'
import type { Monitor } from './schema/monitor.ts'
import { settleWrites, withWrite, type PendingWrite } from './schema/pendingWrites.ts'
import type { Stat } from './schema/stat.ts'

/** From here on a list is tens of megabytes, and is asked for less often. */
const LARGE_FLEET = 10_000

const EVERY = { list: 15_000, largeList: 60_000, detail: 10_000, daily: 5 * 60_000, register: 60_000 } as const

/** All clients of this tenant, by id. `filter` is the server's own; the pages filter what they have. */
export function clients(at: Endpoint, filter: ClientFilter = {}) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'clients', filter] as const,
    queryFn: async ({ signal }) => settled(at, await listClients(at, filter, signal)),
    refetchInterval: cadence<Clients>({
      still: EVERY.largeList,
      moving: EVERY.list,
      isMoving: (list) => list.clients.length < LARGE_FLEET,
    }),
    structuralSharing: false,
  })
}

/** The same form from `client_status_list`. */
export function clientStatus(at: Endpoint, filter: ClientFilter = {}) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'clientStatus', filter] as const,
    queryFn: ({ signal }) => listClientStatus(at, filter, signal),
    refetchInterval: cadence<Clients>({ still: EVERY.list }),
    structuralSharing: false,
  })
}

/** One client's row of the list; null when the list does not have it. */
export function clientRow(at: Endpoint, clientId: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'clientRow', clientId] as const,
    queryFn: async ({ signal }) => {
      const client = await findClient(at, clientId, signal)
      if (client) settle(at, [client])
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

/** Days of one client, or of all: the whole history each time, so not often. */
export function monitor(at: Endpoint, clientId?: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'monitor', clientId ?? null] as const,
    queryFn: ({ signal }) => readMonitor(at, clientId, signal),
    refetchInterval: cadence<Monitor>({ still: EVERY.daily }),
    staleTime: 60_000,
    structuralSharing: false,
  })
}

/** Heartbeats with the moments they were asked for, which move with each poll where a window was asked for. */
export interface HeartbeatsRead {
  readonly range: { readonly from?: number | undefined; readonly to?: number | undefined }
  readonly heartbeats: readonly Heartbeat[]
}

/** The heartbeats of the last `windowMs`, or of a fixed range. */
export function heartbeats(
  at: Endpoint,
  filter: { readonly clientId?: string; readonly windowMs: number } | HeartbeatFilter,
) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'heartbeats', filter] as const,
    queryFn: async ({ signal }): Promise<HeartbeatsRead> => {
      const range = 'windowMs' in filter ? lastOf(filter.windowMs) : { from: filter.from, to: filter.to }
      const asked: HeartbeatFilter = filter.clientId === undefined ? range : { ...range, clientId: filter.clientId }
      return { range, heartbeats: await readHeartbeats(at, asked, signal) }
    },
    refetchInterval: cadence<HeartbeatsRead>({ still: 60_000 }),
    staleTime: 30_000,
    structuralSharing: false,
  })
}

function lastOf(windowMs: number): { from: number; to: number } {
  const to = Date.now()
  return { from: to - windowMs, to }
}

export function fleetModels(at: Endpoint) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'fleetModels'] as const,
    queryFn: ({ signal }) => listFleetModels(at, {}, signal),
    refetchInterval: cadence<FleetModel[]>({ still: EVERY.register }),
  })
}

/** Null on servers without points. */
export function points(at: Endpoint, filter: PointsFilter = {}) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'points', filter] as const,
    queryFn: ({ signal }) => readPoints(at, filter, signal),
    staleTime: 60_000,
  })
}

/** Null on servers that do not tell: then they are not asked again. */
export function downloadProgress(at: Endpoint, clientId: string) {
  const pace = cadence<DownloadProgress | null>({
    still: EVERY.list,
    moving: 2_000,
    isMoving: (progress) => progress !== null && !progress.idle,
  })
  return queryOptions({
    queryKey: ['gpuf', at.id, 'downloadProgress', clientId] as const,
    queryFn: ({ signal }) => readDownloadProgress(at, clientId, signal),
    refetchInterval: (query) => (query.state.data === null ? false : pace(query)),
  })
}

/** When the server last answered anything. */
export function ping(at: Endpoint) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'ping'] as const,
    queryFn: ({ signal }) => sendPing(at, signal),
    refetchInterval: cadence<number>({ still: EVERY.list }),
  })
}

interface WritesState {
  readonly byServer: Readonly<Record<string, readonly PendingWrite[]>>
}

/** Writes that no read has confirmed yet, and those of them that were undone since; see `applyPending`. */
export const usePendingWrites = create<WritesState>(() => ({ byServer: {} }))

const NO_WRITES: readonly PendingWrite[] = []

export function useWrites(at: Endpoint | undefined): readonly PendingWrite[] {
  return usePendingWrites(({ byServer }) => (at && byServer[at.id]) ?? NO_WRITES)
}

function changeWrites(at: Endpoint, change: (writes: readonly PendingWrite[]) => readonly PendingWrite[]): void {
  usePendingWrites.setState((state) => {
    const before = state.byServer[at.id] ?? NO_WRITES
    const after = change(before)
    return after === before ? state : { byServer: { ...state.byServer, [at.id]: after } }
  })
}

function settle(at: Endpoint, read: readonly Client[]): void {
  changeWrites(at, (writes) => settleWrites(writes, read))
}

function settled(at: Endpoint, list: Clients): Clients {
  settle(at, list.clients)
  return list
}

async function readAgain(at: Endpoint, queryClient: QueryClient): Promise<void> {
  const stale = ['clients', 'clientStatus', 'clientRow', 'client', 'stat']
  await Promise.all(stale.map((resource) => queryClient.invalidateQueries({ queryKey: ['gpuf', at.id, resource] })))
}

export interface ClientEdit {
  readonly clientId: string
  readonly changes: ClientChanges
}

/** Changes a client, and shows the written value as pending until a read confirms it. */
export function editClient(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions<void, Problem, ClientEdit>({
    mutationKey: ['gpuf', at.id, 'editClient'],
    mutationFn: ({ clientId, changes }) => sendEdit(at, clientId, changes),
    onSuccess: (_nothing, { clientId, changes }) => {
      const { name, status, os } = changes
      const fields = {
        ...(name === undefined ? {} : { name }),
        ...(status === undefined ? {} : { status }),
        ...(os === undefined ? {} : { os: os === '' ? null : os }),
      }
      const write: PendingWrite = { clientId, fields, at: Date.now(), confirmed: false, overwrittenBy: null }
      if (Object.keys(fields).length > 0) changeWrites(at, (writes) => withWrite(writes, write))
      return readAgain(at, queryClient)
    },
  })
}

export type Registration =
  /** It is there already, and nothing was sent: registering would rename it. */
  | { readonly outcome: 'exists'; readonly client: Client }
  /** Sent, and read back. */
  | { readonly outcome: 'registered'; readonly client: Client }
  /** Sent, and the server said yes, but does not list it: its database may have refused, or its cache is old. */
  | { readonly outcome: 'unconfirmed' }

/** Registers a client: looks first and reads back, because the server says yes in every case. */
export function insertClient(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions<Registration, Problem, NewClient>({
    mutationKey: ['gpuf', at.id, 'insertClient'],
    mutationFn: async (wanted) => {
      const known = await findClient(at, wanted.id)
      if (known) return { outcome: 'exists', client: known }
      await sendInsert(at, wanted)
      const created = await findClient(at, wanted.id)
      return created ? { outcome: 'registered', client: created } : { outcome: 'unconfirmed' }
    },
    onSuccess: () => readAgain(at, queryClient),
  })
}

/** Creates or updates a model of the register. */
export function insertModel(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions<void, Problem, FleetModelDraft>({
    mutationKey: ['gpuf', at.id, 'insertModel'],
    mutationFn: (draft) => sendModel(at, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['gpuf', at.id, 'fleetModels'] }),
  })
}
