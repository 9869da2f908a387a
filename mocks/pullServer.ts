import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One pull as the server sees it: what to write, how to end, and when the other side is gone. */
export interface PullConnection {
  readonly model: string
  /** Counts the pulls of this server from 1, so that a script can fail the first and serve the second. */
  readonly attempt: number
  /** Resolves when the other side has closed. */
  readonly closed: Promise<void>
  readonly isOpen: () => boolean
  /** Writes one event with this JSON text, whatever it is. */
  readonly event: (data: string) => void
  readonly bytes: (chunk: Uint8Array | string) => void
  /** Ends the body in good order. */
  readonly end: () => void
  /** Drops the connection. */
  readonly cut: () => void
  /** Answers something else than a stream; only before the first event. */
  readonly refuse: (status: number, type: string, body: string) => void
}

export interface PullServer {
  readonly url: string
  /** How many pulls were asked for so far. */
  readonly pulls: () => number
  /** The next pull that is asked for, or was and nobody has taken yet: for a test that plays the server itself. */
  readonly nextPull: () => Promise<PullConnection>
  readonly close: () => Promise<void>
}

/**
 * The smallest xw that a console accepts, with pulls that follow a script: for what a well-behaved simulation never
 * does. It allows every origin, so that a console elsewhere can use it directly.
 */
export async function startPullServer(options: {
  readonly models: readonly string[]
  /** Left out, each pull waits for `nextPull`. */
  readonly script?: (connection: PullConnection) => Promise<void> | void
  readonly startedAt?: string
}): Promise<PullServer> {
  let pulls = 0
  const arrived: PullConnection[] = []
  const takers: ((connection: PullConnection) => void)[] = []
  const script =
    options.script ??
    ((connection: PullConnection): void => {
      const taker = takers.shift()
      if (taker) taker(connection)
      else arrived.push(connection)
    })
  const answers = answersFor(options.models, options.startedAt ?? new Date().toISOString())
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(openToAll)) response.setHeader(name, value)
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    if (path === '/api/models/pull') return void acceptPull(request, response, ++pulls, script)
    const answer = answers[path]
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? { error: `no ${path} here`, code: '404' }))
    return undefined
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    pulls: () => pulls,
    nextPull: () => {
      const connection = arrived.shift()
      return connection ? Promise.resolve(connection) : new Promise((taken) => takers.push(taken))
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

const openToAll = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
}

function answersFor(models: readonly string[], startedAt: string): Record<string, unknown> {
  const unset = { description: '', version: '', format: '', created_at: '', updated_at: '' }
  return {
    '/api/health': { status: 'healthy', message: 'Server is running' },
    '/api/version': { version: '0.0.1', build_time: startedAt },
    '/api/devices/list': { devices: null },
    '/api/devices/supported': { device_types: ['ascend-910b'] },
    '/api/models/list': {
      models: models.map((name) => ({
        ...unset,
        name,
        size: 16 * 2 ** 30,
        supported_devices: ['ascend-910b'],
        status: 'not_downloaded',
        default_engine: 'vllm:docker',
      })),
      total_models: models.length,
      available_models: models.length,
      detected_devices: ['ascend-910b'],
    },
    '/api/models/downloaded': { models: [] },
    '/api/runtime/instances': { instances: [] },
  }
}

async function acceptPull(
  request: IncomingMessage,
  response: ServerResponse,
  attempt: number,
  script: (connection: PullConnection) => Promise<void> | void,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { model } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { model: string }
  const closed = new Promise<void>((done) => response.on('close', done))
  const open = (): void => {
    if (response.headersSent) return
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.flushHeaders()
  }
  const bytes = (chunk: Uint8Array | string): void => {
    open()
    if (!response.destroyed) response.write(chunk)
  }
  await script({
    model,
    attempt,
    closed,
    isOpen: () => !response.destroyed && !response.writableEnded,
    event: (data) => bytes(`data: ${data}\n\n`),
    bytes,
    end: () => {
      open()
      response.end()
    },
    cut: () => response.destroy(),
    refuse: (status, type, body) => {
      response.writeHead(status, { 'content-type': type })
      response.end(body)
    },
  })
}
