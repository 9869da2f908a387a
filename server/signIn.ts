import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, answerProblem, redirect } from './answers.ts'
import { reads } from './guards.ts'
import type { Facts } from './requestLog.ts'
import { securityHeaders } from './securityHeaders.ts'
import { createSessions } from './sessions.ts'
import { signInPage, signInScript, type SignInState, signInStyles } from './signInPage.ts'

/** The door of a console that asks for a token. */
export interface SignIn {
  /** Whether the request shows a session that goes on. */
  holds(request: IncomingMessage): boolean
  /** @param inside a path in the console */
  answers(inside: string): boolean
  handle(inside: string, query: string, request: IncomingMessage, response: ServerResponse, facts: Facts): void
}

const largestForm = 4096

/**
 * @param secure whether browsers get to this server by TLS, so that they never send the cookie without
 */
export function createSignIn(token: string, base: string, secure: (request: IncomingMessage) => boolean): SignIn {
  const sessions = createSessions(token)
  const cookieHeader = (request: IncomingMessage, value: string, more: string): string =>
    `quarterdeck-session=${value}; Path=${base}; HttpOnly; SameSite=Strict${secure(request) ? '; Secure' : ''}${more}`

  const show = (
    request: IncomingMessage,
    response: ServerResponse,
    status: number,
    state: SignInState,
    query: string,
    headers: Readonly<Record<string, string>> = {},
  ): void => {
    const html = signInPage(base, state, returnOf(query, base), request.headers['accept-language'] ?? '')
    answer(response, status, 'text/html; charset=utf-8', html, { ...withForm(), ...headers })
  }

  const signIn = (request: IncomingMessage, response: ServerResponse, query: string, facts: Facts): void => {
    readForm(request, (form) => {
      if (form === null) return answerProblem(response, 413, 'too-large', 'A token is not that long.')
      const result = sessions.signIn(form.get('token')?.trim() ?? '', request.socket.remoteAddress ?? '')
      if (result === 'wrong') {
        facts.note = 'wrong-token'
        return show(request, response, 403, { is: 'wrong' }, query)
      }
      if ('waitSeconds' in result) {
        facts.note = 'too-many-tries'
        const seconds = result.waitSeconds
        return show(request, response, 429, { is: 'waiting', seconds }, query, { 'Retry-After': String(seconds) })
      }
      const to = returnOf(query, base) ?? `${base}sign-in?done`
      redirect(response, to, { 'Set-Cookie': cookieHeader(request, result.cookie, '') })
    })
  }

  return {
    holds: (request) => sessions.holds(cookieOf(request)),
    answers: (inside) => /^sign-(?:in(?:\.css|\.js)?|out)$/.test(inside),
    handle(inside, query, request, response, facts) {
      if (inside === 'sign-in' && request.method === 'POST') return signIn(request, response, query, facts)
      if (inside === 'sign-out' && request.method === 'POST') {
        sessions.end(cookieOf(request))
        request.resume()
        return redirect(response, `${base}sign-in`, { 'Set-Cookie': cookieHeader(request, '', '; Max-Age=0') })
      }
      if (inside === 'sign-out' || !reads(request.method)) {
        return answerProblem(response, 405, 'method', 'This is answered otherwise.')
      }
      if (inside === 'sign-in.css') return answer(response, 200, 'text/css; charset=utf-8', signInStyles)
      if (inside === 'sign-in.js') return answer(response, 200, 'text/javascript; charset=utf-8', signInScript)
      const held = sessions.holds(cookieOf(request))
      const back = returnOf(query, base)
      if (held && back !== null) return redirect(response, back)
      show(request, response, 200, held ? { is: 'signed-in' } : { is: 'asking' }, query)
    },
  }
}

function cookieOf(request: IncomingMessage): string | undefined {
  return /(?:^|;\s*)quarterdeck-session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]
}

/** The one page that has a form which the browser sends. */
function withForm(): Record<string, string> {
  const name = 'Content-Security-Policy'
  const policy = securityHeaders()[name] ?? ''
  return { [name]: policy.replace("form-action 'none'", "form-action 'self'") }
}

/** The page of this console to go back to; null for any other address. */
function returnOf(query: string, base: string): string | null {
  const wanted = new URLSearchParams(query).get('return')
  if (wanted === null || !wanted.startsWith(base) || /^\/[/\\]|[\s\\]/.test(wanted)) return null
  const { origin, pathname, search } = new URL(wanted, 'http://console.invalid')
  return origin === 'http://console.invalid' && pathname.startsWith(base) ? `${pathname}${search}` : null
}

function readForm(request: IncomingMessage, then: (form: URLSearchParams | null) => void): void {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    if (text.length <= largestForm) text += chunk
  })
  request.once('end', () => then(text.length > largestForm ? null : new URLSearchParams(text)))
}
