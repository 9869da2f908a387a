import type { Endpoint } from './endpoint.ts'
import { serverKey } from './shut.ts'

const buffered = new Set<string>()

/** The servers whose streams came in bursts; see `bursts.ts`. */
export function bufferedServers(): ReadonlySet<string> {
  return buffered
}

/** `isBuffered`: events came in bursts; false: they came one by one. */
export function noteBuffered(at: Pick<Endpoint, 'kind' | 'id'>, isBuffered: boolean): void {
  if (isBuffered) buffered.add(serverKey(at))
  else buffered.delete(serverKey(at))
}
