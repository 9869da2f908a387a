import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { USER_ID } from './backends/gpuf/route.ts'
import { isScenario, scenarioNames } from './scenarios.ts'
import { type Simulator, type SimulatorOptions, createSimulator } from './simulator.ts'

const GPUF_PORT = 18081

export interface ServersOptions extends SimulatorOptions {
  /** left out: as in the field, 11581… and 18081; 0: whatever is free; else this and the ones after it */
  readonly port?: number
  /** an own simulator instead of a new one */
  readonly simulator?: Simulator
}

export interface RunningServers {
  readonly xw: readonly { readonly id: string; readonly url: string }[]
  readonly gpuf: { readonly url: string }
  readonly simulator: Simulator
  close(): Promise<void>
}

/** The simulator as plain HTTP servers: each xw on its own port, gpuf-s on another, on this machine only. */
export async function startServers(options: ServersOptions = {}): Promise<RunningServers> {
  const simulator = options.simulator ?? createSimulator(options)
  const portOf = (offset: number, otherwise: number) =>
    options.port === undefined ? otherwise : options.port === 0 ? 0 : options.port + offset
  const started: { id: string; url: string; server: Server }[] = []
  const sockets = new Set<Socket>()
  for (const [i, { kind, id }] of simulator.servers.entries()) {
    const own = simulator.world.xw.find((one) => one.id === id)?.port ?? GPUF_PORT
    const server = createServer((req, res) => void serve(simulator, id, kind === 'gpuf', req, res))
    // a pull may be silent for as long as it likes
    server.requestTimeout = 0
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    server.listen(portOf(i, own), '127.0.0.1')
    await once(server, 'listening')
    const address: AddressInfo | string | null = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    started.push({ id, url: `http://127.0.0.1:${address.port}`, server })
  }
  const gpuf = started.at(-1)
  if (!gpuf) throw new Error('no servers')
  return {
    xw: started.slice(0, -1).map(({ id, url }) => ({ id, url })),
    gpuf: { url: gpuf.url },
    simulator,
    async close() {
      await Promise.all(
        started.map(async ({ server }) => {
          const closed = once(server, 'close')
          server.close()
          // Whatever state their requests are in: streams without an end would hold the server open.
          for (const socket of sockets) socket.destroy()
          await closed
        }),
      )
    },
  }
}

// gpuf-s alone answers other origins
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-allow-headers': '*',
}

async function serve(
  simulator: Simulator,
  id: string,
  open: boolean,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  if (open && req.method === 'OPTIONS') {
    res.writeHead(204, cors).end()
    return
  }
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  try {
    const response = await simulator.handle(id, await requestOf(req, gone.signal))
    if (response.type === 'error') {
      res.destroy()
      return
    }
    res.writeHead(response.status, { ...Object.fromEntries(response.headers), ...(open ? cors : {}) })
    await pour(response.body, res, gone.signal)
  } catch (error) {
    // a bug of the mock; a caller who left is none
    if (!gone.signal.aborted) console.error(error)
    res.destroy()
  }
}

async function requestOf(req: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const url = `http://mock${req.url ?? '/'}`
  const method = req.method ?? 'GET'
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined && name !== 'connection') headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  const chunks: Buffer[] = []
  for await (const chunk of req) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return new Request(url, { method, headers, signal, body: Buffer.concat(chunks) })
}

/** Writes a body as it comes and no faster than it is read; a body that breaks off drops the connection. */
async function pour(body: ReadableStream<Uint8Array> | null, res: ServerResponse, gone: AbortSignal): Promise<void> {
  if (!body) {
    res.end()
    return
  }
  res.flushHeaders()
  const reader = body.getReader()
  const onGone = () => void reader.cancel().catch(() => undefined)
  gone.addEventListener('abort', onGone, { once: true })
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      if (!res.write(value)) await room(res, gone)
    }
    res.end()
  } catch {
    res.destroy()
  } finally {
    gone.removeEventListener('abort', onGone)
  }
}

/** Waits until the reader has taken what was written, or has gone. */
function room(res: ServerResponse, gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const go = () => {
      res.off('drain', go)
      gone.removeEventListener('abort', go)
      resolve()
    }
    res.once('drain', go)
    gone.addEventListener('abort', go, { once: true })
  })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      seed: { type: 'string' },
      speed: { type: 'string' },
      quirks: { type: 'string' },
      clients: { type: 'string' },
      port: { type: 'string' },
    },
  })
  const { env } = process
  const scenario = values.scenario ?? env['SCENARIO'] ?? 'calm'
  if (!isScenario(scenario)) throw new Error(`no scenario ${scenario}; there are: ${scenarioNames.join(', ')}`)
  const port = values.port ?? env['PORT']
  const clients = values.clients ?? env['CLIENTS']
  const servers = await startServers({
    scenario,
    seed: Number(values.seed ?? env['SEED'] ?? 1),
    speed: Number(values.speed ?? env['SPEED'] ?? 1),
    quirks: values.quirks ?? env['QUIRKS'] ?? '',
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(clients === undefined ? {} : { clients: Number(clients) }),
  })
  for (const { id, url } of servers.xw) console.log(`${id.padEnd(8)}${url}`)
  console.log(`${'fleet'.padEnd(8)}${servers.gpuf.url}`)
  const xw = servers.xw.map(({ id, url }) => `${id}=${url}`).join(',')
  console.log(
    `\nPoint the console at them:\n  XW_URL=${xw} GPUFS_URL=${servers.gpuf.url} GPUFS_USER_ID=${USER_ID} npm run dev`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
