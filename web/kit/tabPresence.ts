/** Which tabs of the console live, and which of them owns what. */
export interface TabPresence {
  /** New with every load of the page. */
  readonly id: string
  /** Settles once other tabs can see that this one lives. */
  readonly ready: Promise<void>
  claim(name: string): Promise<boolean>
  release(name: string): void
  /** Calls `onGone` once, when `tab` has ended. Returns how to stop watching. */
  watch(tab: string, onGone: () => void): () => void
  stop(): void
}

/** Web Locks where the browser has them; over plain HTTP it has not, there leases in the storage must do. */
export function createPresence(): TabPresence {
  return typeof navigator !== 'undefined' && 'locks' in navigator
    ? lockPresence(navigator.locks)
    : leasePresence({ storage: () => localStorage, now: Date.now })
}

function newTabId(): string {
  // Not crypto.randomUUID: it too is missing over plain HTTP.
  return [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('')
}

const tabLock = (tab: string): string => `quarterdeck.tab/${tab}`
// Not `quarterdeck.pull/`: in the storage that is what was being pulled, and would overwrite who owns it.
const claimLock = (name: string): string => `quarterdeck.claim/${name}`

/** The browser itself releases the locks of a tab that is closed or crashes. */
export function lockPresence(locks: LockManager, id: string = newTabId()): TabPresence {
  const stopped = new AbortController()
  const claims = new Map<string, () => void>()
  const untilStopped = new Promise<void>((resolve) => {
    stopped.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const ready = new Promise<void>((resolve) => {
    locks
      .request(tabLock(id), () => {
        resolve()
        return untilStopped
      })
      // Refused (a sandboxed frame): then nobody sees this tab, and it works alone.
      .catch(() => resolve())
  })
  return {
    id,
    ready,
    claim(name) {
      if (claims.has(name)) return Promise.resolve(true)
      return new Promise((resolve) => {
        locks
          .request(claimLock(name), { ifAvailable: true }, (lock) => {
            resolve(lock !== null)
            if (lock === null) return undefined
            return new Promise<void>((release) => claims.set(name, release))
          })
          .catch(() => resolve(true))
      })
    },
    release(name) {
      claims.get(name)?.()
      claims.delete(name)
    },
    watch(tab, onGone) {
      const watching = new AbortController()
      locks
        .request(tabLock(tab), { mode: 'shared', signal: watching.signal }, () => {
          if (!watching.signal.aborted) onGone()
        })
        .catch(() => undefined)
      return () => watching.abort()
    },
    stop() {
      for (const release of claims.values()) release()
      claims.clear()
      stopped.abort()
    },
  }
}

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
