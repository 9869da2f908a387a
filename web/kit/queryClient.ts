import { notifyManager, QueryClient } from '@tanstack/react-query'
import { inLane } from '@/net/lane.ts'
import type { Lane } from '@/net/lane.ts'
import { isShut } from './cadence.ts'
import { isSignedOut } from './reachability.ts'

// An answer is drawn in the frame that comes next; behind a timer it would often miss that one.
notifyManager.setScheduler(queueMicrotask)

/**
 * The one cache of what servers said. Failures show at once, and cadence and Retry decide about the next attempt.
 * A list of many thousand rows should set `structuralSharing: false`: comparing it costs more than drawing it.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 5_000,
        gcTime: 5 * 60_000,
        // Whether there is a session again, or the server at all, is asked by itself, once.
        refetchOnWindowFocus: ({ queryKey }) => !isSignedOut(queryKey) && !isShut(queryKey),
        behavior: {
          onFetch: (context) => {
            const { fetchFn, fetchOptions, state } = context
            const lane = laneOf(fetchOptions?.cancelRefetch === true, state.data !== undefined)
            context.fetchFn = () => inLane(lane, fetchFn)
          },
        },
        refetchIntervalInBackground: false,
        throwOnError: false,
        // Offline is a Problem like any other and must show; by itself the library would wait without a word.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** Only what somebody asks for anew breaks off what is under way: Retry, and what follows an action. */
function laneOf(isAsked: boolean, isThere: boolean): Lane {
  if (isAsked) return 'asked'
  return isThere ? 'background' : 'seen'
}
