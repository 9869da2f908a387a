import { claimLock, newTabId, tabLock, type TabPresence } from './tabPresence.ts'

/** Browsers let timers of hidden tabs fire once a minute: a tab is gone when it has not beaten for longer. */
export const LEASE_STALE_MS = 70_000
export const LEASE_BEAT_MS = 5_000
/**
 * Two tabs may write at the same moment: who reads its own name again after this has the claim. What one tab writes
 * another one reads some tens of milliseconds later, on a busy machine some hundred.
 */
export const CLAIM_SETTLES_MS = 500

export interface LeaseOptions {
  readonly storage: () => Storage
  readonly now: () => number
  readonly id?: string
}

/** The same by times in the storage that the tab renews. */
export function leasePresence({ storage, now, id = newTabId() }: LeaseOptions): TabPresence {
  const claims = new Set<string>()
  const watchers = new Map<string, Set<() => void>>()

  function read(name: string): string | null {
    try {
      return storage().getItem(name)
    } catch {
      return null
    }
  }

  function write(name: string, value: string | null): void {
    try {
      if (value === null) storage().removeItem(name)
      else storage().setItem(name, value)
    } catch {
      // No storage: this tab works alone.
    }
  }

  function lives(tab: string): boolean {
    return now() - Number(read(tabLock(tab)) ?? 0) < LEASE_STALE_MS
  }

  function beat(): void {
    write(tabLock(id), String(now()))
    lookAfterOthers()
  }

  function lookAfterOthers(): void {
    for (const [tab, listeners] of watchers) {
      if (lives(tab)) continue
      watchers.delete(tab)
      // What it left behind would stay for ever.
      write(tabLock(tab), null)
      for (const onGone of listeners) onGone()
    }
  }

  function leave(event?: PageTransitionEvent): void {
    // Frozen, not gone: it may come back with everything it holds.
    if (event?.persisted) return
    for (const name of claims) write(claimLock(name), null)
    write(tabLock(id), null)
  }

  beat()
  const beating = setInterval(beat, LEASE_BEAT_MS)
  const hasWindow = typeof window !== 'undefined'
  if (hasWindow) {
    window.addEventListener('pagehide', leave)
    window.addEventListener('storage', lookAfterOthers)
  }

  return {
    id,
    ready: Promise.resolve(),
    async claim(name) {
      if (claims.has(name)) return true
      const owner = read(claimLock(name))
      if (owner !== null && owner !== id && lives(owner)) return false
      write(claimLock(name), id)
      await new Promise((resolve) => setTimeout(resolve, CLAIM_SETTLES_MS))
      const settled = read(claimLock(name))
      if (settled !== null && settled !== id) return false
      claims.add(name)
      return true
    },
    release(name) {
      if (claims.delete(name)) write(claimLock(name), null)
    },
    watch(tab, onGone) {
      const listeners = watchers.get(tab) ?? new Set()
      watchers.set(tab, listeners.add(onGone))
      queueMicrotask(lookAfterOthers)
      return () => void listeners.delete(onGone)
    },
    stop() {
      clearInterval(beating)
      if (hasWindow) {
        window.removeEventListener('pagehide', leave)
        window.removeEventListener('storage', lookAfterOthers)
      }
      leave()
      claims.clear()
    },
  }
}
