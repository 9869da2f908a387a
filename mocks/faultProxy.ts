import { type IncomingMessage, type ServerResponse, createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { constants, createGzip } from 'node:zlib'
import { type Clock, SECOND, globalClock } from './sim/clock.ts'

/** What a network, or a proxy in it, can do to a server that is well. */
export const NETWORK_FAULTS = {
  refuse: 'refuses connections, and drops those that are open',
  'hang-head': 'takes requests and never answers; open streams drop',
  'hang-body': 'begins each answer and stops within it; open streams stop',
  trickle: 'sends one byte a second, on open streams too',
  cut: 'drops every answer midway',
  'end-early': 'ends every answer midway, in good order',
  'redirect-here': 'sends all requests to a sign-in page on the same origin',
  'redirect-away': 'sends all requests to a sign-in page on another origin',
  gzip: 'packs all answers, streams too',
  unauthorized: '401 with a page; open streams drop',
  forbidden: '403 with plain text; open streams drop',
  'login-page': '200 with a sign-in page; open streams drop',
  'bad-gateway': '502 with a page; open streams drop',
  garbled: 'JSON that is none, in streams too',
  'other-server': 'hands every request to another server',
  bursts: 'holds streams back and hands them on every 30 s',
} as const

export type NetworkFault = keyof typeof NETWORK_FAULTS

export interface FaultProxy {
  readonly url: string
  /** Where requests go from now on, and where under `other-server`. */
  readonly lead: (target: string, other: string) => void
  /** From now on, also on streams that are open; null: all is well again. */
  readonly befall: (fault: NetworkFault | null) => Promise<void>
  /** What is asked now may wait for ever. */
  readonly holds: () => boolean
  /** How far the time that each answer is dated with is off from now on. */
  readonly misdate: (byMs: number) => void
  /** Requests that the server has not begun to answer. */
  readonly waiting: () => number
  readonly close: () => Promise<void>
}

interface Options {
  readonly clock?: Clock
  /** Where `redirect-away` leads. */
  readonly away?: string
}

/** One answer on its way through. */
interface Exchange {
  readonly res: ServerResponse
  readonly isStream: boolean
  /** What came and has not been handed on. */
  held: Buffer[]
  isEnded: boolean
  takeBack: () => void
}

const BURST_EVERY = 30 * SECOND

/** Stands between a console and one server, on this machine only. */
export async function startFaultProxy(options: Options = {}): Promise<FaultProxy> {
  const clock = options.clock ?? globalClock
  const exchanges = new Set<Exchange>()
  const unanswered = new Set<ServerResponse>()
  const asked = new Set<ServerResponse>()
  let target = ''
  let other = ''
  let fault: NetworkFault | null = null
  let misdatedBy = 0

  const server = createServer((req, res) => {
    res.on('error', () => undefined)
    // The server's own is that of the machine, whatever its clock is made to say.
    res.setHeader('date', new Date(clock.now() + misdatedBy).toUTCString())
    if (!answerInstead(req, res)) forward(req, res)
  })
  server.requestTimeout = 0
  server.listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const { port } = server.address() as AddressInfo

  /** What never reaches the server; the query of a page that was asked for is no secret of the proxy's. */
  function answerInstead(req: IncomingMessage, res: ServerResponse): boolean {
    switch (fault) {
      case 'hang-head':
        hold(res)
        return true
      case 'unauthorized':
        page(res, 401, 'Authorization Required')
        return true
      case 'forbidden':
        res.writeHead(403, { 'content-type': 'text/plain' }).end('Forbidden')
        return true
      case 'login-page':
        page(res, 200, 'Sign in')
        return true
      case 'bad-gateway':
        page(res, 502, 'Bad Gateway')
        return true
      case 'redirect-here':
        if (req.url?.startsWith('/sign-in') === true) page(res, 200, 'Sign in')
        // Relative: below whatever path the console's server gives this one.
        else res.writeHead(302, { location: `${'../'.repeat(depth(req.url))}sign-in` }).end()
        return true
      case 'redirect-away':
        res.writeHead(302, { location: `${options.away ?? 'http://127.0.0.1:9'}/sign-in` }).end()
        return true
      default:
        return false
    }
  }

  function hold(res: ServerResponse): void {
    unanswered.add(res)
    res.once('close', () => unanswered.delete(res))
  }

  function forward(req: IncomingMessage, res: ServerResponse): void {
    const to = new URL(fault === 'other-server' ? other : target)
    const onward = ask({
      host: to.hostname,
      port: to.port,
      path: req.url,
      method: req.method,
      headers: { ...req.headers, host: to.host },
      agent: false,
    })
    onward.on('error', () => res.destroy())
    onward.on('response', (answer) => handOn(req, answer, res))
    asked.add(res)
    res.once('close', () => {
      asked.delete(res)
      onward.destroy()
    })
    req.pipe(onward)
  }

  function handOn(req: IncomingMessage, answer: IncomingMessage, res: ServerResponse): void {
    asked.delete(res)
    const type = answer.headers['content-type'] ?? ''
    const isStream = type.startsWith('text/')
    const exchange: Exchange = { res, isStream, held: [], isEnded: false, takeBack: () => undefined }
    exchanges.add(exchange)
    res.once('close', () => {
      exchange.takeBack()
      exchanges.delete(exchange)
    })
    const headers = { ...answer.headers }
    delete headers['content-length']
    delete headers.date
    delete headers['transfer-encoding']
    const isPacked = fault === 'gzip' && /\bgzip\b/.test(req.headers['accept-encoding'] ?? '')
    if (isPacked) headers['content-encoding'] = 'gzip'
    res.writeHead(answer.statusCode ?? 502, headers)
    res.flushHeaders()
    if (isPacked) {
      const packer = createGzip({ flush: constants.Z_SYNC_FLUSH })
      packer.on('error', () => undefined)
      answer.pipe(packer).pipe(res)
    } else {
      answer.on('data', (chunk: Buffer) => pass(exchange, chunk))
      answer.on('end', () => {
        exchange.isEnded = true
        settle(exchange)
      })
    }
    answer.on('error', () => res.destroy())
    answer.on('close', () => {
      if (!answer.complete) res.destroy()
    })
    settle(exchange)
  }

  function pass(exchange: Exchange, chunk: Buffer): void {
    exchange.held.push(chunk)
    settle(exchange)
  }

  /** Hands on what the fault lets through. */
  function settle(exchange: Exchange): void {
    const { res, isStream, isEnded } = exchange
    if (res.destroyed || res.writableEnded) return
    switch (fault) {
      case 'hang-body':
      case 'cut':
      case 'end-early':
        // Of a stream its first words, of all else half.
        if (!isStream && !isEnded) return
        if (isStream && exchange.held.length === 0) return
        if (fault === 'hang-body') {
          if (!isStream && exchange.held.length > 0) res.write(half(exchange))
          return
        }
        if (exchange.held.length > 0) res.write(half(exchange), () => end(exchange))
        return
      case 'trickle':
      case 'bursts':
        if (fault === 'bursts' && !isStream) break
        drip(exchange, fault)
        return
      case 'garbled':
        exchange.held = exchange.held.map((chunk) => Buffer.from(chunk.toString().replaceAll('"', '´')))
        break
      default:
    }
    flush(exchange)
  }

  function half(exchange: Exchange): Buffer {
    const all = Buffer.concat(exchange.held)
    const at = Math.ceil(all.length / 2)
    exchange.held = [all.subarray(at)]
    return all.subarray(0, at)
  }

  function end({ res }: Exchange): void {
    if (fault === 'end-early') res.end()
    else res.destroy()
  }

  function flush(exchange: Exchange): void {
    exchange.takeBack()
    exchange.takeBack = () => undefined
    for (const chunk of exchange.held.splice(0)) exchange.res.write(chunk)
    if (exchange.isEnded) exchange.res.end()
  }

  const dripping = new WeakSet<Exchange>()

  function drip(exchange: Exchange, how: 'trickle' | 'bursts'): void {
    if (dripping.has(exchange)) return
    dripping.add(exchange)
    exchange.takeBack = clock.after(how === 'trickle' ? SECOND : BURST_EVERY, () => {
      dripping.delete(exchange)
      if (fault !== how || exchange.res.destroyed) return
      if (how === 'bursts') return flush(exchange)
      const all = Buffer.concat(exchange.held)
      exchange.held = all.length > 1 ? [all.subarray(1)] : []
      if (all.length > 0) exchange.res.write(all.subarray(0, 1))
      if (exchange.isEnded && exchange.held.length === 0) exchange.res.end()
      else drip(exchange, how)
    })
  }

  async function listenAgain(): Promise<void> {
    if (server.listening) return
    server.listen(port, '127.0.0.1')
    await new Promise((ready) => server.once('listening', ready))
  }

  return {
    url: `http://127.0.0.1:${port}`,
    lead(to, elsewhere) {
      target = to
      other = elsewhere
    },
    async befall(next) {
      fault = next
      // Who asked a server that hung until it came back never hears of it.
      for (const res of unanswered) res.destroy()
      if (next === 'refuse') {
        server.close()
        server.closeAllConnections()
        return
      }
      await listenAgain()
      for (const exchange of exchanges) {
        exchange.takeBack()
        dripping.delete(exchange)
        if (next === null || keepsStreams.has(next)) settle(exchange)
        else if (next === 'end-early') exchange.res.end()
        else exchange.res.destroy()
      }
    },
    holds: () => fault === 'hang-head' || fault === 'hang-body' || fault === 'trickle',
    misdate(byMs) {
      misdatedBy = byMs
    },
    waiting: () => asked.size,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** Under these a stream that is open stays so. */
const keepsStreams: ReadonlySet<NetworkFault> = new Set([
  'hang-body',
  'trickle',
  'garbled',
  'other-server',
  'gzip',
  'bursts',
])

/** How many folders a path is below its root, as the browser counts. */
function depth(path = '/'): number {
  return (path.split('?')[0] ?? '/').split('/').length - 2
}

function page(res: ServerResponse, status: number, title: string): void {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><form method="post"><input name="user"></form></body></html>`
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
}
