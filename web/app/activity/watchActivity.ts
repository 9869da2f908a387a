import { useConnections } from '@/kit/connections.ts'
import { type Change, watchChanges } from '@/net/changes.ts'
import type { Problem } from '@/net/problem.ts'
import type { EndEntry } from './activityLog.ts'

type Begin = (change: Change, user: string | null) => Promise<EndEntry>

/**
 * Sees every change that is asked of a server, from the start of the console on. What writes them down comes with the
 * first of them; where it does not come, they wait for the next.
 *
 * @returns ends it
 */
export function watchActivity(
  load: () => Promise<Begin> = async () => (await import('./activity.ts')).beginEntry,
): () => void {
  const ends = new WeakMap<Change, (problem: Problem | undefined) => void>()
  const waiting: ((begin: Begin) => void)[] = []
  let isLoading = false

  async function write(): Promise<void> {
    if (isLoading) return
    isLoading = true
    try {
      const begin = await load()
      for (let next = waiting.shift(); next; next = waiting.shift()) next(begin)
    } catch {
      // The next change asks again.
    }
    isLoading = false
  }

  return watchChanges({
    onStart(change) {
      // A clock that is set meanwhile must not make it take an hour.
      const startedAt = performance.now()
      const { user } = useConnections.getState()
      let begun: Promise<EndEntry> | undefined
      waiting.push((begin) => {
        begun = begin(change, user)
        begun.catch(() => undefined)
      })
      ends.set(change, (problem) => {
        const tookMs = Math.round(performance.now() - startedAt)
        waiting.push(() => void begun?.then((end) => end(problem, tookMs)).catch(() => undefined))
        void write()
      })
      void write()
    },
    onEnd: (change, { problem }) => ends.get(change)?.(problem),
  })
}
