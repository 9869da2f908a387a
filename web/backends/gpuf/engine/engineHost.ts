import { workerAddress } from '@/lib/workerAddress.ts'
import { BulkError, type BulkCall } from '@/net/bulkFailure.ts'
import { askHere } from '@/net/bulkHere.ts'
import clientsWorker from './clients.worker.ts?worker&url'
import type { Engines } from './engines.ts'
import historyWorker from './history.worker.ts?worker&url'
import type { FromEngine, ToEngine, Work } from './work.ts'

type Name = keyof Engines
type Operation<N extends Name> = keyof Engines[N] & string
type Handler<N extends Name, O extends Operation<N>> = Engines[N][O] extends (
  args: infer Args,
  work: Work<infer Progress>,
) => infer Result
  ? { readonly args: Args; readonly progress: Progress; readonly result: Awaited<Result> }
  : never

interface Running<Progress> {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

export interface Engine<N extends Name> {
  /**
   * @throws {BulkError} for a failed call, an abort included; for a worker that broke down, as if the connection had
   * dropped
   */
  run<O extends Operation<N>>(
    operation: O,
    args: Handler<N, O>['args'],
    running?: Running<Handler<N, O>['progress']>,
  ): Promise<Handler<N, O>['result']>
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((progress: never) => void) | undefined
}

interface Host {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
  isReady: boolean
}

/** Each has its own file, and comes with nothing that only another one needs. */
const startWorker = {
  clients: () => new Worker(workerAddress(clientsWorker), { type: 'module' }),
  history: () => new Worker(workerAddress(historyWorker), { type: 'module' }),
} satisfies Record<Name, () => Worker>

let lastId = 0
/** A place where workers cannot be started: what they would do is done in the page. */
let isInline = typeof Worker === 'undefined'

/** An engine in a worker of its own, which starts with its first operation; in the page where there are no workers. */
export function startEngine<N extends Name>(name: N): Engine<N> {
  let current: Host | undefined

  const broken = (host: Host) => {
    host.worker.terminate()
    if (current === host) current = undefined
    // It never came up, and the next one would not either: files that a newer version has replaced are one case.
    if (!host.isReady) isInline = true
    const failure = host.isReady
      ? new BulkError({ kind: 'facts', facts: { kind: 'broken-off', reason: 'dropped' } })
      : new NoWorkerError()
    for (const { reject } of host.waiting.values()) reject(failure)
    host.waiting.clear()
  }

  const start = (): Host => {
    const worker = startWorker[name]()
    const host: Host = { worker, waiting: new Map(), isReady: false }
    worker.onmessage = ({ data }: MessageEvent<FromEngine>) => receive(host, data)
    worker.onerror = (event) => {
      event.preventDefault()
      broken(host)
    }
    worker.onmessageerror = () => broken(host)
    return host
  }

  return {
    async run(operation, args, { signal, onProgress } = {}) {
      if (signal?.aborted) throw aborted()
      if (isInline) return runInline(name, operation, args, signal, onProgress)
      current ??= start()
      const { worker, waiting } = current
      const { sent, moved } = __MOCKS__ ? await askedHere(args, signal) : { sent: args, moved: [] }
      const id = ++lastId
      const send = (message: ToEngine) => worker.postMessage(message, message.kind === 'run' ? moved : [])
      const onAbort = () => {
        send({ kind: 'abort', id })
        waiting.get(id)?.reject(aborted())
        waiting.delete(id)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      try {
        return await new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject, onProgress })
          send({ kind: 'run', id, engine: name, operation, args: sent })
        })
      } catch (error) {
        if (!(error instanceof NoWorkerError)) throw error
        return runInline(name, operation, args, signal, onProgress)
      } finally {
        signal?.removeEventListener('abort', onAbort)
      }
    },
  }
}

/** With the answer to its call, where a call is among the arguments. */
async function askedHere(
  args: unknown,
  signal: AbortSignal | undefined,
): Promise<{ readonly sent: unknown; readonly moved: Transferable[] }> {
  if (typeof args !== 'object' || args === null || !('call' in args)) return { sent: args, moved: [] }
  const call = await askHere(args.call as BulkCall, signal)
  return { sent: { ...args, call }, moved: call.answer?.body ? [call.answer.body] : [] }
}

class NoWorkerError extends Error {}

function receive(host: Host, message: FromEngine): void {
  host.isReady = true
  if (message.kind === 'ready') return
  const waiting = host.waiting.get(message.id)
  // Nobody waits for what was aborted.
  if (!waiting) return
  if (message.kind === 'progress') {
    waiting.onProgress?.(message.progress as never)
    return
  }
  host.waiting.delete(message.id)
  switch (message.kind) {
    case 'done':
      waiting.resolve(message.result as never)
      return
    case 'failed':
      waiting.reject(new BulkError(message.failure))
      return
    case 'broken':
      waiting.reject(new Error(message.message))
  }
}

async function runInline<Result>(
  name: Name,
  operation: string,
  args: unknown,
  signal: AbortSignal | undefined,
  onProgress: ((progress: never) => void) | undefined,
): Promise<Result> {
  const { engines } = await import('./engines.ts')
  const handlers: Readonly<Record<string, unknown>> = engines[name]
  const handler = handlers[operation] as (args: unknown, work: Work<unknown>) => Promise<Result>
  const controller = new AbortController()
  return handler(args, {
    signal: signal ?? controller.signal,
    report: (progress) => onProgress?.(progress as never),
    // Nothing leaves the page.
    give: () => undefined,
  })
}

function aborted(): BulkError {
  return new BulkError({ kind: 'facts', facts: { kind: 'abort' } })
}
