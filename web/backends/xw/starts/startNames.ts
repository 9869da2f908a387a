import { useMemo } from 'react'
import { useServers } from '@/kit/connections.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { StartState } from './startState.ts'

interface StartNames {
  readonly name: string
  readonly model: string
  readonly server: string
}

/** The names of a start's alias, model and server, fit for a sentence. */
export function useStartNames(): (start: Pick<StartState, 'server' | 'alias' | 'modelId'>) => StartNames {
  const servers = useServers('xw')
  return useMemo(
    () =>
      ({ server, alias, modelId }) => ({
        name: inSentence(alias),
        model: inSentence(modelId),
        server: inSentence(servers.find(({ id }) => id === server)?.label ?? server),
      }),
    [servers],
  )
}
