import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { rootCertificates } from 'node:tls'
import { createProxyServer } from 'httpxy'
import { answerProblem } from './answers.ts'
import type { Facts } from './requestLog.ts'
import { forwardedHeaders } from './securityHeaders.ts'
import { failureOf, UpstreamNoHttp, UpstreamTimeout } from './upstreamFailure.ts'

/** A server that requests are forwarded to. */
export interface Target {
  readonly name: string
  readonly url: URL
  /** Where it is in the console, `/ops/console/api/xw/npu-01`. */
  readonly prefix: string
  readonly agent: HttpAgent
}

export interface Timeouts {
  /** For name, connection and TLS together; 0 for none. */
  readonly connectMs: number
  /** From there to the head of the answer; 0 for none. Its body may take as long as it likes. */
  readonly headMs: number
}

export interface Forwarder {
  /** @param path behind the prefix, with its query */
  forward(target: Target, path: string, request: IncomingMessage, response: ServerResponse, facts: Facts): void
}

/**
 * @param ca PEM of authorities that are trusted besides the usual
 * @param insecure looks at no certificate at all
 */
export function agentFor(url: URL, ca: string | undefined, insecure: boolean): HttpAgent {
  // A connection for each request: one kept open would now and then be closed by the server in the moment of use,
  // and a request that changes something cannot be sent again.
  if (url.protocol !== 'https:') return new HttpAgent({ keepAlive: false })
  return new HttpsAgent({
    keepAlive: false,
    rejectUnauthorized: !insecure,
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
  })
}

// What else a browser sends (cookies of this host, what the proxy in front adds) is nobody else's business.
const passedOn = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'last-event-id',
  'range',
  'transfer-encoding',
  'user-agent',
])

// The rest could set cookies, rules and addresses of the console's own origin.
const passedBack = new Set([
  'accept-ranges',
  'age',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'date',
  'etag',
  'expires',
  'last-modified',
  'location',
  'retry-after',
  'server',
  'transfer-encoding',
  'vary',
  'x-request-id',
])

interface UnderWay {
  readonly target: Target
  readonly path: string
  readonly facts: Facts
}

export function createForwarder(timeouts: Timeouts): Forwarder {
  const underWay = new WeakMap<IncomingMessage, UnderWay>()
  const proxy = createProxyServer({ changeOrigin: true, headers: { connection: 'close' } })

  const fail = (error: Error, request: IncomingMessage, response: ServerResponse): void => {
    const { target, facts } = underWay.get(request) ?? {}
    if (response.headersSent || response.destroyed || target === undefined) {
      response.destroy()
      return
    }
    const { status, code, message } = failureOf(error, target.name)
    if (facts) facts.note = code
    answerProblem(response, status, code, message)
  }

  proxy.on('proxyReq', (upstream, request, response) => {
    limit(upstream, timeouts)
    // Node makes nothing of a change of protocol but to hang up: whoever waits would wait for ever.
    upstream.once('upgrade', (_answered, socket) => {
      socket.destroy()
      fail(new UpstreamNoHttp(), request, response)
    })
  })

  proxy.on('proxyRes', (answered, request, response) => {
    const { target, path, facts } = underWay.get(request) ?? {}
    if (target === undefined || path === undefined || facts === undefined) return
    // Node reads what it does not write: the throw of that would end this server.
    if ((answered.statusCode ?? 0) < 200) {
      answered.destroy()
      fail(new UpstreamNoHttp(), request, response)
      return
    }
    answered.statusMessage = ''
    const { location } = answered.headers
    const redirected = location === undefined ? undefined : redirectOf(location, target, path)
    if (redirected !== undefined && 'outside' in redirected) {
      facts.note = 'redirected'
      answered.destroy()
      const message = `${target.name} redirects to another address, ${redirected.outside}, which this console does not follow`
      answerProblem(response, 502, 'redirected', message)
      return
    }
    answered.once('error', () => {
      if (!response.destroyed) facts.note = 'dropped'
    })
    for (const name of Object.keys(answered.headers)) {
      if (!passedBack.has(name)) delete answered.headers[name]
    }
    if (redirected !== undefined) answered.headers.location = redirected.inside
    for (const [name, value] of Object.entries(forwardedHeaders())) response.setHeader(name, value)
    // What stands in front of this server buffers no stream either.
    response.setHeader('X-Accel-Buffering', 'no')
    // By itself the head would wait for the first part of the body, which may be minutes away.
    queueMicrotask(() => {
      if (!response.headersSent) response.flushHeaders()
    })
  })

  proxy.on('error', (error, request, response) => {
    if (request !== undefined && response !== undefined && 'writeHead' in response) fail(error, request, response)
  })

  return {
    forward(target, path, request, response, facts) {
      underWay.set(request, { target, path, facts })
      // What comes back says so too; the server behind has a connection of its own.
      const closes = /\bclose\b/i.test(request.headers.connection ?? '')
      for (const name of Object.keys(request.headers)) {
        if (!passedOn.has(name) && !name.startsWith('anthropic-')) delete request.headers[name]
      }
      if (closes) request.headers.connection = 'close'
      request.url = path
      // Failures come as events; the promise only repeats them.
      proxy.web(request, response, { target: target.url, agent: target.agent }).catch(() => response.destroy())
    },
  }
}

function limit(upstream: ClientRequest, { connectMs, headMs }: Timeouts): void {
  const { socket } = upstream
  let timer: NodeJS.Timeout | undefined
  const wait = (stage: 'connect' | 'head', ms: number): void => {
    clearTimeout(timer)
    if (ms > 0) timer = setTimeout(() => upstream.destroy(new UpstreamTimeout(stage, ms)), ms)
  }
  const stop = (): void => clearTimeout(timer)
  upstream.once('response', stop)
  upstream.once('close', stop)
  if (socket?.connecting === true) {
    wait('connect', connectMs)
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => wait('head', headMs))
  } else wait('head', headMs)
}

/** Where a redirect leads: an address in the console, or the origin of one that this server is not behind. */
function redirectOf(location: string, { url, prefix }: Target, path: string): { inside: string } | { outside: string } {
  const root = url.pathname.replace(/\/+$/, '')
  const from = new URL(`${root}${path}`, url)
  if (!URL.canParse(location, from)) return { outside: 'which is none' }
  const to = new URL(location, from)
  if (to.origin !== url.origin || !to.pathname.startsWith(`${root}/`)) return { outside: to.origin }
  return { inside: `${prefix}${to.pathname.slice(root.length)}${to.search}` }
}
