import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A console behind a proxy that lets nobody in without a session. */
export interface SessionProxy {
  /** Where the console is, with a slash at its end. */
  readonly url: string
  /** From now on it is this one's session; null ends it. */
  readonly signIn: (user: string | null) => void
  /** Open answers are cut, as by a proxy that is loaded anew. */
  readonly cut: () => void
  /** How often each path was asked for without a session. */
  readonly refused: ReadonlyMap<string, number>
  readonly stop: () => Promise<void>
}

/**
 * Puts a proxy in front of `upstream` that sends whoever has no session, whatever they ask for, to a sign-in page of
 * another origin, and from there back to where they wanted to go.
 *
 * @param next who signs in there
 */
export async function startSessionProxy(upstream: string, first: string, next: string): Promise<SessionProxy> {
  let user: string | null = first
  const refused = new Map<string, number>()
  const open = new Set<ServerResponse>()

  const door = await listen((incoming, response) => {
    const back = new URL(incoming.url ?? '/', 'http://door').searchParams.get('back') ?? ''
    if (incoming.method === 'POST') {
      user = next
      response.writeHead(303, { location: back }).end()
      return
    }
    const page = '<!doctype html><title>Sign in</title><form method="post"><button>Let me in</button></form>'
    response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  })

  const gate = await listen((incoming, response) => {
    const path = incoming.url ?? '/'
    if (user === null) {
      const [bare = path] = path.split('?')
      refused.set(bare, (refused.get(bare) ?? 0) + 1)
      const back = encodeURIComponent(`${urlOf(gate)}${path}`)
      response.writeHead(302, { location: `${urlOf(door)}/?back=${back}` }).end()
      return
    }
    open.add(response)
    response.once('close', () => open.delete(response))
    pass(incoming, response, new URL(path, upstream), user)
  })

  return {
    url: `${urlOf(gate)}/`,
    signIn: (next) => {
      user = next
    },
    cut() {
      for (const response of open) response.destroy()
    },
    refused,
    stop: async () => {
      await Promise.all([close(gate), close(door)])
    },
  }
}

function pass(incoming: IncomingMessage, response: ServerResponse, to: URL, user: string): void {
  const onward = ask(to, { method: incoming.method, headers: { ...incoming.headers, host: to.host } }, (answer) => {
    const named = to.pathname.endsWith('/config.json') ? { 'Quarterdeck-User': encodeURIComponent(user) } : {}
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...named })
    response.flushHeaders()
    answer.pipe(response)
    answer.once('close', () => {
      if (!answer.complete) response.destroy()
    })
  })
  onward.once('error', () => response.destroy())
  response.once('close', () => onward.destroy())
  incoming.pipe(onward)
}

async function listen(answer: (incoming: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return server
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
