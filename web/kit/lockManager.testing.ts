interface Waiting {
  readonly shared: boolean
  run(): void
}

interface Name {
  readonly held: Set<{ readonly shared: boolean }>
  readonly queue: Waiting[]
}

/** As much of the browser's Web Locks as this console uses, for tests: all tabs of a test share one. */
export function lockManager(): LockManager {
  const names = new Map<string, Name>()

  function request<T>(name: string, options: LockOptions, callback: LockGrantedCallback<T>): Promise<T> {
    const state = names.get(name) ?? { held: new Set(), queue: [] }
    names.set(name, state)
    const shared = options.mode === 'shared'
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        const lock = { name, mode: shared ? 'shared' : 'exclusive', shared } as const
        state.held.add(lock)
        try {
          resolve(await callback(lock))
        } catch (error) {
          reject(error)
        } finally {
          state.held.delete(lock)
          serve(state)
        }
      }
      if (options.ifAvailable && !isFree(state, shared)) return resolve(callback(null))
      const waiting: Waiting = { shared, run: () => void run() }
      state.queue.push(waiting)
      options.signal?.addEventListener('abort', () => {
        const index = state.queue.indexOf(waiting)
        if (index < 0) return
        state.queue.splice(index, 1)
        reject(options.signal?.reason)
      })
      // Never granted before the caller has gone on, as in a browser.
      queueMicrotask(() => serve(state))
    })
  }

  function requestAnyWay<T>(name: string, callback: LockGrantedCallback<T>): Promise<T>
  function requestAnyWay<T>(name: string, options: LockOptions, callback: LockGrantedCallback<T>): Promise<T>
  function requestAnyWay<T>(
    name: string,
    ...rest: [LockGrantedCallback<T>] | [LockOptions, LockGrantedCallback<T>]
  ): Promise<T> {
    return rest.length === 1 ? request(name, {}, rest[0]) : request(name, rest[0], rest[1])
  }

  return {
    request: requestAnyWay,
    query: () => Promise.reject(new Error('not used')),
  }
}

function isFree({ held, queue }: Name, shared: boolean): boolean {
  return queue.length === 0 && [...held].every((lock) => shared && lock.shared)
}

function serve(state: Name): void {
  for (let next = state.queue[0]; next; next = state.queue[0]) {
    const { shared } = next
    if (![...state.held].every((lock) => shared && lock.shared)) return
    state.queue.shift()
    next.run()
  }
}
