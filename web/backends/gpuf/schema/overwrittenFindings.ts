import type { ClientTable } from './clientTable.ts'
import type { Finding } from './findings.ts'
import type { PendingWrite } from './pendingWrites.ts'

/** The clients whose status was set here and then overwritten: last, for nothing is broken. */
export function overwrittenFindings(table: ClientTable, writes: readonly PendingWrite[]): readonly Finding[] {
  return writes.flatMap(({ clientId, overwrittenBy }): Finding[] => {
    const client = overwrittenBy === null ? undefined : table.client(table.indexOf(clientId))
    return client && overwrittenBy !== null ? [{ kind: 'overwritten', client, by: overwrittenBy }] : []
  })
}
