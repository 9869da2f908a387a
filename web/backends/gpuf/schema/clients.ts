import type { ClientTable } from './clientTable.ts'
import type { FleetSummary } from './fleetSummary.ts'

/** One answer of the client list. */
export interface Clients {
  readonly table: ClientTable
  /** As the server counted, which need not be the number of rows. */
  readonly total: number
  /** Rows of clients that were listed already. */
  readonly duplicates: number
  /** How far the server's clock is ahead of this browser's, in ms; 0 when the server did not say. */
  readonly clockOffsetMs: number
  readonly summary: FleetSummary
  /** Of the answer's body. */
  readonly bytes: number
  /** From the request to the last row. */
  readonly tookMs: number
}

/** How far a list is that is being read. */
export interface LoadProgress {
  readonly rows: number
  readonly bytes: number
}
