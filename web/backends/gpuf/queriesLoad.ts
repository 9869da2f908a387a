import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import type { LoadProgress } from './schema/clients.ts'

const useProgress = create<{ readonly byServer: Readonly<Record<string, LoadProgress | undefined>> }>(() => ({
  byServer: {},
}))

/** How far the list of clients is that is being read now; undefined between two reads, and at the start of one. */
export function useLoadProgress(at: Endpoint): LoadProgress | undefined {
  return useProgress(({ byServer }) => byServer[at.id])
}

export function noteProgress(at: Endpoint, progress: LoadProgress | undefined): void {
  useProgress.setState(({ byServer }) =>
    byServer[at.id] === progress ? { byServer } : { byServer: { ...byServer, [at.id]: progress } },
  )
}
