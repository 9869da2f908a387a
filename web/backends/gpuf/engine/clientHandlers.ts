import { readBulkBytes, type BulkSink } from '@/net/bulk.ts'
import { BulkError, type BulkCall } from '@/net/bulkFailure.ts'
import { ClientColumnsBuilder, cellsOf } from '../schema/clientColumns.ts'
import type { LoadProgress } from '../schema/clients.ts'
import { ClientTable, type ClientColumns } from '../schema/clientTable.ts'
import { timeOrNull } from '../schema/values.ts'
import { fleetSummary, type FleetSummary } from '../schema/fleetSummary.ts'
import type { FleetView, FleetViewRequest } from '../schema/fleetView.ts'
import type { EarlyView } from '../schema/viewFleet.ts'
import { ClientStream } from './clientStream.ts'
import { columnBuffers, copyOf } from './columnCopies.ts'
import type { Handlers, Work } from './work.ts'

export interface LoadClients {
  readonly call: BulkCall
  /** By the page's clock, when it asked. */
  readonly now: number
}

export interface LoadedClients {
  /** What to name this table by when a view of it is wanted. */
  readonly key: string
  readonly columns: ClientColumns
  readonly duplicates: number
  readonly summary: FleetSummary
  /** Of the view that `prepare` named, where it is had for little. */
  readonly early: (EarlyView & { readonly request: WantedView }) | undefined
  readonly status: number
  readonly bytes: number
  /** The answer with its list empty: the page checks it, and finds the refusal in it. */
  readonly rest: unknown
  readonly restText: string
  readonly tookMs: number
}

/** A view of a list that is not read yet. */
export type WantedView = Omit<FleetViewRequest, 'now' | 'writes'>

/** A view of a table that the worker does not have: it has been replaced, or the worker has. */
export interface NoTable {
  readonly noTable: true
}

/** The newest tables by what they were loaded from: what is on screen, and what takes its place. */
const tables = new Map<string, ClientTable>()
const TABLES_AT_MOST = 3
const REPORT_EVERY_MS = 80

let lastTable = 0
let isWarm = false

function keep(table: ClientTable): string {
  lastTable++
  const key = `${lastTable}`
  tables.set(key, table)
  for (const oldest of tables.keys()) if (tables.size > TABLES_AT_MOST) tables.delete(oldest)
  return key
}

async function load({ call, now }: LoadClients, work: Work<LoadProgress>): Promise<LoadedClients> {
  const startedAt = performance.now()
  const builder = new ClientColumnsBuilder()
  let isAnswered = false
  const reading = readBulkBytes(
    call,
    (status) => {
      isAnswered = true
      const stream = new ClientStream(builder, (row, index) => oddRow(row, index, status))
      return reporting(stream, (soFar) => work.report({ rows: builder.rows, bytes: soFar }))
    },
    work.signal,
  )
  isOver = () => isAnswered || work.signal.aborted
  if (wantedView) void warmUpMeanwhile(isOver)
  const { status, bytes, rest, restText } = await reading
  const columns = builder.finish()
  const table = new ClientTable(columns)
  const tookMs = performance.now() - startedAt
  const serverNow = serverTimeOf(rest) ?? now + tookMs
  const early = await earlyViewOf(table, serverNow)
  const summary = fleetSummary(table, serverNow)
  const key = keep(table)
  const copy = copyOf(columns)
  work.give(columnBuffers(copy))
  if (early) work.give(viewBuffers(early.view))
  return { key, columns: copy, duplicates: builder.duplicates, summary, early, status, bytes, rest, restText, tookMs }
}

async function earlyViewOf(table: ClientTable, now: number) {
  const request = wantedView
  if (!request) return undefined
  // Whoever has rows on screen waits for the whole of the next.
  wantedView = undefined
  const { earlyView } = await import('../schema/viewFleet.ts')
  const early = earlyView(table, { ...request, now, writes: [] })
  return early && { ...early, request }
}

/** The view that somebody is about to look at, until it has been given. */
let wantedView: WantedView | undefined
/** Of the load that began last: whether its server has answered. */
let isOver = () => true

/** Somebody is about to look at the rows: until then what makes views is not even loaded. */
function prepare({ request }: { readonly request: WantedView }): null {
  wantedView = request
  if (!isOver()) void warmUpMeanwhile(isOver)
  return null
}

/** A server that answers sooner has not much to say. */
const SLOW_FROM_MS = 150

/** In a page it would be in the way of the page. */
async function warmUpMeanwhile(isOver: () => boolean): Promise<void> {
  if (isWarm || !('WorkerGlobalScope' in globalThis)) return
  await new Promise((resolve) => setTimeout(resolve, SLOW_FROM_MS))
  if (isOver()) return
  isWarm = true
  const { warmUp } = await import('./warmUp.ts')
  await warmUp(isOver)
}

/** Tells from time to time how many bytes a sink has taken. */
function reporting(sink: BulkSink, report: (bytes: number) => void): BulkSink {
  let bytes = 0
  let reportedAt = performance.now()
  return {
    path: sink.path,
    take: (more) => {
      bytes += more.byteLength
      const at = performance.now()
      if (at - reportedAt >= REPORT_EVERY_MS) {
        reportedAt = at
        report(bytes)
      }
      return sink.take(more)
    },
    end: () => sink.end(),
  }
}

/** A row that the hand does not know: the schema takes it, or names the field. */
async function oddRow(row: unknown, index: number, status: number) {
  const { checkClientRow } = await import('./checkClientRow.ts')
  const checked = checkClientRow(row, index)
  if ('client' in checked) return cellsOf(checked.client)
  throw new BulkError({
    kind: 'facts',
    facts: { kind: 'response', reason: 'schema', status, ...checked.mismatch },
  })
}

function serverTimeOf(rest: unknown): number | null {
  if (typeof rest !== 'object' || rest === null || !('timestamp' in rest)) return null
  return typeof rest.timestamp === 'string' ? timeOrNull(rest.timestamp) : null
}

export interface ViewClients {
  readonly key: string
  readonly request: FleetViewRequest
  /** The first rows before all are in order. */
  readonly wantsFirst: boolean
}

/** What makes views comes with the first of them: the overview has none. */
async function view({ key, request, wantsFirst }: ViewClients, work: Work<FleetView>): Promise<FleetView | NoTable> {
  const { prepareSearch, viewFleet } = await import('../schema/viewFleet.ts')
  const table = tables.get(key)
  if (!table) return { noTable: true }
  const onFirst = (first: FleetView) => {
    work.give([first.order.buffer])
    work.report(first)
  }
  const made = viewFleet(table, request, wantsFirst ? onFirst : undefined)
  work.give(viewBuffers(made))
  if (table !== searchable && 'WorkerGlobalScope' in globalThis) {
    // The first time more than once: a search that has been done a few times takes a third of the time.
    for (let times = searchable ? 1 : 4; times > 0; times--) setTimeout(() => prepareSearch(table, request.locale))
    searchable = table
  }
  return made
}

/** What the first search would have to do of it is done, behind an answer: whoever types does not wait for it. */
let searchable: ClientTable | undefined

function viewBuffers({ order, repeated }: FleetView): ArrayBuffer[] {
  return [order.buffer, repeated.buffer]
}

/** Takes a table that the page has and the worker has not. */
function adopt({ columns }: { readonly columns: ClientColumns }): string {
  return keep(new ClientTable(columns))
}

export const clientHandlers = { load, prepare, view, adopt } satisfies Handlers
