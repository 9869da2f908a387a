import type { OwnWrite } from '../schema/changeLog.ts'
import { OWN_WRITE_COUNTS_MS } from '../schema/ownWriteCounts.ts'
import type { PendingWrite } from '../schema/pendingWrites.ts'

const noted = new Map<string, Map<PendingWrite, OwnWrite>>()

/** What this tab wrote: reads settle a write before anybody can ask whose it was, so that it is remembered here. */
export function noteWrites(server: string, writes: readonly PendingWrite[]): void {
  if (writes.length === 0) return
  const known = noted.get(server) ?? new Map<PendingWrite, OwnWrite>()
  noted.set(server, known)
  const newest = writes.reduce((last, { at }) => Math.max(last, at), 0)
  for (const [write, { at }] of known) if (newest - at > OWN_WRITE_COUNTS_MS) known.delete(write)
  for (const write of writes) {
    const { clientId, at, fields } = write
    if (!known.has(write)) known.set(write, { clientId, at, fields })
  }
}

export function ownWrites(server: string): readonly OwnWrite[] {
  return [...(noted.get(server)?.values() ?? [])]
}
