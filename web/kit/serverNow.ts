import { clockOffsetOf } from '@/net/clocks.ts'
import type { Endpoint } from '@/net/endpoint.ts'

/** What a server's own clock shows at `now`: ages of times that it names are counted from there. */
export function serverNow(at: Pick<Endpoint, 'kind' | 'id'>, now: number): number {
  return now + clockOffsetOf(at)
}
