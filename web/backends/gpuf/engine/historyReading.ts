import { readBulk, type BulkAnswer } from '@/net/bulk.ts'
import { BulkError, type BulkCall } from '@/net/bulkFailure.ts'
import type { Heartbeat } from '../schema/heartbeat.ts'
import { HistoryBuilder } from '../schema/historyColumns.ts'
import { emptyHeartbeat, readHeartbeatRow, type HeartbeatCells } from './historyRows.ts'

/** Which rows of an answer are wanted. */
export interface WantedRows {
  /** Rows before it, and those behind `until`, are dropped. */
  readonly from: number
  /** Of an earlier reading that this one goes on from, rows before it are left out. */
  readonly keepFrom: number
  /** Null where the range ends now: then also rows of clocks that are ahead are kept. */
  readonly until: number | null
  /** Everything before it was not asked for: where the server answers it all the same, newest first, reading ends. */
  readonly askedFrom: number
  /** The end of what was asked for, itself not asked for; null without one. */
  readonly askedUntil: number | null
  /** Null for those of all clients. */
  readonly clientIds: readonly string[] | null
  /** By the server's clock, as far as it is known before the answer. */
  readonly now: number
}

export interface HeartbeatsRead {
  readonly builder: HistoryBuilder
  readonly answer: BulkAnswer
  /** The server answered what it was not asked for. */
  readonly datesIgnored: boolean
}

/** Reads heartbeats into columns while they come. */
export async function readHeartbeats(
  call: BulkCall,
  wanted: WantedRows,
  signal: AbortSignal,
  onProgress: (progress: { readonly rows: number; readonly bytes: number }) => void,
): Promise<HeartbeatsRead> {
  const builder = new HistoryBuilder()
  const cells = emptyHeartbeat()
  const { from, until, askedFrom, askedUntil, now } = wanted
  const only = wanted.clientIds && new Set(wanted.clientIds.map((id) => builder.clientOf(id)))
  let rowsSoFar = 0
  let datesIgnored = false
  let descends = true
  let newestBefore = Infinity

  const onRows = async (rows: readonly unknown[], bytes: number, status: number): Promise<void | 'stop'> => {
    let newest = -Infinity
    let first = Number.NaN
    for (const row of rows) {
      if (!readHeartbeatRow(row, cells)) Object.assign(cells, await oddRow(row, rowsSoFar, status))
      rowsSoFar++
      const { at } = cells
      if (Number.isNaN(first)) first = at
      if (at > newest) newest = at
      if (at < askedFrom || (askedUntil !== null && at >= askedUntil && at <= now)) datesIgnored = true
      if (at < from || (until !== null && at > until)) continue
      const client = builder.clientOf(cells.id)
      if (only !== null && !only.has(client)) continue
      builder.add(client, cells.name, at, cells.cpu, cells.memory, cells.disk, cells.up, cells.down)
    }
    onProgress({ rows: rowsSoFar, bytes })
    if (first > newestBefore || cells.at > first) descends = false
    newestBefore = newest
    // The rest is older still. Where nothing was wanted of what came, what is wanted may be mistaken: it takes the
    // server's own time to tell, which comes last.
    if (descends && newest < askedFrom && builder.length > 0) return 'stop'
  }
  const answer = await readBulk(call, { path: ['data'], onRows }, signal)
  return { builder, answer, datesIgnored }
}

/** A row that the hand does not know: the schema takes it, or names the field. */
async function oddRow(row: unknown, index: number, status: number): Promise<HeartbeatCells> {
  const { checkHeartbeatRow } = await import('./checkHeartbeatRow.ts')
  const checked = checkHeartbeatRow(row, index)
  if ('heartbeat' in checked) return cellsOf(checked.heartbeat)
  throw new BulkError({ kind: 'facts', facts: { kind: 'response', reason: 'schema', status, ...checked.mismatch } })
}

export function cellsOf(beat: Heartbeat): HeartbeatCells {
  return {
    id: beat.clientId,
    name: beat.clientName,
    at: beat.at,
    cpu: beat.cpu ?? Number.NaN,
    memory: beat.memory ?? Number.NaN,
    disk: beat.disk ?? Number.NaN,
    up: beat.upBytes ?? Number.NaN,
    down: beat.downBytes ?? Number.NaN,
  }
}
