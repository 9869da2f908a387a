import { keepPreviousData, queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react'
import { useNow } from '@/kit/now.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { prepareViews, viewClients } from './clientViews.ts'
import type { WantedView } from './engine/clientHandlers.ts'
import { clients } from './queries.ts'
import { useWrites } from './queriesPending.ts'
import type { Clients } from './schema/clients.ts'
import type { ClientTable } from './schema/clientTable.ts'
import type { FleetView, FleetViewRequest } from './schema/fleetView.ts'
import { fleetWrites, type FleetWrite } from './schema/shownFleet.ts'

/** A fleet and a view of it that belong together. */
export interface ShownFleetView {
  readonly table: ClientTable
  readonly view: FleetView
  readonly clients: Clients
  /** By this browser's clock. */
  readonly readAt: number
  /** The same moment by the server's. */
  readonly serverNow: number
}

export interface FleetViewResult {
  /** For QueryView, the age, and problems. */
  readonly query: UseQueryResult<Clients>
  readonly shown: ShownFleetView | undefined
  /** What is shown does not answer the request yet. */
  readonly isComputing: boolean
  /** Has a view computed that is about to be asked for. */
  readonly computeAhead: (request: WantedView) => void
}

export type { WantedView } from './engine/clientHandlers.ts'

/** So long a view that was computed ahead waits for whoever wanted it. */
const AHEAD_MS = 1000

/** How often what was written here is looked at again: its 30 s run out while nothing else happens. */
const WRITES_EVERY_MS = 5000

/** What is shown of the fleet now. While a new view is computed, the last one stays, with the table that it is of. */
export function useFleetView(at: Endpoint, request: WantedView): FleetViewResult {
  // Before the question for the list itself, which is an effect too; again when something else is asked while it comes.
  const queryClient = useQueryClient()
  const isRead = queryClient.getQueryData(clients(at).queryKey) !== undefined
  useEffect(() => {
    if (!isRead) void prepareViews(request)
  }, [isRead, request])
  const query = useQuery(clients(at))
  const writes = useShownWrites(at)
  const { data: list, dataUpdatedAt: readAt } = query
  const view = useQuery({
    ...fleetView(at, list, readAt, request, writes),
    enabled: list !== undefined,
    placeholderData: keepPreviousData,
  })
  if (view.error) throw view.error
  // A new table is drawn when nothing else is to be done: at once it would hold up whoever types or scrolls. Another
  // view of the same is what somebody is waiting for.
  const drawn = useDeferredValue(view.data)
  const shown = drawn?.table === view.data?.table ? view.data : drawn
  const computeAhead = useCallback(
    (wanted: WantedView) => {
      if (list === undefined) return
      void queryClient.prefetchQuery({
        ...fleetView(at, list, readAt, wanted, writes),
        gcTime: AHEAD_MS,
      })
    },
    [queryClient, at, list, readAt, writes],
  )
  return {
    query,
    shown,
    isComputing: view.isPlaceholderData || view.isFetching || shown !== view.data,
    computeAhead,
  }
}

function useShownWrites(at: Endpoint): readonly FleetWrite[] {
  const writes = useWrites(at)
  const now = useNow(WRITES_EVERY_MS)
  const moment = writes.length === 0 ? 0 : now
  return useMemo(() => fleetWrites(writes, moment), [writes, moment])
}

function fleetView(
  at: Endpoint,
  list: Clients | undefined,
  readAt: number,
  { filter, sorts, group, locale }: WantedView,
  writes: readonly FleetWrite[],
) {
  const { ids, ...plain } = filter
  return queryOptions({
    queryKey: [
      'gpuf',
      at.id,
      'fleetView',
      numberOf(list),
      // What is long is named by a number, not written out at each look.
      { ...plain, ids: numberOf(ids), sorts, group, locale, writes: writes.length === 0 ? 0 : numberOf(writes) },
    ] as const,
    queryFn: async ({ signal, client, queryKey }): Promise<ShownFleetView> => {
      if (list === undefined) throw new Error('There is no list to look at yet.')
      const { table, clockOffsetMs } = list
      const serverNow = readAt + clockOffsetMs
      const asked: FleetViewRequest = { filter, sorts, group, locale, now: serverNow, writes }
      const shown = (view: FleetView): ShownFleetView => ({ table, view, clients: list, readAt, serverNow })
      // Where rows are on screen already, they wait for the whole order: whoever has scrolled looks at its middle.
      const views = client.getQueryCache().findAll({ queryKey: queryKey.slice(0, 3) })
      const isFirst = views.every(({ state }) => state.data === undefined)
      const onFirst = isFirst ? (first: FleetView) => client.setQueryData(queryKey, shown(first)) : undefined
      return shown(await viewClients(table, asked, signal, onFirst))
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A worker that broke down is given the table again.
    retry: 1,
    retryDelay: 0,
    // Each holds a whole table: it goes as soon as it is off the screen.
    gcTime: 0,
    structuralSharing: false,
  })
}

const numbers = new WeakMap<object, number>()
let lastNumber = 0

function numberOf(thing: object | undefined): number | undefined {
  if (thing === undefined) return undefined
  const known = numbers.get(thing)
  if (known !== undefined) return known
  lastNumber++
  numbers.set(thing, lastNumber)
  return lastNumber
}
