import * as v from 'valibot'

/** The router reads `?q=123` as a number; here it is text. Anything unreadable counts as not given. */
const Text = v.fallback(
  v.optional(
    v.pipe(
      v.union([v.string(), v.number(), v.boolean()]),
      v.transform((value) => String(value)),
    ),
  ),
  undefined,
)

function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return v.fallback(v.optional(v.picklist(words)), undefined)
}

export const SEEN_FILTERS = ['now', 'late', 'silent', 'never'] as const
export const WARN_FILTERS = ['any', 'error', 'silent', 'disk', 'overwritten'] as const

/** What the list of clients shows, as it stands in the URL. Lists of words are separated by commas. */
export const FleetSearchSchema = v.object({
  q: Text,
  status: Text,
  os: Text,
  seen: oneOf(SEEN_FILTERS),
  warn: oneOf(WARN_FILTERS),
  sort: Text,
  dir: oneOf(['asc', 'desc']),
})
export type FleetSearch = v.InferOutput<typeof FleetSearchSchema>

export const RANGES = ['1h', '6h', '24h'] as const
export type HealthRange = (typeof RANGES)[number]

export const HealthSearchSchema = v.object({
  range: oneOf(RANGES),
  q: Text,
  sort: Text,
  dir: oneOf(['asc', 'desc']),
})
export type HealthSearch = v.InferOutput<typeof HealthSearchSchema>

export const paths = { fleet: '/fleet', client: '/fleet/$client', health: '/health' } as const

/** The address, inside the console and without its base path, of the clients that a filter leaves. */
export function fleetHref(search: FleetSearch = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) query.set(name, quotedWhereAmbiguous(value))
  }
  return query.size === 0 ? paths.fleet : `${paths.fleet}?${query}`
}

/** The router parses values as JSON where it can: a client called `1e3` must not become 1000. */
function quotedWhereAmbiguous(value: string): string {
  try {
    JSON.parse(value)
    return JSON.stringify(value)
  } catch {
    return value
  }
}

export function clientHref(clientId: string): string {
  return `/fleet/${encodeURIComponent(clientId)}`
}
