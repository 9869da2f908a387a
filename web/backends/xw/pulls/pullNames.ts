import { useMemo } from 'react'
import { useServers } from '@/kit/connections.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { PullTarget } from './pullState.ts'

/** The names of a pull's model and server, fit for a sentence. */
export function usePullNames(): (target: PullTarget) => { readonly model: string; readonly server: string } {
  const servers = useServers('xw')
  return useMemo(
    () =>
      ({ model, server }) => ({
        model: inSentence(model),
        server: inSentence(servers.find(({ id }) => id === server)?.label ?? server),
      }),
    [servers],
  )
}
