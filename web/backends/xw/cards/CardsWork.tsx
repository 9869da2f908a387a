import { useQueries, useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect } from 'react'
import { cadence } from '@/kit/cadence.ts'
import { useServers } from '@/kit/connections.ts'
import { preloadPageWords } from '@/kit/i18n.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { devices } from '../queries.ts'
import type { DeviceList } from '../schema/device.ts'
import { isSettled } from '../schema/cardLooks.ts'
import { useCardMemory } from './cardStore.ts'
import { watchCards } from './watchCards.ts'

const CardAttention = lazy(async () => {
  const [{ CardAttention: Part }] = await Promise.all([import('./CardAttention.tsx'), preloadPageWords()])
  return { default: Part }
})

/** Where nobody looks at devices: a server scans its buses at each call. */
const seldom = cadence<DeviceList>({ still: 2 * 60_000 })

function look(at: Endpoint) {
  return { ...devices(at), refetchInterval: seldom, notifyOnChangeProps: [] }
}

/** Looks at the servers' cards from time to time, whatever page is shown, and says what has changed. */
export function CardsWork() {
  const servers = useServers('xw')
  const queryClient = useQueryClient()
  const isNews = useCardMemory(({ events }) => events.some((event) => !isSettled(event)))
  useQueries({ queries: servers.map(look) })
  useEffect(() => watchCards(queryClient), [queryClient])
  if (!isNews) return null
  return (
    <Suspense>
      <CardAttention />
    </Suspense>
  )
}
