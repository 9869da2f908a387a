import { excerptOf, looksLikeHtml, readText, unsentFacts } from './answer.ts'
import { type BulkCall, BulkError } from './bulkFailure.ts'
import { startDeadline } from './deadline.ts'
import { fetchTold } from './redirect.ts'

/** What came instead of a stream is read for its words, but can be endless. */
const MAX_REFUSAL_BYTES = 256 * 1024

export interface ByteSink {
  /** The server has granted the stream; `serverTime` by its own clock, where it says. */
  readonly onOpen: (serverTime: number | null) => void
  /** A promise holds up the reading until it settles. */
  readonly onBytes: (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>
}

/**
 * GETs a text of no known length and hands on its bytes as they come, until it ends in good order. Runs in workers as
 * well as in pages. Silence is no failure; `timeoutMs` is for the answer's head.
 *
 * @throws {BulkError}
 */
export async function readByteStream(call: BulkCall, sink: ByteSink, signal: AbortSignal): Promise<void> {
  const deadline = startDeadline(signal, call.timeoutMs)
  try {
    if (deadline.aborted()) throw new BulkError({ kind: 'facts', facts: { kind: 'abort' } })
    const response = await deadline.limit(respond(call, deadline.signal)).catch((error: unknown) => {
      throw new BulkError({ kind: 'facts', facts: deadline.factsOr(unsentFacts(error)) })
    })
    const contentType = response.headers.get('content-type')
    if (!response.ok || !response.body || !mayBeText(contentType)) {
      throw await refused(response, deadline.limit)
    }
    deadline.disarm()
    sink.onOpen(timeOf(response.headers.get('date')))
    const reader = response.body.getReader()
    try {
      for (;;) {
        const { done, value } = await deadline.limit(reader.read()).catch(() => {
          throw new BulkError({ kind: 'facts', facts: deadline.factsOr({ kind: 'broken-off', reason: 'dropped' }) })
        })
        if (done) return
        const taken = sink.onBytes(value)
        if (taken) await taken
      }
    } finally {
      reader.cancel().catch(() => undefined)
    }
  } finally {
    deadline.close()
  }
}

async function respond({ url, answer }: BulkCall, signal: AbortSignal): Promise<Response> {
  if (answer) {
    const { status, contentType, body } = answer
    return new Response(body, { status, headers: contentType === null ? {} : { 'content-type': contentType } })
  }
  return fetchTold(url, {
    method: 'GET',
    headers: { Accept: 'text/plain' },
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  })
}

async function refused(response: Response, limit: <T>(work: Promise<T>) => Promise<T>): Promise<BulkError> {
  const contentType = response.headers.get('content-type')
  const text = await readText(response, limit, MAX_REFUSAL_BYTES).catch(() => '')
  if (!response.ok) return new BulkError({ kind: 'refused', status: response.status, contentType, text })
  const reason = text.trim() === '' ? 'empty' : looksLikeHtml(contentType, text) ? 'html' : 'not-a-stream'
  const excerpt = excerptOf(text)
  return new BulkError({
    kind: 'facts',
    facts: { kind: 'response', reason, status: response.status, ...(excerpt !== '' && { excerpt }) },
  })
}

/** Proxies lose the media type, but what is JSON or a web page is no log. */
function mayBeText(contentType: string | null): boolean {
  const type = (contentType ?? '').split(';', 1).join('').trim().toLowerCase()
  return type === '' || type === 'application/octet-stream' || type === 'text/plain'
}

function timeOf(date: string | null): number | null {
  const at = Date.parse(date ?? '')
  return Number.isFinite(at) ? at : null
}
