import * as v from 'valibot'

/**
 * The addresses of this backend's pages and what can stand behind their `?`.
 * A search that makes no sense is read as if it were not there: a bad link shows the page, not an error.
 */

export const paths = {
  devices: '/devices',
  models: '/models',
  matrix: '/models/matrix',
  model: '/models/$model',
  serverModel: '/xw/$server/models/$model',
  pulls: '/pulls',
  instances: '/instances',
  server: '/xw/$server',
  versions: '/versions',
} as const

// The router reads `?q=7` as a number.
const readable = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String))

const text = v.fallback(v.optional(v.pipe(readable, v.transform(orNothing))), undefined)

/** One word or several: `?server=npu-01` is typed by hand. None is `undefined`, so that it leaves the address. */
const choices = v.fallback(
  v.optional(
    v.pipe(
      v.union([
        v.array(readable),
        v.pipe(
          readable,
          v.transform((word) => [word]),
        ),
      ]),
      v.transform((list) => orNone([...new Set(list)].filter((word) => word !== ''))),
    ),
  ),
  undefined,
)

function orNothing(word: string): string | undefined {
  return word === '' ? undefined : word
}

/** What stands in the address for a filter without choices. */
export function orNone(list: readonly string[]): string[] | undefined {
  return list.length === 0 ? undefined : [...list]
}

/** A column's id, with `-` in front for descending. */
const sort = text

export const DevicesSearchSchema = v.object({ q: text, server: choices, type: choices, sort })
export type DevicesSearch = v.InferOutput<typeof DevicesSearchSchema>

export const InstancesSearchSchema = v.object({
  q: text,
  server: choices,
  /** Kinds of `InstanceCondition`. */
  condition: choices,
  engine: choices,
  sort,
})
export type InstancesSearch = v.InferOutput<typeof InstancesSearchSchema>

export const ModelsSearchSchema = v.object({
  q: text,
  server: choices,
  /** Device types. */
  device: choices,
  status: choices,
  engine: choices,
  family: choices,
  capability: choices,
  sort,
})
export type ModelsSearch = v.InferOutput<typeof ModelsSearchSchema>

export const ModelSearchSchema = v.object({
  /** On which server to look at it. */
  server: text,
  tab: text,
})

export const PullsSearchSchema = v.object({
  server: choices,
  /** The pull whose raw log is open. */
  pull: text,
})

/** Of the pages that compare all servers: their versions, and their models. One for both, as each byte here is in the first load. */
export const CompareSearchSchema = v.object({
  q: text,
  /** Kinds of `VersionState`, and `no-answer`. */
  state: choices,
  /** Columns. */
  server: choices,
  family: choices,
  /** `differs` or `somewhere`. */
  only: text,
  /** Servers or models chosen. */
  pick: choices,
  sort,
})
type CompareSearch = v.InferOutput<typeof CompareSearchSchema>
export type VersionsSearch = Pick<CompareSearch, 'q' | 'state' | 'pick' | 'sort'>
export type MatrixSearch = Omit<CompareSearch, 'state'>

/** An address inside the console, for places that know no routes. Without the base path. */
function hrefOf(path: string, search: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined) query.set(name, quotedWhereAmbiguous(value))
  }
  return query.size === 0 ? path : `${path}?${query}`
}

/** The router parses values as JSON where it can: a server called `1e3` must not become 1000. */
function quotedWhereAmbiguous(value: string): string {
  try {
    JSON.parse(value)
    return JSON.stringify(value)
  } catch {
    return value
  }
}

export function instancesHref(search: { readonly server?: string; readonly q?: string } = {}): string {
  return hrefOf(paths.instances, search)
}

export function modelHref(model: string, server?: string): string {
  return server === undefined
    ? `/models/${encodeURIComponent(model)}`
    : `${serverHref(server)}/models/${encodeURIComponent(model)}`
}

export function pullsHref(): string {
  return paths.pulls
}

export function serverHref(server: string): string {
  return `/xw/${encodeURIComponent(server)}`
}
