import * as v from 'valibot'

/** What a server is reached with, whatever it is. */
interface Upstream {
  /** Plain ASCII, part of addresses; differs within a kind. */
  readonly name: string
  /** `http:` or `https:`, without a slash at its end. */
  readonly url: string
  /** What people read instead of the name. */
  readonly label?: string
  /** Path of a PEM file with the authorities that may have signed the server's certificate. */
  readonly ca?: string
  /** The server's certificate is not looked at. */
  readonly insecure?: true
}

export interface XwServer extends Upstream {
  readonly kind: 'xw'
}

export interface GpufServer extends Upstream {
  readonly kind: 'gpuf'
  /** Whose clients it lists. */
  readonly userId: string
}

export type ListedServer = XwServer | GpufServer

/** The servers that stand behind one console: what is forwarded, and what `config.json` is made from. */
export interface ServerList {
  readonly title?: string
  /** How many long streams a browser may have open at once, over all tabs. */
  readonly streams?: number
  /** `read`: what changes a server is refused. */
  readonly access: 'full' | 'read'
  /** False: browsers keep no last answers. */
  readonly keep?: false
  readonly servers: readonly ListedServer[]
}

/** Notes say what was taken otherwise than it is written; problems, one a line, why nothing was taken. */
export type ReadList =
  | { readonly list: ServerList; readonly notes: readonly string[] }
  | { readonly problems: readonly string[] }

const words = v.pipe(v.string(), v.trim(), v.nonEmpty())

const FileSchema = v.strictObject({
  title: v.optional(words),
  streams: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32))),
  access: v.optional(v.picklist(['full', 'read']), 'full'),
  keep: v.optional(v.boolean(), true),
  servers: v.array(v.unknown()),
})

const EntrySchema = v.object({
  kind: v.picklist(['xw', 'gpuf']),
  name: v.optional(words),
  url: words,
  label: v.optional(words),
  ca: v.optional(words),
  insecure: v.optional(v.boolean(), false),
  // Written without quotes by many: a tenant's number is meant all the same.
  userId: v.optional(v.union([words, v.pipe(v.number(), v.transform(String))])),
})

const known = new Set(['kind', 'name', 'url', 'label', 'ca', 'insecure', 'userId'])

/** Reads a parsed list. All of it has to be right: half a list in force would be a console with servers missing. */
export function readServerList(raw: unknown): ReadList {
  const notes: string[] = []
  const file = v.safeParse(FileSchema, upgraded(raw, notes))
  if (!file.success) return { problems: file.issues.map(fileProblem) }
  const problems: string[] = []
  const servers: ListedServer[] = []
  for (const [index, item] of file.output.servers.entries()) {
    const read = readEntry(item, index, servers, notes)
    if ('problems' in read) problems.push(...read.problems)
    else servers.push(read)
  }
  problems.push(...clashes(servers))
  if (problems.length > 0) return { problems }
  const { title, streams, access, keep } = file.output
  return {
    list: {
      ...(title === undefined ? {} : { title }),
      ...(streams === undefined ? {} : { streams }),
      access,
      ...(keep ? {} : { keep }),
      servers,
    },
    notes,
  }
}

/** Where a browser finds the server, relative to the console: `api/xw/npu-01`, `api/gpuf`. */
export function forwardedPath(server: Pick<ListedServer, 'kind' | 'name'>): string {
  return server.kind === 'gpuf' ? 'api/gpuf' : `api/xw/${server.name}`
}

/** What the browser gets as `config.json`: the same list, without a word about where the servers really are. */
export function consoleConfig({ title, streams, access, keep, servers }: ServerList): object {
  return {
    ...(title === undefined ? {} : { title }),
    ...(streams === undefined ? {} : { streams }),
    ...(access === 'full' ? {} : { access }),
    ...(keep === false ? { keep } : {}),
    servers: servers.map((server) => ({
      kind: server.kind,
      name: server.name,
      ...(server.label === undefined ? {} : { label: server.label }),
      url: forwardedPath(server),
      ...(server.kind === 'gpuf' ? { userId: server.userId } : {}),
    })),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Forms that mean the same: a bare list, one server alone, and servers by their kind. */
function upgraded(raw: unknown, notes: string[]): unknown {
  if (Array.isArray(raw)) {
    notes.push('a bare list was taken as {"servers": […]}')
    return { servers: raw }
  }
  if (!isObject(raw) || 'servers' in raw) return withoutDemo(raw, notes)
  if ('kind' in raw) {
    notes.push('one server alone was taken as {"servers": [{…}]}')
    return { servers: [raw] }
  }
  const { xw, gpuf, userId, ...rest } = raw
  if (xw === undefined && gpuf === undefined) return raw
  notes.push('"xw" and "gpuf" by themselves were taken as {"servers": […]}')
  return {
    ...rest,
    servers: [...ofKind('xw', xw, {}), ...ofKind('gpuf', gpuf, userId === undefined ? {} : { userId })],
  }
}

/** The demo's own config.json says which scenarios there are; real servers have none. */
function withoutDemo(raw: unknown, notes: string[]): unknown {
  if (!isObject(raw) || !('demo' in raw)) return raw
  const { demo: _, ...rest } = raw
  notes.push('"demo" is left out: these are real servers')
  return rest
}

/** `"http://…"`, a list of such, or `{name: "http://…"}`. */
function ofKind(kind: string, value: unknown, more: object): object[] {
  if (value === undefined) return []
  if (Array.isArray(value))
    return value.map((each) => (isObject(each) ? { kind, ...each } : { kind, url: each, ...more }))
  if (!isObject(value)) return [{ kind, url: value, ...more }]
  if ('url' in value) return [{ kind, ...more, ...value }]
  return Object.entries(value).map(([name, url]) =>
    Object.assign({ kind, name }, isObject(url) ? url : { url, ...more }),
  )
}

function fileProblem(issue: v.InferIssue<typeof FileSchema>): string {
  const field = v.getDotPath(issue)
  if (field === null) return 'not an object with a list "servers"'
  if (field === 'servers') return '"servers" is missing or no list'
  if (field === 'streams') return '"streams" is not a whole number from 1 to 32'
  if (field === 'keep') return '"keep" is neither true nor false'
  if (field === 'access') return '"access" is neither "full" nor "read"'
  if (field === 'title') return '"title" is not a text'
  return `"${field}" is not known`
}

function readEntry(
  item: unknown,
  index: number,
  before: readonly ListedServer[],
  notes: string[],
): ListedServer | { readonly problems: readonly string[] } {
  const place = `server ${index + 1}`
  const read = v.safeParse(EntrySchema, item)
  if (!read.success) return { problems: read.issues.map((issue) => `${place}: ${entryProblem(issue)}`) }
  const entry = read.output
  for (const field of Object.keys(isObject(item) ? item : {})) {
    if (!known.has(field)) notes.push(`${place}: "${field}" is not known and has no effect`)
  }

  const url = readUpstreamUrl(entry.url)
  if ('problem' in url) return { problems: [`${entry.name ?? place}: ${url.problem}`] }
  const written = entry.name ?? (entry.kind === 'gpuf' ? 'fleet' : nameOf(new URL(url.url), before))
  const name = plainName(written)
  if (name === undefined) {
    const advice = `"label": ${JSON.stringify(written)} can be what people read`
    return {
      problems: [`${place}: the name ${JSON.stringify(written)} has to be of letters a to z, digits, . _ -; ${advice}`],
    }
  }
  if (name !== written) notes.push(`${place}: ${JSON.stringify(written)} is called ${name} in addresses`)

  const label = entry.label ?? (name === written ? undefined : written)
  const upstream: Upstream = {
    name,
    url: url.url,
    ...(label === undefined ? {} : { label }),
    ...(entry.ca === undefined ? {} : { ca: entry.ca }),
    ...(entry.insecure ? { insecure: true } : {}),
  }
  if (entry.kind === 'xw') return { kind: 'xw', ...upstream }
  const { userId } = entry
  if (userId === undefined) return { problems: [`${name}: "userId" is missing: whose clients should it list?`] }
  if (!/^[\x21-\x7e]{1,32}$/.test(userId)) return { problems: [`${name}: "userId" is longer than 32 or no plain text`] }
  return { kind: 'gpuf', ...upstream, userId }
}

function entryProblem(issue: v.InferIssue<typeof EntrySchema>): string {
  const field = v.getDotPath(issue)
  if (field === null) return 'not an object'
  if (field === 'kind') return '"kind" is neither "xw" nor "gpuf"'
  if (field === 'insecure') return '"insecure" is neither true nor false'
  return `"${field}" is missing or no text`
}

/** What a server without a name is called: its host's name, with the port where two share it. */
function nameOf({ hostname, port }: URL, before: readonly ListedServer[]): string {
  const host = plainName(hostname) ?? 'xw'
  const taken = before.some(({ kind, name }) => kind === 'xw' && name === host)
  return taken && port !== '' ? `${host}-${port}` : host
}

/** Blanks and such become hyphens; undefined where letters would be lost. */
function plainName(name: string): string | undefined {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(plain) ? plain : undefined
}

/** An address to forward to, without its last slash. */
export function readUpstreamUrl(text: string): { readonly url: string } | { readonly problem: string } {
  const shown = JSON.stringify(text)
  if (/^\.{0,2}\/|^api\//.test(text)) {
    return {
      problem: `${shown} is a path in the console; "url" has to say where the server itself is, as http://npu-01:11581`,
    }
  }
  if (!/^https?:\/\//i.test(text) || /[\s\\]/.test(text) || !URL.canParse(text)) {
    return { problem: `${shown} is no address of a server; it should look like http://npu-01:11581` }
  }
  const { username, password, search, hash, href } = new URL(text)
  // Not shown: what stands there may be a password.
  if (username !== '' || password !== '')
    return { problem: 'its address has a user name or password in it, which is not sent' }
  if (search !== '' || hash !== '')
    return { problem: `${shown} has a ? or #, which would end up in the middle of every address` }
  return { url: href.replace(/\/+$/, '') }
}

function clashes(servers: readonly ListedServer[]): string[] {
  const problems: string[] = []
  const seen = new Map<string, string>()
  for (const { kind, name } of servers) {
    // The console tells names apart without their case.
    const id = `${kind} ${name.toLowerCase()}`
    const first = seen.get(id)
    if (kind === 'gpuf' && servers.find((server) => server.kind === 'gpuf')?.name !== name) {
      problems.push(`${name}: there can be one gpuf server`)
    } else if (first !== undefined) {
      problems.push(`two ${kind} servers are called ${first}${first === name ? '' : ` and ${name}`}`)
    }
    seen.set(id, first ?? name)
  }
  return problems
}
