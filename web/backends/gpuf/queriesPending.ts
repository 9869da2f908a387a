import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Client } from './schema/client.ts'
import type { PendingWrite } from './schema/pendingWrites.ts'

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

export function changeWrites(
  at: Pick<Endpoint, 'id'>,
  change: (writes: readonly PendingWrite[]) => readonly PendingWrite[],
): void {
  usePendingWrites.setState((state) => {
    const before = state.byServer[at.id] ?? NO_WRITES
    const after = change(before)
    return after === before ? state : { byServer: { ...state.byServer, [at.id]: after } }
  })
}

/** Rows, or a list that finds one of its own. */
export type ReadClients =
  | readonly Client[]
  | { readonly indexOf: (id: string) => number; readonly client: (index: number) => Client | undefined }

/** What a read says about writes; the same array where it says nothing new. */
type Settle = (writes: readonly PendingWrite[], read: ReadClients) => readonly PendingWrite[]

let settle: Settle | undefined

/** Reads are looked at by `how` from now on. It comes with what writes: before that there is nothing to be settled. */
export function settleWith(how: Settle): void {
  settle = how
}

/** What a fresh read of the list, or of one of its rows, says about the writes. Costs nothing where there are none. */
export function settleReads(at: Pick<Endpoint, 'id'>, read: ReadClients): void {
  changeWrites(at, (writes) => (writes.length === 0 ? writes : (settle?.(writes, read) ?? writes)))
}
