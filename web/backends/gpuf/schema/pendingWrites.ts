import type { Client } from './client.ts'

/** After this long without a read that shows it, a written value is said to be unconfirmed. */
export const CONFIRM_WITHIN_MS = 30_000

/** The fields that an edit can change and the list shows. */
export type WrittenFields = Partial<Pick<Client, 'name' | 'status' | 'os'>>

/** One write that the console sent and the server accepted. */
export interface PendingWrite {
  readonly clientId: string
  readonly fields: WrittenFields
  /** When it was accepted, by this browser's clock. */
  readonly at: number
  /** A read has shown it. Kept for `maintenance`, which the next heartbeat may undo. */
  readonly confirmed: boolean
  /** The status that took the place of the one written here. */
  readonly overwrittenBy: string | null
}

export type WriteMark =
  /** A cache may still answer the old value: what was written is shown. */
  | { readonly kind: 'pending'; readonly fields: WrittenFields }
  /** No read showed it in time: what the server says is shown. */
  | { readonly kind: 'unconfirmed'; readonly fields: WrittenFields }
  /** It was there, and something else has replaced it. */
  | { readonly kind: 'overwritten'; readonly fields: WrittenFields; readonly by: string }

export type ShownClient = Client & { readonly mark?: WriteMark }

/** The clients as they should be shown at `now`; the same array where no write concerns them. */
export function applyPending(
  clients: readonly Client[],
  writes: readonly PendingWrite[],
  now: number,
): readonly ShownClient[] {
  const marks = new Map<string, WriteMark>()
  for (const write of writes) {
    const mark = markOf(write, now)
    if (mark) marks.set(write.clientId, mark)
  }
  if (marks.size === 0) return clients
  return clients.map((client) => {
    const mark = marks.get(client.id)
    if (!mark) return client
    return mark.kind === 'pending' ? { ...client, ...mark.fields, mark } : { ...client, mark }
  })
}

export function markOf(write: PendingWrite, now: number): WriteMark | undefined {
  const { fields } = write
  if (write.overwrittenBy !== null) return { kind: 'overwritten', fields, by: write.overwrittenBy }
  if (write.confirmed) return undefined
  return { kind: now - write.at < CONFIRM_WITHIN_MS ? 'pending' : 'unconfirmed', fields }
}

/** The writes with a new one, which takes the place of earlier ones to the same fields of the same client. */
export function withWrite(writes: readonly PendingWrite[], write: PendingWrite): readonly PendingWrite[] {
  const earlier = writes.find((other) => other.clientId === write.clientId)
  const others = writes.filter((other) => other !== earlier)
  const open = earlier && !earlier.confirmed && earlier.overwrittenBy === null ? earlier.fields : {}
  return [...others, { ...write, fields: { ...open, ...write.fields } }]
}

/** What a fresh read of the list says about the writes; the same array where it says nothing new. */
export function settleWrites(writes: readonly PendingWrite[], clients: readonly Client[]): readonly PendingWrite[] {
  if (writes.length === 0) return writes
  const byId = new Map(clients.map((client) => [client.id, client]))
  const settled = writes.flatMap((write) => {
    const client = byId.get(write.clientId)
    return client ? settle(write, client) : [write]
  })
  const changed = settled.length !== writes.length || settled.some((write, index) => write !== writes[index])
  return changed ? settled : writes
}

function settle(write: PendingWrite, client: Client): readonly PendingWrite[] {
  const wanted = write.fields.status
  if (write.confirmed) {
    const overwrittenBy = client.status === wanted ? null : client.status
    return [overwrittenBy === write.overwrittenBy ? write : { ...write, overwrittenBy }]
  }
  if (!shows(client, write.fields)) return [write]
  // A heartbeat sets the status back to online: only of that is there more to learn.
  return wanted === 'maintenance' ? [{ ...write, confirmed: true }] : []
}

function shows(client: Client, fields: WrittenFields): boolean {
  return (
    (fields.name === undefined || fields.name === client.name) &&
    (fields.status === undefined || fields.status === client.status) &&
    (fields.os === undefined || fields.os === client.os)
  )
}
