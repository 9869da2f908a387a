import type { StartedWire } from '@/backends/xw/schema/start.ts'
import { SECOND, paced, sleep } from './clock.ts'
import { type NewInstance, addInstance, freePort } from './instances.ts'
import { hash, hex } from './rng.ts'
import { type Sink, type StreamEnd, sse, streamed } from './streams.ts'
import type { World } from './world.ts'
import type { XwState } from './xwServer.ts'

export type Wanted = Omit<NewInstance, 'at' | 'id' | 'loadMs' | 'end'>

/** The event stream of `POST /api/runtime/start`: an image, if it is missing, then a container; the model loads after it. */
export function startStream(
  world: World,
  server: XwState,
  wanted: Wanted,
  said: readonly string[],
  request: Request,
): Response {
  return streamed({
    contentType: 'text/event-stream',
    request,
    split: world.quirks.splitChunks,
    run: (sink) => run(world, server, wanted, said, sink),
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
      sink.text(`event: error\n${sse(JSON.stringify({ error }))}`)
      return 'end'
    },
  })
}

async function run(
  world: World,
  server: XwState,
  wanted: Wanted,
  said: readonly string[],
  sink: Sink,
): Promise<StreamEnd> {
  const wait = (ms: number) => sleep(world.clock, paced(world, ms), sink.signal)
  for (const line of [
    ...said,
    'Docker is installed and running (version: 28.2.2)',
    '',
    `Allocated port ${freePort(server)} for model instance`,
  ]) {
    sink.text(sse(line))
    if (!(await wait(250))) return 'drop'
  }
  sink.text(sse('Starting model instance...'))
  const image = `harbor.example/xw-cli/${wanted.engine}-${wanted.chipType.startsWith('ascend') ? 'ascend:v0.18.0rc1-arm64' : 'metax:v0.17.2-amd64'}`
  if (!server.images.has(wanted.engine)) {
    sink.text(sse(`Pulling Docker image: ${image}`))
    if (!(await layers(world, sink, image))) return 'drop'
    server.images.add(wanted.engine)
    sink.text(sse(`Successfully pulled image: ${image}`))
  }
  // from here on it is started, whether or not somebody still listens
  const instance = addInstance(world, server, { ...wanted, at: world.clock.now() })
  world.changed()
  if (!(await wait(1500))) return 'drop'
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

async function layers(world: World, sink: Sink, image: string): Promise<boolean> {
  const all = [45.6, 3.2, 812.4, 1204.9, 96.3, 540.1].map((mb, i) => ({
    id: hex(8, image, i),
    mb,
    done: 0,
    ended: false,
  }))
  let sincePing = 0
  while (all.some((layer) => !layer.ended)) {
    if (!(await sleep(world.clock, Math.max(40, paced(world, 400)), sink.signal))) return false
    for (const layer of all.filter((one) => !one.ended).slice(0, 3)) {
      const grown = layer.done + 55 + (hash(layer.id, layer.done) % 50)
      layer.done = Math.min(layer.mb, grown)
      const filled = Math.floor((layer.done / layer.mb) * 50)
      const bar = `${'='.repeat(filled)}>`.padEnd(51).slice(0, 51)
      if (layer.done < layer.mb) {
        sink.text(sse(`DOCKER_CR|${layer.id}: \u001b[2KDownloading [${bar}]  ${layer.done.toFixed(1)}MB/${layer.mb}MB`))
      } else {
        layer.ended = true
        sink.text(sse(`DOCKER_LF|${layer.id}: Pull complete`))
      }
    }
    sincePing += 400
    if (sincePing > 30 * SECOND) {
      sincePing = 0
      sink.text(': ping\n\n')
    }
  }
  return true
}
