import type { ReadRefusal } from './answer.ts'
import { startDeadline } from './deadline.ts'
import type { Endpoint } from './endpoint.ts'
import { DEFAULT_TIMEOUT_MS, type Query } from './http.ts'
import { type Line, LineSplitter } from './lineSplitter.ts'
import { openStream } from './openStream.ts'
import { startOutcome } from './outcomes.ts'
import { Problem } from './problem.ts'

export interface LineRead {
  at: Endpoint
  /** `kind.function`, as `xw.logs`. */
  operation: string
  path: string
  query?: Query | undefined
  signal?: AbortSignal | undefined
  refusal?: ReadRefusal | undefined
  /** How long the server may take until its answer's head. 30 s where not given; silence after it is normal. */
  timeoutMs?: number | undefined
  onOpen?: (() => void) | undefined
  /** All that one chunk completed, as it arrives; never called without a line. */
  onLines: (lines: Line[]) => void
  maxLineLength?: number | undefined
}

/**
 * Reads a stream of plain text line by line, until it ends in good order.
 *
 * @throws Problem: server, request, timeout (no head in time), abort, response (no text), broken-off (dropped)
 */
export async function readLines(o: LineRead): Promise<void> {
  const started = startOutcome(o.at, o.operation)
  const deadline = startDeadline(o.signal, o.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  try {
    if (deadline.aborted()) throw new Problem(o.at, o.operation, { kind: 'abort' })
    const { body } = await openStream(
      { ...o, method: 'GET', headers: { Accept: 'text/plain' }, accepts: mayBeText },
      deadline,
    ).catch((error: unknown) => {
      if (error instanceof Problem) started(error)
      throw error
    })
    started()
    o.onOpen?.()

    const splitter = new LineSplitter(o.maxLineLength)
    const give = (lines: Line[]) => {
      if (lines.length > 0) o.onLines(lines)
    }
    const reader = body.getReader()
    try {
      for (;;) {
        const { done, value } = await deadline.limit(reader.read()).catch(() => {
          // What came whole before the drop is worth keeping.
          if (!deadline.aborted()) give(splitter.end())
          throw new Problem(o.at, o.operation, deadline.factsOr({ kind: 'broken-off', reason: 'dropped' }))
        })
        if (done) break
        give(splitter.push(value))
      }
      give(splitter.end())
    } finally {
      reader.cancel().catch(() => undefined)
    }
  } finally {
    deadline.close()
  }
}

/** Proxies lose the media type, but what is JSON or a web page is no log. */
function mayBeText(mediaType: string): boolean {
  return mediaType === '' || mediaType === 'application/octet-stream' || mediaType === 'text/plain'
}
