import type { FetchLikeResponse } from 'eventsource'
import { type ReadRefusal, unsentFacts } from './answer.ts'
import { noteBuffered } from './buffered.ts'
import { watchBursts } from './bursts.ts'
import { currentGroup } from './changeGroup.ts'
import { beforeChange, startChange } from './changes.ts'
import { countComments } from './countComments.ts'
import { startDeadline } from './deadline.ts'
import type { DispatchingSource } from './dispatchingSource.ts'
import type { Endpoint } from './endpoint.ts'
import { DEFAULT_TIMEOUT_MS } from './http.ts'
import { mayBeLate } from './mayBeLate.ts'
import { openStream } from './openStream.ts'
import { startOutcome } from './outcomes.ts'
import { type BrokenOffReason, isProblem, Problem } from './problem.ts'
import { watchSilence } from './silence.ts'

/** Heartbeats that are further apart show only what is kept back for long. */
const RARE_MS = 10_000

export interface ServerEvent {
  /** `message` when the server did not name it. */
  type: string
  data: string
  lastEventId: string
}

export interface EventPost {
  at: Endpoint
  /** `kind.function`, as `xw.pull`. */
  operation: string
  path: string
  /** Whether the request changes something on the server, as in a call. */
  changes: boolean
  /** Sent as JSON. */
  body: unknown
  headers?: Readonly<Record<string, string>> | undefined
  signal?: AbortSignal | undefined
  /** Reads the body of a status ≥ 400, as in a call. */
  refusal?: ReadRefusal | undefined
  /** How long the server may take until its answer's head. 30 s where not given. */
  timeoutMs?: number | undefined
  /** After so long without one byte (comments count as bytes) the stream is stalled. Never where not given. */
  stallMs?: number | undefined
  /** The server took the request and the stream stands. */
  onOpen?: (() => void) | undefined
  /** Each as it arrives. What it throws ends the stream and is what the promise rejects with. */
  onEvent: (event: ServerEvent) => void
  /**
   * The server says something at least so often, be it a comment: what keeps events back on their way is then noticed.
   */
  beatMs?: number | undefined
  /** Once a stall. */
  onStall?: ((silentForMs: number) => void) | undefined
  onRecover?: (() => void) | undefined
  /** Asked behind the last event: the server's words where that one said that the work failed. */
  failure?: (() => string | undefined) | undefined
  /** After the event for which it is true the stream is complete, and closed from this side. */
  isLast?: ((event: ServerEvent) => boolean) | undefined
}

/**
 * Server-sent events as the answer to a POST.
 *
 * The request is sent exactly once. An EventSource by itself reconnects after every end, which here would start the
 * work again: whether and when to do that is up to the caller.
 *
 * @returns settles when the stream is over: fulfilled after its last event, or, where the caller named none, at an end
 * in good order
 * @throws Problem: server (the refusal's body was read), request, timeout (no head in time), abort, response (no
 * stream), broken-off (dropped, or ended early)
 */
export async function postEvents(o: EventPost): Promise<void> {
  if (!o.changes) return streamEvents(o)
  const { at: server, operation, path, body } = o
  // Known before anything is waited for.
  const group = currentGroup()
  await beforeChange(server, operation)
  const changed = startChange({ server, operation, path, body, group })
  try {
    await streamEvents(o)
    const words = o.failure?.()
    changed(words === undefined ? undefined : new Problem(server, operation, { kind: 'server', status: 200, words }))
  } catch (error) {
    // What the caller's own handler threw has ended the stream as well.
    changed(isProblem(error) ? error : new Problem(server, operation, { kind: 'abort' }))
    throw error
  }
}

function streamEvents(o: EventPost): Promise<void> {
  const started = startOutcome(o.at, o.operation)
  const deadline = startDeadline(o.signal, o.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const silence = watchSilence(o)
  const bursts = o.beatMs === undefined ? undefined : watchBursts(o.beatMs, performance.now())
  const isRare = (o.beatMs ?? 0) > RARE_MS
  const judge = (isBuffered: boolean | undefined) => {
    if (isBuffered !== undefined) noteBuffered(o.at, isBuffered, isRare ? 'rare-events' : 'events')
  }
  const hear = () => judge(bursts?.heard({ atMs: performance.now(), isExcused: mayBeLate() }))
  const commentsIn = countComments()
  /** The EventSource itself does not tell an end in good order from a drop: its body does. */
  let bodyEnd: BrokenOffReason = 'dropped'

  const onOpen = () => {
    started()
    silence.start()
    o.onOpen?.()
  }

  return new Promise((resolve, reject) => {
    let source: DispatchingSource | undefined
    let over = false
    const settle = (conclude: () => void) => {
      if (over) return
      over = true
      silence.stop()
      source?.close()
      deadline.close()
      conclude()
    }
    const fail = (error: unknown) => settle(() => reject(error))

    const onServerEvent = ({ type, data, lastEventId }: MessageEvent) => {
      const event = { type, data: String(data), lastEventId }
      hear()
      o.onEvent(event)
      if (!o.isLast?.(event)) return
      judge(bursts?.ended())
      settle(resolve)
    }
    const onConnectionEnd = () => {
      if (bodyEnd === 'ended-early' && !o.isLast) settle(resolve)
      else fail(new Problem(o.at, o.operation, { kind: 'broken-off', reason: bodyEnd }))
    }
    const onDispatch = (event: Event) => {
      // What was in one chunk with the last event, or behind an abort, is dispatched all the same.
      if (over) return
      try {
        // A server may call its own events "error" or "open": what tells them from the connection's is that they are
        // messages.
        if (event instanceof MessageEvent) onServerEvent(event)
        else if (event.type === 'open') onOpen()
        else onConnectionEnd()
      } catch (error) {
        fail(error)
      }
    }

    const open = async (): Promise<FetchLikeResponse> => {
      try {
        const { response, body } = await openStream(
          {
            ...o,
            method: 'POST',
            headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json', ...o.headers },
            body: JSON.stringify(o.body),
            accepts: (mediaType) => mediaType === 'text/event-stream',
          },
          deadline,
        )
        const reader = readerOf(body, deadline.signal, {
          onBytes: (bytes) => {
            silence.heard()
            // What parses events keeps comments to itself.
            for (let left = bursts ? commentsIn(bytes) : 0; left > 0; left -= 1) hear()
          },
          onEnd: () => {
            bodyEnd = 'ended-early'
          },
        })
        return streamResponse(response.url, reader)
      } catch (error) {
        if (!over && error instanceof Problem) started(error)
        fail(error)
        // An EventSource is quiet only about this kind of error.
        throw new DOMException('The stream was not opened.', 'AbortError')
      }
    }

    const onAbort = () => {
      if (deadline.aborted()) fail(new Problem(o.at, o.operation, { kind: 'abort' }))
    }
    if (deadline.aborted()) {
      onAbort()
      return
    }
    deadline.signal.addEventListener('abort', onAbort)
    const begin = async () => {
      try {
        // Most pages never open a stream: what parses one comes with the first.
        const { DispatchingSource } = await import('./dispatchingSource.ts')
        if (over) return
        source = new DispatchingSource(once(open))
        source.onDispatch = onDispatch
      } catch {
        const problem = new Problem(o.at, o.operation, unsentFacts())
        if (!over) started(problem)
        fail(problem)
      }
    }
    void begin()
  })
}

/** Whatever the EventSource makes of an end: there is no second request. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let asked = false
  return () => {
    if (asked) return Promise.reject(new DOMException('Not again.', 'AbortError'))
    asked = true
    return work()
  }
}

type ByteReader = Pick<ReadableStreamDefaultReader<Uint8Array>, 'read' | 'cancel'>

function readerOf(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  { onBytes, onEnd }: { onBytes: (bytes: Uint8Array) => void; onEnd: () => void },
): ByteReader {
  const reader = body.getReader()
  // A body that does not notice its request's end would flow on, unread.
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true })
  return {
    read: async () => {
      const chunk = await reader.read()
      if (chunk.done) onEnd()
      else onBytes(chunk.value)
      return chunk
    },
    cancel: (reason) => reader.cancel(reason),
  }
}

/** As much of a Response as an EventSource looks at. */
function streamResponse(url: string, reader: ByteReader): FetchLikeResponse {
  return {
    status: 200,
    url,
    redirected: false,
    headers: { get: () => 'text/event-stream' },
    body: { getReader: () => reader },
  }
}
