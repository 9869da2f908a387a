import type { GpuWire, ClientDetailWire } from '@/backends/gpuf/schema/client.ts'
import { DAY, MINUTE } from './clock.ts'
import { BEAT, type FleetClient, traitOf } from './fleet.ts'
import { hash, unit, unitOf, wander } from './rng.ts'
import type { World } from './world.ts'
import { chipLoads } from './xwLoad.ts'

/** Figures of one client at one moment; percentages are whole numbers, as agents send them. */
export interface Usage {
  readonly cpu: number
  readonly memory: number
  readonly disk: number
  /** bytes since the heartbeat before */
  readonly up: number
  readonly down: number
}

/** 0…1: how much a client has to do; work follows the day in Shanghai, and on xw machines the instances. */
export function loadOf(world: World, client: FleetClient, t: number): number {
  if (client.machine) {
    const loads = chipLoads(world, client.machine, t)
    return loads.length === 0 ? 0 : loads.reduce((sum, load) => sum + load, 0) / loads.length
  }
  const hour = ((t + 8 * 3_600_000) % DAY) / 3_600_000
  const daily = 0.5 - 0.5 * Math.cos(((hour - 3) / 24) * 2 * Math.PI)
  const base = world.scenario.life === 'busy' ? 0.55 : 0.15 + 0.3 * unitOf(client.key, 21)
  return Math.min(1, base + 0.3 * daily * unitOf(client.key, 22) + 0.35 * wander(client.key, t, 23 * MINUTE))
}

export function usageOf(world: World, client: FleetClient, t: number): Usage {
  const load = loadOf(world, client, t)
  const ripple = wander(client.key ^ 0x1234, t, 9 * MINUTE)
  // the disk fills over a week and is cleaned
  const week = ((t + client.phase * 3_000) % (7 * DAY)) / (7 * DAY)
  return {
    cpu: Math.min(100, Math.round(4 + 55 * load + 22 * ripple)),
    memory: Math.min(100, Math.round(12 + 60 * load + 8 * wander(client.key ^ 0x77, t, 61 * MINUTE))),
    disk: Math.round(22 + 35 * unitOf(client.key, 23) + 30 * week),
    up: Math.round((0.2 + load * 14 + 4 * ripple) * 1e6 * (BEAT / 1000)),
    down: Math.round((0.4 + load * 6 + 9 * wander(client.key ^ 0x99, t, 13 * MINUTE)) * 1e6 * (BEAT / 1000)),
  }
}

/** 0…1: how far into its overheating a hot client is. */
function heat(client: FleetClient, t: number): number {
  if (client.nature.kind !== 'hot') return 0
  const phase = ((t + client.phase) % (30 * MINUTE)) / (30 * MINUTE)
  return Math.max(0, Math.sin(phase * 2 * Math.PI))
}

function gpusOf(world: World, client: FleetClient, t: number): GpuWire[] {
  const loads = client.machine ? chipLoads(world, client.machine, t) : undefined
  // the agent of a model server's machine finds the cards that the server finds
  const chips = world.xw.find(({ id }) => id === client.machine)?.chips
  const load = loadOf(world, client, t)
  const hot = heat(client, t)
  const gpus: GpuWire[] = []
  for (let i = 0; i < (chips?.length ?? client.cards); i++) {
    const key = hash('gpu', client.key, i)
    const own = loads ? (loads[i] ?? 0) : Math.min(1, Math.max(0, load * 1.25 - 0.4 * unitOf(key, 1)))
    // a hot card throttles itself
    const usage = Math.max(0, own * (1 - 0.5 * hot) + 0.06 * (wander(key, t, 4 * MINUTE) - 0.5))
    const second = chips?.[i]?.kind.configKey === 'ascend-310p'
    const watts = Math.round(client.card.watts * (0.18 + 0.78 * usage) * (second ? 0.1 : 1))
    const temp = Math.round(34 + 34 * usage + 6 * unitOf(key, 2) + (i < 2 ? 1 : 0.6) * 44 * hot)
    gpus.push({
      device_index: i,
      name: second ? 'Ascend 310P' : client.card.name,
      // one agent reads no temperature
      temp: traitOf(client, 'no-temp') < 0.03 ? 0 : temp,
      usage: Math.round(Math.min(1, usage) * 100),
      mem_usage: Math.round(Math.min(100, own > 0.05 ? 55 + 38 * unitOf(key, 3) : 2 + 3 * unitOf(key, 3))),
      power_usage: world.quirks.powerWraps && traitOf(client, 'power-byte') < 0.3 ? watts % 256 : watts,
    })
  }
  return gpus
}

/** What the detail call knows of a client at its newest heartbeat `t`. */
export function detailOf(world: World, client: FleetClient, t: number, health: number): ClientDetailWire {
  const usage = usageOf(world, client, t)
  const inGb = world.quirks.memsizeInGb && traitOf(client, 'memsize') < 0.25
  const days = Math.max(0, Math.floor((t - client.createdAt) / DAY))
  return {
    system_info: {
      health: world.quirks.healthOfPresence ? Math.round(health * 0.92) : health,
      cpu_usage: usage.cpu,
      memory_usage: usage.memory,
      storage_usage: usage.disk,
      device_memsize: inGb ? Math.round(client.card.memoryMb / 1024) : client.card.memoryMb,
      uptime_days: traitOf(client, 'uptime-times-gpus') < 0.15 ? days * client.cards : days,
    },
    device_info: gpusOf(world, client, t),
  }
}

/** TFLOPS of all cards of a client. */
export function tflopsOf(client: FleetClient): number {
  return client.machine === 'npu-02' ? 16 * 376 + 8 * 70 : client.card.tflops * client.cards
}

/** Models that a client's agent says are loaded. */
export function loadedModelsOf(
  client: FleetClient,
): { id: string; object: string; created: number; owned_by: string }[] {
  if (unit('models', client.key) > 0.25) return []
  const id = unit('which', client.key) < 0.5 ? 'qwen2.5-7b-instruct' : 'qwen3-8b'
  return [{ id, object: 'model', created: Math.floor(client.createdAt / 1000) + 86_400, owned_by: 'gpuf' }]
}
