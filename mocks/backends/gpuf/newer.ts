import { DownloadProgressSchema } from '@/backends/gpuf/schema/downloadProgress.ts'
import { PointsPageSchema, type PointsPageWire } from '@/backends/gpuf/schema/points.ts'
import { DAY, MINUTE, SECOND } from '../../sim/clock.ts'
import { BEATS_A_DAY, type FleetClient, beatsOnDay } from '../../sim/fleet.ts'
import { hash, unitOf } from '../../sim/rng.ts'
import { rustTime } from '../../sim/timestamps.ts'
import { nameOf } from './clientRow.ts'
import { rangeOf } from './history.ts'
import {
  type GpufContext,
  type GpufHandler,
  type GpufRoutes,
  USER_ID,
  empty,
  isId,
  isListed,
  plain,
  succeed,
} from './route.ts'

/** Older servers do not have these. */
function newer(handler: GpufHandler): GpufHandler {
  return (request, ctx) => (ctx.world.quirks.newerEndpoints ? handler(request, ctx) : empty(404))
}

const CYCLE = 11 * MINUTE

/** A quarter of the clients fetch a model for some minutes, now and then. */
function downloadProgress(_request: Request, ctx: GpufContext): Response {
  const { world, query, now } = ctx
  const id = query.get('client_id')?.toLowerCase() ?? ''
  if (!isId(id)) return plain(400, 'Invalid client_id')
  const client = world.fleet.byId.get(id)
  const share = client ? ((now + client.phase * 6) % CYCLE) / (4 * MINUTE) : 2
  if (!client || unitOf(client.key, 61) > 0.25 || share >= 1) {
    const nothing = {
      model_name: null,
      downloaded_bytes: null,
      total_bytes: null,
      percentage: null,
      speed_bps: null,
      status: null,
      error: null,
      timestamp: null,
    }
    return succeed(DownloadProgressSchema, { client_id: id, ...nothing }, ctx)
  }
  const total = 15_231_233_024
  return succeed(
    DownloadProgressSchema,
    {
      client_id: id,
      model_name: 'qwen2.5-7b-instruct',
      downloaded_bytes: Math.floor(total * share),
      total_bytes: total,
      percentage: Math.floor(share * 100),
      speed_bps: Math.round(total / (4 * 60)),
      status: 'downloading',
      error: null,
      timestamp: rustTime(now - (now % (2 * SECOND))),
    },
    ctx,
  )
}

type PointWire = NonNullable<PointsPageWire['points']>[number]

function deviceIdOf({ card }: FleetClient): number {
  return hash('pci', card.name) % 65_536
}

function pointsOf(ctx: GpufContext, client: FleetClient, day: number): PointWire {
  const beats = beatsOnDay(client, day, ctx.now)
  return {
    client_id: client.id,
    client_name: nameOf(ctx, client),
    date: rustTime(day * DAY).slice(0, 10),
    total_heartbeats: beats,
    device_name: client.card.name,
    device_id: deviceIdOf(client),
    device_index: 0,
    points: Number(((beats / BEATS_A_DAY) * client.card.tflops * client.cards).toFixed(2)),
  }
}

function page(text: string | null, otherwise: number): number | undefined {
  if (text === null || text === '') return otherwise
  const value = Number(text)
  return Number.isInteger(value) && value >= 1 && value <= 100 ? value : undefined
}

function points(_request: Request, ctx: GpufContext): Response {
  const { world, query, now } = ctx
  const number = page(query.get('page'), 1)
  const size = page(query.get('page_size'), 20)
  if (number === undefined || size === undefined) return plain(400, 'page and page_size must be between 1 and 100')
  const id = query.get('client_id')?.toLowerCase()
  const name = query.get('client_name')?.toLowerCase()
  const device = query.get('device_id')
  const clients = world.fleet.clients.filter(
    (client) =>
      query.get('user_id') === USER_ID &&
      isListed(ctx, client) &&
      (!id || client.id === id) &&
      (!name || nameOf(ctx, client).toLowerCase().includes(name)) &&
      (!device || String(deviceIdOf(client)) === device),
  )
  const { from, until } = rangeOf(ctx)
  const today = Math.floor(now / DAY)
  const last = Math.min(today, Math.floor((until - 1) / DAY))
  const days = Math.max(0, Math.min(world.fleet.historyDays, last - Math.floor(from / DAY) + 1))
  const count = clients.length * days
  const rows: PointWire[] = []
  for (let n = (number - 1) * size; n < Math.min(count, number * size); n++) {
    const client = clients[n % clients.length]
    if (client) rows.push(pointsOf(ctx, client, last - Math.floor(n / clients.length)))
  }
  // a sum over everything would cost a large fleet seconds: yesterday's times the days is near enough
  const yesterday = clients.reduce((sum, client) => sum + pointsOf(ctx, client, today - 1).points, 0)
  return succeed(
    PointsPageSchema,
    {
      points: rows,
      total_points: Number((yesterday * days).toFixed(2)),
      total_count: count,
      page: number,
      page_size: size,
    },
    ctx,
  )
}

export const newerRoutes: GpufRoutes = {
  'GET /api/user/model_download_progress': newer(downloadProgress),
  'GET /api/user/points': newer(points),
}
