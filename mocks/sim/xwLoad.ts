import { MINUTE } from './clock.ts'
import { hash, wander } from './rng.ts'
import type { World } from './world.ts'
import { wasRunning } from './instances.ts'

/** 0…1 for each chip of an xw machine at a moment: what its instances, gone ones too, made it do. */
export function chipLoads(world: World, serverId: string, t: number): number[] {
  const server = world.xw.find((one) => one.id === serverId)
  if (!server) return []
  const loads = server.chips.map(() => 0)
  for (const instance of [...server.instances, ...server.gone]) {
    const phase = wasRunning(instance, t)
    if (phase === 'no') continue
    const key = hash('load', world.seed, instance.id)
    const load = phase === 'loading' ? 0.12 : 0.3 + 0.65 * wander(key, t, 7 * MINUTE)
    for (const [i, chip] of server.chips.entries()) {
      if (chip.kind.configKey === instance.chipType && instance.chips.includes(chip.logicalIndex)) loads[i] = load
    }
  }
  return loads
}
