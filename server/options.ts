import { parseArgs } from 'node:util'
import { hostNameOf, isLoopback } from './guards.ts'

/** What the command line asks for, checked as far as that goes without reading a file. */
export interface Options {
  readonly source:
    | { readonly from: 'arguments'; readonly servers: readonly Readonly<Record<string, string>>[] }
    | { readonly from: 'file'; readonly path: string }
    | { readonly from: 'mocks' }
  readonly host: string
  /** Null where none was chosen. */
  readonly port: number | null
  readonly base: string
  readonly hostNames: readonly string[]
  readonly token: { readonly text: string } | { readonly file: string } | null
  readonly userHeader: string | null
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Path of a PEM file. */
  readonly ca: string | null
  readonly insecure: boolean
  readonly readOnly: boolean
  readonly title: string | null
  readonly streams: number | null
  readonly connectMs: number
  readonly headMs: number
  readonly quiet: boolean
}

export type ReadOptions = Options | 'help' | 'version' | { readonly problems: readonly string[] }

/** Shorter ones can be guessed. */
export const shortestToken = 16

const text = { type: 'string' } as const
const many = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const known = {
  xw: many,
  gpuf: many,
  'user-id': text,
  servers: text,
  mock: flag,
  port: text,
  host: text,
  base: text,
  'host-name': many,
  token: text,
  'token-file': text,
  'behind-proxy': flag,
  'user-header': text,
  cert: text,
  key: text,
  ca: text,
  insecure: flag,
  'read-only': flag,
  title: text,
  streams: text,
  'connect-timeout': text,
  'head-timeout': text,
  quiet: flag,
  help: flag,
  version: flag,
} as const

type Name = keyof typeof known
type Value = string | boolean | (string | boolean)[] | undefined

function isName(name: string): name is Name {
  return Object.hasOwn(known, name)
}

export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): ReadOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: known,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  if (values.help === true || args.includes('-h')) return 'help'
  if (values.version === true) return 'version'

  const problems: string[] = []
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (!isName(token.name)) problems.push(`${token.rawName} is not known`)
    else if (known[token.name].type === 'string' && isNoValue(token)) {
      problems.push(`--${token.name} needs a value`)
    } else if (known[token.name].type === 'boolean' && token.value !== undefined) {
      problems.push(`--${token.name} takes no value`)
    }
  }
  for (const word of positionals) problems.push(`${JSON.stringify(word)} belongs to no option`)
  if (problems.length > 0) return { problems }

  const one = (name: Name): string | null => {
    const value: Value = values[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
  }
  const all = (name: Name): string[] => [values[name]].flat().filter((value) => typeof value === 'string')
  const given = (name: Name): boolean => values[name] !== undefined
  const seconds = (name: Name, otherwise: number): number => {
    const value = one(name) ?? String(otherwise)
    if (!/^\d{1,5}(?:\.\d+)?$/.test(value)) problems.push(`--${name} takes seconds, 0 for no limit`)
    return Number(value) * 1000
  }
  const whole = (name: Name, least: number, most: number): number | null => {
    const value = one(name)
    if (value === null) return null
    const number = /^\d{1,6}$/.test(value) ? Number(value) : -1
    if (number < least || number > most) problems.push(`--${name} takes a whole number from ${least} to ${most}`)
    return number
  }

  const options: Options = {
    source: readSource(one, all, given, problems),
    host: one('host') ?? '127.0.0.1',
    port: whole('port', 0, 65_535),
    base: readBase(one('base') ?? '/', problems),
    hostNames: readHostNames(all('host-name'), problems),
    token: readToken(one, env, problems),
    userHeader: given('behind-proxy') ? (one('user-header') ?? 'X-Forwarded-User') : null,
    tls: readTls(one('cert'), one('key'), problems),
    ca: one('ca'),
    insecure: given('insecure'),
    readOnly: given('read-only'),
    title: one('title'),
    streams: whole('streams', 1, 32),
    connectMs: seconds('connect-timeout', 5),
    headMs: seconds('head-timeout', 300),
    quiet: given('quiet'),
  }
  if (given('user-header') && !given('behind-proxy')) {
    problems.push('--user-header is trusted only with --behind-proxy: without a proxy everybody could send it')
  }
  if (options.userHeader !== null && !/^[\w-]+$/.test(options.userHeader)) {
    problems.push('--user-header takes the name of a header')
  }
  if (!isLoopback(options.host) && options.token === null && options.userHeader === null)
    problems.push(tooOpen(options.host))
  return problems.length > 0 ? { problems } : options
}

/** A word that looks like an option is a value only where it is tied to its own: `--token=-x`. */
function isNoValue({ value, inlineValue }: { value: string | undefined; inlineValue: boolean | undefined }): boolean {
  return value === undefined || (inlineValue !== true && value.startsWith('-'))
}

function tooOpen(host: string): string {
  return `--host ${host} lets everybody who reaches this machine use the servers. Set QUARTERDECK_TOKEN or --token-file, or --behind-proxy if a proxy in front signs people in`
}

/** What works, and yet somebody should know. */
export function cautions({ host, token, tls, userHeader, insecure }: Options): string[] {
  return [
    ...(token !== null && tls === null && userHeader === null && !isLoopback(host)
      ? ['without TLS the token can be read on the network: use --cert and --key, or a proxy in front that speaks it']
      : []),
    ...(insecure ? ['--insecure: no certificate of a server is looked at'] : []),
  ]
}

function readSource(
  one: (name: Name) => string | null,
  all: (name: Name) => string[],
  given: (name: Name) => boolean,
  problems: string[],
): Options['source'] {
  const ways = (['servers', 'mock'] as const).filter(given)
  const named = given('xw') || given('gpuf')
  const file = one('servers')
  if (ways.length + (named ? 1 : 0) > 1) problems.push('--servers, --mock, and --xw with --gpuf exclude each other')
  if (given('user-id') && !given('gpuf')) problems.push('--user-id belongs to --gpuf')
  if (given('mock')) return { from: 'mocks' }
  if (file !== null) return { from: 'file', path: file }
  if (!named)
    problems.push(
      'no servers: name some with --xw and --gpuf, or a file with --servers, or look at the demo with --mock',
    )
  const userId = one('user-id')
  if (given('gpuf') && userId === null) problems.push('--gpuf needs --user-id: whose clients should it list?')
  const gpuf = all('gpuf').map((entry) => Object.assign(nameAndUrl(entry), { kind: 'gpuf', userId: userId ?? '' }))
  const xw = all('xw').map((entry) => Object.assign(nameAndUrl(entry), { kind: 'xw' }))
  return { from: 'arguments', servers: [...xw, ...gpuf] }
}

/** `name=URL` or `URL`. */
function nameAndUrl(entry: string): Record<string, string> {
  const [, name, url] = /^([^=:/]+)=(.*)$/.exec(entry.trim()) ?? []
  return name === undefined || url === undefined ? { url: entry.trim() } : { name, url }
}

function readBase(path: string, problems: string[]): string {
  const base = `/${path}/`.replaceAll(/\/{2,}/g, '/')
  if (!/^[\w./~-]+$/.test(base) || /\/\.{1,2}\//.test(base)) problems.push('--base takes a path, as /ops/console/')
  return base
}

function readHostNames(names: readonly string[], problems: string[]): string[] {
  const read = names.flatMap((name) => name.split(',')).map((name) => hostNameOf(name.trim()))
  const found = read.filter((name) => name !== undefined)
  if (found.length < read.length) problems.push('--host-name takes the name of a host, as console.example.com')
  return found
}

function readToken(one: (name: Name) => string | null, env: NodeJS.ProcessEnv, problems: string[]): Options['token'] {
  const file = one('token-file')
  const given = one('token')
  if (file !== null && given !== null) problems.push('--token and --token-file exclude each other')
  if (file !== null) return { file }
  const token = given ?? env['QUARTERDECK_TOKEN']?.trim()
  if (token === undefined || token === '') return null
  if (token.length < shortestToken)
    problems.push(`the token is too short: ${shortestToken} characters at least, as of openssl rand -hex 16`)
  return { text: token }
}

function readTls(cert: string | null, key: string | null, problems: string[]): Options['tls'] {
  if (cert !== null && key !== null) return { cert, key }
  if (cert !== null || key !== null) problems.push('--cert and --key belong together')
  return null
}
