import { type DailyWire, MonitorSchema } from '@/backends/gpuf/schema/monitor.ts'
import { HeartbeatSchema, HeartbeatsSchema, type HeartbeatWire } from '@/backends/gpuf/schema/heartbeat.ts'
import { checked } from '../../reply.ts'
import { DAY } from '../../sim/clock.ts'
import { BEAT, type FleetClient, beatTime, beatsOnDay, lastBeat, presenceOf } from '../../sim/fleet.ts'
import { usageOf } from '../../sim/fleetUsage.ts'
import { rustTime } from '../../sim/timestamps.ts'
import { nameOf } from './clientRow.ts'
import { type GpufContext, type GpufRoutes, USER_ID, empty, isId, isListed, plain, succeed } from './route.ts'
import { slices } from './slices.ts'

/** Rows up to which an answer is built and checked in one piece. */
const SMALL = 3_000
/** Rows that are written at a time beyond that. */
const SLICE = 1_000

/** The clients that a history is asked of, or the refusal. */
function asked(ctx: GpufContext): FleetClient[] | Response {
  const { world, query } = ctx
  const id = query.get('client_id')
  if (id !== null && id !== '') {
    if (!isId(id.toLowerCase())) return plain(400, 'Invalid client_id')
    if (world.quirks.clientFilterFails) return empty(500)
    const client = world.fleet.byId.get(id.toLowerCase())
    return client && isListed(ctx, client) ? [client] : []
  }
  if (query.get('user_id') !== USER_ID) return []
  return world.fleet.clients.filter((client) => isListed(ctx, client))
}

function dayRow(ctx: GpufContext, client: FleetClient, day: number): DailyWire | undefined {
  const { world, now } = ctx
  const beats = beatsOnDay(client, day, now)
  if (beats === 0) return undefined
  let cpu = 0
  let memory = 0
  let disk = 0
  let up = 0
  let down = 0
  const until = Math.min(now, (day + 1) * DAY)
  const samples = 12
  for (let i = 0; i < samples; i++) {
    const usage = usageOf(world, client, day * DAY + ((until - day * DAY) * (i + 0.5)) / samples)
    cpu += usage.cpu / samples
    memory += usage.memory / samples
    disk += usage.disk / samples
    up += usage.up / samples
    down += usage.down / samples
  }
  const last = lastBeat(client, until - 1) ?? day * DAY
  return {
    client_id: client.id,
    client_name: nameOf(ctx, client),
    // no zone, and UTC
    created_at: rustTime(Math.max(day * DAY, client.createdAt)).slice(0, 19),
    updated_at: rustTime(last).slice(0, 19),
    date: rustTime(day * DAY).slice(0, 10),
    avg_cpu_usage: Number(cpu.toFixed(2)),
    avg_memory_usage: Number(memory.toFixed(2)),
    avg_disk_usage: Number(disk.toFixed(2)),
    total_network_in_bytes: Math.round(down * beats),
    total_network_out_bytes: Math.round(up * beats),
    total_heartbeats: beats,
    last_heartbeat: rustTime(last),
    avg_network_in_bytes: Number(down.toFixed(1)),
    avg_network_out_bytes: Number(up.toFixed(1)),
  }
}

function noDays(client: FleetClient): DailyWire {
  const { id, name } = client
  return {
    client_id: id,
    client_name: name,
    created_at: null,
    updated_at: null,
    date: null,
    avg_cpu_usage: null,
    avg_memory_usage: null,
    avg_disk_usage: null,
    total_network_in_bytes: null,
    total_network_out_bytes: null,
    total_heartbeats: null,
    last_heartbeat: null,
    avg_network_in_bytes: null,
    avg_network_out_bytes: null,
  }
}

function monitor(_request: Request, ctx: GpufContext): Response {
  const found = asked(ctx)
  if (found instanceof Response) return found
  const clients: readonly FleetClient[] = found
  const today = Math.floor(ctx.now / DAY)
  const days = ctx.world.fleet.historyDays
  const rowsOf = (day: number, some: readonly FleetClient[]) => some.flatMap((client) => dayRow(ctx, client, day) ?? [])
  const silent = () =>
    clients.filter((client) => lastBeat(client, ctx.now) === undefined && client.nature.kind === 'arrives').map(noDays)
  if (clients.length * days <= SMALL) {
    const rows = [...Array.from({ length: days }, (_, i) => rowsOf(today - i, clients)).flat(), ...silent()]
    return succeed(MonitorSchema, rows, ctx)
  }
  function* list(): Generator<string> {
    for (let n = 0; n < days; n++) {
      for (let from = 0; from < clients.length; from += SLICE) {
        const rows = rowsOf(today - n, clients.slice(from, from + SLICE))
        if (rows.length > 0) yield rows.map((row) => JSON.stringify(row)).join(',')
      }
    }
    const rest = silent()
    if (rest.length > 0) yield rest.map((row) => JSON.stringify(row)).join(',')
  }
  return slices({ head: '{"success":true,"data":[', list: list(), tail: tailOf(ctx) })
}

function tailOf({ now }: GpufContext): string {
  return `],"message":"Operation successful","timestamp":"${rustTime(now)}"}`
}

const LONG_FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/
const SHORT_FORM = /^\d{4}-\d\d-\d\d$/

/** The range [from, until) that the dates of a query mean to this server; what it cannot read it ignores. */
export function rangeOf({ world, query, now }: GpufContext): { from: number; until: number } {
  const oldest = now - world.fleet.historyDays * DAY
  const read = (key: string, isEnd: boolean) => {
    const text = query.get(key) ?? ''
    if (LONG_FORM.test(text)) return Date.parse(`${text}Z`)
    if (!SHORT_FORM.test(text) || world.quirks.dateFormIgnored) return undefined
    return Date.parse(`${text}T00:00:00Z`) + (isEnd ? DAY : 0)
  }
  return {
    from: Math.max(oldest, read('start_date', false) ?? oldest),
    until: Math.min(now + 1, read('end_date', true) ?? Number.POSITIVE_INFINITY),
  }
}

function heartbeats(_request: Request, ctx: GpufContext): Response {
  const found = asked(ctx)
  if (found instanceof Response) return found
  const clients: readonly FleetClient[] = found
  const { from, until } = rangeOf(ctx)
  const present = clients.map((client) => presenceOf(client))
  const names = clients.map((client) => nameOf(ctx, client))
  const beatsIn = (slot: number): Beat[] => {
    const beats: Beat[] = []
    for (const [i, client] of clients.entries()) {
      if (!present[i]?.(slot)) continue
      const at = beatTime(client, slot)
      if (at >= from && at < until) beats.push({ at, client, name: names[i] ?? '' })
    }
    return beats.sort((a, b) => b.at - a.at)
  }
  const newest = Math.floor((until - 1) / BEAT)
  const oldest = Math.floor(from / BEAT)
  const count = Math.max(0, newest - oldest + 1)
  if (count * clients.length <= SMALL) {
    const rows: HeartbeatWire[] = []
    for (let slot = newest; slot >= oldest; slot--) rows.push(...beatsIn(slot).map((beat) => beatRow(ctx, beat)))
    return succeed(HeartbeatsSchema, rows, ctx)
  }
  // newest first, hence slot by slot backwards
  function* list(): Generator<string> {
    let text = ''
    let rows = 0
    for (let slot = newest; slot >= oldest; slot--) {
      for (const beat of beatsIn(slot)) {
        const row = beatRow(ctx, beat)
        if (rows === 0) checked(HeartbeatSchema, row)
        text += `${rows === 0 ? '' : ','}${heartbeatText(row)}`
        rows++
        if (rows < SLICE) continue
        yield text
        text = ''
        rows = 0
      }
    }
    if (rows > 0) yield text
  }
  return slices({ head: '{"success":true,"data":[', list: list(), tail: tailOf(ctx) })
}

interface Beat {
  readonly at: number
  readonly client: FleetClient
  readonly name: string
}

function beatRow({ world }: GpufContext, { at, client, name }: Beat): HeartbeatWire {
  const usage = usageOf(world, client, at)
  return {
    client_id: client.id,
    client_name: name,
    timestamp: rustTime(at),
    cpu_usage: usage.cpu,
    mem_usage: usage.memory,
    disk_usage: usage.disk,
    network_up: usage.up,
    network_down: usage.down,
  }
}

/** As JSON.stringify, at a fraction of its cost. */
function heartbeatText(row: HeartbeatWire): string {
  return `{"client_id":"${row.client_id}","client_name":${JSON.stringify(row.client_name)},"timestamp":"${row.timestamp}","cpu_usage":${row.cpu_usage},"mem_usage":${row.mem_usage},"disk_usage":${row.disk_usage},"network_up":${row.network_up},"network_down":${row.network_down}}`
}

export const historyRoutes: GpufRoutes = {
  'GET /api/user/client_monitor': monitor,
  'GET /api/user/client_health': heartbeats,
}
