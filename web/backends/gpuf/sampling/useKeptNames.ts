import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useServers } from '@/kit/connections.ts'
import { clientRow, clients } from '../queries.ts'
import type { KeptRow } from './keptRows.ts'

/** What clients are called, as far as anything on screen has asked: a list of tens of megabytes is not worth a name. */
export function useKeptNames(): (row: Pick<KeptRow, 'server' | 'id'>) => string {
  const queryClient = useQueryClient()
  const servers = useServers('gpuf')
  return useCallback(
    ({ server, id }) => {
      const at = servers.find((one) => one.id === server.id)
      if (at === undefined) return id.slice(0, 12)
      const row = queryClient.getQueryData(clientRow(at, id).queryKey)
      const table = queryClient.getQueryData(clients(at).queryKey)?.table
      const index = table?.indexOf(id) ?? -1
      const name = row?.name ?? (index < 0 ? '' : (table?.nameAt(index) ?? ''))
      return name.trim() === '' ? id.slice(0, 12) : name
    },
    [queryClient, servers],
  )
}
