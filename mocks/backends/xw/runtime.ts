import { InstanceActionSchema, InstanceListSchema, ReadinessSchema } from '@/backends/xw/schema/instance.ts'
import { StartedSchema, isAlias } from '@/backends/xw/schema/start.ts'
import { bodyOf, isMap, reply, textIn } from '../../reply.ts'
import { findModel } from '../../sim/catalogue.ts'
import { SECOND, paced, sleep } from '../../sim/clock.ts'
import { type SimInstance, addInstance, freeChips, instanceWire, isUp, phaseOf, stopTime } from '../../sim/instances.ts'
import { logStream } from '../../sim/logs.ts'
import { type Wanted, refusedStart, startStream } from '../../sim/startStream.ts'
import type { XwState } from '../../sim/xwServer.ts'
import { type XwContext, type XwRoutes, refuse } from './route.ts'

async function listInstances(request: Request, { world, server }: XwContext): Promise<Response> {
  const all = new URL(request.url).searchParams.get('all') === 'true'
  if (world.quirks.engineFailedEmptyList) return reply(InstanceListSchema, { instances: [] })
  const silent = server.instances.filter((one) => phaseOf(one, world.clock.now()) === 'loading').length
  if (world.quirks.slowInstanceProbe && silent > 0) {
    await sleep(world.clock, paced(world, silent * SECOND), request.signal)
  }
  const now = world.clock.now()
  const rows = server.instances
    .filter((one) => all || isUp(one, now))
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map((one) => instanceWire(world, one, now))
  return reply(InstanceListSchema, { instances: rows })
}

function checkReady(request: Request, { world, server, now }: XwContext): Response {
  const alias = new URL(request.url).searchParams.get('alias') ?? ''
  const instance = server.instances.find((one) => one.alias === alias)
  if (!instance) return refuse(404, `Instance not found: ${alias}`)
  const { state, port } = instanceWire(world, instance, now)
  const ready = phaseOf(instance, now) === 'ready'
  return reply(ReadinessSchema, {
    ready,
    alias,
    ...(ready ? { endpoint: `http://localhost:${port}` } : {}),
    state,
    message: ready ? 'Instance is in ready state' : 'Instance endpoint is not responding',
  })
}

function named(server: XwState, body: Record<string, unknown>): SimInstance | Response {
  const alias = textIn(body, 'alias')
  const id = textIn(body, 'instance_id')
  if (!alias && !id) return refuse(400, 'alias or instance_id is required')
  const found = server.instances.find((one) => (alias ? one.alias === alias : one.id === id))
  return found ?? refuse(404, `Instance not found: ${alias || id}`)
}

/** A stop takes its course even if the caller leaves. */
async function stopNow(instance: SimInstance, { world }: XwContext): Promise<void> {
  const ms = stopTime(world, instance)
  instance.stopping = true
  instance.end = { at: world.clock.now() + ms, code: 137, why: 'stopped' }
  await sleep(world.clock, ms)
}

async function stop(request: Request, ctx: XwContext): Promise<Response> {
  const instance = named(ctx.server, await bodyOf(request))
  if (instance instanceof Response) return instance
  if (!isUp(instance, ctx.world.clock.now())) {
    return refuse(500, `Failed to stop instance: instance ${instance.alias} is not running`)
  }
  await stopNow(instance, ctx)
  return reply(InstanceActionSchema, { message: `Instance ${instance.alias} stopped successfully` })
}

async function remove(request: Request, ctx: XwContext): Promise<Response> {
  const body = await bodyOf(request)
  const instance = named(ctx.server, body)
  if (instance instanceof Response) return instance
  if (isUp(instance, ctx.world.clock.now())) {
    if (body['force'] !== true) {
      return refuse(500, `Failed to remove instance: instance ${instance.alias} is running, stop it first or use force`)
    }
    await stopNow(instance, ctx)
  }
  const at = ctx.server.instances.indexOf(instance)
  if (at >= 0) ctx.server.instances.splice(at, 1)
  ctx.server.gone.push(instance)
  return reply(InstanceActionSchema, { message: `Instance ${instance.alias} removed successfully` })
}

/** What to start, or why not. */
function readStart(
  body: Record<string, unknown>,
  { server, world }: XwContext,
): { wanted: Wanted; said: string[] } | string {
  const now = world.clock.now()
  const modelId = textIn(body, 'model_id')
  const model = findModel(modelId)
  if (!model) return `Model not found: ${modelId}`
  const alias = textIn(body, 'alias') || modelId
  if (!isAlias(alias)) return `invalid alias '${alias}'`
  const taken = server.instances.find((one) => one.alias === alias || one.id === alias)
  if (taken && isUp(taken, now)) return `alias '${alias}' is already running on port ${taken.port}`
  if (taken) return `instance ${alias} already exists`
  if (alias !== modelId && server.catalogue.some(({ id }) => id === alias)) {
    return `alias '${alias}' conflicts with an existing model ID, choose another`
  }
  if (!server.downloaded.has(modelId)) return `model ${modelId} is not downloaded, run xw pull ${modelId} first`
  const types = [...new Set(server.chips.map(({ kind }) => kind.configKey))]
  const asked = `${textIn(body, 'backend_type')}:${textIn(body, 'deployment_mode') || 'docker'}`
  const type = types.find((one) => model.engines[one]?.includes(asked)) ?? types.find((one) => model.engines[one])
  if (!type) return `model ${modelId} does not run on any device of this machine`
  const [engine = 'vllm', mode = 'docker'] = (
    asked.startsWith(':') ? (model.engines[type]?.[0] ?? asked) : asked
  ).split(':')
  if (mode !== 'docker') return `deployment mode '${mode}' is not supported`
  const config = isMap(body['additional_config']) ? body['additional_config'] : {}
  const chips = readChips(textIn(config, 'device'), server, type, now)
  if (typeof chips === 'string') return chips
  const said = textIn(body, 'backend_type') ? [] : [`Using default backend: ${engine} (${mode} mode)`]
  return { wanted: { modelId, alias, engine, mode, chipType: type, chips, config: settings(config, chips) }, said }
}

function readChips(device: string, server: XwState, type: string, now: number): number[] | string {
  const count = server.chips.filter(({ kind }) => kind.configKey === type).length
  if (device === '') {
    const free = freeChips(server, type, now)
    if (free.length === 0) return 'insufficient free devices of same model: requested 1, available 0'
    return free.slice(0, 1)
  }
  const chips = device.split(',').map(Number)
  const outside = chips.find((chip) => !Number.isInteger(chip) || chip < 0 || chip >= count)
  if (outside !== undefined) return `device index ${outside} out of range (available: ${count} devices)`
  if (chips.length > count)
    return `insufficient free devices of same model: requested ${chips.length}, available ${count}`
  return chips
}

function settings(config: Record<string, unknown>, chips: readonly number[]): Record<string, string> {
  const texts = Object.entries(config).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
  )
  return { ...Object.fromEntries(texts), device: chips.join(',') }
}

async function start(request: Request, ctx: XwContext): Promise<Response> {
  const streamWanted = (request.headers.get('accept') ?? '').includes('text/event-stream')
  const plan = readStart(await bodyOf(request), ctx)
  if (ctx.server.fault?.name === 'start-refused') return refuse(500, 'Failed to start instance: store is read-only')
  if (streamWanted) {
    if (typeof plan === 'string') return refusedStart(ctx.world, plan, request)
    return startStream(ctx.world, ctx.server, plan.wanted, plan.said, request)
  }
  if (ctx.world.quirks.startJsonRefused) return refuse(500, 'Failed to start instance: model path is required')
  if (typeof plan === 'string') return refuse(400, plan)
  const instance = addInstance(ctx.world, ctx.server, { ...plan.wanted, at: ctx.world.clock.now() })
  return reply(StartedSchema, {
    instance_id: instance.id,
    model_id: instance.modelId,
    backend_type: instance.engine,
    deployment_mode: instance.mode,
    port: instance.port,
    state: 'created',
  })
}

function logs(request: Request, { world, server }: XwContext): Response {
  const query = new URL(request.url).searchParams
  const alias = query.get('alias') ?? ''
  const instance = server.instances.find((one) => one.alias === alias)
  if (!instance) return refuse(404, `Instance not found: ${alias}`)
  return logStream(world, instance, query.get('follow') === 'true', request)
}

export const runtimeRoutes: XwRoutes = {
  'GET /api/runtime/instances': listInstances,
  'GET /api/runtime/check-ready': checkReady,
  'POST /api/runtime/start': start,
  'POST /api/runtime/stop': stop,
  'POST /api/runtime/remove': remove,
  'GET /api/runtime/logs': logs,
}
