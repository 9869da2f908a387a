import type { Client } from './client.ts'
import { tableOf } from './clientColumns.ts'
import type { Clients } from './clients.ts'
import { fleetSummary } from './fleetSummary.ts'

/** An answer with these clients, read at `now` by this browser's clock, for tests. */
export function clientsWith(
  clients: readonly Client[],
  { now = 0, clockOffsetMs = 0 }: { readonly now?: number; readonly clockOffsetMs?: number } = {},
): Clients {
  const table = tableOf(clients)
  return {
    table,
    total: table.length,
    duplicates: 0,
    clockOffsetMs,
    summary: fleetSummary(table, now + clockOffsetMs),
    bytes: 0,
    tookMs: 0,
  }
}
