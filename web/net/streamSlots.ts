import { countStream } from './streamsOpen.ts'

interface SlotRequest {
  /** What counts as one server for `perServer`: its kind and id. */
  server: string
  /** Ends the wait; after it, gives the slot back. */
  signal?: AbortSignal | undefined
  /** So many streams to one server at once, in this tab. */
  perServer: number
  /** So many streams at once, over all tabs of the console. */
  total: number
}

/**
 * Waits until one more long stream may be opened.
 *
 * A browser opens six HTTP/1.1 connections to one origin, over all tabs, and lets the seventh request hang without a
 * word. Streams that stay open for hours must leave some for everything else. Tabs count together through Web Locks;
 * where there are none (a page without TLS has none) each tab counts for itself.
 *
 * Who waits longest is served first.
 *
 * @returns gives the slot back; may be called more than once
 * @throws the signal's reason, when it aborts before there was a slot
 */
export async function acquireStreamSlot({ server, signal, perServer, total }: SlotRequest): Promise<() => void> {
  const releaseServer = await queueOf(`server:${server}`).take(perServer, signal)
  try {
    const releaseTotal = await takeOfAll(total, signal)
    const uncount = countStream()
    const release = () => {
      signal?.removeEventListener('abort', release)
      uncount()
      releaseTotal()
      releaseServer()
    }
    if (signal?.aborted) release()
    signal?.throwIfAborted()
    signal?.addEventListener('abort', release, { once: true })
    return release
  } catch (error) {
    releaseServer()
    throw error
  }
}

async function takeOfAll(total: number, signal: AbortSignal | undefined): Promise<() => void> {
  // The types promise locks everywhere; browsers have them only on secure pages.
  const locks: LockManager | undefined = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (locks) {
    try {
      return await raceForLock(locks, total, signal)
    } catch {
      // Locks can be forbidden (a sandboxed frame): then counting in the tab has to do.
      signal?.throwIfAborted()
    }
  }
  return queueOf('total').take(total, signal)
}

/** Asks for all of the locks at once, keeps the first that is granted and steps back from the others. */
function raceForLock(locks: LockManager, total: number, signal: AbortSignal | undefined): Promise<() => void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const losers = new AbortController()
    let settled = false
    const onAbort = () => {
      settled = true
      losers.abort()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })

    const hold = () => {
      // Two can be granted before the second request is withdrawn.
      if (settled) return undefined
      settled = true
      signal?.removeEventListener('abort', onAbort)
      losers.abort()
      return new Promise<void>((release) => {
        resolve(() => release())
      })
    }
    for (let n = 0; n < Math.max(1, total); n += 1) {
      locks.request(`quarterdeck:stream:${n}`, { signal: losers.signal }, hold).catch((error: unknown) => {
        if (settled) return
        settled = true
        signal?.removeEventListener('abort', onAbort)
        losers.abort()
        reject(error)
      })
    }
  })
}

interface Waiter {
  readonly limit: number
  readonly grant: () => void
}

/** Counts in this tab: a limit, and who waits, first come first served. */
class SlotQueue {
  #taken = 0
  #waiting: Waiter[] = []

  take(limit: number, signal: AbortSignal | undefined): Promise<() => void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const onAbort = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter)
        reject(signal?.reason)
        // One who waited behind, with a higher limit, may now be the first.
        this.#serve()
      }
      const waiter: Waiter = {
        limit,
        grant: () => {
          signal?.removeEventListener('abort', onAbort)
          resolve(this.#releaser())
        },
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#waiting.push(waiter)
      this.#serve()
    })
  }

  #releaser(): () => void {
    this.#taken += 1
    let released = false
    return () => {
      if (released) return
      released = true
      this.#taken -= 1
      this.#serve()
    }
  }

  #serve(): void {
    for (let first = this.#waiting[0]; first && this.#taken < Math.max(1, first.limit); first = this.#waiting[0]) {
      this.#waiting.shift()
      first.grant()
    }
  }
}

const queues = new Map<string, SlotQueue>()

function queueOf(name: string): SlotQueue {
  const queue = queues.get(name) ?? new SlotQueue()
  queues.set(name, queue)
  return queue
}
