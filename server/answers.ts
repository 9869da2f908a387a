import type { ServerResponse } from 'node:http'
import { securityHeaders } from './securityHeaders.ts'

type Headers = Readonly<Record<string, string>>

/** Everything that this server says by itself goes through here or carries these headers. */
export function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Headers = {},
): void {
  // What was to be passed on from elsewhere, had that not failed, is no part of this.
  for (const name of response.getHeaderNames()) response.removeHeader(name)
  response.statusMessage = ''
  response.writeHead(status, {
    ...securityHeaders(),
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(body)
}

/**
 * A refusal or failure of this server's own, in the form that both kinds of servers behind it use for theirs.
 * @param code one word for programs: `no-session`
 */
export function answerProblem(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: Headers = {},
): void {
  const body = JSON.stringify({ success: false, error: message, message, code })
  answer(response, status, 'application/json', body, { 'Quarterdeck-Refusal': code, ...headers })
}

export function redirect(response: ServerResponse, to: string, headers: Headers = {}): void {
  answer(response, 303, 'text/plain; charset=utf-8', '', { Location: to, ...headers })
}
