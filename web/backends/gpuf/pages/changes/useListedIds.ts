import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients } from '../../queries.ts'

/** A list read so soon after a write may be a cache's, from before it. */
const CACHE_MS = 30_000

/** Whether the list that the page has shows an id that was made invalid at `since`. Nothing is asked for it. */
export function useListedIds(at: Endpoint): (id: string, since: number) => boolean {
  const { data, dataUpdatedAt } = useQuery({ ...clients(at), enabled: false })
  return useCallback(
    (id, since) => data !== undefined && dataUpdatedAt > since + CACHE_MS && data.table.indexOf(id) >= 0,
    [data, dataUpdatedAt],
  )
}
