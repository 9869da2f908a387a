import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients, stat } from '../../queries.ts'
import { filtersByClient, heartbeatHistory, isFilterFailure } from '../../queriesHistory.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../schema/interval.ts'
import type { History } from '../../schema/history.ts'
import { lengthOf, sourceOf, type AskedRange } from './healthRange.ts'
import type { ShownView } from './useHealthView.ts'

/** More in one answer keeps a server busy for longer than anyone expects of a click: ask before. */
const ASK_FROM = 1_500_000
/** From here on the heartbeats of each chosen client are asked for alone; below, all are read and choosing others costs nothing. */
const ALONE_FROM = 250_000

export interface HeartbeatReading {
  readonly query: UseQueryResult<History>
  /** What is expected of it; more than is read without asking where `ask` is there. */
  readonly rows: number
  readonly fleetSize: number
  readonly ask: {
    readonly onAllow: () => void
    /** Some clients are wanted, but this server fails when it is asked for them alone. */
    readonly cannotFilter: boolean
  } | null
}

/** The heartbeats of a range, once how many they are is known and allowed. */
export function useHeartbeatReading(at: Endpoint, asked: AskedRange, view: ShownView): HeartbeatReading {
  const isNeeded = sourceOf(asked) === 'heartbeats'
  const size = useFleetSize(at)
  const [allowed, setAllowed] = useState<string | null>(null)

  const each = lengthOf(asked) / HEARTBEAT_INTERVAL_MS
  const ofFleet = each * (size ?? 0)
  const chosen = view.kind === 'clients' && view.ids.length > 0 ? view.ids : undefined
  const isAlone = chosen !== undefined && ofFleet > ALONE_FROM
  const name = asked.kind === 'moving' ? asked.range : `${asked.firstDay} ${asked.lastDay}`
  const isAllowed = allowed === name
  const filter = asked.kind === 'moving' ? { windowMs: asked.windowMs } : { from: asked.from, to: asked.to }
  // Where a server fails on a filter by client, all clients are read instead: of many, that is asked first too.
  const mayReadAll = ofFleet <= ASK_FROM || isAllowed
  const history = heartbeatHistory(at, filter, isAlone ? { clientIds: chosen, mayReadAll } : {})
  const failure = useQueryClient().getQueryState(history.queryKey)?.error
  const cannotFilter = isAlone && (!filtersByClient(at) || (!mayReadAll && isFilterFailure(failure)))
  const rows = isAlone && !cannotFilter ? each * chosen.length : ofFleet
  const mustAsk = rows > ASK_FROM && !isAllowed
  const [, , , , whose] = history.queryKey
  const query = useQuery({
    ...history,
    enabled: isNeeded && size !== undefined && !mustAsk,
    // What was read of the same clients stays, under its own times, until there is something newer to see.
    placeholderData: (last, before) => (before?.queryKey[4] === whose ? last : undefined),
  })
  return {
    query,
    rows: Math.round(rows),
    fleetSize: size ?? 0,
    ask: isNeeded && mustAsk ? { onAllow: () => setAllowed(name), cannotFilter } : null,
  }
}

/**
 * How many clients there are, by whichever of two calls answers first: only their number decides whether the
 * heartbeats can be asked for. 0 where both fail: the heartbeats may answer all the same.
 */
function useFleetSize(at: Endpoint): number | undefined {
  const figures = useQuery(stat(at))
  const list = useQuery({ ...clients(at), enabled: figures.isError })
  if (figures.data) return figures.data.total
  if (list.data) return list.data.total
  return figures.isError && list.isError ? 0 : undefined
}
