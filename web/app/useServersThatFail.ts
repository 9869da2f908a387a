import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { useConnections } from '@/kit/connections.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { failedQueries } from './failedQueries.ts'

/** Servers of which something that is on the screen could not be read: unreachable, refusing or not understood. */
export function useServersThatFail(): readonly Endpoint[] {
  const servers = useConnections((state) => state.servers)
  const { read, subscribe } = failedQueries(useQueryClient().getQueryCache())
  // Text, so that the same answer is the same value.
  const failing = useSyncExternalStore(subscribe, () =>
    read()
      .map(({ queryKey: [kind, id] }) => `${String(kind)}/${String(id)}`)
      .sort()
      .join('\n'),
  )
  return useMemo(() => {
    const keys = new Set(failing.split('\n'))
    return servers.filter(({ kind, id }) => keys.has(`${kind}/${id}`))
  }, [servers, failing])
}
