import { ClientSchema } from '@/backends/gpuf/schema/client.ts'
import { checked } from '../../reply.ts'
import { BEAT } from '../../sim/fleet.ts'
import { mix } from '../../sim/rng.ts'
import { rustTime } from '../../sim/timestamps.ts'
import type { World } from '../../sim/world.ts'
import { clientRow } from './clientRow.ts'
import { type GpufContext, isListed } from './route.ts'
import { slices } from './slices.ts'

const SLICE = 1_000

interface Built {
  readonly beat: number
  readonly version: number
  readonly slices: Map<number, string>
}

const built = new WeakMap<World, Built>()

/**
 * The whole client list of a large fleet, written in slices as it is read, so that neither a page nor
 * a server stands still over it. Slices are kept until the next heartbeat or write.
 */
export function bigList(ctx: GpufContext): Response {
  const { world, now } = ctx
  const { fleet } = world
  const beat = Math.floor(now / BEAT)
  const known = built.get(world)
  const current =
    known?.beat === beat && known.version === fleet.version
      ? known
      : { beat, version: fleet.version, slices: new Map<number, string>() }
  built.set(world, current)
  const clients = fleet.clients.filter((client) => isListed(ctx, client))
  const count = Math.ceil(clients.length / SLICE)
  // another order at each call would cost what the slices save: it differs from one heartbeat to the next
  const turn = world.quirks.randomListOrder ? mix(world.seed, beat) % Math.max(1, count) : 0
  const slice = (at: number) =>
    clients
      .slice(at * SLICE, (at + 1) * SLICE)
      .map((client, i) => {
        const row = clientRow(ctx, client)
        return JSON.stringify(i === 0 ? checked(ClientSchema, row) : row)
      })
      .join(',')
  function* list(): Generator<string> {
    for (let n = 0; n < count; n++) {
      const at = (n + turn) % count
      const text = current.slices.get(at) ?? slice(at)
      current.slices.set(at, text)
      yield text
    }
  }
  return slices({
    head: `{"success":true,"data":{"total":${clients.length},"devices":[`,
    list: list(),
    tail: `]},"message":"success","timestamp":"${rustTime(now)}"}`,
  })
}
