import * as v from 'valibot'
import { BulkError } from '@/net/bulkFailure.ts'
import { bulkCall, checkRest } from '@/net/bulkCall.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { urlOf } from '@/net/http.ts'
import { ask, LONG_MS } from './clientAsk.ts'
import { clockOffsetOf, noteServerTime } from './clientClock.ts'
import { filteredByClient, habitsOf, learn } from './clientHabits.ts'
import { startEngine } from './engine/engineHost.ts'
import type { HistoryProgress, LoadHistory, LoadedHistory, NoHistory } from './engine/historyHandlers.ts'
import { envelope, readRefusal, refusedInside } from './schema/envelope.ts'
import { dateQuery, type Habits } from './schema/habits.ts'
import { SILENCE_MS } from './schema/interval.ts'
import type {
  HeatGrid,
  HeatRequest,
  History,
  HistoryLines,
  HistoryRange,
  HistoryView,
  Outage,
} from './schema/history.ts'
import { MonitorSchema, type Monitor } from './schema/monitor.ts'

const DAY_MS = 86_400_000
/** Millions of rows, over a line that need not be fast. */
const HISTORY_MS = 10 * 60_000
/**
 * Read before the range as well: whether a client was silent when it began, and what it sent since its last heartbeat,
 * is known from there. As much again for clocks that do not agree.
 */
const LEAD_MS = 2 * SILENCE_MS
/** A refresh reads this much again: heartbeats that came late are among it. */
const AGAIN_MS = 2 * SILENCE_MS

/** The whole history by day, of one client or of all: the server takes no dates here. */
export async function readMonitor(at: Endpoint, clientId?: string, signal?: AbortSignal): Promise<Monitor> {
  const all = await filteredByClient(at, clientId, (sent) =>
    ask(at, 'readMonitor', envelope(MonitorSchema), {
      path: '/api/user/client_monitor',
      query: { user_id: at.userId, client_id: sent },
      timeoutMs: LONG_MS,
      signal,
    }),
  )
  if (clientId === undefined) return all
  return {
    days: all.days.filter((day) => day.clientId === clientId),
    withoutStatistics: all.withoutStatistics.filter((client) => client.clientId === clientId),
  }
}

/** The last so many milliseconds, or from one moment to another. */
export type HistoryFilter = { readonly windowMs: number } | HistoryRange

const engine = startEngine('history')

/** From when on a history has all rows, and whose. */
const readFrom = new WeakMap<History, { readonly from: number; readonly whose: string }>()

/** A range that is over: nothing of it will change. */
export function isOver(at: Endpoint, filter: HistoryFilter): boolean {
  return !('windowMs' in filter) && filter.to + LEAD_MS < serverNow(at)
}

function serverNow(at: Endpoint): number {
  return Date.now() + clockOffsetOf(at)
}

/** Whose heartbeats are wanted, and what of an earlier reading is there already. */
export interface HistoryOptions {
  /** All clients without. Of several, each is asked for alone. */
  readonly clientIds?: readonly string[] | undefined
  /** An earlier reading of the same: where that can be, only what is new since is read. */
  readonly earlier?: History | undefined
  /** False where the heartbeats of all clients must not be read in the place of those of some. */
  readonly mayReadAll?: boolean
}

/**
 * Heartbeats of a range, and nothing from outside it, whatever the server made of the dates. They stay in the engine:
 * see {@link historyLines}.
 */
export async function readHistory(
  at: Endpoint,
  filter: HistoryFilter,
  { clientIds, earlier, mayReadAll = true }: HistoryOptions = {},
  signal?: AbortSignal,
  onProgress?: (progress: HistoryProgress) => void,
): Promise<History> {
  const { dates } = habitsOf(at)
  const reading: Reading = { at, clientIds, dates, mayReadAll, signal, onProgress }
  const believed = clockOffsetOf(at)
  let plan = planOf(at, filter, clientIds, dates, earlier)
  let loaded = await loadAll(reading, plan)
  // A server behind what was believed has what is wanted before what was asked for.
  const wasMistaken = clockOffsetOf(at) - believed < -SILENCE_MS
  if ('noHistory' in loaded || ('windowMs' in filter && wasMistaken)) {
    if ('history' in loaded) releaseHistory(loaded.history.key)
    // The engine has lost the earlier reading, or the window lay elsewhere by the server's clock.
    plan = planOf(at, filter, clientIds, dates, undefined)
    loaded = await loadAll(reading, plan)
  }
  if ('noHistory' in loaded) throw new Error('The engine looked for a history that it was not asked for.')
  const { history, datesIgnored } = loaded
  if (dates === 'documented' && datesIgnored) learn(at, { dates: 'long' })
  readFrom.set(history, { from: plan.load.wanted.keepFrom, whose: namesOf(clientIds) })
  return history
}

interface Reading {
  readonly at: Endpoint
  readonly clientIds: readonly string[] | undefined
  readonly dates: Habits['dates']
  readonly mayReadAll: boolean
  readonly signal: AbortSignal | undefined
  readonly onProgress: ((progress: HistoryProgress) => void) | undefined
}

/** One call for all clients, or one for each of those that are wanted, each adding to the one before. */
async function loadAll(reading: Reading, plan: Plan): Promise<LoadedHistory | NoHistory> {
  const [first, ...others] = reading.clientIds ?? []
  let { loaded, isOfAll } = await loadOne(reading, plan, first)
  for (const id of others) {
    if ('noHistory' in loaded || isOfAll) break
    const before = loaded
    const goesOn = { key: before.history.key, until: Number.POSITIVE_INFINITY }
    try {
      const next = await loadOne(reading, { ...plan, load: { ...plan.load, goesOn } }, id)
      isOfAll = next.isOfAll
      loaded = 'noHistory' in next.loaded ? next.loaded : together(before, next.loaded)
    } finally {
      releaseHistory(before.history.key)
    }
  }
  return loaded
}

function together(before: LoadedHistory, last: LoadedHistory): LoadedHistory {
  const bytes = before.history.bytes + last.history.bytes
  const tookMs = before.history.tookMs + last.history.tookMs
  return {
    ...last,
    history: { ...last.history, bytes, tookMs },
    datesIgnored: before.datesIgnored || last.datesIgnored,
  }
}

async function loadOne({ at, dates, mayReadAll, signal, onProgress }: Reading, plan: Plan, clientId?: string) {
  let isOfAll = false
  const loaded = await filteredByClient(
    at,
    clientId,
    (sent) => {
      isOfAll = sent === undefined
      return bulkCall(
        at,
        'gpuf.readHeartbeats',
        async () => {
          const query = { user_id: at.userId, client_id: sent, ...dateQuery(plan.asked, dates) }
          const call = { url: urlOf(at, '/api/user/client_health', query), timeoutMs: HISTORY_MS }
          const answer = await engine.run('load', { call, ...plan.load }, { signal, onProgress })
          return 'noHistory' in answer ? answer : checked(at, answer)
        },
        readRefusal,
        signal,
      )
    },
    mayReadAll,
  )
  return { loaded, isOfAll }
}

function namesOf(clientIds: readonly string[] | undefined): string {
  return clientIds?.toSorted().join() ?? ''
}

/** What stands around the rows is looked at here: what is in it, the engine cannot tell. */
function checked(at: Endpoint, loaded: LoadedHistory): LoadedHistory {
  if (loaded.isStopped) return loaded
  try {
    checkRest(envelope(v.nullable(v.array(v.unknown()))), loaded, refusedInside)
  } catch (error) {
    releaseHistory(loaded.history.key)
    throw error
  }
  if (loaded.serverTime !== null) noteServerTime(at, loaded.serverTime)
  return loaded
}

interface Plan {
  readonly asked: { readonly from: number; readonly to?: number }
  readonly load: Omit<LoadHistory, 'call'>
}

function planOf(
  at: Endpoint,
  filter: HistoryFilter,
  clientIds: readonly string[] | undefined,
  dates: Habits['dates'],
  earlier: History | undefined,
): Plan {
  const now = serverNow(at)
  const isMoving = 'windowMs' in filter
  const keepFrom = (isMoving ? now - filter.windowMs : filter.from) - LEAD_MS
  const goesOn = continuation(earlier, keepFrom, namesOf(clientIds), dates)
  const from = Math.max(0, goesOn?.until ?? keepFrom)
  return {
    // Of a window that ends now, an end by this browser's clock would cut off what a server ahead of it has.
    asked: isMoving ? { from } : { from, to: filter.to },
    load: {
      range: filter,
      wanted: {
        from,
        keepFrom,
        until: isMoving ? null : filter.to + LEAD_MS,
        askedFrom: floor(from, dates),
        askedUntil: isMoving || dates === 'long' ? null : floor(filter.to, dates) + DAY_MS,
        clientIds: clientIds ?? null,
        now,
      },
      goesOn,
    },
  }
}

/** From where on to read, and what of an earlier reading to keep before it; null where all has to be read. */
function continuation(
  earlier: History | undefined,
  keepFrom: number,
  whose: string,
  dates: Habits['dates'],
): LoadHistory['goesOn'] {
  const known = earlier && readFrom.get(earlier)
  if (!earlier || !known || earlier.lastAt === null) return null
  if (known.whose !== whose || known.from > keepFrom) return null
  const until = floor(earlier.lastAt - AGAIN_MS, dates)
  return until <= keepFrom ? null : { key: earlier.key, until }
}

/** What the dates in a query can tell apart: days, or seconds. */
function floor(at: number, dates: Habits['dates']): number {
  const unit = dates === 'documented' ? DAY_MS : 1000
  return Math.floor(at / unit) * unit
}

/** A history that the engine has no more: it has to be read again. */
export class HistoryGoneError extends Error {
  override readonly name = 'HistoryGoneError'
}

/** @throws {HistoryGoneError} also where the worker broke down, and with it all that it kept */
async function there<T extends object>(asked: Promise<T | NoHistory>): Promise<T> {
  const found = await asked.catch((error: unknown) => {
    if (error instanceof BulkError && !isAbort(error)) throw new HistoryGoneError('The engine broke down.')
    throw error
  })
  if ('noHistory' in found) throw new HistoryGoneError('The engine has released this history.')
  return found
}

function isAbort({ failure }: BulkError): boolean {
  return failure.kind === 'facts' && failure.facts.kind === 'abort'
}

export function historyLines(history: History, view: HistoryView, signal?: AbortSignal): Promise<HistoryLines> {
  return there<HistoryLines>(engine.run('lines', { key: history.key, view }, { signal }))
}

export function historyHeat(history: History, request: HeatRequest, signal?: AbortSignal): Promise<HeatGrid> {
  return there<HeatGrid>(engine.run('heat', { key: history.key, request }, { signal }))
}

/** @param since when clients were registered, in milliseconds since the epoch, as far as that is known */
export function historyOutages(
  history: History,
  range: HistoryRange,
  since: ReadonlyMap<string, number>,
  signal?: AbortSignal,
): Promise<readonly Outage[]> {
  return there<readonly Outage[]>(engine.run('outages', { key: history.key, range, since }, { signal }))
}

export function releaseHistory(key: string): void {
  // One that is not there any more is released too.
  engine.run('release', { key }).catch(() => undefined)
}
