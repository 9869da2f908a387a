import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from '@playwright/test'
import { createSimulator } from '../mocks/simulator.ts'
import { median, recordLongTasks, takeLongTasks } from './browser.ts'
import { servePlain } from './preview.ts'

const ROUNDS = 3
/** As many as the console lets go at once without being asked. */
const AT_ONCE = 4
export type Half = 'all well' | 'half refuse' | 'half hang'

export interface ManyServers {
  readonly servers: number
  readonly half: Half
  /** Until each server that answers is on the overview with its version and health, and its instances are listed. */
  readonly completeMs: number
  /** Until each server that does not is named as such; null where all answer. */
  readonly toldMs: number | null
  /** A page that fetches the same of those that answer, and one thing of those that refuse, four at a time. */
  readonly bareMs: number
  readonly longestTaskMs: number
  /** At the servers, while the overview came, and in the ten seconds after. */
  readonly mostAtOnce: number
}

const listing = '/api/runtime/instances?all=true'
/** What the overview asks of a server. */
const questions = ['/api/health', '/api/version', listing, '/api/models/list']

interface Backends {
  readonly ids: readonly string[]
  readonly dead: ReadonlySet<string>
  readonly urls: Readonly<Record<string, string>>
  /** Most requests at once since the last call. */
  readonly takeMost: () => number
  /** Settles once each of those that answer has told its instances since the last call. */
  readonly allListed: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Answer {
  readonly status: number
  readonly text: string
}

async function answer(
  simulator: ReturnType<typeof createSimulator>,
  id: string,
  path: string,
  method: string,
  body: Buffer,
): Promise<Answer> {
  const asked = new Request(`http://mock${path}`, { method, ...(method === 'POST' && { body: new Uint8Array(body) }) })
  const answered = await simulator.handle(id, asked)
  return { status: answered.status, text: await answered.text() }
}

/** One server process that stands for all of them, so that a hundred cost no more than one. */
async function startBackends(count: number, half: Half): Promise<Backends> {
  const simulator = createSimulator({ scenario: 'calm', seed: 1, xwServers: Math.max(3, count), clients: 48 })
  const ids = simulator.world.xw.slice(0, count).map(({ id }) => id)
  const dead = new Set(half === 'all well' ? [] : ids.filter((_, index) => index % 2 === 1))
  // Made once: what is measured is who asks, and both share this machine.
  const answers = new Map<string, Promise<Answer>>()
  const answerOf = (id: string, path: string, method: string, body: Buffer): Promise<Answer> => {
    const key = `${method} ${id} ${path}`
    const known = answers.get(key) ?? answer(simulator, id, path, method, body)
    answers.set(key, known)
    return known
  }
  const listed = new Set<string>()
  let onListed: (() => void) | undefined
  let atOnce = 0
  let most = 0
  const server: Server = createServer((request, response) => {
    const [, id = '', ...path] = (request.url ?? '').split('/')
    atOnce += 1
    most = Math.max(most, atOnce)
    response.once('close', () => {
      atOnce -= 1
    })
    if (dead.has(id)) {
      if (half === 'half refuse') request.socket.destroy()
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = `/${path.join('/')}`
      const send = async (): Promise<void> => {
        const { status, text } = await answerOf(id, asked, request.method ?? 'GET', Buffer.concat(chunks))
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(text)
        if (asked === listing) listed.add(id)
        if (listed.size >= count - dead.size) onListed?.()
      }
      void send()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    ids,
    dead,
    urls: Object.fromEntries(ids.map((id) => [`/api/xw/${id}`, `http://127.0.0.1:${port}/${id}`])),
    takeMost: () => {
      const taken = most
      most = atOnce
      return taken
    },
    allListed: async () => {
      listed.clear()
      await new Promise<void>((resolve) => {
        onListed = resolve
      })
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Opens the overview of so many servers, cold, several times, beside a bare page that fetches the same. */
export async function measureManyServers(browser: Browser, count: number, half: Half): Promise<ManyServers> {
  const backends = await startBackends(count, half)
  const config = backends.ids.map((id) => ({ kind: 'xw', name: id, url: `api/xw/${id}` }))
  const site = await servePlain({ servers: config }, backends.urls)
  const dead = half === 'all well' ? 0 : Math.floor(count / 2)
  const rounds = half === 'half hang' ? 1 : ROUNDS
  const complete: number[] = []
  const told: number[] = []
  const bare: number[] = []
  const tasks: number[] = []
  let mostAtOnce = 0
  try {
    for (let round = 0; round < rounds; round += 1) {
      const plain = await browser.newPage()
      await plain.goto(`${site.url}bare.html`)
      bare.push(
        await fetchAll(plain, backends.ids, half === 'half hang' ? [] : questions.slice(0, 1), [...backends.dead]),
      )
      await plain.close()
      backends.takeMost()

      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
      const page = await context.newPage()
      await recordLongTasks(page)
      const allListed = backends.allListed()
      const startedAt = Date.now()
      await page.goto(site.url, { waitUntil: 'commit' })
      await page.getByRole('button', { name: `${count - dead} of ${count} server` }).waitFor({ timeout: 300_000 })
      await allListed
      await until(page, count - dead)
      complete.push(Date.now() - startedAt)
      if (dead > 0) {
        await untilTold(page, dead)
        told.push(Date.now() - startedAt)
      }
      tasks.push(...(await takeLongTasks(page)))
      await page.waitForTimeout(10_000)
      tasks.push(...(await takeLongTasks(page)))
      mostAtOnce = Math.max(mostAtOnce, backends.takeMost())
      await context.close()
    }
  } finally {
    await site.close()
    await backends.close()
  }
  return {
    servers: count,
    half,
    completeMs: median(complete),
    toldMs: told.length === 0 ? null : median(told),
    bareMs: median(bare),
    longestTaskMs: Math.max(0, ...tasks),
    mostAtOnce,
  }
}

/** Every server that answers has told what it runs: none of them is waited for any more. */
async function until(page: Page, living: number): Promise<void> {
  await page.waitForFunction(
    (alive) => {
      const text = document.querySelector('main')?.textContent ?? ''
      const waiting = /Waiting for (\d+) servers?…/.exec(text)
      const asked = /(\d+) of \d+ servers? answer/.exec(document.body.textContent ?? '')
      // Who hangs is still waited for.
      const left = waiting ? Number(waiting[1]) : 0
      const total = Number(/of (\d+) server/.exec(document.body.textContent ?? '')?.[1] ?? 0)
      return asked !== null && Number(asked[1]) >= alive && left <= total - alive && !/Loading…/.test(text)
    },
    living,
    { timeout: 300_000, polling: 50 },
  )
}

async function untilTold(page: Page, dead: number): Promise<void> {
  const title = dead > 3 ? `No answer from ${dead} servers` : 'No answer from'
  await page.getByText(title).first().waitFor({ timeout: 600_000 })
}

/**
 * The same questions from a page without a framework.
 * @param ofDead what is asked of the dead ones
 */
async function fetchAll(
  page: Page,
  ids: readonly string[],
  ofDead: readonly string[],
  dead: readonly string[],
): Promise<number> {
  return page.evaluate(
    async ({ all, paths, limit, deadOnes, deadPaths }) => {
      const startedAt = performance.now()
      const queue = paths.flatMap((path) =>
        all.filter((id) => !deadOnes.includes(id) || deadPaths.includes(path)).map((id) => `api/xw/${id}${path}`),
      )
      await Promise.all(
        Array.from({ length: limit }, async () => {
          for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
            const isList = url.endsWith('/models/list')
            const init = isList ? { method: 'POST', body: '{"device_type":"all","show_all":true}' } : {}
            try {
              const response = await fetch(url, init)
              await response.json()
            } catch {
              // Counted by the time that it took.
            }
          }
        }),
      )
      return performance.now() - startedAt
    },
    { all: ids, paths: questions, limit: AT_ONCE, deadOnes: dead, deadPaths: ofDead },
  )
}
