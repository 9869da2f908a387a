import type { Problem } from '@/net/problem.ts'
import type { BulkChange, EditValues, PlannedEdit } from './bulkPlan.ts'

/** What has become of a value that the server accepted. */
export type Fate =
  /** No read has shown it yet; after 30 s it counts as not confirmed. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'confirmed' }
  /** A heartbeat has replaced the status. */
  | { readonly kind: 'overwritten'; readonly by: string }
  /** Somebody else wrote another value afterwards. */
  | { readonly kind: 'overtaken' }
  /** Written again from here. */
  | { readonly kind: 'superseded' }

export type RowState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'accepted'; readonly at: number; readonly fate: Fate }
  /** `words` are the server's own; `status` is HTTP's, null where there was no answer to read. */
  | { readonly kind: 'refused'; readonly words: string | null; readonly status: number | null }
  /** Of an undo: left alone, and why. */
  | { readonly kind: 'skipped'; readonly why: 'changed' | 'already' | 'gone' }

export interface BulkRow extends PlannedEdit {
  readonly state: RowState
  /** Of an undo: fields that somebody else changed meanwhile, with what they are now. They are left alone. */
  readonly kept?: EditValues
}

export type BulkPhase =
  | { readonly kind: 'running' }
  /** The server is in trouble: the same rows are sent again at `until`. */
  | { readonly kind: 'paused'; readonly until: number; readonly problem: Problem }
  | { readonly kind: 'stopped' }
  /** The page was closed or reloaded in the middle. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'finished' }

export interface BulkRun {
  readonly id: string
  /** The connection's id. */
  readonly server: string
  readonly startedAt: number
  readonly what: { readonly kind: 'edit'; readonly change: BulkChange } | { readonly kind: 'undo'; readonly of: string }
  readonly phase: BulkPhase
  /** A new array at most four times a second; a row that did not change stays the same object. */
  readonly rows: readonly BulkRow[]
}

export type RowOutcome =
  | 'waiting'
  | 'pending'
  | 'done'
  | 'unconfirmed'
  | 'overwritten'
  | 'overtaken'
  | 'refused'
  | 'skipped'
export const ROW_OUTCOMES = [
  'done',
  'pending',
  'unconfirmed',
  'overwritten',
  'overtaken',
  'refused',
  'skipped',
  'waiting',
] as const satisfies readonly RowOutcome[]

/** A row as it is counted and named at `now`. */
export function outcomeOf({ state }: BulkRow, now: number, confirmWithinMs: number): RowOutcome {
  switch (state.kind) {
    case 'waiting':
    case 'sending':
      return 'waiting'
    case 'refused':
    case 'skipped':
      return state.kind
    case 'accepted':
      switch (state.fate.kind) {
        case 'pending':
          return now - state.at < confirmWithinMs ? 'pending' : 'unconfirmed'
        case 'confirmed':
        case 'superseded':
          return 'done'
        case 'overwritten':
        case 'overtaken':
          return state.fate.kind
      }
  }
}

export type Tally = Readonly<Record<RowOutcome, number>>

export function tally(rows: readonly BulkRow[], now: number, confirmWithinMs: number): Tally {
  const counts = Object.fromEntries(ROW_OUTCOMES.map((outcome) => [outcome, 0])) as Record<RowOutcome, number>
  for (const row of rows) counts[outcomeOf(row, now, confirmWithinMs)] += 1
  return counts
}

export function isGoing({ phase }: Pick<BulkRun, 'phase'>): boolean {
  return phase.kind === 'running' || phase.kind === 'paused'
}
