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
    : presenceToCome(newTabId(), async (id) =>
        (await import('./leasePresence.ts')).leasePresence({ storage: () => localStorage, now: Date.now, id }),
      )
}

export function newTabId(): string {
  // Not crypto.randomUUID: it too is missing over plain HTTP.
  return [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('')
}

export const tabLock = (tab: string): string => `quarterdeck.tab/${tab}`
// Not `quarterdeck.pull/`: in the storage that is what was being pulled, and would overwrite who owns it.
export const claimLock = (name: string): string => `quarterdeck.claim/${name}`

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

/** What is asked of it waits until `load` has brought it. Where that cannot be brought, this tab works alone. */
export function presenceToCome(id: string, load: (id: string) => Promise<TabPresence>): TabPresence {
  const loaded = load(id).catch(() => undefined)
  return {
    id,
    ready: loaded.then((presence) => presence?.ready),
    claim: async (name) => (await loaded)?.claim(name) ?? true,
    release: (name) => void loaded.then((presence) => presence?.release(name)),
    watch(tab, onGone) {
      let isOver = false
      const watching = loaded.then((presence) => (isOver ? undefined : presence?.watch(tab, onGone)))
      return () => {
        isOver = true
        void watching.then((stop) => stop?.())
      }
    },
    stop: () => void loaded.then((presence) => presence?.stop()),
  }
}
