import * as v from 'valibot'
import { clientKey, readTime } from './values.ts'

export const ClientIdSchema = v.pipe(v.string(), v.transform(clientKey))

/** A moment that a chart cannot do without: what is no time is an error that names the field. */
export const MomentSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const time = readTime(dataset.value)
    if (time !== undefined) return time
    addIssue({
      message: 'Expected an RFC 3339 time',
      expected: 'RFC 3339 time',
      received: JSON.stringify(dataset.value),
    })
    return NEVER
  }),
)

export const OptionalText = v.nullish(v.string())
export const OptionalNumber = v.nullish(v.number())

/** A list that some servers answer as null when it is empty. */
export function listOf<In, Out>(item: v.GenericSchema<In, Out>): v.GenericSchema<In[] | null, Out[]> {
  return v.pipe(
    v.nullable(v.array(item)),
    v.transform((list) => list ?? []),
  )
}
