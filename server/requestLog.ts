import type { IncomingMessage, ServerResponse } from 'node:http'

/** What is known of a request besides what Node keeps. */
export interface Facts {
  /** Whom the proxy in front let in. */
  user: string | null
  /** Why it was refused or how it failed, in one word. */
  note: string | null
}

/**
 * Writes one line once a request is over, a stream's at its end: time, method, path, status, bytes sent,
 * milliseconds, user, and what went wrong. No query, header or body: what is secret stands in those.
 */
export function logRequest(
  request: IncomingMessage,
  response: ServerResponse,
  facts: Facts,
  write: (line: string) => void,
): void {
  const started = performance.now()
  const at = new Date().toISOString()
  const { method = '-' } = request
  // A request may name a whole address, and in that a password.
  const path = printable(
    (request.url ?? '-')
      .split('?', 1)
      .join('')
      .replace(/^[a-z]+:\/\/[^/]*/i, ''),
  )
  const { socket } = request
  const before = socket.bytesWritten
  response.once('close', () => {
    // Of an answer that never began there is no status, whatever the field says.
    const status = response.headersSent ? String(response.statusCode) : '-'
    const bytes = socket.bytesWritten - before
    const ms = Math.round(performance.now() - started)
    const note = facts.note ?? (response.writableFinished ? null : 'left')
    const user = facts.user === null ? '-' : printable(facts.user)
    write(`${at} ${method} ${path} ${status} ${bytes}B ${ms}ms ${user}${note === null ? '' : ` ${note}`}`)
  })
}

/** In one word that no terminal obeys and no line breaks. */
export function printable(text: string): string {
  return text
    .slice(0, 500)
    .replaceAll(/[^\x21-\x7e]/gu, (character) =>
      [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
}
