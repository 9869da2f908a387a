import type { Endpoint } from './endpoint.ts'
import { serverKey } from './shut.ts'

/** Proxies often pass on the one kind of stream at once, and keep back the other. */
export type Buffered = 'events' | 'lines'

/** What told it. Of events that are sent seldom, nobody sees that they are kept back for a short time only. */
export type BufferedBy = Buffered | 'rare-events'

const buffered = {
  events: new Set<string>(),
  'rare-events': new Set<string>(),
  lines: new Set<string>(),
} as const satisfies Record<BufferedBy, Set<string>>

/** The servers of whose streams some came in bursts; see `bursts.ts` and `heldLines.ts`. */
export function bufferedServers(): ReadonlySet<string> {
  return new Set([...buffered.events, ...buffered['rare-events'], ...buffered.lines])
}

export function isBuffered(at: Pick<Endpoint, 'kind' | 'id'>, what: Buffered): boolean {
  const server = serverKey(at)
  return buffered[what].has(server) || (what === 'events' && buffered['rare-events'].has(server))
}

/** `isNow`: they came in bursts; false: they came one by one, which takes back only what the same told. */
export function noteBuffered(at: Pick<Endpoint, 'kind' | 'id'>, isNow: boolean, by: BufferedBy = 'events'): void {
  if (isNow) buffered[by].add(serverKey(at))
  else buffered[by].delete(serverKey(at))
}
