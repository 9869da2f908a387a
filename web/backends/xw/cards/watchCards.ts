import type { Query, QueryClient } from '@tanstack/react-query'
import { isDeviceList } from '../schema/device.ts'
import { noteLook } from './cardStore.ts'

/** Takes note of each answer about devices, those included that are there already. Returns how to stop. */
export function watchCards(queryClient: QueryClient): () => void {
  const cache = queryClient.getQueryCache()
  for (const query of cache.findAll({ predicate: isOfDevices })) note(query)
  return cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual === true) return
    if (isOfDevices(event.query)) note(event.query)
  })
}

function isOfDevices({ queryKey: [kind, , what] }: Pick<Query, 'queryKey'>): boolean {
  return kind === 'xw' && what === 'devices'
}

function note({ queryKey: [, server], state: { data, dataUpdatedAt } }: Query): void {
  if (typeof server === 'string' && isDeviceList(data)) noteLook(server, data, dataUpdatedAt)
}
