import { jsonRows, JsonRowsError } from '@/lib/jsonRows.ts'
import { excerptOf, looksLikeHtml, unsentFacts } from './answer.ts'
import { startDeadline } from './deadline.ts'
import { isCutJson } from './jsonCut.ts'
import type { ProblemFacts } from './problem.ts'
import { type BulkCall, BulkError } from './bulkFailure.ts'
import { sendBulk } from './sendBulk.ts'

export interface BulkAnswer {
  readonly status: number
  /** Of the body as it came out of the network, unpacked. */
  readonly bytes: number
  /** What stands around the rows: the answer with that list empty. */
  readonly rest: unknown
  readonly restText: string
  /** The reader had enough before the end; then `rest` is undefined. */
  readonly isStopped: boolean
}

/** Takes the body of an answer while it comes. What it throws ends the call. */
export interface BulkSink {
  /** Keys that lead to the list. */
  readonly path: readonly string[]
  /** `stop` breaks the call off: enough was read. */
  readonly take: (bytes: Uint8Array<ArrayBuffer>) => void | 'stop' | Promise<void | 'stop'>
  /**
   * Behind the last byte.
   *
   * @throws {JsonRowsError}
   */
  readonly end: () => BulkRest | 'stop' | Promise<BulkRest | 'stop'>
}

export interface BulkRest {
  readonly rest: unknown
  readonly restText: string
}

export interface BulkReader {
  /** Keys that lead to the list. */
  readonly path: readonly string[]
  /**
   * Takes the next rows, in their order; what it throws ends the call. `stop` breaks the call off: enough was read.
   *
   * @param bytes of the body so far
   * @param status of the answer
   */
  readonly onRows: (rows: readonly unknown[], bytes: number, status: number) => void | 'stop' | Promise<void | 'stop'>
}

/**
 * GETs one JSON answer and hands on the rows of one of its lists while they come. Runs in workers as well as in pages.
 *
 * @throws {BulkError} and what `onRows` throws
 */
export function readBulk(call: BulkCall, reader: BulkReader, signal?: AbortSignal): Promise<BulkAnswer> {
  return readBulkBytes(call, (status) => rowSink(reader, status), signal)
}

/** The same for a list that is read from its bytes. */
export async function readBulkBytes(
  call: BulkCall,
  open: (status: number) => BulkSink,
  signal?: AbortSignal,
): Promise<BulkAnswer> {
  const deadline = startDeadline(signal, call.timeoutMs)
  try {
    if (deadline.aborted()) throw fail({ kind: 'abort' })
    const response = await deadline.limit(respond(call, deadline.signal)).catch((error: unknown) => {
      throw fail(deadline.factsOr(unsentFacts(error)))
    })
    const dropped = () => fail(deadline.factsOr({ kind: 'broken-off', reason: 'dropped' }))
    if (!response.ok) {
      const text = await deadline.limit(response.text()).catch(() => {
        if (deadline.aborted()) throw dropped()
        // The status of a refusal says more than that its explanation got lost.
        return ''
      })
      throw new BulkError({ kind: 'refused', status: response.status, contentType: contentTypeOf(response), text })
    }
    return await readBody(response, open(response.status), deadline.limit, dropped)
  } finally {
    deadline.close()
  }
}

function rowSink({ path, onRows }: BulkReader, status: number): BulkSink {
  const reading = jsonRows(path)
  const decoder = new TextDecoder()
  let total = 0
  const hand = (rows: readonly unknown[]) => (rows.length === 0 ? undefined : onRows(rows, total, status))
  return {
    path,
    take: (bytes) => {
      total += bytes.byteLength
      return hand(reading.push(decoder.decode(bytes, { stream: true })))
    },
    end: async () => {
      const last = decoder.decode()
      const late = last === '' ? [] : reading.push(last)
      const { rows, rest, restText } = reading.end()
      const isStopped = (await hand([...late, ...rows])) === 'stop'
      return isStopped ? 'stop' : { rest, restText }
    },
  }
}

function fail(facts: ProblemFacts): BulkError {
  return new BulkError({ kind: 'facts', facts })
}

function respond({ url, answer }: BulkCall, signal: AbortSignal): Promise<Response> {
  if (!answer) return sendBulk(url, signal)
  const { status, contentType, body } = answer
  return Promise.resolve(new Response(body, { status, headers: { 'content-type': contentType ?? '' } }))
}

async function readBody(
  response: Response,
  sink: BulkSink,
  limit: <T>(work: Promise<T>) => Promise<T>,
  dropped: () => BulkError,
): Promise<BulkAnswer> {
  const { status } = response
  const body = response.body?.getReader()
  const read = () => body?.read() ?? Promise.resolve({ done: true, value: undefined })
  let bytes = 0
  let ended = false
  const stopped = (): BulkAnswer => ({ status, bytes, rest: undefined, restText: '', isStopped: true })
  try {
    while (!ended) {
      const { done, value } = await limit(read()).catch(() => {
        throw dropped()
      })
      ended = done
      if (value === undefined) continue
      bytes += value.byteLength
      const taken = sink.take(value)
      // Most pieces are taken at once; waiting for each would cost more than some of them.
      if ((typeof taken === 'object' ? await taken : taken) === 'stop') return stopped()
    }
    const end = await sink.end()
    return end === 'stop' ? stopped() : { status, bytes, ...end, isStopped: false }
  } catch (error) {
    if (!(error instanceof JsonRowsError)) throw error
    throw new BulkError({ kind: 'facts', facts: unreadable(response, error, sink.path) })
  } finally {
    if (!ended) body?.cancel().catch(() => undefined)
  }
}

function unreadable(response: Response, error: JsonRowsError, path: readonly string[]): ProblemFacts {
  const { status } = response
  const { text, fragment, row } = error
  if (row === null && text.trim() === '') return { kind: 'response', reason: 'empty', status }
  if (row === null && looksLikeHtml(contentTypeOf(response), text)) {
    return { kind: 'response', reason: 'html', status, excerpt: excerptOf(text) }
  }
  return {
    kind: 'response',
    reason: isCutJson(text) ? 'cut' : 'not-json',
    status,
    ...(row !== null && { path: `${path.join('.')}[${row}]` }),
    excerpt: excerptOf(row === null ? text : fragment),
  }
}

function contentTypeOf(response: Response): string | null {
  return response.headers.get('content-type')
}
