import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSimulator } from '../mocks/simulator.ts'
import { globalClock } from '../mocks/sim/clock.ts'

const MINUTE = 60_000

/** A register whose large answers lie ready, so that what is measured is the reading and not the writing. */
export interface ReadyRegister {
  readonly url: string
  /** Bytes of the client list. */
  readonly listBytes: number
  readonly heartbeatBytes: number
  readonly heartbeats: number
  /** From now on answers to this path wait; `open` lets them go, and tells when. */
  readonly hold: (path?: LargePath) => { readonly waiting: Promise<void>; readonly open: () => number }
  /** The client list as it is two minutes later, or as it was. */
  readonly turn: (later: boolean) => void
  readonly close: () => Promise<void>
}

export interface RegisterSize {
  readonly clients: number
  readonly historyDays: number
}

const LARGE = ['/api/user/client_list', '/api/user/client_health'] as const
type LargePath = (typeof LARGE)[number]

/** A simulated register of any size, over HTTP. */
export async function startReadyRegister(size: RegisterSize): Promise<ReadyRegister> {
  const startedAt = Date.now()
  let ahead = 0
  const simulator = createSimulator({
    seed: 1,
    ...size,
    quirks: '-dateFormIgnored,-clientFilterFails,-staleAfterWrite',
    clock: { ...globalClock, now: () => startedAt + ahead },
  })
  const ask = async (path: string) => {
    const answer = await simulator.handle('fleet', new Request(`http://mock${path}`))
    return Buffer.from(await answer.arrayBuffer())
  }
  const listPath = '/api/user/client_list?user_id=12'
  const lists = { now: await ask(listPath), later: Buffer.alloc(0) }
  ahead = 2 * MINUTE
  lists.later = await ask(listPath)
  ahead = 0
  const health = await ask('/api/user/client_health?user_id=12')
  let list = lists.now
  let gate: { readonly path: LargePath; readonly opened: Promise<void>; readonly arrive: () => void } | undefined

  const answer = async (url: URL, response: ServerResponse): Promise<void> => {
    const large = LARGE.find((path) => path === url.pathname)
    const filtered = url.searchParams.get('client_id') !== null
    if (large !== undefined && !filtered) {
      if (gate?.path === large) {
        gate.arrive()
        await gate.opened
      }
      send(response, 200, large === LARGE[0] ? list : health)
      return
    }
    const small = await simulator.handle('fleet', new Request(`http://mock${url.pathname}${url.search}`))
    send(response, small.status, Buffer.from(await small.arrayBuffer()))
  }
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') send(response, 204, Buffer.alloc(0))
    else void answer(new URL(request.url ?? '/', 'http://mock'), response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    listBytes: lists.now.length,
    heartbeatBytes: health.length,
    heartbeats: countOf(health, '"timestamp":"') - 1,
    hold(path = '/api/user/client_list') {
      let release = nothing
      let arrive = nothing
      const opened = new Promise<void>((resolve) => (release = resolve))
      const waiting = new Promise<void>((resolve) => (arrive = resolve))
      gate = { path, opened, arrive }
      return {
        waiting,
        open() {
          gate = undefined
          release()
          return Date.now()
        },
      }
    },
    turn(later) {
      list = later ? lists.later : lists.now
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const nothing = (): void => undefined

function send(response: ServerResponse, status: number, body: Buffer): void {
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': '*',
    'access-control-allow-headers': '*',
    'content-type': 'application/json',
    'content-length': body.length,
  })
  response.end(body)
}

function countOf(body: Buffer, part: string): number {
  let count = 0
  for (let at = body.indexOf(part); at !== -1; at = body.indexOf(part, at + part.length)) count++
  return count
}
