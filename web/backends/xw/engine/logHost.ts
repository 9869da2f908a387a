import { workerAddress } from '@/lib/workerAddress.ts'
import { BulkError } from '@/net/bulkFailure.ts'
import { askHere } from '@/net/bulkHere.ts'
import type { LogState } from '../schema/logRow.ts'
import logWorker from './log.worker.ts?worker&url'
import type { LogEngine } from './logEngine.ts'
import type { ArgsOf, FromLog, LogOperation, ReadLog, ResultOf, ToLog } from './logWork.ts'

interface Running {
  readonly signal?: AbortSignal
  readonly onOpen?: () => void
}

/** The engine of one log. */
export interface LogHost {
  /** @throws {BulkError} for a failed read, an abort included; for a worker that broke down, as if it had dropped */
  run<O extends LogOperation>(operation: O, args: ArgsOf<O>, running?: Running): Promise<ResultOf<O>>
  close(): void
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly onOpen: (() => void) | undefined
}

/** In a worker of its own; in the page where there are no workers. */
export function startLog(onState: (state: LogState) => void): LogHost {
  return typeof Worker === 'undefined' ? inPage(onState) : inWorker(onState)
}

function inPage(onState: (state: LogState) => void): LogHost {
  let isClosed = false
  let engine: Promise<LogEngine> | undefined
  const started = () => {
    engine ??= import('./logEngine.ts').then((module) => new module.LogEngine(onState))
    return engine
  }
  return {
    async run(operation, args, { signal, onOpen } = {}) {
      const made = await started()
      if (isClosed) throw aborted()
      const work = { signal: signal ?? new AbortController().signal, onOpen: onOpen ?? (() => undefined) }
      const result: unknown = await made[operation](args as never, work)
      return result as never
    },
    close() {
      isClosed = true
      void engine?.then((made) => made.close())
    },
  }
}

function inWorker(onState: (state: LogState) => void): LogHost {
  const worker = new Worker(workerAddress(logWorker), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let isBroken = false

  const end = () => {
    isBroken = true
    worker.terminate()
    for (const { reject } of waiting.values()) reject(dropped())
    waiting.clear()
  }
  worker.onerror = (event) => {
    event.preventDefault()
    end()
  }
  worker.onmessageerror = end
  worker.onmessage = ({ data: message }: MessageEvent<FromLog>) => {
    if (message.kind === 'ready') return
    if (message.kind === 'state') {
      onState(message.state)
      return
    }
    const one = waiting.get(message.id)
    if (message.kind === 'open') {
      one?.onOpen?.()
      return
    }
    waiting.delete(message.id)
    switch (message.kind) {
      case 'done':
        one?.resolve(message.result as never)
        return
      case 'failed':
        one?.reject(new BulkError(message.failure))
        return
      case 'broken':
        one?.reject(new Error(message.message))
    }
  }

  const send = (message: ToLog, transfer: Transferable[] = []) => worker.postMessage(message, transfer)

  return {
    async run(operation, args, { signal, onOpen } = {}) {
      if (signal?.aborted) throw aborted()
      if (isBroken) throw dropped()
      const { sent, moved } = __MOCKS__ ? await askedHere(operation, args, signal) : { sent: args, moved: [] }
      lastId += 1
      const id = lastId
      const onAbort = () => {
        send({ kind: 'abort', id })
        waiting.get(id)?.reject(aborted())
        waiting.delete(id)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      try {
        return await new Promise((resolve, reject) => {
          waiting.set(id, { resolve, reject, onOpen })
          send({ kind: 'run', id, operation, args: sent }, moved)
        })
      } finally {
        signal?.removeEventListener('abort', onAbort)
      }
    },
    close: end,
  }
}

/** The mocks tell pages apart by where a request comes from, and to them a worker is of no page. */
async function askedHere(
  operation: LogOperation,
  args: unknown,
  signal: AbortSignal | undefined,
): Promise<{ readonly sent: unknown; readonly moved: Transferable[] }> {
  if (operation !== 'read') return { sent: args, moved: [] }
  const read = args as ReadLog
  const call = await askHere(read.call, signal)
  return { sent: { ...read, call }, moved: call.answer?.body ? [call.answer.body] : [] }
}

function dropped(): BulkError {
  return new BulkError({ kind: 'facts', facts: { kind: 'broken-off', reason: 'dropped' } })
}

function aborted(): BulkError {
  return new BulkError({ kind: 'facts', facts: { kind: 'abort' } })
}
