import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, answerProblem, redirect } from './answers.ts'
import { type Files, fileOf, sendFile } from './files.ts'
import type { Forwarder } from './forward.ts'
import { isFromElsewhere, isOwnHost, reads } from './guards.ts'
import { isPlainPath } from './plainPath.ts'
import { onlyAsks, readOnlyRefusal } from './readAccess.ts'
import { type Facts, logRequest } from './requestLog.ts'
import type { Sites } from './sites.ts'
import type { SignIn } from './signIn.ts'

/** How a console is served, whatever is behind it. */
export interface Place {
  /** With a slash at both ends. */
  readonly base: string
  /** The address that is listened on, as a host's name. */
  readonly host: string
  /** Other names that it may be reached by, in lower case. */
  readonly hostNames: readonly string[]
  /** A proxy in front lets nobody through whom it does not name in this header; null where there is none. */
  readonly userHeader: string | null
  /** Null where no token is asked for. */
  readonly signIn: SignIn | null
  /** Null keeps no log. */
  readonly log: ((line: string) => void) | null
}

const otherSite =
  'The request comes from the page of another site, or a proxy in front changes the host; --host-name names the one it has there.'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Answers every request to the console: its files, its list of servers, and what it forwards.
 * @param sites the servers behind it, read anew for each request; null for the demo, which has none
 */
export function consoleHandler(place: Place, files: Files, sites: (() => Sites) | null, forwarder: Forwarder): Handler {
  const { base, signIn } = place
  const index = indexFor(files, base)
  // Whoever can only be reached by names that are known need not answer to others.
  const checksHost = place.hostNames.length > 0 || (place.userHeader === null && isLoopbackOnly(place))

  return (request, response) => {
    const facts: Facts = { user: userOf(request, place.userHeader), note: null }
    if (place.log !== null) logRequest(request, response, facts, place.log)
    const refuse = (status: number, code: string, message: string): void => {
      facts.note = code
      answerProblem(response, status, code, message)
    }
    const { path, query } = split(request.url ?? '/')

    if (checksHost && !isOwnHost(request, place.host, place.hostNames)) {
      const name = JSON.stringify((request.headers.host ?? '').slice(0, 100))
      return refuse(421, 'host', `This console does not answer to ${name}. Start it with --host-name to let it.`)
    }
    // Followed as it is written, `//elsewhere.example` is the address of another site.
    if (/^\/[/\\]/.test(path)) return refuse(404, 'not-here', `The console is at ${base}`)
    if (!path.startsWith(base)) {
      if (path === '/' || `${path}/` === base) return redirect(response, base)
      return refuse(404, 'not-here', `The console is at ${base}`)
    }
    const inside = path.slice(base.length)
    if (
      isFromElsewhere(request, place.hostNames, place.userHeader !== null) &&
      (isData(inside) || !reads(request.method))
    ) {
      // Not 403, which the console takes for a session that has ended.
      return refuse(400, 'other-site', otherSite)
    }
    if (place.userHeader !== null && facts.user === null) {
      return refuse(401, 'no-user', `The proxy in front names no user in ${place.userHeader}.`)
    }
    if (signIn !== null) {
      if (signIn.answers(inside)) return signIn.handle(inside, query, request, response, facts)
      if (!signIn.holds(request) && !isPublic(inside, files)) {
        if (isData(inside) || !reads(request.method)) return refuse(401, 'no-session', 'Sign in to this console first.')
        if (isFollowedFromElsewhere(request)) return again(response, path + query)
        return redirect(response, `${base}sign-in?return=${encodeURIComponent(path + query)}`)
      }
    }

    if (inside.startsWith('api/')) {
      const found = sites?.().find(inside)
      if (found === undefined) return refuse(404, 'no-such-server', 'No server of this console is at this address.')
      const rest = inside.slice(found.path.length)
      if (!isPlainPath(rest)) return refuse(400, 'address', 'This is no address that every server reads alike.')
      if (found.access === 'read' && !onlyAsks(request.method ?? '', rest)) {
        facts.note = 'read-only'
        return answer(response, readOnlyRefusal.status, 'application/json', readOnlyRefusal.body)
      }
      return forwarder.forward(found.target, `${rest}${query}`, request, response, facts)
    }
    if (!reads(request.method)) return refuse(405, 'method', 'Only GET and HEAD are answered here.')
    if (inside === 'config.json' && sites !== null) {
      const named = facts.user === null ? {} : { 'Quarterdeck-User': encodeURIComponent(facts.user) }
      return answer(response, 200, 'application/json', sites().configJson, named)
    }
    const file = inside === 'index.html' ? index : files.get(decoded(inside))
    if (file !== undefined) return void sendFile(request, response, file)
    // Pages have addresses without a dot in them, or with a name of somebody's choice; files of old builds are gone.
    if (inside.startsWith('assets/') || /\.(?:js|css|json|map|svg|png|ico|txt|wasm)$/.test(inside)) {
      return refuse(404, 'no-such-file', 'There is no such file.')
    }
    return void sendFile(request, response, index)
  }
}

function isLoopbackOnly({ host, signIn }: Place): boolean {
  // With a token, a name that somebody lets point here has no session.
  return signIn === null || host === 'localhost' || host.startsWith('127.') || host === '::1'
}

function indexFor(files: Files, base: string): ReturnType<typeof fileOf> {
  const html = files.get('index.html')?.body.toString() ?? ''
  return fileOf('index.html', Buffer.from(html.replace('<base href="/"', `<base href="${base}"`)))
}

function split(url: string): { path: string; query: string } {
  const mark = url.indexOf('?')
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark) }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** What scripts ask for: refused in words, never answered with a page. */
function isData(inside: string): boolean {
  return inside.startsWith('api/') || inside === 'config.json'
}

/** Scripts and styles are the same for everybody; the page that puts them to work waits for the token. */
function isPublic(inside: string, files: Files): boolean {
  return (
    inside.startsWith('assets/') || inside === 'icon.svg' || (inside === 'mockServiceWorker.js' && files.has(inside))
  )
}

/** A link on another site: browsers follow it without the cookie, whether there is a session or not. */
function isFollowedFromElsewhere(request: IncomingMessage): boolean {
  return ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site']))
}

/** A page that asks for its own address once more, then as a page of this site, with the cookie. */
function again(response: ServerResponse, to: string): void {
  const url = to.replaceAll('&', '&amp;').replaceAll('"', '%22').replaceAll('<', '%3C')
  const html = `<!doctype html><title>Quarterdeck</title><meta http-equiv="refresh" content="0; url=${url}">`
  answer(response, 200, 'text/html; charset=utf-8', html)
}

function userOf(request: IncomingMessage, header: string | null): string | null {
  const sent = header === null ? undefined : request.headers[header.toLowerCase()]
  const user = (Array.isArray(sent) ? sent[0] : sent)?.trim()
  if (user === undefined || user === '') return null
  // Header values are bytes; names beyond ASCII come as UTF-8.
  const letters = Array.from(Buffer.from(user, 'latin1').toString('utf8'))
  return letters.slice(0, 200).join('')
}
