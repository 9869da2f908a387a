import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useStore } from 'zustand'
import { useConnections } from '@/kit/connections.ts'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { createPresence } from '@/kit/tabPresence.ts'
import { acquireStreamSlot } from '@/net/streamSlots.ts'
import { pullLimits } from '../pulls/pullLimits.ts'
import { instances, keyOf } from '../queries.ts'
import { actOn } from '../queriesInstances.ts'
import { start } from '../streamsStart.ts'
import { forgetLaunch, learnLaunch, rememberLaunch } from './launches.ts'
import { createStartEngine, type StartEngine, type Starts } from './startEngine.ts'
import { createStartIntents, INTENT_PREFIX } from './startIntents.ts'
import { markOf } from './startMachine.ts'
import type { StartState } from './startState.ts'
import { learnLoadTime } from './startTimes.ts'
import { useStartsWanted } from './startsWanted.ts'

const engines = new WeakMap<QueryClient, StartEngine>()
const settledListeners = new Set<(start: StartState) => void>()

/** The starts of this tab: made when first asked for, and never ended while the page lives. */
export function startsOf(queryClient: QueryClient): StartEngine {
  const known = engines.get(queryClient)
  if (known) return known
  const made = makeEngine(queryClient)
  engines.set(queryClient, made)
  return made
}

export function useStartEngine(): StartEngine {
  return startsOf(useQueryClient())
}

/** Rerenders when what `selector` picks changes; keep what it returns stable. At most about four times a second. */
export function useStarts<T>(selector: (starts: Starts) => T): T {
  return useStore(useStartEngine().store, selector)
}

/** Tells of every start of this tab that has come to its end. Returns how to stop. */
export function onStartSettled(listener: (start: StartState) => void): () => void {
  settledListeners.add(listener)
  return () => void settledListeners.delete(listener)
}

function makeEngine(queryClient: QueryClient): StartEngine {
  const engine = createStartEngine({
    endpointOf: (id) => useConnections.getState().servers.find((server) => server.kind === 'xw' && server.id === id),
    open: start,
    async remove(at, instance) {
      const acted = await actOn(at, instance, 'stop-and-remove', queryClient)
      // Nobody has the alias any more: that is what was wanted.
      if (acted.kind === 'done' || acted.kind === 'gone') return { removed: true }
      return { removed: false, now: acted.kind === 'replaced' ? markOf(acted.now) : null }
    },
    acquireSlot: acquireStreamSlot,
    limits: pullLimits,
    knownInstance(at, alias) {
      const list = queryClient.getQueryData(instances(at).queryKey)
      const known = isLastKnown(list) ? undefined : list?.find((instance) => instance.alias === alias)
      return known ? markOf(known) : null
    },
    intents: createStartIntents(() => localStorage),
    presence: createPresence(),
    launches: { remember: rememberLaunch, learn: learnLaunch, forget: forgetLaunch },
    now: Date.now,
    onSettled(settled) {
      learnLoadTime(settled)
      for (const listener of settledListeners) listener(settled)
    },
    onChanged(server) {
      void queryClient.invalidateQueries({ queryKey: keyOf({ id: server }, 'instances') })
    },
  })
  window.addEventListener('pagehide', () => engine.keepNow())
  window.addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(INTENT_PREFIX)) engine.lookAtOthers()
  })
  return {
    ...engine,
    begin(order) {
      useStartsWanted.setState({ isWanted: true })
      return engine.begin(order)
    },
  }
}
