import { queryOptions } from '@tanstack/react-query'
import type { KeptHead } from './keptDatabase.ts'
import { keptScope } from './keptScope.ts'
import { keptHeads } from './keptWriting.ts'

/** What is kept of one server, for whoever looks. */
export interface KeptServer {
  readonly server: string
  readonly label: string
  readonly answers: number
  readonly bytes: number
  readonly oldestAt: number
  readonly newestAt: number
  /** Resources of which only that they are too big is known. */
  readonly tooBig: readonly string[]
}

export function keptServers(heads: readonly KeptHead[], scope: string | undefined): readonly KeptServer[] {
  const byServer = new Map<string, KeptServer>()
  for (const { server, label, bytes, updatedAt, tooBig, resource, scope: theirs } of heads) {
    if (theirs !== scope) continue
    const known = byServer.get(server)
    byServer.set(server, {
      server,
      label,
      answers: (known?.answers ?? 0) + (tooBig ? 0 : 1),
      bytes: (known?.bytes ?? 0) + (tooBig ? 0 : bytes),
      oldestAt: Math.min(known?.oldestAt ?? Infinity, updatedAt),
      newestAt: Math.max(known?.newestAt ?? 0, updatedAt),
      tooBig: [...(known?.tooBig ?? []), ...(tooBig ? [resource] : [])],
    })
  }
  return [...byServer.values()].sort((a, b) => (a.label < b.label ? -1 : 1))
}

/** Null where the browser keeps nothing. */
export function keptState() {
  return queryOptions({
    queryKey: ['lastKnown'],
    queryFn: async (): Promise<readonly KeptServer[] | null> => {
      try {
        return keptServers(await keptHeads(), keptScope())
      } catch {
        return null
      }
    },
    refetchInterval: 5_000,
    staleTime: 0,
  })
}
