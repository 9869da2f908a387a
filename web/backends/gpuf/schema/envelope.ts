import * as v from 'valibot'
import { timeOrNull } from './values.ts'

/** A successful answer on the wire. */
export interface Envelope<Data> {
  success: true
  data: Data
  message?: string | null | undefined
  timestamp?: string | null | undefined
}

/** What every answer of this server is wrapped in; only `data` comes out. */
export function envelope<In, Out>(data: v.GenericSchema<In, Out>): v.GenericSchema<Envelope<In>, Out> {
  return v.pipe(
    datedEnvelope(data),
    v.transform((answer) => answer.data),
  )
}

/** The same, with the moment that the server says it answered: silence is judged by its clock, not by the browser's. */
export function datedEnvelope<In, Out>(
  data: v.GenericSchema<In, Out>,
): v.GenericSchema<Envelope<In>, { readonly data: Out; readonly serverTime: number | null }> {
  return v.pipe(
    v.object({
      success: v.literal(true),
      data,
      message: v.nullish(v.string()),
      timestamp: v.nullish(v.string()),
    }),
    v.transform((answer) => ({ data: answer.data, serverTime: timeOrNull(answer.timestamp) })),
  )
}

/** For operations whose `data` says nothing: `null`, `[]`, or left out. */
export const DoneSchema = v.optional(v.unknown())

/** A failure, which comes with HTTP 200 as well as with others. */
export const FailureSchema = v.object({
  success: v.literal(false),
  data: v.optional(v.unknown()),
  message: v.nullish(v.string()),
  timestamp: v.nullish(v.string()),
})
export type FailureWire = v.InferInput<typeof FailureSchema>

/** In the shape of `Refusal` of `net/http.ts`. */
interface ServerRefusal {
  words?: string
  code?: string
}

/** Finds the `success: false` in an answer that HTTP called a success; undefined when there is none. */
export function refusedInside(body: unknown): ServerRefusal | undefined {
  const failure = v.safeParse(FailureSchema, body)
  if (!failure.success) return undefined
  return { code: 'success-false', ...inWords(failure.output.message) }
}

/** The server's words from the body of a 400, 422 or 500: an envelope, plain text, or nothing at all. */
export function readRefusal(status: number, body: unknown): ServerRefusal {
  const failure = v.safeParse(v.object({ message: v.string() }), body)
  if (failure.success) return inWords(failure.output.message)
  if (typeof body === 'string' && body.trim() !== '') return inWords(body)
  return status === 404 ? { code: 'no-such-operation' } : { code: 'no-reason-given' }
}

function inWords(message: string | null | undefined): ServerRefusal {
  const words = message?.trim() ?? ''
  return words === '' ? {} : { words }
}
