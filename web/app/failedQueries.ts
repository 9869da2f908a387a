import { notifyManager, type Query, type QueryCache } from '@tanstack/react-query'

interface FailedQueries {
  /** Of what is on the screen. The array is stable while nothing has changed. */
  readonly read: () => readonly Query[]
  readonly subscribe: (listener: () => void) => () => void
}

const stores = new WeakMap<QueryCache, FailedQueries>()

/**
 * What could not be read, of what is on the screen. Of a hundred servers the cache tells thousands of events, nearly
 * all of them of queries that never failed: those cost a look into a set, and not one at all queries.
 */
export function failedQueries(cache: QueryCache): FailedQueries {
  const known = stores.get(cache) ?? startStore(cache)
  stores.set(cache, known)
  return known
}

function startStore(cache: QueryCache): FailedQueries {
  const failed = new Set(cache.getAll().filter(hasFailed))
  const listeners = new Set<() => void>()
  let active: readonly Query[] | undefined
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  cache.subscribe(({ type, query }) => {
    // Told of each one who looks, beside what has changed.
    if (type === 'observerResultsUpdated') return
    const had = failed.has(query)
    if (type !== 'removed' && hasFailed(query)) failed.add(query)
    else failed.delete(query)
    if (!had && !failed.has(query)) return
    active = undefined
    notifyManager.schedule(tell)
  })
  return {
    read: () => (active ??= Array.from(failed).filter((query) => query.isActive())),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function hasFailed({ state }: Query): boolean {
  return state.status === 'error'
}
