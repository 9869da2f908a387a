import type { QueryClient } from '@tanstack/react-query'
import { version } from '@/backends/xw/queries.ts'
import { configInfo } from '@/backends/xw/queriesSettings.ts'
import { useConnections } from '@/kit/connections.ts'
import { reachabilityOf } from '@/kit/reachability.ts'
import { startWaking } from '@/kit/waking.ts'
import { clockOffsetOf } from '@/net/clocks.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { bufferedServers } from '@/net/buffered.ts'
import { connectionsTaken } from '@/net/connectionsTaken.ts'
import { lookForConnections } from '@/net/otherTabs.ts'
import type { Finding } from './finding.ts'
import { findClocks } from './findClocks.ts'
import { findTwins, twinsOf, type SelfTold } from './findTwins.ts'
import { useFindings } from './findingStore.ts'
import { watchSwaps, type SwapWatch } from './watchSwaps.ts'

/** Often enough to know why, before the first of the calls that wait runs out of time. */
const EVERY_MS = 3_000
/** Names change with a configuration, which is seldom. */
const nameStaysMs = 10 * 60_000
/** A proxy that led to the wrong server is put right sooner: until then what that server has is missing. */
const twinsNameStaysMs = 30_000
/** One that comes and goes is not asked each time. */
const backNameStaysMs = 10_000

/** Looks from time to time for what no single answer shows. Returns its end. */
export function watchFindings(queryClient: QueryClient): () => void {
  const askedAt = new Map<Endpoint, number>()
  const swaps = watchSwaps(queryClient)
  let over = false
  const look = () => {
    if (over || document.hidden) return
    void askNames(queryClient, askedAt, swaps)
    void lookForConnections()
    const { servers, twins } = useConnections.getState()
    const found = findAll(queryClient, swaps)
    const twinsNow = twinsOf(found)
    if (twinsNow.length !== twins.length || twinsNow.some((at) => !twins.includes(at))) {
      useConnections.setState({ twins: twinsNow.filter((at) => servers.includes(at)) })
    }
    if (JSON.stringify(found) !== JSON.stringify(useFindings.getState().findings)) {
      useFindings.setState({ findings: found })
    }
  }
  const first = setTimeout(look, 1_000)
  const timer = setInterval(look, EVERY_MS)
  const stopWaking = startWaking(queryClient)
  return () => {
    over = true
    clearTimeout(first)
    clearInterval(timer)
    stopWaking()
    swaps.stop()
  }
}

/**
 * Each server that answers is asked once in a while what it is called; where it does not tell, nothing is found.
 *
 * @param askedAt when each was last asked, whether it told or not
 */
async function askNames(
  queryClient: QueryClient,
  askedAt: Map<Endpoint, number>,
  swaps: Pick<SwapWatch, 'inDoubtSince'>,
): Promise<void> {
  const now = Date.now()
  const { findings } = useFindings.getState()
  const doubtful = new Set(findings.flatMap((finding) => (finding.kind === 'same-server' ? finding.servers : [])))
  const staysMs = (at: Endpoint): number => {
    // Who comes back may be another one.
    if (swaps.inDoubtSince(at) > (askedAt.get(at) ?? 0)) return backNameStaysMs
    return doubtful.has(at) ? twinsNameStaysMs : nameStaysMs
  }
  const asked = useConnections
    .getState()
    .servers.filter((at) => at.kind === 'xw' && reachabilityOf(at).state === 'up')
    .map((at) => ({ at, staleTime: staysMs(at) }))
    .filter(({ at, staleTime }) => now - (askedAt.get(at) ?? 0) >= staleTime)
  for (const { at } of asked) askedAt.set(at, now)
  await Promise.allSettled(
    asked.map(({ at, staleTime }) =>
      queryClient.fetchQuery({ ...configInfo(at), staleTime, gcTime: Infinity, meta: { isUnseen: true } }),
    ),
  )
}

function findAll(queryClient: QueryClient, swaps: Pick<SwapWatch, 'look'>): readonly Finding[] {
  const { servers } = useConnections.getState()
  // First, since of who has become another server everything is read anew.
  const swapped = swaps.look()
  const told = servers.flatMap((at): SelfTold[] => {
    const info = at.kind === 'xw' ? queryClient.getQueryData(configInfo(at).queryKey) : undefined
    const start = queryClient.getQueryState(version(at).queryKey)
    // The name is the new one's already, the start that of the one before.
    if (info === undefined || start === undefined || start.isInvalidated) return []
    return [{ at, name: info.name, startedAt: start.data?.startedAt ?? null }]
  })
  const heard = servers.filter((at) => reachabilityOf(at).state === 'up')
  const taken = connectionsTaken()
  const twins = findTwins(told)
  const named = new Set(
    twins.flatMap((finding) => ('servers' in finding ? finding.servers : 'at' in finding ? finding.at : [])),
  )
  return [
    ...(taken ? [{ kind: 'no-connection' as const, ...taken }] : []),
    ...twins,
    // Where it is known whose address that is, more has been said.
    ...swapped.flatMap(({ at, was, now }) =>
      named.has(at) || isBeingRead(queryClient, at) ? [] : { kind: 'changed-name' as const, at, was, now },
    ),
    ...findClocks(heard.map((at) => ({ at, offsetMs: Math.round(clockOffsetOf(at) / 60_000) * 60_000 }))),
    ...servers
      .filter((at) => bufferedServers().has(`${at.kind}/${at.id}`))
      .map((at) => ({ kind: 'buffered' as const, at })),
  ]
}

/** In a moment it is known of which process that name is. */
function isBeingRead(queryClient: QueryClient, at: Endpoint): boolean {
  const start = queryClient.getQueryState(version(at).queryKey)
  return start?.isInvalidated === true && start.fetchStatus === 'fetching'
}
