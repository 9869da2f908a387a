import type { ClientWire } from '@/backends/gpuf/schema/client.ts'
import { DAY, MINUTE } from '../../sim/clock.ts'
import { type FleetClient, healthOf, lastBeat } from '../../sim/fleet.ts'
import { loadedModelsOf, tflopsOf, usageOf } from '../../sim/fleetUsage.ts'
import { phaseOf } from '../../sim/instances.ts'
import { unitOf } from '../../sim/rng.ts'
import { rustTime } from '../../sim/timestamps.ts'
import { type GpufContext, newest, visibleEdits } from './route.ts'

/** The client's name as it was last written. */
export function nameOf(ctx: GpufContext, client: FleetClient): string {
  return newest(visibleEdits(ctx, client.id), 'name') ?? client.name
}

/** What the register says of a client's status: the last one to write it wins, and each heartbeat writes. */
export function statusOf(ctx: GpufContext, client: FleetClient, beat: number | undefined): string {
  const { world, now } = ctx
  const written = newest(visibleEdits(ctx, client.id), 'status')
  if (written && (!world.quirks.statusOverwritten || beat === undefined || beat < written.at)) return written.value
  if (client.nature.kind === 'silent' && now >= client.nature.since) return client.nature.status
  if (beat === undefined) return 'offline'
  if (now - beat > 5 * MINUTE) return 'offline'
  return unitOf(client.key, 31) < 0.08 ? 'active' : 'online'
}

function idOf({ world }: GpufContext, client: FleetClient): string {
  return world.quirks.mixedCaseIds && unitOf(client.key, 32) < 0.06 ? client.id.toUpperCase() : client.id
}

function modelsOf({ world, now }: GpufContext, client: FleetClient): ClientWire['loaded_models'] {
  if (!client.machine) return loadedModelsOf(client)
  const server = world.xw.find(({ id }) => id === client.machine)
  return server?.instances
    .filter((one) => phaseOf(one, now) === 'ready')
    .map((one) => ({
      id: one.alias,
      object: 'model',
      created: Math.floor((one.startedAt ?? one.createdAt) / 1000),
      owned_by: one.engine,
    }))
}

/** A row of the client list, as of the client's newest heartbeat. */
export function clientRow(ctx: GpufContext, client: FleetClient): ClientWire {
  const { world, now } = ctx
  const beat = lastBeat(client, now)
  const edits = visibleEdits(ctx, client.id)
  const lastWrite = edits.at(-1)?.at ?? 0
  const common = {
    client_id: idOf(ctx, client),
    client_name: nameOf(ctx, client),
    client_status: statusOf(ctx, client, beat),
    os_type: newest(edits, 'osType') ?? client.os,
    created_at: rustTime(client.createdAt),
  }
  const silentForever = beat === undefined && client.nature.kind !== 'silent'
  if (silentForever) {
    const last_online = rustTime(Math.max(client.createdAt, lastWrite))
    const nothing = { tflops: 0, cpu_usage: 0, memory_usage: 0, storage_usage: 0, health: 0, uptime_days: 0 }
    return { ...common, device_name: '', ...nothing, last_online }
  }
  const at = beat ?? (client.nature.kind === 'silent' ? client.nature.since : now)
  const usage = usageOf(world, client, at)
  const models = modelsOf(ctx, client)
  return {
    ...common,
    device_name: client.card.name,
    tflops: tflopsOf(client) % 65_536,
    cpu_usage: usage.cpu,
    memory_usage: usage.memory,
    storage_usage: usage.disk,
    health: healthOf(world.fleet, client, now, world.quirks.healthOfPresence),
    last_online: rustTime(Math.max(at, lastWrite)),
    uptime_days: Math.max(0, Math.floor((at - client.createdAt) / DAY)),
    ...(models && models.length > 0 ? { loaded_models: models } : {}),
  }
}
