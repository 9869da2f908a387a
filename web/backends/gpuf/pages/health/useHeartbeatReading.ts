import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients, stat } from '../../queries.ts'
import { heartbeatHistory } from '../../queriesHistory.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../schema/interval.ts'
import type { History } from '../../schema/history.ts'
import { lengthOf, sourceOf, type AskedRange } from './healthRange.ts'
import type { ShownView } from './useHealthView.ts'

/** More in one answer keeps a server busy for longer than anyone expects of a click: ask before. */
const ASK_FROM = 1_500_000
/** From here on one client's heartbeats are asked for alone; below, all are read and choosing others costs nothing. */
const ALONE_FROM = 250_000

export interface HeartbeatReading {
  readonly query: UseQueryResult<History>
  /** What is expected of it; more than is read without asking where `ask` is there. */
  readonly rows: number
  readonly fleetSize: number
  readonly ask: { readonly onAllow: () => void } | null
}

/** The heartbeats of a range, once how many they are is known and allowed. */
export function useHeartbeatReading(at: Endpoint, asked: AskedRange, view: ShownView): HeartbeatReading {
  const isNeeded = sourceOf(asked) === 'heartbeats'
  const size = useFleetSize(at)
  const [allowed, setAllowed] = useState<string | null>(null)

  const each = lengthOf(asked) / HEARTBEAT_INTERVAL_MS
  const ofFleet = each * (size ?? 0)
  const [only, ...others] = view.kind === 'clients' ? view.ids : []
  const alone = ofFleet > ALONE_FROM && others.length === 0 ? only : undefined
  const rows = alone === undefined ? ofFleet : each
  const name = asked.kind === 'moving' ? asked.range : `${asked.firstDay} ${asked.lastDay}`
  const mustAsk = rows > ASK_FROM && allowed !== name
  const filter = asked.kind === 'moving' ? { windowMs: asked.windowMs } : { from: asked.from, to: asked.to }
  const query = useQuery({
    ...heartbeatHistory(at, filter, alone),
    enabled: isNeeded && size !== undefined && !mustAsk,
    // What was read of the same clients stays, under its own times, until there is something newer to see.
    placeholderData: (last, before) => (before?.queryKey[4] === (alone ?? null) ? last : undefined),
  })
  return {
    query,
    rows: Math.round(rows),
    fleetSize: size ?? 0,
    ask: isNeeded && mustAsk ? { onAllow: () => setAllowed(name) } : null,
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
