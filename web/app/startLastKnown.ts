import type { QueryClient } from '@tanstack/react-query'

/** Where all have answered by then, nothing from before is needed for the first page. */
const HOLD_MS = 250
const LATER_MS = 3_000

/** Shows what was last known where servers do not answer, and keeps what they answer; its code comes when it is needed. */
export function startLastKnown(queryClient: QueryClient): void {
  let begun: Promise<void> | undefined
  const begin = () => {
    begun ??= import('./lastKnown/keeping.ts').then(
      ({ startKeeping }) => startKeeping(queryClient),
      // The file is gone, as after an update: the console does without.
      () => undefined,
    )
  }
  setTimeout(() => {
    if (
      queryClient
        .getQueryCache()
        .getAll()
        .some(({ state }) => state.data === undefined)
    )
      begin()
  }, HOLD_MS)
  setTimeout(begin, LATER_MS)
}
