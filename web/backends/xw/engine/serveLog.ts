import { BulkError } from '@/net/bulkFailure.ts'
import { LogEngine } from './logEngine.ts'
import type { FromLog, LogWork, ToLog } from './logWork.ts'

/** As much of a worker's own scope, or of a port, as is needed here. */
export interface LogScope {
  onmessage: ((event: MessageEvent<ToLog>) => void) | null
  postMessage(message: FromLog): void
}

/** Answers what the page asks of one log, for as long as the worker lives. */
export function serveLog(scope: LogScope): void {
  const running = new Map<number, AbortController>()
  const engine = new LogEngine((state) => scope.postMessage({ kind: 'state', state }))

  scope.onmessage = ({ data: asked }) => {
    if (asked.kind === 'abort') running.get(asked.id)?.abort()
    else void run(asked)
  }
  scope.postMessage({ kind: 'ready' })

  async function run({ id, operation, args }: Extract<ToLog, { kind: 'run' }>): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const work: LogWork = { signal: controller.signal, onOpen: () => scope.postMessage({ kind: 'open', id }) }
    try {
      const result = await engine[operation](args as never, work)
      scope.postMessage({ kind: 'done', id, result })
    } catch (error) {
      if (error instanceof BulkError) scope.postMessage({ kind: 'failed', id, failure: error.failure })
      else scope.postMessage({ kind: 'broken', id, message: error instanceof Error ? error.message : String(error) })
    } finally {
      running.delete(id)
    }
  }
}
