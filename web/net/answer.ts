import { maskSecrets } from '@/lib/maskSecrets.ts'
import { cutText } from '@/lib/serverText.ts'
import type { ProblemFacts } from './problem.ts'
import { RedirectedAway } from './redirect.ts'

/** What a backend reads out of an error body: the server's words, the kind of refusal, and what it named. */
export interface Refusal {
  words?: string
  code?: string
  facts?: Record<string, string>
}

/** Reads a backend's error body: parsed JSON, else text, else (for an empty body or a web page) undefined. */
export type ReadRefusal = (status: number, body: unknown) => Refusal

export function looksLikeHtml(contentType: string | null, text: string): boolean {
  if (/^\s*(application\/xhtml\+xml|text\/html)/i.test(contentType ?? '')) return text.trim() !== ''
  return /^\s*(<!doctype|<html|<head|<body|<\?xml|<!--)/i.test(text.slice(0, 1000))
}

/** The first characters of an answer. Cut last: of half a secret the mask would see nothing. */
export function excerptOf(text: string): string {
  return cutText(maskSecrets(text.trim().slice(0, 4000)), 300)
}

/** Either the parsed body, or the fact that it is no JSON. */
export function parseJson(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The facts of a status ≥ 400, whatever the body is. */
export function refusedFacts(
  response: Pick<Response, 'status' | 'headers'>,
  text: string,
  read: ReadRefusal = readAnyRefusal,
): ProblemFacts {
  return serverFacts(response.status, read(response.status, refusalBody(response, text)))
}

export function serverFacts(status: number, { words, code, facts }: Refusal): ProblemFacts {
  const said = maskSecrets(words?.trim() ?? '')
  const named = Object.entries(facts ?? {}).map(([name, fact]) => [name, maskSecrets(fact)])
  return {
    kind: 'server',
    status,
    ...(said && { words: said }),
    ...(code && { code }),
    ...(facts && { facts: Object.fromEntries(named) }),
  }
}

function refusalBody(response: Pick<Response, 'headers'>, text: string): unknown {
  if (text.trim() === '') return undefined
  const parsed = parseJson(text)
  if (parsed) return parsed.json
  // A proxy's error page has nothing to say that the status does not.
  return looksLikeHtml(response.headers.get('content-type'), text) ? undefined : text
}

/** For servers whose errors have no form of their own. */
function readAnyRefusal(_status: number, body: unknown): Refusal {
  if (typeof body === 'string') return { words: body }
  if (typeof body !== 'object' || body === null) return {}
  if ('error' in body && typeof body.error === 'string') return { words: body.error }
  if ('message' in body && typeof body.message === 'string') return { words: body.message }
  return {}
}

/** A fetch that gave no answer to be read; which of the many other reasons it was, browsers do not tell. */
export function unsentFacts(error?: unknown): ProblemFacts {
  // Which of the redirects it was is hidden too.
  if (error instanceof RedirectedAway) return { kind: 'response', reason: 'redirect', status: 0 }
  // Asked only after the failure: a laptop without network still reaches the servers on itself.
  const offline = typeof navigator === 'object' && 'onLine' in navigator && !navigator.onLine
  return { kind: 'request', reason: offline ? 'offline' : 'unreachable' }
}

/**
 * The body as text, at most `maxBytes` of it (the rest is not fetched).
 *
 * @param limit ends the wait for a chunk
 * @throws what the connection throws when it drops
 */
export async function readText(
  response: Response,
  limit: <T>(work: Promise<T>) => Promise<T>,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<string> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  let ended = false
  try {
    while (bytes < maxBytes) {
      const { done, value } = await limit(reader.read())
      if (done) {
        ended = true
        break
      }
      bytes += value.byteLength
      parts.push(decoder.decode(value, { stream: true }))
    }
    parts.push(decoder.decode())
    return parts.join('')
  } finally {
    if (!ended) reader.cancel().catch(() => undefined)
  }
}
