import * as v from 'valibot'
import type { Endpoint } from '@/net/endpoint.ts'
import { cutText } from '@/lib/serverText.ts'
import { call } from '@/net/http.ts'
import { isProblem, needsSignIn } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'
import type { Backend } from './backend.ts'

/** As much of a backend's door as reading its connections takes. */
export type Kind = Pick<Backend, 'kind' | 'needs' | 'many'>

export interface Demo {
  readonly scenario: string
  readonly scenarios: readonly string[]
}

export type Access = 'full' | 'read'

/** What is wrong with `config.json`. What is right in it is used all the same. */
export type ConfigProblem =
  /** There is no such file. */
  | { readonly code: 'missing' }
  /** A web page came in its place: a sign-in page, or a server that answers everything with the console itself. */
  | { readonly code: 'html' }
  | { readonly code: 'malformed'; readonly excerpt: string }
  /** It could not be fetched for another reason. */
  | { readonly code: 'not-fetched'; readonly problem: Problem }
  /** It is JSON, but no object with a list `servers`. */
  | { readonly code: 'no-list' }
  | { readonly code: 'no-servers' }
  /** `field` of entry `index` (from 0) is missing or of another type. */
  | { readonly code: 'entry'; readonly index: number; readonly field: string }
  | { readonly code: 'unknown-kind'; readonly name: string; readonly kind: string; readonly known: readonly string[] }
  /** Two of a kind with the same name; the first is used. */
  | { readonly code: 'alike'; readonly kind: string; readonly first: string; readonly second: string }
  | { readonly code: 'needs'; readonly name: string; readonly field: 'userId' }
  | { readonly code: 'user-id'; readonly name: string }
  | { readonly code: 'url'; readonly name: string; readonly url: string }
  /** A second server of a kind that makes sense only once; the first is used. */
  | { readonly code: 'one-only'; readonly kind: string; readonly used: string; readonly name: string }
  | { readonly code: 'streams' }
  /** Not a word that is known: nothing is changed until it is one. */
  | { readonly code: 'access' }

export interface ConsoleConfig {
  readonly servers: readonly Endpoint[]
  /** Null where the file says nothing usable of it. */
  readonly streams: number | null
  readonly title: string | null
  readonly demo: Demo | null
  /** `read`: this console looks and changes nothing. */
  readonly access: Access
  /** Who looks, as the web server in front says; null where it does not. */
  readonly user: string | null
  /** False: nothing of what servers answer is kept in the browser. */
  readonly keep?: boolean
  /** Of servers that this browser knew last, while the file cannot be reached: when it was read. */
  readonly lastKnownAt?: number
  readonly problems: readonly ConfigProblem[]
}

const FileSchema = v.object({
  servers: v.array(v.unknown()),
  streams: v.optional(v.unknown()),
  access: v.optional(v.unknown()),
  // Whoever wrote anything else here did not want everything.
  keep: v.fallback(v.optional(v.boolean(), true), false),
  title: v.fallback(v.optional(v.string()), undefined),
  demo: v.fallback(v.optional(v.object({ scenario: v.string(), scenarios: v.array(v.string()) })), undefined),
})

const words = v.pipe(v.string(), v.trim(), v.nonEmpty())

const EntrySchema = v.object({
  kind: words,
  name: words,
  url: v.pipe(v.string(), v.trim()),
  label: v.fallback(v.optional(words), undefined),
  // Written without quotes by many: a tenant's number is meant all the same.
  userId: v.optional(v.union([v.pipe(v.string(), v.trim()), v.pipe(v.number(), v.transform(String))])),
})

type Entry = v.InferOutput<typeof EntrySchema>

const AccessSchema = v.picklist(['full', 'read'])

const StreamsSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32))

function nothing(...problems: readonly ConfigProblem[]): ConsoleConfig {
  return { servers: [], streams: null, title: null, demo: null, access: 'full', user: null, problems }
}

/** Reads what `config.json` holds. Each entry that cannot be used is named in `problems`; the others go on. */
export function readConfig(raw: unknown, kinds: readonly Kind[]): ConsoleConfig {
  const file = v.safeParse(FileSchema, raw)
  if (!file.success) return nothing({ code: 'no-list' })

  const problems: ConfigProblem[] = []
  const servers: Endpoint[] = []
  for (const [index, item] of file.output.servers.entries()) {
    const entry = v.safeParse(EntrySchema, item)
    if (!entry.success) {
      problems.push({ code: 'entry', index, field: v.getDotPath(entry.issues[0]) ?? 'kind' })
      continue
    }
    const read = readServer(entry.output, kinds, servers)
    if ('code' in read) problems.push(read)
    else servers.push(read)
  }
  if (file.output.servers.length === 0) problems.push({ code: 'no-servers' })

  const streams = v.safeParse(v.optional(StreamsSchema), file.output.streams)
  if (!streams.success) problems.push({ code: 'streams' })

  const access = v.safeParse(v.optional(AccessSchema, 'full'), file.output.access)
  if (!access.success) problems.push({ code: 'access' })

  const { title, demo, keep } = file.output
  return {
    servers,
    streams: (streams.success ? streams.output : null) ?? null,
    title: title?.trim() || null,
    demo: demo ?? null,
    // Whoever wrote something here wanted less than everything.
    access: access.success ? access.output : 'read',
    user: null,
    ...(!keep && { keep }),
    problems,
  }
}

function readServer(entry: Entry, kinds: readonly Kind[], before: readonly Endpoint[]): Endpoint | ConfigProblem {
  const { name, userId } = entry
  const kind = kinds.find((candidate) => candidate.kind === entry.kind)
  if (!kind) return { code: 'unknown-kind', name, kind: entry.kind, known: kinds.map((known) => known.kind) }

  const ofKind = before.filter((server) => server.kind === kind.kind)
  const id = idOf(name)
  const twin = ofKind.find((server) => server.id === id)
  if (twin) return { code: 'alike', kind: kind.kind, first: twin.label, second: name }
  const [only] = ofKind
  if (only && !kind.many) return { code: 'one-only', kind: kind.kind, used: only.label, name }

  if (kind.needs.includes('userId')) {
    if (userId === undefined || userId === '') return { code: 'needs', name, field: 'userId' }
    if (userId.length > 32) return { code: 'user-id', name }
  }
  const baseUrl = readUrl(entry.url)
  if (baseUrl === undefined) return { code: 'url', name, url: entry.url }

  return {
    kind: kind.kind,
    id,
    label: entry.label ?? name,
    baseUrl,
    ...(userId === undefined || userId === '' ? {} : { userId }),
  }
}

/** Goes into URLs, and makes names that differ only in case or blanks the same. */
function idOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
}

/** Without its last slash; undefined where no request could go. A relative one stays relative. */
function readUrl(url: string): string | undefined {
  if (url === '' || /[\s\\]/.test(url)) return undefined
  if (!URL.canParse(url, 'http://console.invalid/')) return undefined
  const { protocol, username, password, search, hash } = new URL(url, 'http://console.invalid/')
  // fetch refuses a name and password in a URL; a query would end up in the middle of every path.
  if ((protocol !== 'http:' && protocol !== 'https:') || username || password || search || hash) return undefined
  // "npu-01:11581" would be a scheme, "http:npu-01" a path.
  if (/^https?:(?!\/\/)/i.test(url)) return undefined
  return url.replace(/\/+$/, '')
}

/** Where the console itself comes from, as the server that has `config.json`. */
const configFile: Endpoint = { kind: 'console', id: 'console', label: 'config.json', baseUrl: '' }

/** Fetches and reads `config.json` from beside the page. Never rejects: what went wrong is in `problems`. */
export async function fetchConfig(kinds: readonly Kind[], signal?: AbortSignal): Promise<ConsoleConfig> {
  try {
    let user: string | null = null
    const raw = await call({
      at: configFile,
      operation: 'console.readConfig',
      path: 'config.json',
      schema: v.unknown(),
      timeoutMs: 10_000,
      // While it is out of reach nothing else finds out when it is back.
      isProbe: true,
      onHead: (headers) => {
        user = readUser(headers)
      },
      ...(signal ? { signal } : {}),
    })
    return { ...readConfig(raw, kinds), user }
  } catch (error) {
    if (!isProblem(error)) throw error
    return nothing(notFetched(error))
  }
}

/**
 * The header in which the web server in front names whom it let in. Percent-encoded where it is not plain ASCII;
 * what a server could not encode is taken as it is.
 */
export const userHeader = 'Quarterdeck-User'

function readUser(headers: Headers): string | null {
  const sent = headers.get(userHeader)?.trim()
  if (!sent) return null
  try {
    // Most proxies send the bytes of UTF-8 as they are, and browsers make a character of each.
    return cutText(
      decodeURIComponent(sent.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)),
      200,
    )
  } catch {
    return cutText(sent, 200)
  }
}

/** Whoever asked has to sign in first, or, of a page in its place, may have to. */
export function isClosed(problem: ConfigProblem): boolean {
  return problem.code === 'html' || (problem.code === 'not-fetched' && needsSignIn(problem.problem))
}

function notFetched(problem: Problem): ConfigProblem {
  const { facts } = problem
  if (facts.kind === 'server' && facts.status === 404) return { code: 'missing' }
  if (facts.kind === 'response') {
    if (facts.reason === 'html') return { code: 'html' }
    if (facts.reason === 'redirect') return { code: 'not-fetched', problem }
    return { code: 'malformed', excerpt: facts.excerpt ?? '' }
  }
  return { code: 'not-fetched', problem }
}
