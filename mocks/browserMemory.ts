import { MINUTE, SECOND } from './sim/clock.ts'
import { type Snapshot, applySnapshot, takeSnapshot } from './sim/snapshot.ts'
import type { World } from './sim/world.ts'

/** A story that nobody looked at for so long begins anew. */
const FORGOTTEN_AFTER = 30 * MINUTE

/**
 * Lets a world outlive its page: what happened is kept in localStorage, so that a reload finds it, and
 * other tabs of the console, each with a simulator of its own, follow.
 */
export function recall(key: string, now: number): Snapshot | undefined {
  const text = globalThis.localStorage.getItem(key)
  if (text === null) return undefined
  try {
    const snapshot: Snapshot = JSON.parse(text)
    return now - snapshot.takenAt < FORGOTTEN_AFTER && snapshot.takenAt <= now ? snapshot : undefined
  } catch {
    return undefined
  }
}

/** Keeps the snapshot of a world fresh, and the world like the snapshots of other tabs. */
export function remember(key: string, world: World): { readonly forget: () => void } {
  let forgotten = false
  const write = (dying: boolean) => {
    if (!forgotten) globalThis.localStorage.setItem(key, JSON.stringify(takeSnapshot(world, dying)))
  }
  let waiting = false
  const save = () => {
    if (waiting) return
    waiting = true
    globalThis.setTimeout(() => {
      waiting = false
      write(false)
    }, SECOND / 5)
  }
  world.changed = save
  globalThis.addEventListener('pagehide', () => write(true))
  globalThis.addEventListener('storage', (event) => {
    if (event.key !== key || event.newValue === null) return
    // the clocks of two tabs need not agree to the millisecond
    const snapshot = recall(key, world.clock.now() + MINUTE)
    if (snapshot) applySnapshot(world, snapshot)
  })
  return {
    forget() {
      forgotten = true
      globalThis.localStorage.removeItem(key)
    },
  }
}
