import { DoneSchema } from '@/backends/gpuf/schema/envelope.ts'
import { bodyOf, textIn } from '../../reply.ts'
import { MINUTE, SECOND } from '../../sim/clock.ts'
import { fleetCards, type FleetCard } from '../../sim/cards.ts'
import { type Edit, type FleetClient, foreignClientId } from '../../sim/fleet.ts'
import { hash, pick, unitOf } from '../../sim/rng.ts'
import { type GpufContext, type GpufRoutes, USER_ID, empty, failInside, isId, plain, succeed } from './route.ts'

/** How long reads stay as they were after a write. */
const STALE = 4 * SECOND

const STATUSES = new Set(['active', 'online', 'offline', 'maintenance', 'error'])
const VALID = new Set(['valid', 'invalid', 'warning'])

function visibleFrom({ world, now }: GpufContext): number {
  return world.quirks.staleAfterWrite ? now + STALE : now
}

function write(ctx: GpufContext, id: string, edit: Omit<Edit, 'at' | 'visibleAt'>): void {
  const { fleet } = ctx.world
  const known = fleet.edits.get(id) ?? []
  known.push({ ...edit, at: ctx.now, visibleAt: visibleFrom(ctx) })
  fleet.edits.set(id, known)
  fleet.version++
}

/** An agent that was entered by hand: silent at first, after some minutes it reports. */
export function newcomer(id: string, name: string, os: string, now: number): FleetClient {
  const key = hash('newcomer', id)
  const card: FleetCard = pick(fleetCards, unitOf(key, 12))
  return {
    id,
    name,
    site: '',
    os,
    card,
    cards: pick(card.counts, unitOf(key, 15)),
    nature: { kind: 'arrives', from: now + 3 * MINUTE },
    createdAt: now,
    key,
    phase: Math.floor(unitOf(key, 16) * 100 * SECOND),
  }
}

async function insertClient(request: Request, ctx: GpufContext): Promise<Response> {
  const { world, now } = ctx
  const { fleet } = world
  const body = await bodyOf(request)
  const user = textIn(body, 'user_id')
  const id = textIn(body, 'client_id').toLowerCase()
  const name = textIn(body, 'name')
  if (user === '' || user.length > 32) return plain(400, 'Invalid user_id')
  if (!isId(id)) return plain(400, 'Invalid client_id')
  const refusedByDatabase = id.endsWith('dead')
  if (refusedByDatabase) return world.quirks.insertHidesRefusal ? succeed(DoneSchema, [], ctx) : empty(500)
  // another tenant's client: theirs is renamed, ours does not appear
  if (id === foreignClientId(world.seed)) return succeed(DoneSchema, [], ctx)
  const known = fleet.byId.get(id)
  const os = world.quirks.insertIgnoresOs ? '' : textIn(body, 'os_type')
  if (!known && user === USER_ID) {
    const client = newcomer(id, name, os, now)
    fleet.clients.push(client)
    fleet.byId.set(id, client)
    fleet.insertedVisibleAt.set(id, visibleFrom(ctx))
  }
  write(ctx, id, {
    ...(name ? { name } : {}),
    ...(os ? { osType: os } : {}),
    status: { value: textIn(body, 'client_status') || 'offline', at: now },
  })
  return succeed(DoneSchema, [], ctx)
}

async function editClient(request: Request, ctx: GpufContext): Promise<Response> {
  const { world, now } = ctx
  const body = await bodyOf(request)
  const id = textIn(body, 'client_id').toLowerCase()
  if (textIn(body, 'user_id') === '')
    return plain(422, 'Failed to deserialize the JSON body into the target type: missing field `user_id`')
  const refuse = (why: string) => (world.quirks.editRefusedInside200 ? failInside(why, ctx) : plain(400, why))
  if (!isId(id)) return refuse('Invalid client_id format')
  const name = body['name']
  const status = textIn(body, 'client_status')
  const valid = textIn(body, 'valid_status')
  if (name === '') return refuse('Failed to edit client info: name must not be empty')
  if (status && !STATUSES.has(status)) return refuse(`Failed to edit client info: invalid client_status: ${status}`)
  if (valid && !VALID.has(valid)) return refuse(`Failed to edit client info: invalid valid_status: ${valid}`)
  if (!world.fleet.byId.has(id)) {
    return world.quirks.editUnknownSucceeds
      ? succeed(DoneSchema, null, ctx)
      : refuse('Failed to edit client info: no such client')
  }
  if (world.quirks.everyThirdEditRefused && ++world.fleet.editsAsked % 3 === 0) {
    return refuse('Failed to edit client info: database is busy')
  }
  const os = body['os_type']
  write(ctx, id, {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof os === 'string' ? { osType: os } : {}),
    ...(status ? { status: { value: status, at: now } } : {}),
    ...(valid ? { valid } : {}),
  })
  return succeed(DoneSchema, null, ctx)
}

export const registerRoutes: GpufRoutes = {
  'POST /api/user/insert_client': insertClient,
  'POST /api/user/edit_client_info': editClient,
}
