import * as v from 'valibot'

/** What a schema says of an answer. */
export function check<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
): { output: v.InferOutput<S> } | { issue: v.BaseIssue<unknown> } | { thrown: string } {
  try {
    const checked = v.safeParse(schema, json, { abortEarly: true })
    return checked.success ? { output: checked.output } : { issue: checked.issues[0] }
  } catch (error) {
    // A transformation of ours met something that it did not foresee: one answer is lost, not the page.
    return { thrown: error instanceof Error ? error.message : String(error) }
  }
}
