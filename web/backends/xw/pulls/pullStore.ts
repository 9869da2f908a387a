import { useStore } from 'zustand'
import { defaultStreams, useConnections } from '@/kit/connections.ts'
import { isSignedOut, whenSignedIn } from '@/kit/reachability.ts'
import { acquireStreamSlot } from '@/net/streamSlots.ts'
import { version } from '../client.ts'
import { pull } from '../streams.ts'
import { createPullEngine } from './pullEngine.ts'
import type { PullEngine, Pulls } from './pullEngine.ts'
import { createPullIntents } from './pullIntents.ts'
import type { PullState } from './pullState.ts'
import { createPullTabs } from './pullTabs.ts'

/** Over HTTP/2 and 3 streams share one connection, so that more of them take nothing from other requests. */
const STREAMS_MULTIPLEXED = 16

const settledListeners = new Set<(pull: PullState) => void>()
let engine: PullEngine | undefined

/** The pulls of this tab: made when first asked for, and never ended while the page lives. */
export function pulls(): PullEngine {
  engine ??= startEngine()
  return engine
}

/** Rerenders when what `selector` picks changes; keep what it returns stable. At most about four times a second. */
export function usePulls<T>(selector: (pulls: Pulls) => T): T {
  return useStore(pulls().store, selector)
}

/** Tells of every pull of this tab that has come to its end. Returns how to stop. */
export function onPullSettled(listener: (pull: PullState) => void): () => void {
  settledListeners.add(listener)
  return () => void settledListeners.delete(listener)
}

function startEngine(): PullEngine {
  const started = createPullEngine({
    endpointOf: (id) => useConnections.getState().servers.find((server) => server.kind === 'xw' && server.id === id),
    open: pull,
    acquireSlot: acquireWhenSignedIn,
    limits: pullLimits,
    serverStartedAt: async (at) => (await version(at)).startedAt,
    now: Date.now,
    intents: createPullIntents(() => localStorage),
    tabs: createPullTabs,
    onSettled(settled) {
      for (const listener of settledListeners) listener(settled)
    },
  })
  window.addEventListener('storage', () => started.lookForLost())
  window.addEventListener('pagehide', () => started.keepNow())
  return started
}

/** A pull that is due while nobody is signed in keeps its place, takes no connection, and goes on after the sign-in. */
async function acquireWhenSignedIn(wanted: Parameters<typeof acquireStreamSlot>[0]): Promise<() => void> {
  const [kind = '', ...id] = wanted.server.split('/')
  const at = { kind, id: id.join('/') }
  for (;;) {
    await whenSignedIn(at, wanted.signal)
    const release = await acquireStreamSlot(wanted)
    if (!isSignedOut([at.kind, at.id])) return release
    release()
  }
}

/** How many pulls run at a time, on one server and over all; the others wait. */
export function pullLimits(): { readonly perServer: number; readonly total: number } {
  const { streams } = useConnections.getState()
  // What config.json says counts; only where it is silent is the browser asked.
  const total = streams ?? (isMultiplexed() ? STREAMS_MULTIPLEXED : defaultStreams)
  return { total, perServer: Math.min(total, Math.max(2, Math.floor(total / 2))) }
}

function isMultiplexed(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && /^h[23]/.test(entry.nextHopProtocol))
}
