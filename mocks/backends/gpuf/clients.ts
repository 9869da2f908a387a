import { ClientDetailSchema, ClientListSchema, type ClientWire } from '@/backends/gpuf/schema/client.ts'
import { StatSchema } from '@/backends/gpuf/schema/stat.ts'
import { DAY } from '../../sim/clock.ts'
import {
  BEAT,
  BEATS_A_DAY,
  type FleetClient,
  beatsOnDay,
  foreignClientId,
  healthOf,
  lastBeat,
} from '../../sim/fleet.ts'
import { detailOf, tflopsOf } from '../../sim/fleetUsage.ts'
import { shuffled } from '../../sim/rng.ts'
import { clientRow, nameOf, statusOf } from './clientRow.ts'
import { bigList } from './bigList.ts'
import { type GpufContext, type GpufRoutes, USER_ID, empty, isId, isListed, plain, succeed } from './route.ts'

/** From here on a list is written as text, in slices, and kept until the next heartbeat. */
const BIG = 2_000

/** The detail of a client that has not reported. */
const NOTHING = {
  system_info: { health: 0, cpu_usage: 0, memory_usage: 0, storage_usage: 0, device_memsize: 0, uptime_days: 0 },
  device_info: [],
}

/** The clients of the tenant that a query names, filters on what does not change applied. */
function listed(ctx: GpufContext): FleetClient[] {
  const { world, query } = ctx
  if (query.get('user_id') !== USER_ID) return []
  const id = query.get('client_id')?.toLowerCase()
  if (id) {
    const client = world.fleet.byId.get(id)
    return client && isListed(ctx, client) ? [client] : []
  }
  const name = query.get('name')?.toLowerCase()
  return world.fleet.clients.filter(
    (client) => (!name || nameOf(ctx, client).toLowerCase().includes(name)) && isListed(ctx, client),
  )
}

function wants({ query }: GpufContext): (row: ClientWire) => boolean {
  const status = query.get('status')
  const valid = query.get('valid_status')
  return (row) => (!status || row.client_status === status) && (!valid || valid === 'valid')
}

function clientList(_request: Request, ctx: GpufContext): Response {
  const { world, query } = ctx
  const filtered = ['client_id', 'status', 'name', 'valid_status'].some((key) => query.get(key))
  if (world.fleet.clients.length > BIG && !filtered && query.get('user_id') === USER_ID) return bigList(ctx)
  const rows = listed(ctx)
    .map((client) => clientRow(ctx, client))
    .filter(wants(ctx))
  const devices = world.quirks.randomListOrder ? shuffled(rows, world.next) : rows
  return succeed(ClientListSchema, { total: devices.length, devices }, ctx)
}

function clientDetail(_request: Request, ctx: GpufContext): Response {
  const { world, query, now } = ctx
  const id = query.get('client_id')?.toLowerCase() ?? ''
  if (!isId(id)) return plain(400, 'Invalid client_id')
  const client = world.fleet.byId.get(id)
  if (!client || !isListed(ctx, client)) {
    const isKnown = client !== undefined || id === foreignClientId(world.seed)
    return isKnown && world.quirks.detailKnowsUnlisted ? succeed(ClientDetailSchema, NOTHING, ctx) : empty(500)
  }
  const beat = lastBeat(client, now)
  if (beat === undefined && client.nature.kind !== 'silent') {
    return succeed(ClientDetailSchema, NOTHING, ctx)
  }
  const at = beat ?? (client.nature.kind === 'silent' ? client.nature.since : now)
  const health = healthOf(world.fleet, client, now, world.quirks.healthOfPresence)
  return succeed(ClientDetailSchema, detailOf(world, client, at, health), ctx)
}

function stat(_request: Request, ctx: GpufContext): Response {
  const { world, now } = ctx
  const yesterday = Math.floor(now / DAY) - 1
  let online = 0
  let maintenance = 0
  let warnings = 0
  let tflops = 0
  let beats = 0
  let expected = 0
  const clients = listed(ctx)
  for (const client of clients) {
    const beat = lastBeat(client, now)
    if (beat !== undefined && now - beat <= BEAT) online++
    const status = statusOf(ctx, client, beat)
    if (status === 'maintenance') maintenance++
    if (status === 'error') warnings++
    if (beat !== undefined) tflops += tflopsOf(client)
    if (client.createdAt < yesterday * DAY) {
      beats += beatsOnDay(client, yesterday, now)
      expected += BEATS_A_DAY
    }
  }
  return succeed(
    StatSchema,
    {
      systems_total_number: clients.length,
      systems_online_number: online,
      systems_maintenance_number: maintenance,
      systems_warnings_number: world.quirks.warningsAlwaysZero ? 0 : warnings,
      total_tflops: tflops,
      uptime_rate: expected === 0 ? 0 : Math.round((beats / expected) * 100),
    },
    ctx,
  )
}

export const clientRoutes: GpufRoutes = {
  'GET /api/user/client_list': clientList,
  'GET /api/user/client_status_list': clientList,
  'GET /api/user/client_device_detail': clientDetail,
  'GET /api/user/client_stat': stat,
}
