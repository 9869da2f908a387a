import { BulkError } from '@/net/bulkFailure.ts'
import type { FromEngine, Handlers, ToEngine, Work } from './work.ts'

/** As much of a worker's own scope, or of a port, as is needed here. */
export interface Scope {
  onmessage: ((event: MessageEvent<ToEngine>) => void) | null
  postMessage(message: FromEngine, transfer: Transferable[]): void
}

/** Answers what the page asks, for as long as the worker lives. */
export function serveEngines(scope: Scope, engines: Readonly<Record<string, Handlers>>): void {
  const running = new Map<number, AbortController>()

  scope.onmessage = ({ data: asked }) => {
    switch (asked.kind) {
      case 'abort':
        running.get(asked.id)?.abort()
        return
      case 'run':
        void run(asked)
    }
  }
  scope.postMessage({ kind: 'ready' }, [])

  async function run({ id, engine, operation, args }: Extract<ToEngine, { kind: 'run' }>): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    let buffers: ArrayBuffer[] = []
    const post = (message: FromEngine) => scope.postMessage(message, buffers.splice(0))
    const work: Work<unknown> = {
      signal: controller.signal,
      report: (progress) => post({ kind: 'progress', id, progress }),
      give: (more) => {
        buffers = [...buffers, ...more]
      },
    }
    try {
      const handler = engines[engine]?.[operation]
      if (handler === undefined) throw new TypeError(`No ${operation} in ${engine}.`)
      const result = await handler(args as never, work as never)
      post({ kind: 'done', id, result })
    } catch (error) {
      buffers = []
      if (error instanceof BulkError) post({ kind: 'failed', id, failure: error.failure })
      else post({ kind: 'broken', id, message: error instanceof Error ? error.message : String(error) })
    } finally {
      running.delete(id)
    }
  }
}
