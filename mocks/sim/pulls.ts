import type { PullFrameWire } from '@/backends/xw/schema/pull.ts'
import { type FaultName, isPullFault } from '../faults.ts'
import { SECOND, paced, sleep } from './clock.ts'
import type { CatalogueModel } from './catalogue.ts'
import { hash, unitOf, wander } from './rng.ts'
import { type Sink, type StreamEnd, sse, streamed } from './streams.ts'
import { goTime } from './timestamps.ts'
import type { World } from './world.ts'
import { type XwState, settle } from './xwServer.ts'

const GIB = 1024 ** 3
const MIB = 1024 ** 2
/** Files smaller than this are verified at once. */
const SMALL = 64 * MIB
const SILENCE = 45 * SECOND
/** how long a proxy with a buffer keeps events back */
const KEPT_BACK = 20 * SECOND
/** A lock that is not renewed lapses, so that a page that died leaves none behind. */
const LEASE = 5 * SECOND

interface Pull {
  readonly world: World
  readonly server: XwState
  readonly model: CatalogueModel
  readonly version: string
  readonly key: number
  readonly sink: Sink
  /** how often this model was pulled here before */
  readonly earlier: number
  readonly fault: FaultName | undefined
  /** bytes on disk when it began */
  readonly resumed: number
  readonly startedAt: number
  /** keeps the lock for another while */
  renew(): void
}

/** Where a download has got to. */
interface Position {
  file: number
  /** bytes of that file; lost when the attempt ends */
  inFile: number
  /** ms of checking left before the next file */
  verifying: number
  failedOnce: Set<number>
}

export function modelPath(model: string, version: string): string {
  return `/root/.xw/models/${model}/${version}`
}

/** The event stream of `POST /api/models/pull`. Goes on only while it is read. */
export function pullStream(
  world: World,
  server: XwState,
  model: CatalogueModel,
  version: string,
  request: Request,
): Response {
  return streamed({
    contentType: 'text/event-stream',
    request,
    split: world.quirks.splitChunks,
    run: (sink) => run(world, server, model, version, sink),
  })
}

function frame(sink: Sink, body: PullFrameWire): void {
  sink.text(sse(JSON.stringify(body)))
}

/** The server writes an error's text into JSON as it is. */
function errorFrame(world: World, sink: Sink, message: string): void {
  if (world.quirks.unescapedErrors) sink.text(sse(`{"type":"error","message":"${message.replaceAll('\n', ' ')}"}`))
  else frame(sink, { type: 'error', message })
}

async function run(
  world: World,
  server: XwState,
  model: CatalogueModel,
  version: string,
  sink: Sink,
): Promise<StreamEnd> {
  const { clock } = world
  frame(sink, { type: 'status', message: `Starting download of ${model.id}...` })
  if (!(await sleep(clock, paced(world, 300), sink.signal))) return 'drop'
  settle(server, clock.now())
  const held = server.locks.get(model.id)
  const path = modelPath(model.id, version)
  if (held) {
    errorFrame(
      world,
      sink,
      `Failed to download: download failed: failed to acquire download lock: model download already in progress (lock: pid=${held.pid},time=${lockTime(held.since)}). If this is stale, remove the lock file manually: ${path}/.download.lock`,
    )
    return 'end'
  }
  const earlier = server.pulls.get(model.id) ?? 0
  server.pulls.set(model.id, earlier + 1)
  const lock = { pid: 2000 + (hash(server.id) % 3000), since: clock.now(), finishes: false }
  const hold = (ms: number) => server.locks.set(model.id, { ...lock, until: clock.now() + ms })
  server.held.add(model.id)
  hold(LEASE)
  world.changed()
  const slot = version === 'latest' ? model.id : `${model.id}:${version}`
  const whole = server.downloaded.has(slot) ? model.files.length : (server.wholeFiles.get(slot) ?? 0)
  const fault = takeFault(world, server, earlier)
  const kept = fault === 'pull-buffered' ? keptBack(sink, world) : undefined
  const pull: Pull = {
    world,
    server,
    model,
    version: slot,
    key: hash('pull', world.seed, server.id, model.id),
    sink: kept ?? sink,
    earlier,
    fault,
    resumed: bytesOf(model, whole),
    startedAt: clock.now(),
    renew: () => hold(LEASE),
  }
  let end: 'complete' | 'failed' | 'drop' | 'end' = 'drop'
  try {
    end = await download(pull, { file: whole, inFile: 0, verifying: 0, failedOnce: new Set() })
  } finally {
    server.held.delete(model.id)
    if (end === 'complete') {
      server.locks.delete(model.id)
      server.downloaded.set(slot, clock.now())
    } else {
      hold(world.quirks.lockOutlives ? paced(world, 2 * SECOND) : 0)
    }
    world.changed()
  }
  kept?.flush()
  if (end === 'complete') {
    frame(sink, { type: 'complete', status: 'success', message: `Model downloaded to ${path}`, path })
    frame(sink, { type: 'end' })
    return 'end'
  }
  return end === 'failed' ? 'end' : end
}

/** A proxy with a buffer: what comes is passed on together, now and then. */
function keptBack(sink: Sink, world: World): Sink & { readonly flush: () => void } {
  let kept = ''
  let takeBack: (() => void) | undefined
  const flush = () => {
    takeBack?.()
    takeBack = undefined
    sink.text(kept)
    kept = ''
  }
  return {
    ...sink,
    flush,
    text(text) {
      kept += text
      takeBack ??= world.clock.after(KEPT_BACK, flush)
    },
  }
}

function lockTime(ms: number): string {
  return goTime(ms).replace(/\.\d+/, '')
}

function takeFault(world: World, server: XwState, earlier: number): FaultName | undefined {
  const { fault } = server
  if (fault && isPullFault(fault.name)) {
    fault.times--
    if (fault.times <= 0) server.fault = undefined
    return fault.name
  }
  return earlier < (world.scenario.pullBreaks ?? 0) ? 'pull-breaks-off' : world.scenario.pullFault
}

function bytesOf(model: CatalogueModel, files: number): number {
  return model.files.slice(0, files).reduce((sum, file) => sum + file.bytes, 0)
}

/** ms of silence in which a file's checksum is computed; once or twice a pull long enough to be noticed. */
function verifyTime(model: CatalogueModel, file: number): number {
  const bytes = model.files[file]?.bytes ?? 0
  if (bytes < SMALL) return 0
  const gib = bytes / GIB
  const noticed =
    file === model.files.length - 1 || (model.files.length > 7 && file === Math.floor(model.files.length / 2))
  return (noticed ? Math.min(12.5, 2 + model.gib * 0.8) : 0.6 + gib * 0.4) * SECOND
}

/** Bytes per second at this moment: a LAN mirror, shared by the pulls that run on the server. */
function speedNow({ world, server, key }: Pull, now: number): number {
  const base = 340 + 460 * unitOf(key, 1)
  return (
    (base * MIB * (0.55 + 0.9 * wander(key, now * world.speed, 12 * SECOND))) / Math.sqrt(Math.max(1, server.held.size))
  )
}

async function download(pull: Pull, at: Position): Promise<'complete' | 'failed' | 'drop' | 'end'> {
  const { world, model, sink } = pull
  const { clock } = world
  const total = bytesOf(model, model.files.length)
  const trouble = pull.resumed + (total - pull.resumed) * (0.38 + 0.2 * unitOf(pull.key, 40 + pull.earlier))
  progress(pull, at, true)
  let last = clock.now()
  let nextHeartbeat = last + paced(world, 5 * SECOND)
  let silentUntil = 0
  let troubled = false
  let ticks = 0
  while (at.file < model.files.length) {
    const tick = world.pullTickMs || Math.max(50, paced(world, 500))
    if (!(await sleep(clock, tick, sink.signal))) return 'drop'
    const now = clock.now()
    const elapsed = now - last
    last = now
    pull.renew()
    if (now < silentUntil) continue
    const before = at.file
    const moved = advance(pull, at, elapsed * world.speed, now)
    if (at.file !== before) {
      pull.server.wholeFiles.set(pull.version, at.file)
      world.changed()
    }
    const done = bytesOf(model, at.file) + at.inFile
    if (!troubled && pull.fault !== undefined && done >= trouble) {
      troubled = true
      if (pull.fault === 'pull-breaks-off') return 'drop'
      if (pull.fault === 'pull-ends-early') return 'end'
      if (pull.fault === 'pull-fails') {
        errorFrame(world, sink, noSuchHost(model))
        return 'failed'
      }
      if (pull.fault === 'pull-silent') {
        silentUntil = now + SILENCE
        nextHeartbeat = silentUntil
        continue
      }
    }
    ticks++
    if (moved) progress(pull, at, false)
    if (pull.fault === 'pull-garbled' && ticks % 3 === 0) garble(sink, ticks / 3)
    if (now >= nextHeartbeat) {
      frame(sink, { type: 'heartbeat', message: 'Download in progress...' })
      nextHeartbeat = now + paced(world, 5 * SECOND)
    }
  }
  return 'complete'
}

function noSuchHost(model: CatalogueModel): string {
  return `Failed to download: download failed: Get "https://modelscope.cn/api/v1/models/${model.source}/repo/files": dial tcp: lookup modelscope.cn: no such host`
}

/** Lets `ms` of the server's time pass; tells whether any byte arrived. */
function advance(pull: Pull, at: Position, ms: number, now: number): boolean {
  const { model, world, key } = pull
  const speed = speedNow(pull, now)
  let left = ms
  let moved = false
  while (left > 0 && at.file < model.files.length) {
    if (at.verifying > 0) {
      const used = Math.min(left, at.verifying)
      at.verifying -= used
      left -= used
      if (at.verifying <= 0) nextFile(at)
      continue
    }
    const size = model.files[at.file]?.bytes ?? 0
    const step = Math.min(size - at.inFile, (speed * left) / 1000)
    left -= (step / speed) * 1000
    at.inFile += step
    moved = true
    const fails = size > SMALL && world.quirks.percentDrops && hash(key, pull.earlier, at.file) % 4 === 0
    if (fails && !at.failedOnce.has(at.file) && at.inFile > size * 0.6) {
      at.failedOnce.add(at.file)
      at.inFile = 0
    } else if (at.inFile >= size - 0.5) {
      at.inFile = size
      at.verifying = verifyTime(model, at.file)
      if (at.verifying === 0) nextFile(at)
    } else {
      break
    }
  }
  return moved
}

function nextFile(at: Position): void {
  at.file++
  at.inFile = 0
  at.verifying = 0
}

/** A line drawn for a terminal, as wide as the one who started it has it. */
function progress(pull: Pull, at: Position, first: boolean): void {
  const { world, model, sink, key } = pull
  const total = bytesOf(model, model.files.length)
  const done = bytesOf(model, at.file) + at.inFile
  const percent = Math.floor((done / total) * 100)
  const file = model.files[at.file]
  if (world.quirks.bareFileNames && file && at.inFile > 0 && at.inFile < 400 * MIB && hash(key, at.file) % 3 === 0) {
    frame(sink, { type: 'progress', message: file.name })
  }
  if (world.quirks.documentedProgress) {
    const line = `Downloading [${file?.name ?? 'model'}]: ${percent}% | ${gb(done)}GB/${gb(total)}GB`
    frame(sink, { type: 'progress', message: line })
    return
  }
  const width = 20 + (key % 3) * 20
  const filled = Math.floor((percent / 100) * width)
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
  let line = `${String(percent).padStart(3)}% |${bar}| ${gb(done)}/${gb(total)} GB`
  const seconds = ((world.clock.now() - pull.startedAt) * world.speed) / 1000
  if (!first && seconds > 0.5) {
    const counted = world.quirks.resumedBytesCount ? done : done - pull.resumed
    const speed = Math.max(1, counted / seconds)
    line += `  ${(speed / MIB).toFixed(1)} MB/s`
    if (percent < 100) line += `  ${eta((total - done) / speed)}`
  }
  frame(sink, { type: 'progress', message: line })
}

function gb(bytes: number): string {
  return (bytes / GIB).toFixed(1)
}

function eta(seconds: number): string {
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole}s` : `${Math.floor(whole / 60)}m${whole % 60}s`
}

/** What two writers and a bad cable make of a stream; all of it to be skipped and kept in the raw log. */
function garble(sink: Sink, n: number): void {
  switch (n % 5) {
    case 0:
      sink.text(sse('{"type":"progress","message":" 4'))
      break
    case 1:
      sink.text(sse('{"type":"progr{"type":"heartbeat","message":"Download in progress..."}'))
      break
    case 2:
      // the first two of the three bytes of a block character, then the frame's end
      sink.text('data: {"type":"progress","message":"  7% |')
      sink.bytes(new Uint8Array([0xe2, 0x96]))
      sink.text('"}\n\n')
      break
    case 3:
      sink.text(sse('{"type":"flux","message":"<b>nobody</b> knows \\u202Ethis type"}'))
      break
    default:
      sink.text(': a comment\n\ndata\n\ndata: null\n\nid: 7\nretry: nonsense\n\n')
  }
}
