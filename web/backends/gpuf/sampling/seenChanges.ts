import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Change } from '../schema/changeLog.ts'
import { changesOf, countChanges, eraseChanges as erase } from './changeStore.ts'
import { orRefused, type Kept } from './kept.ts'

const LOOK_AGAIN_MS = 5_000

/** What the console saw change of one client, newest first. */
export function seenChanges(at: Endpoint, clientId: string) {
  return queryOptions({
    queryKey: ['kept', 'changes', at.id, clientId] as const,
    queryFn: (): Promise<Kept<readonly Change[]>> => orRefused(() => changesOf(at.id, clientId), []),
    refetchInterval: LOOK_AGAIN_MS,
    gcTime: 0,
  })
}

export function changeCount() {
  return queryOptions({
    queryKey: ['kept', 'changeCount'] as const,
    queryFn: () => orRefused(() => countChanges(), 0),
    gcTime: 0,
  })
}

/** @throws what the database says */
export async function eraseChanges(
  queryClient: QueryClient,
  of?: { readonly server: string; readonly client: string },
): Promise<void> {
  await erase(of)
  await queryClient.invalidateQueries({ queryKey: ['kept'] })
}
