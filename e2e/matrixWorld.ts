import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page, Request } from '@playwright/test'
import { type FaultProxy, startFaultProxy } from '../mocks/faultProxy.ts'
import { type RunningServers, startServers } from '../mocks/servers.ts'
import { type Simulator, createSimulator } from '../mocks/simulator.ts'
import { type HastenedClock, hastenedClock } from '../mocks/sim/hastenedClock.ts'
import { WORKER_CLOCK, workerClock } from '../mocks/workerClock.ts'
import { test as base, expect } from './console.ts'
import { serveConsole } from './servers.ts'

/** The built console, and between its server and each simulated one a network that can be made to fail. */
interface Wires {
  readonly url: string
  readonly proxies: Readonly<Record<string, FaultProxy>>
  readonly clock: HastenedClock
}

/** One test's world on those wires. */
export interface FaultyWorld extends Wires {
  readonly simulator: Simulator
  /** So long goes by, for the console, its workers and the servers alike. */
  readonly pass: (page: Page, seconds: number) => Promise<void>
}

const ids = ['npu-01', 'npu-02', 'mx-01', 'fleet'] as const

export const test = base.extend<{ readonly world: FaultyWorld }, { readonly wires: Wires }>({
  wires: [
    // oxlint-disable-next-line no-empty-pattern -- the form that fixtures have
    async ({}, use) => {
      const elsewhere = await startSignIn()
      const clock = hastenedClock()
      const proxies: Record<string, FaultProxy> = {}
      for (const id of ids) proxies[id] = await startFaultProxy({ clock, away: elsewhere.url })
      const shown = await serveConsole({
        XW_URL: ids
          .slice(0, 3)
          .map((id) => `${id}=${proxies[id]?.url ?? ''}`)
          .join(','),
        GPUFS_URL: proxies['fleet']?.url ?? '',
        GPUFS_USER_ID: '12',
      })
      await use({ url: shown.url, proxies, clock })
      await shown.stop()
      for (const proxy of Object.values(proxies)) await proxy.close()
      await elsewhere.close()
    },
    { scope: 'worker' },
  ],
  world: async ({ wires, context, page }, use) => {
    const simulator = createSimulator({ seed: 1, clock: wires.clock, quirks: '-percentDrops,-slowInstanceProbe' })
    const servers = await startServers({ simulator, port: 0 })
    for (const [id, url] of addresses(servers)) {
      await wires.proxies[id]?.befall(null)
      wires.proxies[id]?.lead(url, servers.xw[1]?.url ?? url)
    }
    const end = new AbortController()
    await hastenWorkers(context, end.signal)
    await page.clock.install({ time: wires.clock.now() })
    const asked = watchRequests(context, (url) =>
      ids.some((id) => url.includes(id === 'fleet' ? '/api/gpuf/' : `/api/xw/${id}/`) && wires.proxies[id]?.holds()),
    )
    // Those of workers are not told of, but pass by here.
    const underWay = () => Object.values(wires.proxies).reduce((sum, proxy) => sum + proxy.waiting(), asked())
    await use({ ...wires, simulator, pass: (on, seconds) => pass(on, wires.clock, underWay, seconds) })
    end.abort()
    wires.clock.putWrong(0)
    await servers.close()
  },
})

export { expect }

function addresses(servers: RunningServers): readonly (readonly [string, string])[] {
  return [...servers.xw.map(({ id, url }) => [id, url] as const), ['fleet', servers.gpuf.url] as const]
}

/** A sign-in page on another origin, which allows nobody else to read it. */
async function startSignIn(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((_, res) => {
    res.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Sign in</title>')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function hastenWorkers(context: BrowserContext, end: AbortSignal): Promise<void> {
  await context.route(/worker-[^/]*\.js$/, async (route) => {
    try {
      const response = await route.fetch()
      await route.fulfill({ response, body: workerClock + (await response.text()) })
    } catch (error) {
      // A worker that begins just as the test ends is not waited for.
      if (!end.aborted) throw error
    }
  })
}

/** At most so much at a step: what is asked in it is answered before a time limit can fall into the next one. */
const STEP = 10

const streams = /models\/pull|runtime\/(?:logs|start)/

/** Requests of a page that wait for an answer, but for streams and for what a fault holds back. */
function watchRequests(context: BrowserContext, held: (url: string) => boolean): () => number {
  const open = new Set<Request>()
  context.on('request', (request) => void open.add(request))
  context.on('requestfinished', (request) => void open.delete(request))
  context.on('requestfailed', (request) => void open.delete(request))
  return () => [...open].filter((request) => !streams.test(request.url()) && !held(request.url())).length
}

async function pass(page: Page, clock: HastenedClock, underWay: () => number, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= STEP) {
    const ms = Math.min(left, STEP) * 1000
    await clock.hasten(ms)
    if (page.workers().length > 0) {
      await page.evaluate(
        ([channel, by]) => {
          const told = new BroadcastChannel(channel)
          told.postMessage(by)
          told.close()
        },
        [WORKER_CLOCK, ms] as const,
      )
    }
    await page.clock.fastForward(ms)
    // What a server takes its time for, by the clock that stands, is not waited for.
    for (let looks = 0; looks < 25 && underWay() > 0; looks += 1) await new Promise((done) => setTimeout(done, 20))
  }
}
