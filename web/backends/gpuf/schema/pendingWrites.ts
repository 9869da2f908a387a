import type { Client } from './client.ts'

/** After this long without a read that shows it, a written value is said to be unconfirmed. */
export const CONFIRM_WITHIN_MS = 30_000

/** That another's value took the place of ours is said for so long. */
export const OVERTAKEN_SHOWN_MS = 5 * 60_000

/** The fields that an edit can change and the list shows. */
export type WrittenFields = Partial<Pick<Client, 'name' | 'status' | 'os'>>
export type WrittenField = keyof WrittenFields
export const WRITTEN_FIELDS = ['name', 'status', 'os'] as const satisfies readonly WrittenField[]

/** Values that a cache may still answer: those from before the write, and those of earlier writes. */
export type FormerValues = { readonly [Field in WrittenField]?: readonly Client[Field][] }

/** One write that the console sent and the server accepted. */
export interface PendingWrite {
  readonly clientId: string
  /** What no read has shown yet; of a confirmed one, what it showed. */
  readonly fields: WrittenFields
  /** Left out where nobody knew: then no read can tell another's value from an old one. */
  readonly former?: FormerValues
  /** When it was accepted, by this browser's clock. */
  readonly at: number
  /** A read has shown it. Kept for `maintenance`, which the next heartbeat may undo. */
  readonly confirmed: boolean
  /** The status that took the place of the one written here. */
  readonly overwrittenBy: string | null
  /** Values that somebody else wrote after us, as the last read showed them. */
  readonly overtakenBy?: WrittenFields
}

export type WriteMark =
  /** A cache may still answer the old value: what was written is shown. */
  | { readonly kind: 'pending'; readonly fields: WrittenFields }
  /** No read showed it in time: what the server says is shown. */
  | { readonly kind: 'unconfirmed'; readonly fields: WrittenFields }
  /** It was there, and a heartbeat has replaced it. */
  | { readonly kind: 'overwritten'; readonly fields: WrittenFields; readonly by: string }
  /** The server shows a value that is neither the old one nor ours: somebody wrote after us. */
  | { readonly kind: 'overtaken'; readonly fields: WrittenFields; readonly by: WrittenFields }

export type ShownClient = Client & { readonly mark?: WriteMark }

/** A client as it should be shown at `now`; the same object where no write concerns it. */
export function withPending(client: Client, write: PendingWrite | undefined, now: number): ShownClient {
  const mark = write && markOf(write, now)
  if (!mark) return client
  return mark.kind === 'pending' ? { ...client, ...mark.fields, mark } : { ...client, mark }
}

/** The clients as they should be shown at `now`; the same array where no write concerns them. */
export function applyPending(
  clients: readonly Client[],
  writes: readonly PendingWrite[],
  now: number,
): readonly ShownClient[] {
  const marked = new Map<string, PendingWrite>()
  for (const write of writes) if (markOf(write, now)) marked.set(write.clientId, write)
  if (marked.size === 0) return clients
  return clients.map((client) => withPending(client, marked.get(client.id), now))
}

export function markOf(write: PendingWrite, now: number): WriteMark | undefined {
  const { fields, overtakenBy, at } = write
  if (write.overwrittenBy !== null) return { kind: 'overwritten', fields, by: write.overwrittenBy }
  if (overtakenBy !== undefined) {
    return now - at < OVERTAKEN_SHOWN_MS ? { kind: 'overtaken', fields, by: overtakenBy } : undefined
  }
  if (write.confirmed) return undefined
  return { kind: now - at < CONFIRM_WITHIN_MS ? 'pending' : 'unconfirmed', fields }
}

/** The writes with a new one, which takes the place of earlier ones to the same fields of the same client. */
export function withWrite(writes: readonly PendingWrite[], write: PendingWrite): readonly PendingWrite[] {
  return withWrites(writes, [write])
}

/** As `withWrite`, for thousands at once. */
export function withWrites(writes: readonly PendingWrite[], more: readonly PendingWrite[]): readonly PendingWrite[] {
  if (more.length === 0) return writes
  const byClient = new Map(writes.map((write) => [write.clientId, write]))
  for (const write of more) {
    const earlier = byClient.get(write.clientId)
    // The newest write stands last.
    byClient.delete(write.clientId)
    byClient.set(write.clientId, earlier && isOpen(earlier) ? joined(earlier, write) : write)
  }
  return [...byClient.values()]
}

function isOpen({ confirmed, overwrittenBy, overtakenBy }: PendingWrite): boolean {
  return !confirmed && overwrittenBy === null && overtakenBy === undefined
}

function joined(earlier: PendingWrite, write: PendingWrite): PendingWrite {
  const fields = { ...earlier.fields, ...write.fields }
  if (earlier.former === undefined && write.former === undefined) return { ...write, fields }
  const former = { ...earlier.former, ...write.former }
  for (const field of WRITTEN_FIELDS) {
    const ours = earlier.fields[field]
    // A read may still come upon the earlier write, or upon what was before it.
    if (ours !== undefined && write.fields[field] !== undefined) {
      Object.assign(former, { [field]: [...(earlier.former?.[field] ?? []), ours, ...(write.former?.[field] ?? [])] })
    }
  }
  return { ...write, fields, former }
}

/** What a fresh read of the list says about the writes; the same array where it says nothing new. */
export function settleWrites(writes: readonly PendingWrite[], clients: readonly Client[]): readonly PendingWrite[] {
  if (writes.length === 0) return writes
  const byId = new Map(clients.map((client) => [client.id, client]))
  return settleBy(writes, (id) => byId.get(id))
}

/** As `settleWrites`, for a list that finds its clients by itself. */
export function settleBy(
  writes: readonly PendingWrite[],
  find: (id: string) => Client | undefined,
): readonly PendingWrite[] {
  let changed = false
  const settled: PendingWrite[] = []
  for (const write of writes) {
    const client = find(write.clientId)
    const after = client ? settle(write, client) : write
    if (after !== write) changed = true
    if (after) settled.push(after)
  }
  return changed ? settled : writes
}

function settle(write: PendingWrite, client: Client): PendingWrite | null {
  const wanted = write.fields.status
  if (write.confirmed) {
    const overwrittenBy = client.status === wanted ? null : client.status
    return overwrittenBy === write.overwrittenBy ? write : { ...write, overwrittenBy }
  }
  const open = WRITTEN_FIELDS.filter(
    (field) => write.fields[field] !== undefined && write.fields[field] !== client[field],
  )
  if (open.length === 0) {
    // A heartbeat sets the status back to online: only of that is there more to learn.
    if (wanted !== 'maintenance') return null
    const { overtakenBy: _gone, ...rest } = write
    return { ...rest, fields: { status: wanted }, confirmed: true }
  }
  const others = open.filter((field) => isAnothers(write, field, client))
  // Of an overtaken write the last read decides: a cache may have answered something older than we knew of.
  const overtakenBy = others.length === 0 ? undefined : picked(client, others)
  // Maintenance is confirmed with the rest, so that what a heartbeat does to it is learnt afterwards.
  const kept = WRITTEN_FIELDS.filter(
    (field) => open.includes(field) || (field === 'status' && wanted === 'maintenance'),
  )
  if (kept.length === Object.keys(write.fields).length && same(overtakenBy, write.overtakenBy)) return write
  const { overtakenBy: _before, ...rest } = write
  return { ...rest, fields: picked(write.fields, kept), ...(overtakenBy && { overtakenBy }) }
}

/** The read shows neither ours nor anything that was there before. */
function isAnothers(write: PendingWrite, field: WrittenField, client: Client): boolean {
  const former: readonly (string | null)[] | undefined = write.former?.[field]
  if (former === undefined || former.includes(client[field])) return false
  // A heartbeat's work, as far as anyone can tell.
  return !(field === 'status' && client.status === 'online')
}

function picked(from: WrittenFields, fields: readonly WrittenField[]): WrittenFields {
  return Object.fromEntries(fields.map((field) => [field, from[field]]))
}

function same(a: WrittenFields | undefined, b: WrittenFields | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && WRITTEN_FIELDS.every((field) => a[field] === b[field]))
}
