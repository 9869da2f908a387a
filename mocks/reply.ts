import * as v from 'valibot'

/** Turns a mocked body away that the console's own schema would reject: a mock must not drift from the wire. */
export function checked<S extends v.GenericSchema>(schema: S, body: v.InferInput<S>): v.InferInput<S> {
  const result = v.safeParse(schema, body)
  if (result.success) return body
  const why = result.issues.map((issue) => `${v.getDotPath(issue) ?? '(body)'}: ${issue.message}`).join('; ')
  throw new Error(`a mock's body does not fit its schema: ${why}`)
}

/** A JSON answer, checked at compile time and at run time. */
export function reply<S extends v.GenericSchema>(schema: S, body: v.InferInput<S>, status = 200): Response {
  return Response.json(checked(schema, body), { status })
}

/** The request's JSON as a map; empty when there is none. */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text.trim() === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    return isMap(body) ? body : {}
  } catch {
    return {}
  }
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text field of a request, '' when it is missing or no text. */
export function textIn(body: Record<string, unknown>, key: string): string {
  const value = body[key]
  return typeof value === 'string' ? value : ''
}
