import { unsentFacts } from './answer.ts'
import { type BulkCall, BulkError } from './bulkFailure.ts'
import { startDeadline } from './deadline.ts'
import { sendBulk } from './sendBulk.ts'

/**
 * Asks from the page for what a worker is to read: the mocks tell pages apart by where a request comes from, and to them
 * a worker is of no page.
 *
 * @throws {BulkError}
 */
export async function askHere(call: BulkCall, signal: AbortSignal | undefined): Promise<BulkCall> {
  if (!streamsCanMove()) return call
  const deadline = startDeadline(signal, call.timeoutMs)
  const response = await deadline.limit(sendBulk(call.url, deadline.signal)).catch((error: unknown) => {
    throw new BulkError({ kind: 'facts', facts: deadline.factsOr(unsentFacts(error)) })
  })
  deadline.disarm()
  return {
    ...call,
    answer: { status: response.status, contentType: response.headers.get('content-type'), body: response.body },
  }
}

function streamsCanMove(): boolean {
  const stream = new ReadableStream()
  try {
    structuredClone(stream, { transfer: [stream] })
    return true
  } catch {
    return false
  }
}
