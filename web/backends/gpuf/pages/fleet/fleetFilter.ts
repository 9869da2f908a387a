import type { FleetSearch, WARN_FILTERS } from '../../paths.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { DISK_FULL_PERCENT, isUnexpectedlySilent, seen } from '../../schema/silence.ts'

export type WarnFilter = (typeof WARN_FILTERS)[number]
export type FleetFilter = Pick<FleetSearch, 'q' | 'status' | 'os' | 'seen' | 'warn'>

/** In the URL, for clients whose OS is not known. */
export const NO_OS = '-'

type Counts = ReadonlyMap<string, number>

export interface FilteredFleet {
  readonly rows: readonly ShownClient[]
  /** How many rows each choice of a filter would leave, the other filters being as they are. */
  readonly counts: { readonly status: Counts; readonly os: Counts; readonly seen: Counts; readonly warn: Counts }
}

/** One pass over the fleet, whatever its size. `now` is by the server's clock. */
export function filterFleet(clients: readonly ShownClient[], filter: FleetFilter, now: number): FilteredFleet {
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const rows: ShownClient[] = []
  const counts = {
    status: new Map<string, number>(),
    os: new Map(),
    seen: new Map(),
    warn: new Map(),
  } satisfies Record<string, Map<string, number>>

  for (const client of clients) {
    if (words.length > 0 && !mentions(client, words)) continue
    const os = client.os ?? NO_OS
    const seenNow = seen(client, now)
    const warnings = warningsOf(client, now)

    const failsStatus = filter.status !== undefined && filter.status !== client.status
    const failsOs = filter.os !== undefined && filter.os !== os
    const failsSeen = filter.seen !== undefined && filter.seen !== seenNow
    const failsWarn = filter.warn !== undefined && !warnings.includes(filter.warn)
    const fails = Number(failsStatus) + Number(failsOs) + Number(failsSeen) + Number(failsWarn)

    if (fails === 0) rows.push(client)
    // A choice is counted where its own filter is the only one in the way.
    if (fails === Number(failsStatus)) add(counts.status, client.status)
    if (fails === Number(failsOs)) add(counts.os, os)
    if (fails === Number(failsSeen)) add(counts.seen, seenNow)
    if (fails === Number(failsWarn)) for (const warning of warnings) add(counts.warn, warning)
  }
  return { rows, counts }
}

const NO_WARNINGS: readonly WarnFilter[] = []

export function warningsOf(client: ShownClient, now: number): readonly WarnFilter[] {
  const error = client.status === 'error'
  const silent = isUnexpectedlySilent(client, now)
  const disk = client.storage >= DISK_FULL_PERCENT
  const overwritten = client.mark?.kind === 'overwritten'
  if (!error && !silent && !disk && !overwritten) return NO_WARNINGS
  const warnings: WarnFilter[] = ['any']
  if (error) warnings.push('error')
  if (silent) warnings.push('silent')
  if (disk) warnings.push('disk')
  if (overwritten) warnings.push('overwritten')
  return warnings
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** Every word somewhere: "a100 rack-3" finds the A100s of that rack. */
function mentions(client: ShownClient, words: readonly string[]): boolean {
  const text = searchText(client)
  return words.every((word) => text.includes(word))
}

const texts = new WeakMap<ShownClient, string>()

/** Lower-cased once a client and poll, not once a key press. */
function searchText(client: ShownClient): string {
  const known = texts.get(client)
  if (known !== undefined) return known
  const text = `${client.name}\n${client.id}\n${client.deviceName ?? ''}\n${client.os ?? ''}`.toLowerCase()
  texts.set(client, text)
  return text
}
