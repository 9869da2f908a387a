import { queryOptions, useQuery, useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import {
  HistoryGoneError,
  historyHeat,
  historyLines,
  historyOutages,
  isOver,
  readHistory,
  readMonitor,
  releaseHistory,
  type HistoryFilter,
  type HistoryOptions,
} from './clientHistory.ts'
import { habitsOf, isFilterFailure } from './clientHabits.ts'
import type {
  HeatGrid,
  HeatRequest,
  History,
  HistoryLines,
  HistoryRange,
  HistoryView,
  Outage,
} from './schema/history.ts'
import type { Monitor } from './schema/monitor.ts'

/** A server that works for ten seconds on heartbeats is left alone for a hundred. */
const REST_PER_WORK = 10
const EVERY = { window: 60_000, daily: 5 * 60_000 } as const
/** So long a history stays that nobody looks at: back and forth between two pages costs nothing. */
const KEPT_MS = 60_000

/** Days of one client, or of all: the whole history each time, so not often. */
export function monitor(at: Endpoint, clientId?: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'monitor', clientId ?? null] as const,
    queryFn: ({ signal }) => readMonitor(at, clientId, signal),
    refetchInterval: cadence<Monitor>({ still: EVERY.daily }),
    staleTime: 60_000,
    structuralSharing: false,
  })
}

export { isFilterFailure }

/** False once the server has failed on a filter by client, and not without it. */
export function filtersByClient(at: Endpoint): boolean {
  return habitsOf(at).filtersByClient
}

const windowPace = cadence<History>({ still: EVERY.window })

/**
 * The heartbeats of the last `windowMs`, or of a fixed range, of all clients or of some. A window moves with each poll;
 * a range that is over is read once. Lines, heat and outages of it are asked for by the hooks below.
 */
export function heartbeatHistory(
  at: Endpoint,
  filter: HistoryFilter,
  { clientIds, mayReadAll = true }: Omit<HistoryOptions, 'earlier'> = {},
) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'history', filter, clientIds?.join() ?? null, mayReadAll] as const,
    queryFn: async ({ signal, client, queryKey }) => {
      try {
        const earlier = client.getQueryData<History>(queryKey)
        const options = { clientIds, mayReadAll, earlier }
        return await readHistory(at, filter, options, signal, (progress) => note(at, progress))
      } finally {
        note(at, undefined)
      }
    },
    refetchInterval: (query) => {
      if (isOver(at, filter) && query.state.data !== undefined) return false
      return Math.max(windowPace(query), Math.round((query.state.data?.tookMs ?? 0) * REST_PER_WORK))
    },
    staleTime: () => (isOver(at, filter) ? Number.POSITIVE_INFINITY : 30_000),
    gcTime: KEPT_MS,
    structuralSharing: false,
  })
}

export interface HistoryLoad {
  readonly rows: number
  readonly bytes: number
}

const useLoad = create<{ readonly byServer: Readonly<Record<string, HistoryLoad | undefined>> }>(() => ({
  byServer: {},
}))

/** How far the heartbeats are that are being read now; undefined between two reads, and at the start of one. */
export function useHistoryLoad(at: Endpoint): HistoryLoad | undefined {
  return useLoad(({ byServer }) => byServer[at.id])
}

function note(at: Endpoint, load: HistoryLoad | undefined): void {
  useLoad.setState(({ byServer }) =>
    byServer[at.id] === load ? { byServer } : { byServer: { ...byServer, [at.id]: load } },
  )
}

/**
 * The lines of a window. While others are computed, or a newer history is read, the last stay; they are never mixed:
 * all lines are of one history and one view, whose window they name.
 */
export function useHistoryLines(
  at: Endpoint,
  history: History | undefined,
  view: HistoryView,
): { readonly lines: HistoryLines | undefined; readonly isComputing: boolean } {
  const { value, isComputing } = useComputed<HistoryLines>(at, history, ['historyLines', view], (known, signal) =>
    historyLines(known, view, signal),
  )
  return { lines: value, isComputing }
}

/** Has lines computed that are about to be asked for, while the page still draws what it has. */
export function useLinesAhead(at: Endpoint, history: History): (view: HistoryView) => void {
  const queryClient = useQueryClient()
  return useCallback(
    (view) =>
      void queryClient.prefetchQuery({
        ...computed<HistoryLines>(queryClient, at, history, ['historyLines', view], (known, signal) =>
          historyLines(known, view, signal),
        ),
        retry: false,
      }),
    [queryClient, at, history],
  )
}

/** Clients by time. */
export function useHeatGrid(
  at: Endpoint,
  history: History | undefined,
  request: HeatRequest,
): { readonly grid: HeatGrid | undefined; readonly isComputing: boolean } {
  const { value, isComputing } = useComputed<HeatGrid>(at, history, ['historyHeat', request], (known, signal) =>
    historyHeat(known, request, signal),
  )
  return { grid: value, isComputing }
}

const NOBODY: ReadonlyMap<string, number> = new Map()

/**
 * Who was silent when, of those that touch the range.
 *
 * @param since when clients were registered, in milliseconds since the epoch: who was and has not been heard counts as
 *   silent. Of the others nobody knows, before their first heartbeat.
 */
export function useOutages(
  at: Endpoint,
  history: History | undefined,
  range: HistoryRange,
  since: ReadonlyMap<string, number> = NOBODY,
): readonly Outage[] | undefined {
  const key = ['historyOutages', range, numberOf(since)]
  const { value } = useComputed<readonly Outage[]>(at, history, key, (known, signal) =>
    historyOutages(known, range, since, signal),
  )
  return value
}

const numbers = new WeakMap<object, number>()
let lastNumber = 0

/** What is long is named by a number, not written out at each look. */
function numberOf(thing: object): number {
  const known = numbers.get(thing)
  if (known !== undefined) return known
  lastNumber++
  numbers.set(thing, lastNumber)
  return lastNumber
}

interface Computed<T> {
  readonly value: T
}

function useComputed<T>(
  at: Endpoint,
  history: History | undefined,
  what: QueryKey,
  compute: (history: History, signal: AbortSignal) => Promise<T>,
): { readonly value: T | undefined; readonly isComputing: boolean } {
  const queryClient = useQueryClient()
  useHold(history?.key)
  const query = useQuery({
    ...computed(queryClient, at, history, what, compute),
    enabled: history !== undefined,
    // Of another server's heartbeats nothing stays on screen.
    placeholderData: (last: Computed<T> | undefined, before) => (before?.queryKey[1] === at.id ? last : undefined),
  })
  // What the engine has released is read again, and what a worker that broke off lost too.
  if (query.error && !isPassing(query.error)) throw query.error
  if (history === undefined) return { value: undefined, isComputing: false }
  return { value: query.data?.value, isComputing: query.isPlaceholderData || query.isFetching }
}

function computed<T>(
  queryClient: QueryClient,
  at: Endpoint,
  history: History | undefined,
  what: QueryKey,
  compute: (history: History, signal: AbortSignal) => Promise<T>,
) {
  return queryOptions({
    queryKey: ['gpuf', at.id, history?.key ?? null, ...what] as QueryKey,
    queryFn: async ({ signal }): Promise<Computed<T>> => {
      if (history === undefined) throw new Error('There is no history to look at yet.')
      try {
        return { value: await compute(history, signal) }
      } catch (error) {
        if (error instanceof HistoryGoneError) readAgain(queryClient, at, history)
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 5_000,
    structuralSharing: false,
  })
}

function isPassing(error: Error): boolean {
  return error instanceof HistoryGoneError
}

function readAgain(queryClient: QueryClient, at: Endpoint, history: History): void {
  void queryClient.invalidateQueries({
    queryKey: ['gpuf', at.id, 'history'],
    predicate: ({ state }) => state.data === history,
  })
}

const holds = new Map<string, number>()

/** Lets the engine drop what no page has shown for a while: a month of heartbeats is tens of megabytes. */
function useHold(key: string | undefined): void {
  useEffect(() => {
    if (key === undefined) return undefined
    holds.set(key, (holds.get(key) ?? 0) + 1)
    return () => {
      holds.set(key, (holds.get(key) ?? 1) - 1)
      setTimeout(() => {
        if (holds.get(key) !== 0) return
        holds.delete(key)
        releaseHistory(key)
      }, KEPT_MS)
    }
  }, [key])
}
