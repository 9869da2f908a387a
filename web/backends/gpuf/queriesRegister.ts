import { queryOptions } from '@tanstack/react-query'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { listFleetModels, readDownloadProgress, readPoints, type PointsFilter } from './clientRegister.ts'
import type { DownloadProgress } from './schema/downloadProgress.ts'
import type { FleetModel } from './schema/fleetModel.ts'

export function fleetModels(at: Endpoint) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'fleetModels'] as const,
    queryFn: ({ signal }) => listFleetModels(at, {}, signal),
    refetchInterval: cadence<FleetModel[]>({ still: 60_000 }),
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
    still: 15_000,
    moving: 2_000,
    isMoving: (progress) => progress !== null && !progress.idle,
  })
  return queryOptions({
    queryKey: ['gpuf', at.id, 'downloadProgress', clientId] as const,
    queryFn: ({ signal }) => readDownloadProgress(at, clientId, signal),
    refetchInterval: (query) => (query.state.data === null ? false : pace(query)),
  })
}
