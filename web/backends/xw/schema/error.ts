import * as v from 'valibot'
import { readPullLock } from './pullLock.ts'
import { readTime } from './wire.ts'

/** What xw itself answers with a status of 400 or more. `code` is the status again, as text. */
export const ErrorBodySchema = v.object({ error: v.string(), code: v.optional(v.string()) })
export type ErrorBodyWire = v.InferInput<typeof ErrorBodySchema>

/** The Anthropic-form proxy: `{"type":"error","error":{"type":…,"message":…}}`; OpenAI's form is the inner half. */
export const ProxyErrorSchema = v.object({
  type: v.optional(v.string()),
  error: v.object({ message: v.string(), type: v.nullish(v.string()) }),
})
export type ProxyErrorWire = v.InferInput<typeof ProxyErrorSchema>

/** A refusal that the console knows and has words for; the catalogs name each. */
export const refusalCodes = [
  'model-not-found',
  'instance-not-found',
  'instance-exists',
  'instance-not-running',
  'alias-running',
  'alias-conflicts',
  'no-free-devices',
  'device-out-of-range',
  'locked',
  'start-cancelled',
  'model-path-required',
  'stop-failed',
  'remove-failed',
  'name-fixed',
  'config-key-unknown',
  'value-empty',
  'version-incompatible',
  'version-not-found',
  'not-found',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

interface Reading {
  readonly words?: string
  readonly code?: RefusalCode
  readonly facts?: Record<string, string>
}

interface Rule {
  readonly code: RefusalCode
  readonly pattern: RegExp
  /** Names of the pattern's groups, in order. */
  readonly facts?: readonly string[]
}

/** Both "Model not found: X" and "model 'X' not found". */
function notFound(code: RefusalCode, what: string, fact: string): Rule {
  return {
    code,
    pattern: new RegExp(`\\b${what} not found(?::? '?([^\\s']+))?|\\b${what} '?([^\\s']+)'? not found`, 'i'),
    facts: [fact, fact],
  }
}

// xw's `code` only repeats the status: the words are all there is to tell its refusals apart.
const rules: readonly Rule[] = [
  { code: 'alias-running', pattern: /alias '([^']*)' is already running/i, facts: ['alias'] },
  { code: 'alias-conflicts', pattern: /alias '([^']*)' conflicts with an existing model/i, facts: ['alias'] },
  { code: 'instance-exists', pattern: /instance '?([^\s']+)'? already exists/i, facts: ['instance'] },
  {
    code: 'no-free-devices',
    pattern: /insufficient free devices.*?requested (\d+), available (\d+)/i,
    facts: ['requested', 'available'],
  },
  {
    code: 'device-out-of-range',
    pattern: /device index (-?\d+) out of range(?: \(available: (\d+) devices?\))?/i,
    facts: ['index', 'available'],
  },
  { code: 'start-cancelled', pattern: /pull operation cancell?ed/i },
  { code: 'model-path-required', pattern: /model path is required/i },
  { code: 'name-fixed', pattern: /server name cannot be modified/i },
  { code: 'value-empty', pattern: /value .*(?:cannot|must not) be empty|empty value|value is required/i },
  {
    code: 'config-key-unknown',
    pattern: /(?:unknown|unsupported|invalid) (?:config(?:uration)? )?key:? ?'?([^\s']*)/i,
    facts: ['key'],
  },
  { code: 'instance-not-running', pattern: /instance '?([^\s']*)'? is not running/i, facts: ['instance'] },
  {
    code: 'version-incompatible',
    pattern: /version '?(\S*?)'? (?:is )?(?:incompatible|not compatible)/i,
    facts: ['version'],
  },
  notFound('instance-not-found', '(?:instance|alias)', 'instance'),
  notFound('model-not-found', 'model', 'model'),
  notFound('version-not-found', 'version', 'version'),
  { code: 'stop-failed', pattern: /^failed to stop instance:? ?(.*)/is, facts: ['reason'] },
  { code: 'remove-failed', pattern: /^failed to remove instance:? ?(.*)/is, facts: ['reason'] },
]

/** Reads xw's words of refusal, wherever they came from: an error's body or an error event of a stream. */
export function readRefusal(words: string): Reading {
  const lock = readPullLock(words)
  if (lock) {
    const time = /time=([^)\s]+)\)/.exec(words)?.[1]
    return {
      words,
      code: 'locked',
      facts: {
        pid: String(lock.pid),
        ...(time !== undefined && readTime(time) !== null ? { time } : {}),
        ...(lock.path !== null ? { path: lock.path } : {}),
      },
    }
  }
  for (const { code, pattern, facts: names = [] } of rules) {
    const match = pattern.exec(words.slice(0, 4_000))
    if (!match) continue
    const facts: Record<string, string> = {}
    names.forEach((name, i) => {
      const fact = match[i + 1]?.replace(/[.,;:]+$/, '')
      if (fact) facts[name] = fact
    })
    return { words, code, facts }
  }
  return { words }
}

/** Reads the body of an answer with a status of 400 or more, JSON or text, into words, code and facts. */
export function refusal(status: number, body: unknown): Reading {
  const words = wordsOf(body)
  const reading = words === undefined ? {} : readRefusal(words)
  return reading.code === undefined && status === 404 ? { ...reading, code: 'not-found' } : reading
}

function wordsOf(body: unknown): string | undefined {
  if (typeof body === 'string') return body.trim() === '' ? undefined : body.trim()
  const own = v.safeParse(ErrorBodySchema, body)
  if (own.success) return own.output.error
  const proxy = v.safeParse(ProxyErrorSchema, body)
  return proxy.success ? proxy.output.error.message : undefined
}
