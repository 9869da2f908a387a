import type { Client } from '../schema/client.ts'
import { EDIT_FIELDS, pickValues, type EditField, type EditValues } from './bulkPlan.ts'
import type { BulkRow } from './bulkRun.ts'

/**
 * Rows that write the former values back to what was changed. A field that is neither as we left it nor as it was is
 * somebody else's since, and stays.
 *
 * @param find the client as it is shown now, with what is still pending applied
 */
export function planUndo(rows: readonly BulkRow[], find: (id: string) => Client | undefined): readonly BulkRow[] {
  return rows.flatMap((row) => (row.state.kind === 'accepted' ? [undoOf(row, find(row.clientId))] : []))
}

function undoOf(row: BulkRow, client: Client | undefined): BulkRow {
  const { clientId, from, to } = row
  const fields = EDIT_FIELDS.filter((field) => to[field] !== undefined)
  const now = currentValues(client)
  // No list has an invalid client: nothing can be compared, and bringing it back is what is wanted.
  const isHidden = client === undefined && to.validStatus === 'invalid'
  const back: EditField[] = []
  const changed: EditField[] = []
  for (const field of fields) {
    if (isHidden || now[field] === to[field]) back.push(field)
    else if (now[field] !== from[field]) changed.push(field)
  }
  const undo = {
    clientId,
    name: client?.name ?? row.name,
    from: pickValues(to, back),
    to: pickValues(from, back),
  }
  if (back.length > 0) {
    return {
      ...undo,
      state: { kind: 'waiting' },
      ...(changed.length > 0 && { kept: pickValues(now, changed) }),
    }
  }
  const skipped = { ...undo, from: pickValues(to, fields), to: pickValues(from, fields) }
  if (client === undefined) return { ...skipped, state: { kind: 'skipped', why: 'gone' } }
  if (changed.length === 0) return { ...skipped, state: { kind: 'skipped', why: 'already' } }
  return { ...skipped, state: { kind: 'skipped', why: 'changed' }, kept: pickValues(now, changed) }
}

function currentValues(client: Client | undefined): EditValues {
  if (!client) return { validStatus: 'invalid' }
  return { name: client.name, status: client.status, os: client.os ?? '', validStatus: 'valid' }
}
