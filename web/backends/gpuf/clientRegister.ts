import type { Endpoint } from '@/net/endpoint.ts'
import { ask, newer } from './clientAsk.ts'
import { habitsOf, learn } from './clientHabits.ts'
import type { ClientStatus, EditClientBody, InsertClientBody, ValidStatus } from './schema/client.ts'
import { DownloadProgressSchema, type DownloadProgress } from './schema/downloadProgress.ts'
import { DoneSchema, envelope } from './schema/envelope.ts'
import { FleetModelsSchema, insertModelBody, type FleetModel, type FleetModelDraft } from './schema/fleetModel.ts'
import { dateQuery, ignoredDates, type Range } from './schema/habits.ts'
import { PointsPageSchema, type PointsPage } from './schema/points.ts'

export interface PointsFilter extends Range {
  readonly clientId?: string
  readonly clientName?: string
  readonly deviceId?: string
  readonly page?: number
  /** 1–100. */
  readonly pageSize?: number
}

export interface NewClient {
  readonly id: string
  readonly name: string
  readonly status: ClientStatus
  readonly os?: string
}

/** Only what is named here changes. */
export interface ClientChanges {
  readonly name?: string
  readonly status?: ClientStatus
  readonly os?: string
  readonly validStatus?: ValidStatus
}

/** Creates the client, or updates it: also one of another tenant. Look first, and read back. */
export async function insertClient(at: Endpoint, client: NewClient, signal?: AbortSignal): Promise<void> {
  const body: InsertClientBody = {
    user_id: at.userId ?? '',
    client_id: client.id,
    client_status: client.status,
    ...(client.os === undefined ? {} : { os_type: client.os }),
    name: client.name,
  }
  await ask(at, 'insertClient', envelope(DoneSchema), {
    method: 'POST',
    changes: true,
    path: '/api/user/insert_client',
    body,
    signal,
  })
}

/** Succeeds for an id that does not exist too. */
export async function editClient(
  at: Endpoint,
  clientId: string,
  changes: ClientChanges,
  signal?: AbortSignal,
): Promise<void> {
  const body: EditClientBody = {
    user_id: at.userId ?? '',
    client_id: clientId,
    ...(changes.os === undefined ? {} : { os_type: changes.os }),
    ...(changes.name === undefined ? {} : { name: changes.name }),
    ...(changes.status === undefined ? {} : { client_status: changes.status }),
    ...(changes.validStatus === undefined ? {} : { valid_status: changes.validStatus }),
  }
  await ask(at, 'editClient', envelope(DoneSchema), {
    method: 'POST',
    changes: true,
    path: '/api/user/edit_client_info',
    body,
    signal,
  })
}

export async function insertModel(at: Endpoint, draft: FleetModelDraft, signal?: AbortSignal): Promise<void> {
  await ask(at, 'insertModel', envelope(DoneSchema), {
    method: 'POST',
    changes: true,
    path: '/api/models/insert',
    body: insertModelBody(draft),
    signal,
  })
}

export interface FleetModelFilter {
  readonly active?: boolean
  /** GB that a GPU has: models that need at most that. */
  readonly fitsGpuMemoryGb?: number
}

export function listFleetModels(
  at: Endpoint,
  filter: FleetModelFilter = {},
  signal?: AbortSignal,
): Promise<FleetModel[]> {
  return ask(at, 'listFleetModels', envelope(FleetModelsSchema), {
    path: '/api/models/get',
    query: { is_active: filter.active, min_gpu_memory_gb: filter.fitsGpuMemoryGb },
    signal,
  })
}

/** Null where the server is too old to have points. */
export async function readPoints(
  at: Endpoint,
  filter: PointsFilter = {},
  signal?: AbortSignal,
): Promise<PointsPage | null> {
  const page = await askPoints(at, filter, signal)
  if (page === null || habitsOf(at).dates === 'long') return page
  const days = page.points.flatMap(({ date }) => (date === null ? [] : [Date.parse(date)]))
  if (!ignoredDates(days, filter, Date.now())) return page
  learn(at, { dates: 'long' })
  return askPoints(at, filter, signal)
}

function askPoints(at: Endpoint, filter: PointsFilter, signal: AbortSignal | undefined): Promise<PointsPage | null> {
  return newer(() =>
    ask(at, 'readPoints', envelope(PointsPageSchema), {
      path: '/api/user/points',
      query: {
        user_id: at.userId,
        client_id: filter.clientId,
        client_name: filter.clientName,
        device_id: filter.deviceId,
        page: filter.page,
        page_size: filter.pageSize,
        ...dateQuery(filter, habitsOf(at).dates),
      },
      signal,
    }),
  )
}

/** Null where the server is too old to tell. */
export function readDownloadProgress(
  at: Endpoint,
  clientId: string,
  signal?: AbortSignal,
): Promise<DownloadProgress | null> {
  return newer(() =>
    ask(at, 'readDownloadProgress', envelope(DownloadProgressSchema), {
      path: '/api/user/model_download_progress',
      query: { client_id: clientId },
      signal,
    }),
  )
}
