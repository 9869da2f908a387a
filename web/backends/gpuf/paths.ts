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

/** Some of the words, separated by commas; those that are none of them are left out. */
function someOf(words: readonly string[]) {
  return v.fallback(
    v.optional(
      v.pipe(
        v.string(),
        v.transform((text) => {
          const named = text.split(',')
          return words.filter((word) => named.includes(word)).join(',') || undefined
        }),
      ),
    ),
    undefined,
  )
}

export const SEEN_FILTERS = ['now', 'late', 'silent', 'never'] as const
export const WARN_FILTERS = ['any', 'error', 'silent', 'disk', 'overwritten'] as const

/** `both`: the map beside the table. */
export const FLEET_VIEWS = ['table', 'map', 'both', 'groups'] as const
export const GROUPINGS = ['status', 'device', 'os', 'site'] as const
export const MAP_COLOURS = ['status', 'health', 'cpu', 'memory', 'age'] as const

/** What the list of clients shows, as it stands in the URL; `pathsFleet.ts` reads the texts. What is not there is as
 * it is by default. */
export const FleetSearchSchema = v.object({
  q: Text,
  status: Text,
  os: Text,
  device: Text,
  site: Text,
  seen: someOf(SEEN_FILTERS),
  warn: oneOf(WARN_FILTERS),
  /** `50-90`: the server's health, from and to. */
  health: Text,
  /** `5m-1h`: age of the last heartbeat, from and to. */
  age: Text,
  /** The register lists only valid clients: the others are those that this browser has noted. */
  valid: oneOf(['invalid']),
  /** `status,-tflops`: first by status, then by the most TFLOPS. */
  sort: Text,
  /** Of the first column, where its name does not say it: addresses of earlier versions do. */
  dir: oneOf(['asc', 'desc']),
  view: oneOf(FLEET_VIEWS),
  by: oneOf(GROUPINGS),
  colour: oneOf(MAP_COLOURS),
  cols: Text,
  rows: oneOf(['dense']),
  /** Ids of chosen clients, or the name under which this tab keeps them. */
  sel: Text,
  /** Only the chosen ones. */
  only: oneOf(['selected']),
  /** The saved view it was opened as. */
  saved: Text,
})
export type FleetSearch = v.InferOutput<typeof FleetSearchSchema>

/** Up to 30 days come from heartbeats, more from the server's daily figures. */
export const RANGES = ['1h', '6h', '24h', '7d', '30d', '90d', '365d'] as const
export type HealthRange = (typeof RANGES)[number]
export const HEALTH_VIEWS = ['fleet', 'clients', 'heat'] as const
export const HEALTH_METRICS = ['cpu', 'memory', 'disk', 'down', 'up'] as const

/** What the health page shows, as it stands in the URL. */
export const HealthSearchSchema = v.object({
  range: oneOf(RANGES),
  /** Two days as `2026-11-20` in the zone shown, both included; they go before `range`. */
  from: Text,
  to: Text,
  /** `20261120T110400Z-20261120T113100Z`, a part of the range. */
  zoom: Text,
  view: oneOf(HEALTH_VIEWS),
  /** Ids, separated by commas. */
  clients: Text,
  /** Of the heat map, with the order and the page of its rows. */
  metric: oneOf(HEALTH_METRICS),
  order: oneOf(['name', 'worst']),
  page: Text,
  /** Of the table of days. */
  q: Text,
  sort: Text,
  dir: oneOf(['asc', 'desc']),
})
export type HealthSearch = v.InferOutput<typeof HealthSearchSchema>

/** What the list of fleet models shows, as it stands in the URL. */
export const FleetModelsSearchSchema = v.object({
  q: Text,
  active: oneOf(['yes', 'no']),
  /** GB of GPU memory that a model may need at most. */
  fits: Text,
  sort: Text,
})
export type FleetModelsSearch = v.InferOutput<typeof FleetModelsSearchSchema>

export const POINTS_PAGE_SIZES = ['20', '50', '100'] as const

/** Which points are shown, as it stands in the URL. */
export const PointsSearchSchema = v.object({
  /** Part of a name, or a whole id. */
  client: Text,
  device: Text,
  /** Days as `2026-11-20`, UTC, both included. */
  from: Text,
  to: Text,
  page: Text,
  size: Text,
})
export type PointsSearch = v.InferOutput<typeof PointsSearchSchema>

export const paths = {
  fleet: '/fleet',
  client: '/fleet/$client',
  health: '/health',
  models: '/fleet/models',
  points: '/fleet/points',
} as const

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
