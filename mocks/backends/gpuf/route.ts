import type * as v from 'valibot'
import { FailureSchema, envelope } from '@/backends/gpuf/schema/envelope.ts'
import { reply } from '../../reply.ts'
import type { Edit, FleetClient } from '../../sim/fleet.ts'
import { rustTime } from '../../sim/timestamps.ts'
import type { World } from '../../sim/world.ts'

export const USER_ID = '12'

export interface GpufContext {
  readonly world: World
  /** ms since the epoch, the same for the whole answer */
  readonly now: number
  readonly query: URLSearchParams
}

export type GpufHandler = (request: Request, ctx: GpufContext) => Response | Promise<Response>
export type GpufRoutes = Readonly<Record<string, GpufHandler>>

/** A success in the envelope. */
export function succeed<In, Out>(data: v.GenericSchema<In, Out>, body: In, { now }: GpufContext): Response {
  return reply(envelope(data), { success: true, data: body, message: 'Operation successful', timestamp: rustTime(now) })
}

/** A failure in the envelope, which comes with 200. */
export function failInside(message: string, { now }: GpufContext): Response {
  return reply(FailureSchema, { success: false, data: null, message, timestamp: rustTime(now) })
}

export function empty(status: number): Response {
  return new Response(null, { status })
}

export function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

export function isId(id: string): boolean {
  return /^[0-9a-f]{32}$/.test(id)
}

/** The edits of a client that a read sees at this moment: a cache keeps the newest ones from it for a while. */
export function visibleEdits({ world, now }: GpufContext, id: string): readonly Edit[] {
  return world.fleet.edits.get(id)?.filter((edit) => edit.visibleAt <= now) ?? []
}

export function isListed(ctx: GpufContext, client: FleetClient): boolean {
  const since = ctx.world.fleet.insertedVisibleAt.get(client.id)
  if (since !== undefined && since > ctx.now) return false
  return newest(visibleEdits(ctx, client.id), 'valid') !== 'invalid'
}

/** The value that the newest edit gave to a field. */
export function newest<K extends keyof Edit>(edits: readonly Edit[], field: K): Edit[K] | undefined {
  return edits.findLast((edit) => edit[field] !== undefined)?.[field]
}
