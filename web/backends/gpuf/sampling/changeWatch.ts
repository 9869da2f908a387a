import type { QueryClient } from '@tanstack/react-query'
import type { Client } from '../schema/client.ts'
import type { Looks } from '../schema/changeLog.ts'
import type { ClientTable } from '../schema/clientTable.ts'
import { usePendingWrites } from '../queriesPending.ts'
import { noteWrites } from './ownWrites.ts'

/** What a read of the register said, kept until the next one: it is in the cache as well, so that it costs nothing. */
type Read =
  | { readonly kind: 'table'; readonly table: ClientTable; readonly at: number; readonly offsetMs: number }
  | { readonly kind: 'row'; readonly client: Client | null; readonly at: number; readonly offsetMs: number }

/**
 * Compares each answer about clients with the one before. What compares and keeps is loaded at the second answer:
 * the first has nothing to be compared with. Returns how to stop.
 */
export function watchChanges(queryClient: QueryClient): () => void {
  const last = new Map<string, Read>()
  /** By connection: a row of its own does not say what the server's clock is. */
  const offsets = new Map<string, number>()

  const stopReads = queryClient.getQueryCache().subscribe((event) => {
    const { queryHash, queryKey, state } = event.query
    if (event.type === 'removed') last.delete(queryHash)
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual === true) return
    const [kind, server] = queryKey
    if (kind !== 'gpuf' || typeof server !== 'string') return
    const read = readOf(queryKey, state.data, state.dataUpdatedAt, offsets.get(server) ?? 0)
    if (read === null) return
    offsets.set(server, read.offsetMs)
    const before = last.get(queryHash)
    last.set(queryHash, read)
    if (before !== undefined && before.at < read.at) void record(server, queryKey, before, read)
  })
  const stopWrites = usePendingWrites.subscribe(({ byServer }) => {
    for (const [server, writes] of Object.entries(byServer)) noteWrites(server, writes)
  })
  return () => {
    stopReads()
    stopWrites()
  }
}

function readOf(queryKey: readonly unknown[], data: unknown, at: number, offsetMs: number): Read | null {
  switch (queryKey[2]) {
    case 'clients': {
      // Part of the register: who is not in it may be in the rest.
      if (!isWhole(queryKey[3]) || !isList(data)) return null
      return { kind: 'table', table: data.table, at, offsetMs: data.clockOffsetMs }
    }
    case 'clientRow':
      return data === null || isClient(data) ? { kind: 'row', client: data, at, offsetMs } : null
    default:
      return null
  }
}

function isWhole(filter: unknown): boolean {
  return filter === undefined || (typeof filter === 'object' && filter !== null && Object.keys(filter).length === 0)
}

function isList(data: unknown): data is { readonly table: ClientTable; readonly clockOffsetMs: number } {
  return typeof data === 'object' && data !== null && 'table' in data && 'clockOffsetMs' in data
}

function isClient(data: unknown): data is Client {
  return typeof data === 'object' && data !== null && 'id' in data && 'status' in data
}

async function record(server: string, queryKey: readonly unknown[], before: Read, after: Read): Promise<void> {
  const looks: Looks = {
    before: { at: before.at, serverNow: before.at + before.offsetMs },
    after: { at: after.at, serverNow: after.at + after.offsetMs },
  }
  try {
    const { recordChanges, recordRow } = await import('./changeRecorder.ts')
    if (before.kind === 'table' && after.kind === 'table') {
      await recordChanges({ id: server }, before.table, after.table, looks)
    } else if (before.kind === 'row' && after.kind === 'row' && typeof queryKey[3] === 'string') {
      await recordRow({ id: server }, before.client, after.client, looks)
    }
  } catch {
    // The browser keeps nothing, or the file is gone after an update: the client page says that nothing is recorded.
  }
}
