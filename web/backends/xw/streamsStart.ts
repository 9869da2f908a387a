import type { Endpoint } from '@/net/endpoint.ts'
import { postEvents } from '@/net/events.ts'
import { refusal } from './schema/error.ts'
import { readStartEvent, type StartEvent, type StartRequest } from './schema/start.ts'
import type { StreamHandlers } from './streams.ts'

/** A comment comes so often, whatever else there is to say. */
const startBeatMs = 30_000
const startStallMs = 75_000

/**
 * Starts an instance. Aborting cancels the preparation, but not a start under way.
 * Resolves after `done` or the server's own `error`; the instance's line may be missing, then list the instances.
 */
export function start(at: Endpoint, request: StartRequest, handlers: StreamHandlers<StartEvent>): Promise<void> {
  const { onEvent, ...others } = handlers
  let failure: string | undefined
  return postEvents({
    ...others,
    at,
    operation: 'xw.start',
    path: '/api/runtime/start',
    changes: true,
    body: request,
    refusal,
    stallMs: startStallMs,
    beatMs: startBeatMs,
    onEvent: (event) => {
      const read = readStartEvent(event)
      if (read?.kind === 'error') failure = read.message
      if (read) onEvent(read, event.data)
    },
    isLast: ({ type }) => type === 'done' || type === 'error',
    failure: () => failure,
  })
}
