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
  logs: '/logs',
  start: '/instances/start',
  server: '/xw/$server',
  versions: '/versions',
  playground: '/playground',
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

export const DevicesSearchSchema = v.object({
  q: text,
  server: choices,
  type: choices,
  sort,
  /** Left out, it is the drawing. */
  view: v.fallback(v.optional(v.picklist(['drawing', 'table'])), undefined),
})
export type DevicesSearch = v.InferOutput<typeof DevicesSearchSchema>

export const InstancesSearchSchema = v.object({
  q: text,
  server: choices,
  /** Kinds of `InstanceCondition`. */
  condition: choices,
  engine: choices,
  /** Instances chosen, as `server/id`. */
  pick: choices,
  sort,
})
export type InstancesSearch = v.InferOutput<typeof InstancesSearchSchema>

export const StartSearchSchema = v.object({
  server: text,
  model: text,
  /** The alias of an instance, or of an earlier start, that is to be started like. */
  like: text,
})
export type StartSearch = v.InferOutput<typeof StartSearchSchema>

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

export const VersionsSearchSchema = v.object({
  q: text,
  /** Kinds of `VersionState`, and `no-answer`. */
  state: choices,
  /** Servers chosen. */
  pick: choices,
  sort,
})
export type VersionsSearch = v.InferOutput<typeof VersionsSearchSchema>

export const MatrixSearchSchema = v.object({
  q: text,
  /** Columns. */
  server: choices,
  family: choices,
  /** `differs` or `somewhere`. */
  only: text,
  /** Models chosen. */
  pick: choices,
  sort,
})
export type MatrixSearch = v.InferOutput<typeof MatrixSearchSchema>
export const playgroundModes = ['chat', 'messages', 'completion', 'embeddings'] as const
export type PlaygroundMode = (typeof playgroundModes)[number]

export const PlaygroundSearchSchema = v.object({
  /** Instances that answer, as `server/alias`. */
  with: choices,
  mode: v.fallback(v.optional(v.picklist(playgroundModes)), undefined),
  /** A conversation of this browser. */
  talk: text,
})
export const LogsSearchSchema = v.object({
  /** `server/alias` of each instance. */
  of: choices,
  q: text,
  /** `on`: the search is a regular expression. */
  re: text,
  /** `on`: only lines that the search finds. */
  only: text,
  level: choices,
  wrap: text,
  times: text,
  /** `off`: paused. */
  follow: text,
})
export type LogsSearch = v.InferOutput<typeof LogsSearchSchema>

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

/** Logs of instances, side by side. */
export function logsHref(of: readonly { readonly server: string; readonly alias: string }[]): string {
  const query = new URLSearchParams()
  for (const { server, alias } of of) query.append('of', quotedWhereAmbiguous(`${server}/${alias}`))
  return of.length === 0 ? paths.logs : `${paths.logs}?${query}`
}

export function startHref(search: StartSearch = {}): string {
  return hrefOf(paths.start, search)
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

export function playgroundHref(server: string, alias: string): string {
  return hrefOf(paths.playground, { with: `${server}/${alias}` })
}
