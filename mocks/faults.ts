import type { Clock } from './sim/clock.ts'
import { sleep } from './sim/clock.ts'

/** What can be made to go wrong with a server, whatever it is asked. */
export const FAULTS = {
  down: 'refuses connections',
  hang: 'takes the request and never answers',
  slow: 'answers after some seconds',
  'empty-500': '500 with an empty body',
  'html-login': '200 with a proxy’s sign-in page in place of JSON',
  unauthorized: '401 with a page',
  forbidden: '403 with plain text',
  'sign-in-elsewhere': 'a redirect to a proxy’s sign-in page at another origin',
  'bad-gateway': '502 from a proxy, with a page',
  'cut-json': 'JSON that stops midway',
  'wrong-type': 'the first field of a body is of another type',
  'null-lists': 'every list is null',
  'out-of-range': 'numbers beyond their range',
  'unknown-words': 'states and statuses nobody documented, and fields nobody knows',
  'hostile-names': 'markup, bidi overrides and 10,000 characters in names and messages',
  'clock-ahead': 'its clock is ten minutes ahead, in its answers’ dates and in every time that it names',
  'update-restarts': 'an update restarts the server in its middle: no answer, gone for 12 s, then another process',
  'update-restarts-late': 'the server restarts a second after an update’s reload, and is gone for 12 s',
  'update-fails': 'each update fails: 500, the package does not arrive',
  'update-reload-fails': 'each reload of the configuration fails',
  'update-no-registry': 'its registry is out of reach: lists of versions are empty, with 200',
  'pull-breaks-off': 'each pull’s connection drops midway',
  'pull-ends-early': 'each pull’s stream closes in good order before it is complete',
  'pull-silent': 'each pull says nothing at all for 45 s midway, then goes on',
  'pull-buffered': 'a proxy keeps back what each pull says and passes it on every 20 s',
  'pull-garbled': 'frames cut, interleaved and no JSON in each pull, broken UTF-8 too',
  'pull-fails': 'each pull ends with an error that is not valid JSON',
  'answer-refused': 'inference answers 404 in plain text, as with no such instance',
  'answer-fails': 'inference answers 500 in plain text, as an engine that died',
  'answer-html': 'inference answers 502 with a proxy’s page',
  'answer-error-inside': 'each answer stops midway with an error in its stream',
  'answer-breaks-off': 'each answer’s connection drops inside a frame and inside a character',
  'answer-ends-early': 'each answer’s stream closes in good order midway',
  'answer-no-done': 'each answer is complete, but its stream lacks the last frame',
  'answer-odd': 'each answer has empty choices, null deltas and frames that are no JSON, and no usage',
  'answer-tools': 'each answer asks for a tool to be called',
  'answer-silent': 'each answer says nothing for 90 s midway, then goes on',
  'answer-huge': 'each answer has a million characters',
  'answer-vectors': 'embeddings are of different lengths, the second with null for NaN',
  'log-breaks-off': 'each log’s connection drops three seconds after its history',
  'start-refused': 'each start is refused with a status and JSON, before there is a stream',
  'start-fails-preparing': 'each start ends with an error event while it is prepared',
  'start-fails-image': 'each start downloads its image and ends with an error event in the middle of it',
  'start-fails-late': 'each start ends with an error event when its container should be there',
  'start-error-bare': 'each start ends with an error event without data while it is prepared',
  'start-drops-preparing': 'each start’s connection drops while it is prepared',
  'start-drops-image': 'each start downloads its image, and the connection drops in the middle of it',
  'start-drops-late': 'each start’s connection drops before its last event; the instance is there',
  'start-slow-image': 'each start downloads its image so slowly that five minutes do not do; layers stay',
} as const satisfies Record<string, string>

export type FaultName = keyof typeof FAULTS

export interface FaultState {
  readonly name: FaultName
  /** how many requests (for pull-… and start-…: pulls and starts) it still befalls */
  times: number
}

export function isFault(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name)
}

export const faultNames: readonly FaultName[] = Object.keys(FAULTS).filter(isFault)

export function isPullFault(name: FaultName): boolean {
  return name.startsWith('pull-')
}

export function isAnswerFault(name: FaultName): boolean {
  return name.startsWith('answer-')
}

/** It befalls one kind of call, which looks for it itself; all others go well. */
export function isOfOneCall(name: FaultName): boolean {
  return /^(?:pull|update|answer|log|start)-/.test(name)
}

export function isLogFault(name: FaultName): boolean {
  return name.startsWith('log-')
}

export function isStartFault(name: FaultName): boolean {
  return name.startsWith('start-')
}

const HOSTILE: readonly [string, string, string, string] = [
  "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
  '\u202Egnp.lebal\u202C \u2066<b>bold</b>\u2069 \u200Bname\u0000\u0007',
  'x'.repeat(5000) + ' ' + '名'.repeat(5000),
  '"; rm -rf / #{{constructor}} ${7*7} %00 \\',
]

const NAMES = new Set([
  'name',
  'client_name',
  'description',
  'device_name',
  'model_name',
  'message',
  'license',
  'id',
  'alias',
  'error',
  'modelfile',
  'os_type',
])
/** Ids stay unique under a hostile name. */
const IDS = new Set(['name', 'id', 'alias'])
const RANGES: Readonly<Record<string, number>> = {
  cpu_usage: 300,
  memory_usage: -20,
  mem_usage: 1e9,
  disk_usage: 300,
  storage_usage: 101,
  usage: 255,
  health: 300,
  temp: 999,
  power_usage: -1,
  tflops: 4_000_000_000,
  size: 9_007_199_254_740_991,
  port: 700_000,
  uptime_rate: 104,
  systems_online_number: 1_000_000,
  uptime_days: -3,
  network_up: -1,
  total_heartbeats: 99_999,
  percentage: 4000,
  parameters: -1,
  context_length: 1e15,
}

/** Applies a fault to an answer, or answers in the server's stead. */
export async function befall(
  fault: FaultName,
  request: Request,
  clock: Clock,
  random: () => number,
  answer: () => Promise<Response>,
): Promise<Response> {
  switch (fault) {
    case 'down':
      return Response.error()
    case 'hang':
      await new Promise<void>((resolve) => request.signal.addEventListener('abort', () => resolve(), { once: true }))
      return Response.error()
    case 'slow':
      await sleep(clock, 2500 + 2500 * random(), request.signal)
      return answer()
    case 'empty-500':
      return new Response(null, { status: 500 })
    case 'html-login':
      return page(200, 'Sign in')
    case 'unauthorized':
      return page(401, 'Authorization Required')
    case 'forbidden':
      return new Response('Forbidden', { status: 403, headers: { 'content-type': 'text/plain' } })
    case 'sign-in-elsewhere':
      return new Response(null, { status: 302, headers: { location: 'https://sign-in.invalid/?rd=console' } })
    case 'bad-gateway':
      return page(502, 'Bad Gateway')
    case 'cut-json':
      return rewrite(await answer(), (text) => text.slice(0, Math.ceil(text.length * 0.6)))
    case 'wrong-type':
      return rewriteJson(await answer(), (body) => wrongType(body))
    case 'null-lists':
      return rewriteJson(await answer(), (body) => walk(body, (_key, value) => (Array.isArray(value) ? null : value)))
    case 'out-of-range':
      return rewriteJson(await answer(), (body) =>
        walk(body, (key, value) => (typeof value === 'number' ? (RANGES[key] ?? value) : value)),
      )
    case 'unknown-words':
      return rewriteJson(await answer(), unknownWords)
    case 'hostile-names':
      return rewriteJson(await answer(), hostileNames)
    case 'clock-ahead':
      return ahead(await answer(), clock.now())
    default:
      // the others befall one kind of call, which sees to it itself
      return answer()
  }
}

const AHEAD_MS = 10 * 60_000

/** The answer of a server whose clock is ten minutes ahead. */
async function ahead(response: Response, now: number): Promise<Response> {
  const shifted = await rewriteJson(response, (body) =>
    walk(body, (_key, value) => {
      const told = typeof value === 'string' && /^[2-9]\d{3}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN
      return Number.isNaN(told) ? value : new Date(told + AHEAD_MS).toISOString()
    }),
  )
  shifted.headers.set('date', new Date(now + AHEAD_MS).toUTCString())
  return shifted
}

function page(status: number, title: string): Response {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><form method="post"><input name="user"></form></body></html>`
  return new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

async function rewrite(response: Response, change: (text: string) => string): Promise<Response> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return response
  return new Response(change(await response.text()), { status: response.status, headers: response.headers })
}

function rewriteJson(response: Response, change: (body: unknown) => unknown): Promise<Response> {
  return rewrite(response, (text) => JSON.stringify(change(JSON.parse(text))))
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Replaces values bottom up. */
function walk(value: unknown, change: (key: string, value: unknown) => unknown, key = ''): unknown {
  if (Array.isArray(value))
    return change(
      key,
      value.map((item) => walk(item, change)),
    )
  if (!isMap(value)) return change(key, value)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, change, name)]))
}

/** The first field of the first list's first row, or of the body itself: text becomes a number, all else text. */
function wrongType(body: unknown): unknown {
  if (Array.isArray(body)) return [wrongType(body[0]), ...body.slice(1)]
  if (!isMap(body)) return typeof body === 'string' ? 42 : 'forty-two'
  const entries = Object.entries(body)
  const inner = entries.find(
    ([key, value]) => (key === 'data' && isMap(value)) || (Array.isArray(value) && value.length > 0),
  )
  const [key, value] = inner ?? entries[0] ?? ['', undefined]
  return { ...body, [key]: wrongType(value) }
}

function unknownWords(body: unknown): unknown {
  const changed = walk(body, (key, value) =>
    ['state', 'status', 'client_status'].includes(key) && typeof value === 'string' ? 'superposed' : value,
  )
  return isMap(changed) ? { ...changed, field_from_the_future: { nested: [1, null, {}] } } : changed
}

function hostileNames(body: unknown): unknown {
  // Counted by key: whatever the order of the rows and of their fields, each kind of name has every text.
  const counts = new Map<string, number>()
  return walk(body, (key, value) => {
    if (typeof value !== 'string' || !NAMES.has(key) || /^[0-9a-f]{32}$/i.test(value)) return value
    const n = (counts.get(key) ?? 0) + 1
    counts.set(key, n)
    const text = HOSTILE[n % HOSTILE.length] ?? HOSTILE[0]
    return n > HOSTILE.length * 2 ? value : IDS.has(key) ? `${value}${text}` : text
  })
}
