import type { Client } from './client.ts'
import { HEARTBEAT_INTERVAL_MS } from './heartbeat.ts'
import type { PendingWrite } from './pendingWrites.ts'
import { DISK_FULL_PERCENT, isUnexpectedlySilent } from './silence.ts'

/** Something about the fleet that needs a person. */
export type Finding =
  | { readonly kind: 'pipeline'; readonly count: number; readonly since: number }
  | { readonly kind: 'error'; readonly client: Client }
  | { readonly kind: 'silent'; readonly client: Client; readonly since: number }
  | { readonly kind: 'disk'; readonly client: Client }
  | { readonly kind: 'overwritten'; readonly client: Client; readonly by: string }

/** From so many clients on that fall silent together, what broke is what they have in common. */
const PIPELINE_FROM = 5
const PIPELINES_AT_MOST = 10

/** What needs a person, most urgent first. `now` is by the server's clock. */
export function findings(clients: readonly Client[], writes: readonly PendingWrite[], now: number): readonly Finding[] {
  const errors: Finding[] = []
  const disks: Finding[] = []
  const silent: SilentClient[] = []
  for (const client of clients) {
    if (client.status === 'error') errors.push({ kind: 'error', client })
    if (client.storage >= DISK_FULL_PERCENT) disks.push({ kind: 'disk', client })
    if (isUnexpectedlySilent(client, now)) silent.push({ client, since: client.lastOnline ?? now })
  }
  const { pipelines, alone } = together(silent)
  return [...pipelines, ...errors, ...alone, ...disks, ...overwritten(clients, writes)]
}

interface SilentClient {
  readonly client: Client
  readonly since: number
}

/**
 * Tells failures of the pipeline from those of machines. When the pipeline breaks, the last heartbeats of all that it
 * carried lie within one interval before: that is the width of "together".
 */
function together(silent: readonly SilentClient[]): { pipelines: Finding[]; alone: Finding[] } {
  let rest = silent.toSorted((a, b) => a.since - b.since)
  const pipelines: Finding[] = []
  // In a fleet that fell apart there would be one in every interval; nobody reads more than a few.
  while (pipelines.length < PIPELINES_AT_MOST) {
    const { start, count } = densest(rest)
    const last = rest[start + count - 1]
    if (count < PIPELINE_FROM || last === undefined) break
    pipelines.push({ kind: 'pipeline', count, since: last.since })
    rest = rest.toSpliced(start, count)
  }
  return {
    pipelines: pipelines.toReversed(),
    alone: rest.map(({ client, since }): Finding => ({ kind: 'silent', client, since })).toReversed(),
  }
}

/** The heartbeat interval in which most clients were last heard of; `sorted` by time. */
function densest(sorted: readonly SilentClient[]): { start: number; count: number } {
  let best = { start: 0, count: 0 }
  let start = 0
  for (const [end, { since }] of sorted.entries()) {
    while (since - (sorted[start]?.since ?? since) > HEARTBEAT_INTERVAL_MS) start++
    if (end - start + 1 > best.count) best = { start, count: end - start + 1 }
  }
  return best
}

function overwritten(clients: readonly Client[], writes: readonly PendingWrite[]): Finding[] {
  const lost = new Map(
    writes.flatMap((write) => (write.overwrittenBy === null ? [] : [[write.clientId, write.overwrittenBy]])),
  )
  if (lost.size === 0) return []
  return clients.flatMap((client): Finding[] => {
    const by = lost.get(client.id)
    return by === undefined ? [] : [{ kind: 'overwritten', client, by }]
  })
}
