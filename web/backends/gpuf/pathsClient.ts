import * as v from 'valibot'

export const CLIENT_TABS = ['now', 'heartbeats', 'gpus', 'availability', 'changes'] as const
export type ClientTab = (typeof CLIENT_TABS)[number]

export const CLIENT_RANGES = ['1h', '6h', '24h', '7d', '30d'] as const
export type ClientRange = (typeof CLIENT_RANGES)[number]

function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return v.fallback(v.optional(v.picklist(words)), undefined)
}

const Moment = v.fallback(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))), undefined)

/** What the page of a client shows, as it stands in the URL. */
export const ClientSearchSchema = v.object({
  tab: oneOf(CLIENT_TABS),
  range: oneOf(CLIENT_RANGES),
  /** The part of the range that is looked at, in ms since the epoch. */
  from: Moment,
  to: Moment,
  /** A GPU by its index, in the history of GPUs; all of them where it is left out. */
  gpu: v.fallback(v.optional(v.union([v.string(), v.number()])), undefined),
})
export type ClientSearch = v.InferOutput<typeof ClientSearchSchema>
