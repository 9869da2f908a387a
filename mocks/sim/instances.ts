import type { InstanceWire } from '@/backends/xw/schema/instance.ts'
import { SECOND, paced } from './clock.ts'
import { findModel } from './catalogue.ts'
import { hex, unit } from './rng.ts'
import { NEVER, goTime } from './timestamps.ts'
import type { World } from './world.ts'
import type { XwState } from './xwServer.ts'

/** How a container ended, or is going to. */
export interface InstanceEnd {
  readonly at: number
  readonly code: number
  readonly why: 'stopped' | 'crashed' | 'out-of-memory'
}

export interface SimInstance {
  readonly id: string
  readonly modelId: string
  readonly alias: string
  readonly engine: string
  readonly mode: string
  /** config key of the chips */
  readonly chipType: string
  /** logical indexes */
  readonly chips: readonly number[]
  readonly createdAt: number
  /** undefined: its container was never started */
  readonly startedAt?: number
  /** ms from the start to being ready */
  readonly loadMs: number
  readonly port: number
  readonly containerId: string
  readonly config: Readonly<Record<string, string>>
  end?: InstanceEnd
  /** a stop is under way */
  stopping?: boolean
}

export type Phase = 'created' | 'loading' | 'ready' | 'stopping' | 'stopped' | 'crashed'

export function phaseOf(instance: SimInstance, now: number): Phase {
  if (instance.end && now >= instance.end.at) return instance.end.why === 'stopped' ? 'stopped' : 'crashed'
  if (instance.startedAt === undefined) return 'created'
  if (instance.stopping) return 'stopping'
  return now < instance.startedAt + instance.loadMs ? 'loading' : 'ready'
}

/** Whether an instance, gone or not, worked at a moment of the past. */
export function wasRunning(instance: SimInstance, t: number): 'no' | 'loading' | 'ready' {
  if (instance.startedAt === undefined || t < instance.startedAt) return 'no'
  if (instance.end && t >= instance.end.at) return 'no'
  return t < instance.startedAt + instance.loadMs ? 'loading' : 'ready'
}

export function isUp(instance: SimInstance, now: number): boolean {
  const phase = phaseOf(instance, now)
  return phase === 'loading' || phase === 'ready' || phase === 'stopping'
}

/** The server's word for a phase: in the field another than the documentation's. */
function stateWord(world: World, phase: Phase): string {
  if (phase === 'loading') return world.quirks.unhealthyWhileLoading ? 'unhealthy' : 'starting'
  if (phase === 'stopped') return world.quirks.stopShowsError ? 'error' : 'stopped'
  return phase === 'crashed' ? 'error' : phase
}

export function instanceWire(world: World, instance: SimInstance, now: number): InstanceWire {
  const phase = phaseOf(instance, now)
  const ended = phase === 'stopped' || phase === 'crashed'
  const tells = phase === 'crashed' || (phase === 'stopped' && world.quirks.stopShowsError)
  return {
    id: instance.id,
    model_id: instance.modelId,
    alias: instance.alias,
    backend_type: instance.engine,
    deployment_mode: instance.mode,
    state: stateWord(world, phase),
    created_at: goTime(instance.createdAt),
    started_at: instance.startedAt === undefined ? NEVER : goTime(instance.startedAt),
    port: ended ? 0 : instance.port,
    ...(instance.startedAt === undefined ? {} : { container_id: instance.containerId }),
    ...(tells ? { error: `Container exited unexpectedly with code ${instance.end?.code ?? 1}` } : {}),
    ...(Object.keys(instance.config).length > 0 ? { config: instance.config } : {}),
  }
}

/** ms that a model takes to load: a minute, and two seconds for each GiB. */
export function loadTime(world: World, modelId: string): number {
  return paced(world, 45 * SECOND + (findModel(modelId)?.gib ?? 10) * 2 * SECOND)
}

export interface NewInstance {
  readonly modelId: string
  readonly alias: string
  readonly engine: string
  readonly mode: string
  readonly chipType: string
  readonly chips: readonly number[]
  readonly at: number
  readonly id?: string
  readonly loadMs?: number
  readonly config?: Readonly<Record<string, string>>
  readonly end?: InstanceEnd
}

/** Puts an instance on a server. */
export function addInstance(world: World, server: XwState, wanted: NewInstance): SimInstance {
  const instance = newInstance(world, server, wanted)
  server.instances.push(instance)
  return instance
}

/** One that needs more memory than its chips have dies while it loads. */
export function newInstance(world: World, server: XwState, wanted: NewInstance): SimInstance {
  const loadMs = wanted.loadMs ?? loadTime(world, wanted.modelId)
  const end = wanted.end ?? outOfMemory(server, wanted, loadMs)
  return {
    id: wanted.id ?? wanted.alias,
    modelId: wanted.modelId,
    alias: wanted.alias,
    engine: wanted.engine,
    mode: wanted.mode,
    chipType: wanted.chipType,
    chips: wanted.chips,
    createdAt: wanted.at - 3 * SECOND,
    startedAt: wanted.at,
    loadMs,
    port: freePort(server),
    containerId: hex(12, 'container', world.seed, server.id, wanted.alias, wanted.at),
    config: wanted.config ?? { device: wanted.chips.join(',') },
    ...(end ? { end } : {}),
  }
}

/** As when somebody removes an instance by hand and starts another of the same name: nothing but the name is the same. */
export function replaceInstance(world: World, server: XwState, alias: string, modelId?: string): void {
  const at = server.instances.findIndex((one) => one.alias === alias)
  const old = server.instances[at]
  if (!old) throw new Error(`${server.id} has no instance ${alias}`)
  server.instances.splice(at, 1)
  server.gone.push({ ...old, end: { at: world.clock.now(), code: 137, why: 'stopped' } })
  const { engine, mode, chipType, chips, id } = old
  const now = world.clock.now()
  addInstance(world, server, { alias, id, engine, mode, chipType, chips, modelId: modelId ?? old.modelId, at: now })
}

function outOfMemory(server: XwState, wanted: NewInstance, loadMs: number): InstanceEnd | undefined {
  const chip = server.chips.find(({ kind }) => kind.configKey === wanted.chipType)
  const model = findModel(wanted.modelId)
  if (!chip || !model || model.gib * 1.1 <= chip.kind.memoryGib * wanted.chips.length) return undefined
  return { at: wanted.at + loadMs * 0.7, code: 1, why: 'out-of-memory' }
}

export function freePort(server: XwState): number {
  const taken = new Set(server.instances.map(({ port }) => port))
  let port = 10881
  while (taken.has(port)) port++
  return port
}

/** Chips of one type that no running instance holds. */
export function freeChips(server: XwState, chipType: string, now: number): number[] {
  const held = new Set(
    server.instances.filter((one) => one.chipType === chipType && isUp(one, now)).flatMap((one) => one.chips),
  )
  return server.chips
    .filter(({ kind, logicalIndex }) => kind.configKey === chipType && !held.has(logicalIndex))
    .map(({ logicalIndex }) => logicalIndex)
}

/** How long stopping takes: some engines take their time to let go of the cards. */
export function stopTime(world: World, instance: SimInstance): number {
  return paced(world, (2 + 6 * unit('stop', instance.alias)) * SECOND)
}
