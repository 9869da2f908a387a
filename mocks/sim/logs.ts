import { type FaultName, isLogFault } from '../faults.ts'
import { SECOND, sleep } from './clock.ts'
import { type SimInstance, phaseOf } from './instances.ts'
import { hash, mix, unitOf } from './rng.ts'
import { type Sink, streamed } from './streams.ts'
import { logTime } from './timestamps.ts'
import type { World } from './world.ts'
import type { XwState } from './xwServer.ts'

/** A piece of a log: a line with its time, or a bit that is written as it is (progress bars redraw with CR). */
interface Piece {
  readonly at: number
  readonly text: string
}

const EVERY = 20 * SECOND
/** Of one that has a lot to do. */
const EVERY_BUSY = 2 * SECOND

/** How long a log that breaks off follows before it does. */
const BREAKS_AFTER = 3 * SECOND
/** So much of its history a log has left that has been rotated. */
const REMEMBERED = 25 * SECOND

/** `GET /api/runtime/logs`: always from the beginning; goes on while it is read if asked to follow. */
export function logStream(
  world: World,
  server: XwState,
  instance: SimInstance,
  follow: boolean,
  request: Request,
): Response {
  const breaksOff = follow && takeLogFault(server) === 'log-breaks-off'
  const isAgain = server.logsRead.has(instance.containerId)
  server.logsRead.add(instance.containerId)
  return streamed({
    contentType: 'text/plain; charset=utf-8',
    request,
    split: false,
    async run(sink) {
      const writer = new PieceWriter(sink, world.quirks.splitChunks)
      let upTo = world.clock.now()
      const every = world.quirks.logBusy ? EVERY_BUSY : EVERY
      const from = world.quirks.logForgets && isAgain ? upTo - REMEMBERED : Number.NEGATIVE_INFINITY
      for (const piece of pieces(instance, from, upTo, every)) await writer.write(piece.text)
      writer.flush()
      if (world.quirks.logRubbish) for (const bytes of rubbish(instance)) await writer.bytes(bytes)
      if (!follow) return 'end'
      const breaksAt = upTo + BREAKS_AFTER
      while (!sink.signal.aborted) {
        const phase = phaseOf(instance, world.clock.now())
        if (phase === 'stopped' || phase === 'crashed') break
        if (!(await sleep(world.clock, SECOND, sink.signal))) return 'drop'
        const now = world.clock.now()
        for (const piece of pieces(instance, upTo, now, every)) await writer.write(piece.text)
        writer.flush()
        upTo = now
        if (breaksOff && now >= breaksAt) return 'drop'
      }
      return 'end'
    },
  })
}

function takeLogFault(server: XwState): FaultName | undefined {
  const { fault } = server
  if (!fault || !isLogFault(fault.name)) return undefined
  fault.times--
  if (fault.times <= 0) server.fault = undefined
  return fault.name
}

/** What a log should not have, and has: between the history and what follows. */
function* rubbish(instance: SimInstance): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  // As old as the instance: at each reading it is the same.
  const time = logTime((instance.startedAt ?? 0) + instance.loadMs)
  const line = (text: string) => encoder.encode(`${time} ${text}\n`)
  yield line('layer a1: waiting')
  yield line('layer b2: waiting')
  for (let percent = 0; percent <= 100; percent += 20) {
    yield line(`\u001b[2Alayer a1: ${percent}%\u001b[K`)
    yield line(`layer b2: ${percent / 2}%\u001b[K`)
  }
  yield line(
    '\u001b[38;5;208m256 colours\u001b[0m, \u001b[38;2;120;80;255mtrue colour\u001b[0m, \u001b[7mthe other way round\u001b[0m',
  )
  yield encoder.encode(`${time} `)
  yield Uint8Array.from({ length: 4096 }, (_, i) => 128 + (mix(i, 7) % 128))
  yield encoder.encode('\n')
  yield encoder.encode(`${time} downloading`)
  for (let n = 0; n < 2000; n++) yield encoder.encode(`\rdownloading ${n} of 2000`)
  yield encoder.encode('\n')
  yield encoder.encode(`${time} {"tokens":[`)
  const part = encoder.encode('12345,'.repeat(10_000))
  for (let n = 0; n < 87; n++) yield part
  yield encoder.encode('0]}\n')
}

/** Sends text in pieces that end anywhere, as they leave a socket. */
class PieceWriter {
  private readonly sink: Sink
  private readonly split: boolean
  private readonly encoder = new TextEncoder()
  private waiting = ''
  private n = 0

  constructor(sink: Sink, split: boolean) {
    this.sink = sink
    this.split = split
  }

  async write(text: string): Promise<void> {
    this.waiting += text
    if (this.waiting.length < 16_384) return
    this.flush()
    await this.sink.roomy()
  }

  async bytes(bytes: Uint8Array): Promise<void> {
    this.flush()
    this.sink.bytes(bytes)
    await this.sink.roomy()
  }

  flush(): void {
    const bytes = this.encoder.encode(this.waiting)
    this.waiting = ''
    for (let from = 0; from < bytes.length;) {
      const end = this.split ? from + 1 + (mix(++this.n, bytes.length) % 4096) : bytes.length
      this.sink.bytes(bytes.subarray(from, end))
      from = end
    }
  }
}

function* pieces(instance: SimInstance, after: number, upTo: number, every: number): Generator<Piece> {
  const { startedAt } = instance
  if (startedAt === undefined) return
  const end = instance.end?.at ?? Number.POSITIVE_INFINITY
  const last = Math.min(upTo, end)
  for (const piece of bootPieces(instance, startedAt)) {
    if (piece.at > after && piece.at <= last) yield piece
  }
  const readyAt = startedAt + instance.loadMs
  const first = Math.max(0, Math.floor((after - readyAt) / every))
  for (let k = Number.isFinite(first) ? first : 0; readyAt + k * every <= last; k++) {
    const at = readyAt + k * every
    if (at > after) yield { at, text: workLine(instance, at, k) }
  }
  if (instance.end && end > after && end <= upTo) {
    for (const text of lastWords(instance)) yield { at: end, text: `${logTime(end)} ${text}\n` }
  }
}

function bootPieces(instance: SimInstance, startedAt: number): Piece[] {
  const list: Piece[] = []
  const shards = 4
  const add = (share: number, text: string) => {
    const at = startedAt + Math.floor(instance.loadMs * share)
    list.push({ at, text: `${logTime(at)} ${text}\n` })
  }
  const draw = (share: number, text: string) => list.push({ at: startedAt + Math.floor(instance.loadMs * share), text })
  add(0.01, `INFO [api_server.py:1289] \u001b[1mstarting ${instance.engine}\u001b[0m API server`)
  add(
    0.02,
    `INFO [api_server.py:1290] args: Namespace(model='/models/${instance.modelId}', served_model_name=['${instance.alias}'], tensor_parallel_size=${instance.chips.length})`,
  )
  add(
    0.05,
    '\u001b[33mWARNING\u001b[0m [config.py:472] async output processing is not supported on this device, disabled',
  )
  add(
    0.1,
    `INFO [parallel_state.py:1004] 分布式环境初始化完成 world_size=${instance.chips.length}, 设备 ${instance.chips.join(',')}`,
  )
  const from = 0.15
  const bar = (n: number) =>
    `Loading safetensors checkpoint shards: ${String(Math.round((n / shards) * 100)).padStart(3)}% Completed | ${n}/${shards} [${'█'.repeat(n * 3).padEnd(shards * 3)}]`
  draw(from, `${logTime(startedAt + Math.floor(instance.loadMs * from))} ${bar(0)}`)
  for (let n = 1; n <= shards; n++) draw(from + n * 0.11, `\r${bar(n)}`)
  draw(from + shards * 0.11 + 0.001, '\n')
  add(0.62, `INFO [model_runner.py:1110] 模型权重加载完成，占用 ${(12 + (hash(instance.id) % 400) / 10).toFixed(1)} GB`)
  if (instance.end?.why === 'out-of-memory') return list
  add(0.8, 'INFO [worker.py:267] KV cache: 9215 blocks, maximum concurrency for 32768 tokens: 4.50x')
  add(0.97, 'INFO:     Application startup complete.')
  add(0.99, 'INFO:     Uvicorn running on \u001b[1mhttp://0.0.0.0:8000\u001b[0m (Press CTRL+C to quit)')
  return list
}

function workLine(instance: SimInstance, at: number, k: number): string {
  const key = hash('work', instance.id)
  const dice = unitOf(key, k)
  if (dice < 0.55) {
    const rate = (dice * 3000).toFixed(1)
    const running = Math.floor(dice * 30)
    return `${logTime(at)} INFO [loggers.py:116] Engine 000: Avg prompt throughput: ${rate} tokens/s, Avg generation throughput: ${(dice * 900).toFixed(1)} tokens/s, Running: ${running} reqs, Waiting: 0 reqs, GPU KV cache usage: ${(dice * 60).toFixed(1)}%\n`
  }
  if (dice < 0.98) {
    return `${logTime(at)} \u001b[32mINFO\u001b[0m:     10.2.${k % 8}.${20 + (k % 50)}:${40_000 + (k % 9000)} - "POST /v1/chat/completions HTTP/1.1" \u001b[32m200 OK\u001b[0m\n`
  }
  return `${logTime(at)} \u001b[33mWARNING\u001b[0m [scheduler.py:1241] Sequence group is preempted: not enough KV cache space\n`
}

function lastWords(instance: SimInstance): string[] {
  switch (instance.end?.why) {
    case 'out-of-memory':
      return [
        '\u001b[31mERROR\u001b[0m [engine.py:448] NPU out of memory. Tried to allocate 2.50 GiB (NPU 0; 60.96 GiB total capacity; 58.71 GiB already allocated)',
        'Traceback (most recent call last):',
        '  File "/usr/local/lib/python3.11/site-packages/vllm/engine/multiprocessing/engine.py", line 441, in run_mp_engine',
        'RuntimeError: Engine process failed to start. See stack trace for the root cause.',
      ]
    case 'crashed':
      return ['\u001b[31mERROR\u001b[0m Fatal Python error: Segmentation fault', '!!!!!!! Segfault encountered !!!!!!!']
    default:
      return ['INFO:     Shutting down', 'INFO:     Waiting for application shutdown.']
  }
}
