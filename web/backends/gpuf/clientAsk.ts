import type * as v from 'valibot'
import type { Endpoint } from '@/net/endpoint.ts'
import { type Asking, call, type CallDetails } from '@/net/http.ts'
import { isProblem } from '@/net/problem.ts'
import { readRefusal, refusedInside } from './schema/envelope.ts'

/** Answers without a bound take their time: 100,000 clients are 38 MB, a month of heartbeats far more. */
export const LONG_MS = 120_000

type Asked = Asking &
  Omit<CallDetails<v.GenericSchema>, 'at' | 'operation' | 'schema' | 'refusal' | 'refusedInside' | 'signal'> & {
    readonly signal: AbortSignal | undefined
  }

/** One call in this server's manner. */
export function ask<In, Out>(
  at: Endpoint,
  operation: string,
  schema: v.GenericSchema<In, Out>,
  { signal, ...asked }: Asked,
): Promise<Out> {
  return call({
    ...asked,
    ...(signal === undefined ? {} : { signal }),
    at,
    operation: `gpuf.${operation}`,
    schema,
    refusal: readRefusal,
    refusedInside,
  })
}

/** An operation that only newer servers have: a 404 is an answer, not a failure. */
export async function newer<T>(operation: () => Promise<T>): Promise<T | null> {
  try {
    return await operation()
  } catch (error) {
    if (isProblem(error) && error.facts.kind === 'server' && error.facts.status === 404) return null
    throw error
  }
}
