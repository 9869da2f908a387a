import type { StartedWire } from '@/backends/xw/schema/start.ts'
import { type FaultName, isStartFault } from '../faults.ts'
import { MINUTE, SECOND, paced, sleep } from './clock.ts'
import { type NewInstance, addInstance, freePort } from './instances.ts'
import { hash, hex } from './rng.ts'
import { type Sink, type StreamEnd, sse, streamed } from './streams.ts'
import type { World } from './world.ts'
import type { XwState } from './xwServer.ts'

export type Wanted = Omit<NewInstance, 'at' | 'id' | 'loadMs' | 'end'>

interface Start {
  readonly world: World
  readonly server: XwState
  readonly wanted: Wanted
  /** lines before all others */
  readonly said: readonly string[]
  readonly fault: FaultName | undefined
  readonly sink: Sink
}

/** The event stream of `POST /api/runtime/start`: an image, if it is missing, then a container; the model loads after it. */
export function startStream(
  world: World,
  server: XwState,
  wanted: Wanted,
  said: readonly string[],
  request: Request,
): Response {
  const fault = takeStartFault(server)
  return streamed({
    contentType: 'text/event-stream',
    request,
    split: world.quirks.splitChunks,
    run: (sink) => run({ world, server, wanted, said, fault, sink }),
  })
}

/** A stream that says only why not. */
export function refusedStart(world: World, error: string, request: Request): Response {
  return streamed({
    contentType: 'text/event-stream',
    request,
    split: world.quirks.splitChunks,
    async run(sink) {
      if (!(await sleep(world.clock, paced(world, 300), sink.signal))) return 'drop'
      fail(sink, error)
      return 'end'
    },
  })
}

function takeStartFault(server: XwState): FaultName | undefined {
  const { fault } = server
  if (!fault || !isStartFault(fault.name)) return undefined
  fault.times--
  if (fault.times <= 0) server.fault = undefined
  return fault.name
}

function fail(sink: Sink, error: string): void {
  sink.text(`event: error\n${sse(JSON.stringify({ error }))}`)
}

async function run(start: Start): Promise<StreamEnd> {
  const { world, server, wanted, said, fault, sink } = start
  for (const line of [
    ...said,
    'Docker is installed and running (version: 28.2.2)',
    '',
    `Allocated port ${freePort(server)} for model instance`,
  ]) {
    sink.text(sse(line))
    // whoever leaves now has it given up
    if (!(await sleep(world.clock, paced(world, 250), sink.signal))) return 'drop'
  }
  if (fault === 'start-fails-preparing') {
    fail(sink, 'failed to create configuration: open /etc/xw/engines.json: permission denied')
    return 'end'
  }
  if (fault === 'start-error-bare') {
    sink.text('event: error\n\n')
    return 'end'
  }
  if (fault === 'start-drops-preparing') return 'drop'
  // from here on it is under way, whether or not somebody still listens
  const underWay = { ...wanted, at: world.clock.now() }
  server.startsUnderWay.add(underWay)
  try {
    return await goOn(start)
  } finally {
    server.startsUnderWay.delete(underWay)
    world.changed()
  }
}

async function goOn({ world, server, wanted, fault, sink }: Start): Promise<StreamEnd> {
  sink.text(sse('Starting model instance...'))
  const image = `harbor.example/xw-cli/${wanted.engine}-${wanted.chipType.startsWith('ascend') ? 'ascend:v0.18.0rc1-arm64' : 'metax:v0.17.2-amd64'}`
  const isImageTroubled = fault?.endsWith('-image') === true
  if (!server.images.has(wanted.engine) || isImageTroubled) {
    sink.text(sse(`Pulling Docker image: ${image}`))
    const pulled = await layers({ world, server, engine: wanted.engine, image, fault, sink })
    if (pulled === 'out-of-time') {
      fail(sink, 'failed to start model: pull operation cancelled')
      return 'end'
    }
    if (pulled === 'failed') {
      fail(sink, 'failed to pull image: write /var/lib/docker/tmp: no space left on device')
      return 'end'
    }
    server.images.add(wanted.engine)
    server.layers.delete(wanted.engine)
    if (pulled === 'dropped') {
      addInstance(world, server, { ...wanted, at: world.clock.now() })
      return 'drop'
    }
    sink.text(sse(`Successfully pulled image: ${image}`))
  }
  if (fault === 'start-fails-late') {
    fail(sink, `failed to start container: port is already allocated`)
    return 'end'
  }
  const instance = addInstance(world, server, { ...wanted, at: world.clock.now() })
  world.changed()
  await sleep(world.clock, paced(world, 1500))
  if (fault === 'start-drops-late') return 'drop'
  const started: StartedWire = {
    backend_type: instance.engine,
    deployment_mode: instance.mode,
    instance_id: instance.id,
    model_id: instance.modelId,
    port: instance.port,
    state: 'created',
  }
  // the line can be missing
  if (hash(world.seed, instance.alias) % 5 !== 0) sink.text(sse(JSON.stringify(started)))
  sink.text(`event: done\n${sse('{"status":"success"}')}`)
  return 'end'
}

interface Pull extends Pick<Start, 'world' | 'server' | 'fault' | 'sink'> {
  readonly engine: string
  readonly image: string
}

const LAYERS_MB = [45.6, 3.2, 812.4, 1204.9, 96.3, 540.1]
/** A start has so long in all. */
const START_LIMIT = 5 * MINUTE

/** Downloads what is missing of an image. What has come stays, also when the start comes to nothing. */
async function layers(pull: Pull): Promise<'whole' | 'out-of-time' | 'failed' | 'dropped'> {
  const { world, server, engine, image, fault, sink } = pull
  const have = server.layers.get(engine) ?? LAYERS_MB.map(() => 0)
  server.layers.set(engine, have)
  const all = LAYERS_MB.map((mb, i) => ({ id: hex(8, image, i), mb, i, ended: false }))
  const until = world.clock.now() + paced(world, START_LIMIT)
  const slowness = fault === 'start-slow-image' ? 80 : 1
  const whole = LAYERS_MB.reduce((sum, mb) => sum + mb, 0)
  let sincePing = 0
  for (const { id } of all) sink.text(sse(`DOCKER_CR|${id}: Waiting`))
  while (all.some((layer) => !layer.ended)) {
    await sleep(world.clock, Math.max(40, paced(world, 400)))
    if (world.clock.now() >= until) return 'out-of-time'
    const done = have.reduce((sum, mb) => sum + mb, 0)
    if (done > whole / 3 && fault === 'start-fails-image') return 'failed'
    if (done > whole / 3 && fault === 'start-drops-image') return 'dropped'
    for (const layer of all.filter((one) => !one.ended).slice(0, 3)) {
      const { id, mb, i } = layer
      const before = have[i] ?? 0
      const now = Math.min(mb, before + (55 + (hash(id, before) % 50)) / slowness)
      have[i] = now
      const filled = Math.floor((now / mb) * 50)
      const bar = `${'='.repeat(filled)}>`.padEnd(51).slice(0, 51)
      layer.ended = now >= mb
      sink.text(
        sse(
          layer.ended
            ? `DOCKER_LF|${id}: Pull complete`
            : `DOCKER_CR|${id}: \u001b[2KDownloading [${bar}]  ${now.toFixed(1)}MB/${mb}MB`,
        ),
      )
    }
    sincePing += 400
    if (sincePing > 30 * SECOND) {
      sincePing = 0
      sink.text(': ping\n\n')
    }
  }
  return 'whole'
}
