import { excerptOf, looksLikeHtml, type ReadRefusal, readText, refusedFacts, unsentFacts } from './answer.ts'
import type { Deadline } from './deadline.ts'
import type { Endpoint } from './endpoint.ts'
import { type Query, urlOf } from './http.ts'
import { Problem, type ProblemFacts } from './problem.ts'
import { fetchTold } from './redirect.ts'

interface StreamRequest {
  at: Endpoint
  operation: string
  path: string
  query?: Query | undefined
  method: 'GET' | 'POST'
  changes: boolean
  headers: Readonly<Record<string, string>>
  body?: string
  refusal?: ReadRefusal | undefined
  /** Whether an answer of this media type (lower case, without parameters, "" for none) is the stream. */
  accepts: (mediaType: string) => boolean
}

/** What came instead of a stream is read for its words, but can be endless. */
const MAX_REFUSAL_BYTES = 256 * 1024

/**
 * Sends one request and waits for a stream's head. From then on the clock of `deadline` no longer runs.
 *
 * @throws only {@link Problem}
 */
export async function openStream(
  o: StreamRequest,
  deadline: Deadline,
): Promise<{ response: Response; body: ReadableStream<Uint8Array> }> {
  const problem = (facts: ProblemFacts) => new Problem(o.at, o.operation, facts)
  const response = await deadline.limit(send(o, deadline.signal)).catch((error: unknown) => {
    throw problem(deadline.factsOr(unsentFacts(error)))
  })
  const mediaType = (response.headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase()
  if (response.ok && response.body && response.status !== 204 && o.accepts(mediaType)) {
    deadline.disarm()
    return { response, body: response.body }
  }

  let text = ''
  try {
    text = await readText(response, deadline.limit, MAX_REFUSAL_BYTES)
  } catch {
    // The status and the media type are known, and are enough.
    if (deadline.aborted()) throw problem({ kind: 'abort' })
  }
  if (!response.ok) throw problem(refusedFacts(response, text, o.refusal))
  const reason = text.trim() === '' ? 'empty' : looksLikeHtml(mediaType, text) ? 'html' : 'not-a-stream'
  const excerpt = excerptOf(text)
  throw problem({ kind: 'response', reason, status: response.status, ...(excerpt !== '' && { excerpt }) })
}

/** Async, so that an address that is none rejects like one where nobody answers. */
async function send(o: StreamRequest, signal: AbortSignal): Promise<Response> {
  const init: RequestInit = {
    method: o.method,
    headers: o.headers,
    ...(o.body !== undefined && { body: o.body }),
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  }
  return fetchTold(urlOf(o.at, o.path, o.query), init, !o.changes)
}
