import type { Query, QueryClient } from '@tanstack/react-query'
import { wakeUp } from '@/net/wake.ts'

const TICK_MS = 5_000
/** A busy page may be late, and timers of a hidden one fire once a minute. */
const LATE_MS = 30_000
const LATE_HIDDEN_MS = 150_000

/**
 * Notices that the computer slept, the page was frozen, the clock was set or the network is back: what is on screen is
 * asked again at once, a few at a time, and streams look whether they still live. Returns its end.
 */
export function startWaking(queryClient: QueryClient): () => void {
  let seenAt = Date.now()

  const wake = () => {
    wakeUp()
    // What was under way when the computer fell asleep is answered by nobody.
    void queryClient.cancelQueries({ type: 'active', fetchStatus: 'fetching' }).then(() =>
      // Of a server that is left alone too: what is known of it is told at once, and only its probe is sent.
      queryClient.refetchQueries({ type: 'active', predicate: isOld }, { cancelRefetch: false }),
    )
  }
  const look = () => {
    const gapMs = Date.now() - seenAt
    seenAt = Date.now()
    if (gapMs < -TICK_MS || gapMs > (document.hidden ? LATE_HIDDEN_MS : LATE_MS)) wake()
  }
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) wake()
  }

  const timer = setInterval(look, TICK_MS)
  document.addEventListener('visibilitychange', look)
  window.addEventListener('pageshow', onShow)
  window.addEventListener('online', wake)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('pageshow', onShow)
    window.removeEventListener('online', wake)
  }
}

/** By the clock that was set back, an answer can be from the future. */
function isOld(query: Query): boolean {
  return query.isStale() || query.state.dataUpdatedAt > Date.now()
}
