import type { Endpoint } from '@/net/endpoint.ts'
import { postEvents } from '@/net/events.ts'
import { refusal } from './schema/error.ts'
import { type PullEvent, type PullRequest, readPullEvent } from './schema/pull.ts'

/**
 * The operations of xw that answer over minutes. Each resolves after its last frame and rejects with a
 * `Problem`; a stream that ends without its last frame is broken off. None is ever sent twice by itself.
 */

export interface StreamHandlers<E> {
  readonly signal?: AbortSignal
  /** `raw` is the data as it came, for the raw log. */
  readonly onEvent: (event: E, raw: string) => void
  /** The server has granted the stream. */
  readonly onOpen?: () => void
  /** Nothing came for long, not even a comment. */
  readonly onStall?: (silentForMs: number) => void
  readonly onRecover?: () => void
}

/** How far apart heartbeats are. */
const pullBeatMs = 5_000
const pullStallMs = 20_000

/**
 * Pulls a model by its id. **Aborting, like closing the page, cancels the download on the server**; pulling again
 * goes on from the last whole file. Resolves after `complete` or `error`: which of them, the events said.
 */
export function pull(at: Endpoint, request: PullRequest, handlers: StreamHandlers<PullEvent>): Promise<void> {
  const { onEvent, ...others } = handlers
  let last = false
  let failure: string | undefined
  return postEvents({
    ...others,
    at,
    operation: 'xw.pull',
    path: '/api/models/pull',
    changes: true,
    body: request,
    refusal,
    stallMs: pullStallMs,
    beatMs: pullBeatMs,
    onEvent: ({ data }) => {
      const event = readPullEvent(data)
      last = event.kind === 'complete' || event.kind === 'error'
      if (event.kind === 'error') failure = event.message
      onEvent(event, data)
    },
    isLast: () => last,
    failure: () => failure,
  })
}
