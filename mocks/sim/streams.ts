import { mix } from './rng.ts'

/** What a mocked stream is written to. */
export interface Sink {
  readonly signal: AbortSignal
  text(text: string): void
  bytes(bytes: Uint8Array): void
  /** Resolves when the reader has room for more (at once, mostly), or has gone. */
  roomy(): Promise<void>
}

/** `'drop'` breaks the connection, as a crash or a cut cable does; `'end'` closes it in good order. */
export type StreamEnd = 'end' | 'drop'

export interface StreamOptions {
  readonly contentType: string
  readonly request: Request
  /** pieces end anywhere, inside a character too */
  readonly split: boolean
  readonly run: (sink: Sink) => Promise<StreamEnd>
}

const encoder = new TextEncoder()

/** An answer that is written while it is read. When its reader goes away, the sink's signal fires. */
export function streamed({ contentType, request, split, run }: StreamOptions): Response {
  const gone = new AbortController()
  let wake: (() => void) | undefined
  let pieces = 0
  const onAbort = () => gone.abort()
  if (request.signal.aborted) gone.abort()
  else request.signal.addEventListener('abort', onAbort, { once: true })

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        gone.signal.addEventListener('abort', () => wake?.(), { once: true })
        const bytes = (chunk: Uint8Array) => {
          if (!gone.signal.aborted && chunk.length > 0) controller.enqueue(chunk)
        }
        const sink: Sink = {
          signal: gone.signal,
          bytes,
          text(text) {
            const chunk = encoder.encode(text)
            const at = split && chunk.length > 1 ? 1 + (mix(++pieces, chunk.length) % (chunk.length - 1)) : chunk.length
            bytes(chunk.subarray(0, at))
            bytes(chunk.subarray(at))
          },
          roomy() {
            if (gone.signal.aborted || (controller.desiredSize ?? 1) > 0) return Promise.resolve()
            return new Promise((resolve) => {
              wake = resolve
            })
          },
        }
        void run(sink).then(
          (end) => finish(controller, end),
          (error: unknown) => {
            // a bug of the mock: loud here, a dropped connection there
            if (!gone.signal.aborted) queueMicrotask(() => throwOut(error))
            finish(controller, 'drop')
          },
        )
      },
      pull() {
        wake?.()
      },
      cancel() {
        gone.abort()
      },
    },
    { highWaterMark: 64 },
  )

  function finish(controller: ReadableStreamDefaultController<Uint8Array>, end: StreamEnd): void {
    request.signal.removeEventListener('abort', onAbort)
    if (end === 'end' && !gone.signal.aborted) controller.close()
    else controller.error(request.signal.aborted ? request.signal.reason : new TypeError('connection dropped'))
  }

  return new Response(body, {
    headers: { 'content-type': contentType, 'cache-control': 'no-cache', 'x-accel-buffering': 'no' },
  })
}

function throwOut(error: unknown): never {
  throw error
}

/** One unnamed server-sent event. */
export function sse(data: string): string {
  return `data: ${data}\n\n`
}
