import * as v from 'valibot'

export const activityPath = '/activity'

/** How far back, in milliseconds. */
export const activityRanges = { '1h': 3_600_000, '24h': 86_400_000, '7d': 604_800_000, '30d': 2_592_000_000 } as const
export type ActivityRange = keyof typeof activityRanges

// The router reads `?q=7` as a number.
const readable = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String))
const choices = v.fallback(
  v.optional(
    v.union([
      v.array(readable),
      v.pipe(
        readable,
        v.transform((one) => [one]),
      ),
    ]),
  ),
  undefined,
)

/** What can stand behind the `?` of the activity page. What makes no sense is read as if it were not there. */
export const ActivitySearchSchema = v.object({
  q: v.fallback(v.optional(readable), undefined),
  /** `kind/id` */
  server: choices,
  /** Names; `-` for those whom nobody named. */
  user: choices,
  outcome: choices,
  /** Operations, as `xw.stopInstance`. */
  what: choices,
  range: v.fallback(v.optional(v.picklist(['1h', '24h', '7d', '30d'])), undefined),
  /** Ids of the groups that are open. */
  open: choices,
  entry: v.fallback(v.optional(v.number()), undefined),
})
export type ActivitySearch = v.InferOutput<typeof ActivitySearchSchema>
