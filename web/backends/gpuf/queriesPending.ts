import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Client } from './schema/client.ts'
import { settleBy, settleWrites, withWrites, type PendingWrite } from './schema/pendingWrites.ts'

interface WritesState {
  readonly byServer: Readonly<Record<string, readonly PendingWrite[]>>
}

/** Writes that no read has confirmed yet, and those of them that were undone since; see `applyPending`. */
export const usePendingWrites = create<WritesState>(() => ({ byServer: {} }))

const NO_WRITES: readonly PendingWrite[] = []

export function useWrites(at: Endpoint | undefined): readonly PendingWrite[] {
  return usePendingWrites(({ byServer }) => (at && byServer[at.id]) ?? NO_WRITES)
}

export function writesOf(at: Pick<Endpoint, 'id'>): readonly PendingWrite[] {
  return usePendingWrites.getState().byServer[at.id] ?? NO_WRITES
}

function changeWrites(
  at: Pick<Endpoint, 'id'>,
  change: (writes: readonly PendingWrite[]) => readonly PendingWrite[],
): void {
  usePendingWrites.setState((state) => {
    const before = state.byServer[at.id] ?? NO_WRITES
    const after = change(before)
    return after === before ? state : { byServer: { ...state.byServer, [at.id]: after } }
  })
}

/** Shows what a server has accepted until its reads do; many at once cost one drawing. */
export function addWrites(at: Pick<Endpoint, 'id'>, writes: readonly PendingWrite[]): void {
  changeWrites(at, (before) => withWrites(before, writes))
}

/** Rows, or a list that finds one of its own. */
export type ReadClients =
  | readonly Client[]
  | { readonly indexOf: (id: string) => number; readonly client: (index: number) => Client | undefined }

/** What a fresh read of the list, or of one of its rows, says about the writes. Costs nothing where there are none. */
export function settleReads(at: Pick<Endpoint, 'id'>, read: ReadClients): void {
  changeWrites(at, (writes) => {
    if (writes.length === 0) return writes
    if (!('client' in read)) return settleWrites(writes, read)
    return settleBy(writes, (id) => {
      const index = read.indexOf(id)
      return index < 0 ? undefined : read.client(index)
    })
  })
}
