import { OWN_WRITE_COUNTS_MS } from './ownWriteCounts.ts'
import type { Client } from './client.ts'
import { seen } from './silence.ts'

/** What is watched; figures are not. `heard` and `listed` are what the console concludes. */
export const CHANGE_FIELDS = ['status', 'name', 'os', 'device', 'models', 'heard', 'listed'] as const
export type ChangeField = (typeof CHANGE_FIELDS)[number]

/**
 * One thing that became another between two looks. `heard` goes between `heard`, `silent` and `never`, `listed`
 * between `yes` and `no`; models are ids, one a line.
 */
export interface Change {
  readonly clientId: string
  /** What the client was called by then. */
  readonly clientName: string
  readonly field: ChangeField
  readonly from: string | null
  readonly to: string | null
  /** When it was last seen as it was, and first seen as it is, by this browser's clock. */
  readonly after: number
  readonly by: number
  /** Written from this console. */
  readonly own: boolean
}

/** When somebody looked, by this browser's clock and by the server's. */
export interface Look {
  readonly at: number
  readonly serverNow: number
}

export interface Looks {
  readonly before: Look
  readonly after: Look
}

/** A value that this console wrote, whether or not a read has shown it yet. */
export interface OwnWrite {
  readonly clientId: string
  readonly at: number
  readonly fields: Partial<Record<ChangeField, string | null>>
}

type Watched = Readonly<Partial<Record<ChangeField, string | null>>>

/** What is watched of one client. */
export function watchedOf(client: Client, serverNow: number): Watched {
  const age = seen(client, serverNow)
  return {
    status: client.status,
    name: client.name,
    os: client.os,
    device: client.deviceName,
    models: modelsText(client.loadedModels.map(({ id }) => id)),
    heard: age === 'silent' || age === 'never' ? age : 'heard',
  }
}

/** In one order: servers list them in any. Null for none. */
export function modelsText(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : ids.toSorted().join('\n')
}

/** What has become of one client; null stands for not listed. */
export function clientChanges(before: Client | null, after: Client | null, looks: Looks): readonly Change[] {
  const client = after ?? before
  if (client === null) return []
  const base = {
    clientId: client.id,
    clientName: client.name,
    after: looks.before.at,
    by: looks.after.at,
    own: false,
  }
  if (before === null || after === null) {
    const [from, to] = before === null ? ['no', 'yes'] : ['yes', 'no']
    return [{ ...base, field: 'listed', from, to }]
  }
  const was = watchedOf(before, looks.before.serverNow)
  const is = watchedOf(after, looks.after.serverNow)
  return CHANGE_FIELDS.flatMap((field): Change[] => {
    const from = was[field] ?? null
    const to = is[field] ?? null
    return from === to ? [] : [{ ...base, field, from, to }]
  })
}

/**
 * Marks what this console wrote itself. A silent client that is edited seems to be heard again, because the server
 * moves the time for an edit too: that is left out.
 */
export function withOwn(changes: readonly Change[], writes: readonly OwnWrite[]): readonly Change[] {
  if (writes.length === 0) return changes
  const byClient = new Map<string, OwnWrite[]>()
  for (const write of writes) byClient.set(write.clientId, [...(byClient.get(write.clientId) ?? []), write])
  return changes.flatMap((change) => {
    const mine = (byClient.get(change.clientId) ?? []).filter(
      ({ at }) => at <= change.by && change.by - at < OWN_WRITE_COUNTS_MS,
    )
    if (change.field === 'heard' && change.from === 'silent' && mine.some(({ at }) => at >= change.after)) return []
    const own = mine.some(({ fields }) => change.field in fields && fields[change.field] === change.to)
    return [own ? { ...change, own } : change]
  })
}

/**
 * The same change seen twice, by the list and by the client's own row: the two spans of time overlap. What is known
 * stays.
 */
export function isKnown(change: Change, known: readonly Change[]): boolean {
  return known.some(
    (other) =>
      other.clientId === change.clientId &&
      other.field === change.field &&
      other.from === change.from &&
      other.to === change.to &&
      other.after <= change.by &&
      change.after <= other.by,
  )
}

export const CHANGES_OF_A_CLIENT = 200
export const CHANGES_AT_MOST = 20_000
/** Of one comparison: when all of a large fleet falls silent at once, the newest of each client is not worth minutes. */
export const CHANGES_AT_ONCE = 2_000
