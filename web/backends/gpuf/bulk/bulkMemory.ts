import * as v from 'valibot'
import { CLIENT_STATUSES, VALID_STATUSES } from '../schema/client.ts'
import type { BulkRow, BulkRun } from './bulkRun.ts'
import { isGoing } from './bulkRun.ts'
import { BULK_MEMORY_PREFIX } from './bulkRuns.ts'

const Text = v.pipe(v.string(), v.maxLength(20_000))

const ValuesSchema = v.object({
  name: v.exactOptional(Text),
  status: v.exactOptional(Text),
  os: v.exactOptional(Text),
  validStatus: v.exactOptional(v.picklist(VALID_STATUSES)),
})

const FateSchema = v.variant('kind', [
  v.object({ kind: v.literal('pending') }),
  v.object({ kind: v.literal('confirmed') }),
  v.object({ kind: v.literal('overwritten'), by: Text }),
  v.object({ kind: v.literal('overtaken') }),
  v.object({ kind: v.literal('superseded') }),
])

const StateSchema = v.variant('kind', [
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('sending') }),
  v.object({ kind: v.literal('accepted'), at: v.number(), fate: FateSchema }),
  v.object({ kind: v.literal('refused'), words: v.nullable(Text), status: v.nullable(v.number()) }),
  v.object({ kind: v.literal('skipped'), why: v.picklist(['changed', 'already', 'gone']) }),
])

const RowSchema = v.object({
  clientId: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  name: Text,
  from: ValuesSchema,
  to: ValuesSchema,
  state: StateSchema,
  kept: v.exactOptional(ValuesSchema),
})

const ChangeSchema = v.object({
  status: v.exactOptional(v.picklist(CLIENT_STATUSES)),
  os: v.exactOptional(Text),
  name: v.exactOptional(
    v.variant('how', [
      v.object({ how: v.picklist(['prefix', 'suffix']), text: Text }),
      v.object({ how: v.literal('replace'), find: Text, by: Text }),
    ]),
  ),
  validStatus: v.exactOptional(v.picklist(VALID_STATUSES)),
})

const RunSchema = v.object({
  id: Text,
  server: Text,
  startedAt: v.number(),
  what: v.variant('kind', [
    v.object({ kind: v.literal('edit'), change: ChangeSchema }),
    v.object({ kind: v.literal('undo'), of: Text }),
  ]),
  phase: v.picklist(['going', 'stopped', 'interrupted', 'finished']),
  rows: v.array(RowSchema),
})

export interface BulkMemory {
  all(): readonly BulkRun[]
  /** False where the storage refuses: after a reload nothing is known of the run. */
  keep(run: BulkRun): boolean
  forget(id: string): void
}

/** A storage that refuses (private mode, full) costs the memory of reloads, which is said, and nothing else. */
export function createBulkMemory(storage: () => Storage): BulkMemory {
  return {
    all() {
      try {
        return readAll(storage())
      } catch {
        return []
      }
    },
    keep(run) {
      const { phase, ...rest } = run
      try {
        storage().setItem(
          BULK_MEMORY_PREFIX + run.id,
          JSON.stringify({ ...rest, phase: isGoing(run) ? 'going' : phase.kind }),
        )
        return true
      } catch {
        return false
      }
    },
    forget(id) {
      try {
        storage().removeItem(BULK_MEMORY_PREFIX + id)
      } catch {
        // As above.
      }
    },
  }
}

function readAll(storage: Storage): readonly BulkRun[] {
  const runs: BulkRun[] = []
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index)
    if (!key?.startsWith(BULK_MEMORY_PREFIX)) continue
    const run = v.safeParse(RunSchema, parsed(storage.getItem(key)))
    if (!run.success) continue
    const { phase, rows, ...rest } = run.output
    runs.push({
      ...rest,
      phase: { kind: phase === 'going' ? 'interrupted' : phase },
      rows: rows.map(unsent),
    })
  }
  return runs.sort((a, b) => b.startedAt - a.startedAt)
}

/** What was on its way when the page went may have arrived or not. Sent again, it does no harm. */
function unsent(row: BulkRow): BulkRow {
  return row.state.kind === 'sending' ? { ...row, state: { kind: 'waiting' } } : row
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
