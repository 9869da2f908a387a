import type { Problem } from '@/net/problem.ts'
import type { PendingWrite } from '../schema/pendingWrites.ts'
import type { BulkRow, Fate, RowState } from './bulkRun.ts'

/** Accepted, and nothing is known of it yet. */
export function isOpen({ state }: BulkRow): boolean {
  return state.kind === 'accepted' && state.fate.kind === 'pending'
}

/** Its values are in the list; of validity there is only the client's being there. */
export function showsInLists({ to }: BulkRow): boolean {
  return to.validStatus === undefined && (to.name !== undefined || to.status !== undefined || to.os !== undefined)
}

/** What the pending writes say of a row that was accepted at `acceptedAt`; the same object where that is no news. */
export function fateOf(acceptedAt: number, fate: Fate, write: PendingWrite | undefined): Fate {
  // Kept while there is anything to learn of it; gone once a read has shown it.
  if (!write) return fate.kind === 'pending' || fate.kind === 'overtaken' ? { kind: 'confirmed' } : fate
  if (write.at > acceptedAt) return { kind: 'superseded' }
  if (write.overwrittenBy !== null) {
    return fate.kind === 'overwritten' && fate.by === write.overwrittenBy
      ? fate
      : { kind: 'overwritten', by: write.overwrittenBy }
  }
  if (write.overtakenBy !== undefined) return fate.kind === 'overtaken' ? fate : { kind: 'overtaken' }
  if (write.confirmed) return fate.kind === 'confirmed' ? fate : { kind: 'confirmed' }
  return fate.kind === 'pending' ? fate : { kind: 'pending' }
}

export function refusal({ facts }: Problem): RowState {
  if (facts.kind !== 'server') return { kind: 'refused', words: null, status: 'status' in facts ? facts.status : null }
  return { kind: 'refused', words: facts.words ?? null, status: facts.status }
}
