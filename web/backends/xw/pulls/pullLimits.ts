import { defaultStreams, useConnections } from '@/kit/connections.ts'
import { isMultiplexed } from '@/net/multiplexed.ts'

/** Over HTTP/2 and 3 streams share one connection, so that more of them take nothing from other requests. */
const STREAMS_MULTIPLEXED = 16

/** How many pulls run at a time, on one server and over all; the others wait. */
export function pullLimits(): { readonly perServer: number; readonly total: number } {
  const { streams } = useConnections.getState()
  // What config.json says counts; only where it is silent is the browser asked.
  const total = streams ?? (isMultiplexed() ? STREAMS_MULTIPLEXED : defaultStreams)
  return { total, perServer: Math.min(total, Math.max(2, Math.floor(total / 2))) }
}
