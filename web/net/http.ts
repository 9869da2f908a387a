import type * as v from 'valibot'
import {
  excerptOf,
  looksLikeHtml,
  parseJson,
  type ReadRefusal,
  readText,
  type Refusal,
  refusedFacts,
  serverFacts,
  unsentFacts,
} from './answer.ts'
import { type ChangeGroup, currentGroup } from './changeGroup.ts'
import { beforeChange, startChange } from './changes.ts'
import { check } from './check.ts'
import { noteClock } from './clocks.ts'
import { unsentBy } from './connectionsTaken.ts'
import { startDeadline } from './deadline.ts'
import type { Endpoint } from './endpoint.ts'
import { throughGate } from './gate.ts'
import { currentLane } from './lane.ts'
import { startOutcome } from './outcomes.ts'
import { isProblem, Problem, type ProblemFacts, type UnreadableReason } from './problem.ts'
import { fetchTold } from './redirect.ts'
import { mismatch } from './schemaMismatch.ts'

export type { Refusal } from './answer.ts'

/** The values of a URL's query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** A request with a body says whether it changes something on the server: many of them only ask. */
export type Asking =
  | { method?: 'GET' | undefined; changes?: false | undefined }
  | {
      method: 'POST'
      /** Such a request is refused where the console is read-only, and goes into the log of activity. */
      changes: boolean
    }

export type Call<S extends v.GenericSchema> = Asking & CallDetails<S>

export interface CallDetails<S extends v.GenericSchema> {
  at: Endpoint
  /** `kind.function`, as `xw.listDevices`. */
  operation: string
  /** As `/api/devices/list`, put behind the server's base URL. */
  path: string
  query?: Query | undefined
  /** Sent as JSON; undefined sends no body. */
  body?: unknown
  schema: S
  signal?: AbortSignal | undefined
  /** Sees the head of the answer, whatever its body turns out to be. */
  onHead?: ((headers: Headers) => void) | undefined
  /** From when it is sent to the answer's last byte. 30 s where not given. */
  timeoutMs?: number | undefined
  /** Reads the server's error body (parsed JSON, or text; undefined for none and for a web page). */
  refusal?: ReadRefusal | undefined
  /** Lets a backend find a failure in a 200: a refusal, or undefined where there is none. */
  refusedInside?: ((body: unknown) => Refusal | undefined) | undefined
  /** A small question that finds out whether a server answers; it is asked even of one that did not. */
  isProbe?: boolean | undefined
}

/** How long a server may take for an ordinary answer, and a stream for its head. */
export const DEFAULT_TIMEOUT_MS = 30_000

/** The address of `path` on a server, whose base may be relative to the console's own. */
export function urlOf(at: Endpoint, path: string, query: Query = {}): string {
  const base = at.baseUrl.replace(/\/+$/, '')
  const root = base === '' && at.baseUrl === '' ? '.' : `${base}/`
  const url = new URL(`./${path.replace(/^\/+/, '')}`, new URL(root, ownBase()))
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.append(name, String(value))
  }
  return url.href
}

function ownBase(): string {
  if (typeof document !== 'undefined') return document.baseURI
  return typeof location === 'undefined' ? 'http://localhost/' : location.href
}

/**
 * One request, one checked answer. It waits for its turn: see `gate.ts`.
 *
 * An empty answer is a problem, unless the schema takes undefined.
 *
 * @throws only {@link Problem}
 */
export async function call<S extends v.GenericSchema>(c: Call<S>): Promise<v.InferOutput<S>> {
  const { at, operation, signal, isProbe } = c
  if (c.changes === true) return callForChange(c)
  return throughGate({ at, operation, lane: currentLane(), signal, isProbe, canRepeat: true }, (ended) =>
    send(c, ended, undefined),
  )
}

async function callForChange<S extends v.GenericSchema>(c: Call<S>): Promise<v.InferOutput<S>> {
  const { at, operation, signal, isProbe } = c
  // Known before anything is waited for.
  const group = currentGroup()
  await beforeChange(at, operation)
  return throughGate({ at, operation, lane: 'act', signal, isProbe, canRepeat: true }, (ended) => send(c, ended, group))
}

/** @param group what a change is one of; undefined for what changes nothing */
async function send<S extends v.GenericSchema>(
  c: Call<S>,
  signal: AbortSignal,
  group: ChangeGroup | null | undefined,
): Promise<v.InferOutput<S>> {
  const { at: server, operation, path, body } = c
  const done = startOutcome(server, operation)
  const changed = group === undefined ? undefined : startChange({ server, operation, path, body, group })
  try {
    const output = await exchange(c, signal)
    done()
    changed?.()
    return output
  } catch (error) {
    const problem = isProblem(error) ? error : new Problem(server, operation, unsentFacts())
    done(problem)
    changed?.(problem)
    throw problem
  }
}

async function exchange<S extends v.GenericSchema>(c: Call<S>, signal: AbortSignal): Promise<v.InferOutput<S>> {
  const problem = (facts: ProblemFacts) => new Problem(c.at, c.operation, facts)
  const deadline = startDeadline(signal, c.timeoutMs ?? DEFAULT_TIMEOUT_MS)
  const askedAt = Date.now()
  try {
    if (deadline.aborted()) throw problem({ kind: 'abort' })
    const response = await deadline.limit(request(c, deadline.signal)).catch((error: unknown) => {
      throw problem(unsentBy(deadline.factsOr(unsentFacts(error))))
    })
    noteClock(c.at, response.headers.get('date'), askedAt)
    c.onHead?.(response.headers)
    let text = ''
    try {
      text = await readText(response, deadline.limit)
    } catch {
      // The status of a refusal says more than that its explanation got lost.
      if (response.ok || deadline.aborted()) {
        throw problem(deadline.factsOr({ kind: 'broken-off', reason: 'dropped' }))
      }
    }
    if (!response.ok) throw problem(refusedFacts(response, text, c.refusal))
    return await readAnswer(c, response, text, problem)
  } finally {
    deadline.stop()
  }
}

/** Async, so that an address that is none rejects like one where nobody answers. */
async function request(c: Call<v.GenericSchema>, signal: AbortSignal): Promise<Response> {
  const json = c.body === undefined ? undefined : JSON.stringify(c.body)
  const init: RequestInit = {
    method: c.method ?? 'GET',
    headers: { Accept: 'application/json', ...(json !== undefined && { 'Content-Type': 'application/json' }) },
    ...(json !== undefined && { body: json }),
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  }
  return fetchTold(urlOf(c.at, c.path, c.query), init, c.changes !== true)
}

async function readAnswer<S extends v.GenericSchema>(
  c: Call<S>,
  response: Response,
  text: string,
  problem: (facts: ProblemFacts) => Problem,
): Promise<v.InferOutput<S>> {
  const { status } = response
  if (text.trim() === '') {
    const nothing = check(c.schema, undefined)
    if ('output' in nothing) return nothing.output
    throw problem({ kind: 'response', reason: 'empty', status })
  }

  const parsed = parseJson(text)
  if (!parsed) {
    const reason = await unreadable(response, text)
    throw problem({ kind: 'response', reason, status, excerpt: excerptOf(text) })
  }

  const refused = c.refusedInside?.(parsed.json)
  if (refused) throw problem(serverFacts(status, refused))

  const checked = check(c.schema, parsed.json)
  if ('output' in checked) return checked.output
  const found =
    'issue' in checked ? mismatch(checked.issue, text) : { received: checked.thrown, excerpt: excerptOf(text) }
  throw problem({ kind: 'response', reason: 'schema', status, ...found })
}

async function unreadable(response: Response, text: string): Promise<UnreadableReason> {
  if (looksLikeHtml(response.headers.get('content-type'), text)) return 'html'
  try {
    const { isCutJson } = await import('./jsonCut.ts')
    return isCutJson(text) ? 'cut' : 'not-json'
  } catch {
    // What tells the two apart did not come either.
    return 'not-json'
  }
}
