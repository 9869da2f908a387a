import type { BulkCall } from '@/net/bulkFailure.ts'
import { timeOrNull } from '../schema/values.ts'
import type {
  HeatGrid,
  HeatRequest,
  History,
  HistoryLines,
  HistoryRange,
  HistoryView,
  Outage,
} from '../schema/history.ts'
import { KeptHistory } from './keptHistory.ts'
import { readHeartbeats, type WantedRows } from './historyReading.ts'
import type { Handlers, Work } from './work.ts'

export interface LoadHistory {
  readonly call: BulkCall
  readonly wanted: WantedRows
  /** Of a window that ends now, its length; else the range. */
  readonly range: HistoryRange | { readonly windowMs: number }
  /** An earlier reading whose rows before `until` are taken over. */
  readonly goesOn: { readonly key: string; readonly until: number } | null
}

export interface LoadedHistory {
  readonly history: History
  readonly datesIgnored: boolean
  /** Null where the server was not heard to its end, or did not say. */
  readonly serverTime: number | null
  readonly isStopped: boolean
  readonly status: number
  /** The answer with its list empty: the page checks it, and finds the refusal in it. */
  readonly rest: unknown
  readonly restText: string
}

/** Asked of a history that the engine does not have: it has been released, or the worker has started anew. */
export interface NoHistory {
  readonly noHistory: true
}
const NO_HISTORY: NoHistory = { noHistory: true }

/** By key, the one that was used longest ago first: what is on screen, what takes its place, and what that is made of. */
const kept = new Map<string, KeptHistory>()
const KEPT_AT_MOST = 3
const REPORT_EVERY_MS = 80
let lastKey = 0

function keptAs(key: string): KeptHistory | undefined {
  const history = kept.get(key)
  if (history === undefined) return undefined
  kept.delete(key)
  kept.set(key, history)
  return history
}

function keep(key: string, history: KeptHistory): void {
  kept.set(key, history)
  for (const oldest of kept.keys()) if (kept.size > KEPT_AT_MOST) kept.delete(oldest)
}

export interface HistoryProgress {
  readonly rows: number
  readonly bytes: number
}

async function load(
  { call, wanted, range, goesOn }: LoadHistory,
  work: Work<HistoryProgress>,
): Promise<LoadedHistory | NoHistory> {
  const earlier = goesOn === null ? undefined : keptAs(goesOn.key)
  if (goesOn !== null && earlier === undefined) return NO_HISTORY
  const startedAt = performance.now()
  let reportedAt = startedAt
  const { builder, answer, datesIgnored } = await readHeartbeats(call, wanted, work.signal, (progress) => {
    const at = performance.now()
    if (at - reportedAt < REPORT_EVERY_MS) return
    reportedAt = at
    work.report(progress)
  })
  const { status, bytes, rest, restText, isStopped } = answer
  const serverTime = serverTimeOf(rest)
  const tookMs = performance.now() - startedAt
  const now = serverTime ?? wanted.now + tookMs
  const ends = 'windowMs' in range ? { from: now - range.windowMs, to: now } : range
  if (goesOn !== null && earlier !== undefined) builder.addEarlier(earlier.columns, wanted.keepFrom, goesOn.until)
  const history = new KeptHistory(builder.build(), ends, now)
  const key = `${++lastKey}`
  keep(key, history)
  return {
    history: { key, range: ends, ...history.summary(), tookMs, bytes },
    datesIgnored,
    serverTime,
    isStopped,
    status,
    rest,
    restText,
  }
}

function serverTimeOf(rest: unknown): number | null {
  if (typeof rest !== 'object' || rest === null || !('timestamp' in rest)) return null
  return typeof rest.timestamp === 'string' ? timeOrNull(rest.timestamp) : null
}

function lines(
  { key, view }: { readonly key: string; readonly view: HistoryView },
  work: Work,
): HistoryLines | NoHistory {
  const found = keptAs(key)?.lines(view)
  if (found === undefined) return NO_HISTORY
  const all = Object.values(found.metrics)
    .flat()
    .map(({ line }) => line)
  if (found.heard) all.push(found.heard)
  work.give(all.flatMap(({ t, v }) => bufferOf(t).concat(bufferOf(v))))
  return found
}

function heat(
  { key, request }: { readonly key: string; readonly request: HeatRequest },
  work: Work,
): HeatGrid | NoHistory {
  const grid = keptAs(key)?.heat(request)
  if (grid === undefined) return NO_HISTORY
  work.give(bufferOf(grid.values))
  return grid
}

/** What is shared between threads cannot be given away. */
function bufferOf({ buffer }: Float64Array | Float32Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer ? [buffer] : []
}

function outages({
  key,
  range,
  since,
}: {
  readonly key: string
  readonly range: HistoryRange
  readonly since: ReadonlyMap<string, number>
}): readonly Outage[] | NoHistory {
  return keptAs(key)?.outages(range, since) ?? NO_HISTORY
}

function release({ key }: { readonly key: string }): void {
  kept.delete(key)
}

export const historyHandlers = { load, lines, heat, outages, release } satisfies Handlers
