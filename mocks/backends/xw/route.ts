import { type ErrorBodyWire, ErrorBodySchema } from '@/backends/xw/schema/error.ts'
import { reply } from '../../reply.ts'
import type { World } from '../../sim/world.ts'
import type { XwState } from '../../sim/xwServer.ts'

/** What a handler of an xw operation is given besides the request. */
export interface XwContext {
  readonly world: World
  readonly server: XwState
  /** ms since the epoch, the same for the whole answer */
  readonly now: number
}

export type XwHandler = (request: Request, ctx: XwContext) => Response | Promise<Response>

/** "GET /api/health" → its handler */
export type XwRoutes = Readonly<Record<string, XwHandler>>

export function refuse(status: number, error: string): Response {
  const body: ErrorBodyWire = { error, code: String(status) }
  return reply(ErrorBodySchema, body, status)
}
