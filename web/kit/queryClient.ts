import { notifyManager, QueryClient } from '@tanstack/react-query'
import { inLane } from '@/net/lane.ts'
import type { Lane } from '@/net/lane.ts'
import { isShut } from './cadence.ts'
import { draw } from './pace.ts'

notifyManager.setScheduler(draw)

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
        refetchOnWindowFocus: ({ queryKey }) => !isShut(queryKey),
        behavior: {
          onFetch: (context) => {
            const { fetchFn, fetchOptions, options, state } = context
            const isUnseen = state.data !== undefined || options.meta?.['isUnseen'] === true
            const lane = laneOf(fetchOptions?.cancelRefetch === true, isUnseen)
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
function laneOf(isAsked: boolean, isUnseen: boolean): Lane {
  if (isAsked) return 'asked'
  return isUnseen ? 'background' : 'seen'
}
