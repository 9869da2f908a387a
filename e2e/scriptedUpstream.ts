import { createServer } from 'node:http'
import type { IncomingHttpHeaders, RequestListener, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A server that says what a test says, when it says it, and keeps what it was asked. */
export interface ScriptedUpstream {
  readonly url: string
  /** The request that came first and was not yet taken. */
  readonly next: () => Promise<Asked>
  /** Requests so far. */
  readonly count: () => number
  readonly close: () => Promise<void>
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Begins the answer; a stream if nothing more is said. */
  readonly head: (type: string, headers?: Readonly<Record<string, string>>, status?: number) => void
  readonly write: (text: string) => void
  readonly end: (text?: string) => void
  /** As a server that dies, or a cable that is pulled. */
  readonly drop: () => void
  /** Done when the other side has gone, or the answer has been read. */
  readonly closed: Promise<void>
}

/**
 * @param answer answers at once; left out, or where it returns false, each request waits for `next`
 * @param tls speaks https, as `localhost`
 */
export async function startScriptedUpstream(
  answer: (asked: Asked) => boolean = () => false,
  tls?: { readonly key: string; readonly cert: string },
): Promise<ScriptedUpstream> {
  const arrived: Asked[] = []
  const takers: ((asked: Asked) => void)[] = []
  let count = 0
  const listener: RequestListener = (request, response) => {
    count += 1
    let body = ''
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()))
    request.on('end', () => {
      const asked = askedWith(request.method ?? '', request.url ?? '', request.headers, body, response)
      if (answer(asked)) return
      const taker = takers.shift()
      if (taker) taker(asked)
      else arrived.push(asked)
    })
  }
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: tls === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    next: async () => arrived.shift() ?? new Promise((taken) => takers.push(taken)),
    count: () => count,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function askedWith(
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  body: string,
  response: ServerResponse,
): Asked {
  return {
    method,
    path,
    headers,
    body,
    head(type, more = {}, status = 200) {
      response.writeHead(status, { 'content-type': type, ...more })
      response.flushHeaders()
    },
    write: (text) => void response.write(text),
    end: (text) => void response.end(text),
    drop: () => void response.destroy(),
    closed: new Promise((done) => response.once('close', () => done())),
  }
}
