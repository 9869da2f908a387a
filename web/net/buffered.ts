import type { Endpoint } from './endpoint.ts'
import { serverKey } from './shut.ts'

/** Proxies often pass on the one kind of stream at once, and keep back the other. */
export type Buffered = 'events' | 'lines'

const buffered = { events: new Set<string>(), lines: new Set<string>() } as const satisfies Record<
  Buffered,
  Set<string>
>

/** The servers of whose streams some came in bursts; see `bursts.ts` and `heldLines.ts`. */
export function bufferedServers(): ReadonlySet<string> {
  return new Set([...buffered.events, ...buffered.lines])
}

export function isBuffered(at: Pick<Endpoint, 'kind' | 'id'>, what: Buffered): boolean {
  return buffered[what].has(serverKey(at))
}

/** `isNow`: they came in bursts; false: they came one by one. */
export function noteBuffered(at: Pick<Endpoint, 'kind' | 'id'>, isNow: boolean, what: Buffered = 'events'): void {
  if (isNow) buffered[what].add(serverKey(at))
  else buffered[what].delete(serverKey(at))
}
