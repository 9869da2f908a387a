import type { Client } from './client.ts'
import type { ClientTable } from './clientTable.ts'
import { SILENCE_MS } from './interval.ts'
import { DISK_FULL_PERCENT } from './silence.ts'
import { together } from './together.ts'

/** Something about the fleet that needs a person. */
export type Finding =
  | { readonly kind: 'pipeline'; readonly count: number; readonly since: number }
  | { readonly kind: 'error'; readonly client: Client }
  | { readonly kind: 'silent'; readonly client: Client; readonly since: number }
  | { readonly kind: 'disk'; readonly client: Client }
  | { readonly kind: 'overwritten'; readonly client: Client; readonly by: string }

export interface Findings {
  /** The most urgent first. */
  readonly first: readonly Finding[]
  /** How many there are, those in `first` included. */
  readonly count: number
}

/** In a fleet that fell apart there would be one in every interval; nobody reads more than a few. */
const PIPELINES_AT_MOST = 10

/** What needs a person, `atMost` so many of it. `now` is by the server's clock. */
export function findings(table: ClientTable, now: number, atMost: number): Findings {
  const { count, status, storage, lastOnline, reported } = table.columns
  const isError = Uint8Array.from(status.words, (word) => (word === 'error' ? 1 : 0))
  const isUp = Uint8Array.from(status.words, (word) => (word === 'online' || word === 'active' ? 1 : 0))
  const errors: number[] = []
  const disks: number[] = []
  const silent: number[] = []
  for (let row = 0; row < count; row++) {
    const code = status.codes[row] ?? 0
    if (isError[code] === 1) errors.push(row)
    if ((storage[row] ?? 0) >= DISK_FULL_PERCENT) disks.push(row)
    if (isUp[code] === 1 && reported[row] === 1 && now - (lastOnline[row] ?? Number.NaN) > SILENCE_MS) silent.push(row)
  }
  const since = (row: number) => lastOnline[row] ?? now
  const { groups, alone } = together(
    silent.sort((a, b) => since(a) - since(b)),
    since,
    PIPELINES_AT_MOST,
  )
  const first: Finding[] = groups
    .toReversed()
    .slice(0, atMost)
    .map((rows) => ({ kind: 'pipeline', count: rows.length, since: since(rows.at(-1) ?? 0) }))
  const add = (rows: readonly number[], find: (client: Client, row: number) => Finding) => {
    for (const row of rows.slice(0, atMost - first.length)) {
      const client = table.client(row)
      if (client) first.push(find(client, row))
    }
  }
  add(errors, (client) => ({ kind: 'error', client }))
  add(alone.toReversed(), (client, row) => ({ kind: 'silent', client, since: since(row) }))
  add(disks, (client) => ({ kind: 'disk', client }))
  return { first, count: groups.length + errors.length + alone.length + disks.length }
}
