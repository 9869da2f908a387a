import type * as v from 'valibot'
import { excerptOf, refusedFacts, serverFacts, type ReadRefusal, type Refusal } from './answer.ts'
import type { BulkAnswer } from './bulk.ts'
import { BulkError, type BulkFailure } from './bulkFailure.ts'
import { check } from './check.ts'
import { unsentBy } from './connectionsTaken.ts'
import type { Endpoint } from './endpoint.ts'
import { throughGate } from './gate.ts'
import { currentLane } from './lane.ts'
import { startOutcome } from './outcomes.ts'
import { isProblem, Problem, type ProblemFacts } from './problem.ts'
import { mismatch } from './schemaMismatch.ts'

/**
 * Runs a bulk call on the page's side of a worker, or without one: what fails becomes a {@link Problem}, and how it went
 * is told to whoever listens for outcomes. It waits for its turn, and `signal` ends that wait.
 *
 * @throws only {@link Problem}, and what is no failure of a call but a fault of ours
 */
export function bulkCall<T>(
  at: Endpoint,
  operation: string,
  run: () => Promise<T>,
  refusal?: ReadRefusal,
  signal?: AbortSignal,
): Promise<T> {
  return throughGate({ at, operation, lane: currentLane(), signal }, () => send(at, operation, run, refusal))
}

async function send<T>(
  at: Endpoint,
  operation: string,
  run: () => Promise<T>,
  refusal: ReadRefusal | undefined,
): Promise<T> {
  const done = startOutcome(at, operation)
  try {
    const output = await run()
    done()
    return output
  } catch (error) {
    const problem = isProblem(error)
      ? error
      : error instanceof BulkError
        ? new Problem(at, operation, bulkFacts(error.failure, refusal))
        : undefined
    if (problem === undefined) throw error
    done(problem)
    throw problem
  }
}

/** What a failure that crossed threads means, its refusal read by who knows this server. */
export function bulkFacts(failure: BulkFailure, refusal: ReadRefusal | undefined): ProblemFacts {
  if (failure.kind === 'facts') return unsentBy(failure.facts)
  const { status, contentType, text } = failure
  const headers = contentType === null ? new Headers() : new Headers({ 'content-type': contentType })
  return refusedFacts({ status, headers }, text, refusal)
}

/**
 * What stands around the rows, as the schema makes it: the list in it is empty.
 *
 * @param refusedInside finds a failure in a 200
 * @throws {BulkError}
 */
export function checkRest<In, Out>(
  schema: v.GenericSchema<In, Out>,
  { rest, restText, status }: Pick<BulkAnswer, 'rest' | 'restText' | 'status'>,
  refusedInside?: (body: unknown) => Refusal | undefined,
): Out {
  const refused = refusedInside?.(rest)
  if (refused) throw new BulkError({ kind: 'facts', facts: serverFacts(status, refused) })
  const checked = check(schema, rest)
  if ('output' in checked) return checked.output
  const found =
    'issue' in checked ? mismatch(checked.issue, restText) : { received: checked.thrown, excerpt: excerptOf(restText) }
  throw new BulkError({ kind: 'facts', facts: { kind: 'response', reason: 'schema', status, ...found } })
}
