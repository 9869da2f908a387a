import { useStore } from 'zustand'
import { createPullEngine } from './pullEngine.ts'
import type { PullEngine, Pulls } from './pullEngine.ts'
import { createPullIntents } from './pullIntents.ts'
import type { PullState } from './pullState.ts'
import { createPullTabs } from './pullTabs.ts'

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
    runner: async (listener) => {
      const { startPullRunner } = await import('./startPullRunner.ts')
      return startPullRunner(listener)
    },
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
