import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** What was said so lately is not asked for again. */
const FRESH_MS = 3_000
/** Who takes longer is acted on as it was last seen: a server under load must still take orders. */
const PATIENCE_MS = 2_000

/** Asks once more for what is on screen and some seconds old. Settles when all have answered, or after a moment. */
export async function readAgain(queryClient: QueryClient, queryKeys: readonly QueryKey[]): Promise<void> {
  const now = Date.now()
  const reading = queryKeys.map((queryKey) =>
    queryClient.refetchQueries({
      queryKey,
      exact: true,
      type: 'active',
      // By a clock that was set back it is from the future.
      predicate: ({ state }) => Math.abs(now - state.dataUpdatedAt) > FRESH_MS,
    }),
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS)
  })
  await Promise.race([Promise.all(reading), patience])
  clearTimeout(timer)
}
