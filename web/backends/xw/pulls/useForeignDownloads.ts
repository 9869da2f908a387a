import { useShallow } from 'zustand/react/shallow'
import { useServers } from '@/kit/connections.ts'
import { useJoined } from '@/kit/joined.ts'
import { usePaced } from '@/kit/pace.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { modelKey, models, useMemory } from '../queries.ts'
import { usePulls } from './pullStore.ts'

/** What a server says is being downloaded, and no tab of this console pulls. A crash can leave that mark behind too. */
export interface ForeignDownload {
  readonly at: Endpoint
  readonly model: string
  /** When this console first saw it, in milliseconds since the epoch; the server does not say since when it runs. */
  readonly seenAt: number | null
}

export function useForeignDownloads(): readonly ForeignDownload[] {
  const servers = useServers('xw')
  const { rows } = useJoined(servers, models)
  const since = usePaced(useMemory.subscribe, () => useMemory.getState().downloading)
  const ours = usePulls(
    useShallow(({ own, others }) =>
      // Also those that have ended: the server's mark of a pull outlives it for a moment.
      [...own, ...others].map(({ server, model }) => modelKey({ id: server }, model)),
    ),
  )
  return rows.flatMap(({ at, data, isKept = false }) =>
    (isKept ? [] : data.models)
      .filter(({ id, status }) => status === 'downloading' && !ours.includes(modelKey(at, id)))
      .map(({ id }) => ({ at, model: id, seenAt: since[modelKey(at, id)] ?? null })),
  )
}
