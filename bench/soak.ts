import { cpus, loadavg } from 'node:os'
import type { Browser, CDPSession, Page, Request } from '@playwright/test'
import { startServers } from '../mocks/servers.ts'
import { createSimulator } from '../mocks/simulator.ts'
import { type HastenedClock, hastenedClock } from '../mocks/sim/hastenedClock.ts'
import { WORKER_CLOCK, workerClock } from '../mocks/workerClock.ts'
import { watchHeap } from './heap.ts'
import { servePlain } from './preview.ts'

const roundMinutes = 5
/** World time at a step: timers that are due within it fire once. */
const stepMs = 2_000
const models = {
  'npu-01': 'llama-3.3-70b-instruct',
  'npu-02': 'deepseek-r1-distill-llama-70b',
  'mx-01': 'qwen2.5-32b-instruct',
} as const

export interface SoakSample {
  /** Of world time since the pulls began. */
  readonly minutes: number
  /** What the page and its workers keep alive after a collection. */
  readonly heapBytes: number
  /** As much of it as is compiled code, which the browser makes of scripts as it sees fit. */
  readonly compiledBytes: number
  readonly nodes: number
  readonly listeners: number
  readonly workers: number
}

export interface Soak {
  readonly samples: readonly SoakSample[]
  /** Requests that were answered in all. */
  readonly requests: number
  /** So long it took. */
  readonly seconds: number
  /** Work that waited for a core of this machine when it began, on average of a minute. */
  readonly load: number
  readonly cores: number
}

/** The console for hours of world time, with three pulls, two logs, and looks at the overview and the fleet. */
export async function measureSoak(browser: Browser, minutes: number): Promise<Soak> {
  const clock = hastenedClock()
  const simulator = createSimulator({ seed: 1, clock, speed: 0.01, quirks: '-percentDrops,-slowInstanceProbe' })
  const servers = await startServers({ simulator, port: 0 })
  const site = await servePlain(
    {
      streams: 5,
      servers: [
        ...servers.xw.map(({ id }) => ({ kind: 'xw', name: id, url: `api/xw/${id}` })),
        { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
      ],
    },
    { ...Object.fromEntries(servers.xw.map(({ id, url }) => [`/api/xw/${id}`, url])), '/api/gpuf': servers.gpuf.url },
  )
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const began = Date.now()
  const [load = Number.NaN] = loadavg()
  try {
    await page.clock.install({ time: clock.now() })
    await context.route(/worker-[^/]*\.js$/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: workerClock + (await response.text()) })
    })
    const heap = await watchHeap(page)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    const traffic = watchTraffic(page)
    const time = { page, clock, traffic }

    await page.goto(`${site.url}models`)
    for (const [server, model] of Object.entries(models)) await pull(page, server, model)
    const samples: SoakSample[] = []
    for (let passed = 0; passed < minutes; passed += roundMinutes) {
      await walkTo(page, 'overview', '')
      await pass(time, 1)
      await walkTo(page, 'fleet', 'fleet')
      await pass(time, 1)
      await walkTo(page, 'logs', 'logs?of=npu-01/chat-large&of=npu-01/qwen3-8b')
      await page.getByText('Following').nth(1).waitFor()
      await pass(time, roundMinutes - 2)
      const compiledBytes = await heap.compiledBytes()
      // After the snapshot, which takes its time: what was under way, as a write to the database, is over by then.
      const heapBytes = await heap.bytes()
      const [nodes, listeners] = await countNodes(session)
      samples.push({
        minutes: passed + roundMinutes,
        heapBytes,
        compiledBytes,
        nodes,
        listeners,
        workers: page.workers().length,
      })
    }
    const seconds = Math.round((Date.now() - began) / 1000)
    return { samples, requests: traffic.answered(), seconds, load, cores: cpus().length }
  } finally {
    await context.close()
    await site.close()
    await servers.close()
  }
}

interface Traffic {
  readonly answered: () => number
  /** Ordinary requests without an answer. */
  readonly open: () => number
}

const isStream = (request: Request): boolean => /models\/pull|runtime\/logs/.test(request.url())

function watchTraffic(page: Page): Traffic {
  const open = new Set<Request>()
  let answered = 0
  const over = (request: Request): void => {
    if (open.delete(request)) answered += 1
  }
  page.on('request', (request) => void open.add(request))
  page.on('requestfinished', over)
  page.on('requestfailed', over)
  return {
    answered: () => answered,
    open: () => [...open].filter((request) => !isStream(request)).length,
  }
}

interface Time {
  readonly page: Page
  readonly clock: HastenedClock
  readonly traffic: Traffic
}

async function pass({ page, clock, traffic }: Time, minutes: number): Promise<void> {
  for (let left = minutes * 60_000; left > 0; left -= stepMs) {
    await clock.hasten(stepMs)
    await page.evaluate(
      ([channel, ms]) => {
        const told = new BroadcastChannel(channel)
        told.postMessage(ms)
        told.close()
      },
      [WORKER_CLOCK, stepMs] as const,
    )
    await page.clock.fastForward(stepMs)
    // What was asked is answered before a time limit can pass.
    for (let n = 0; n < 100 && traffic.open() > 0; n += 1) await new Promise((done) => setTimeout(done, 5))
  }
}

async function countNodes(session: CDPSession): Promise<readonly [nodes: number, listeners: number]> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return [value('Nodes'), value('JSEventListeners')]
}

async function pull(page: Page, server: string, model: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search models' }).fill(model)
  await page.getByRole('button', { name: `Pull ${model}`, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Pull ${model}` })
  await dialog.getByRole('checkbox').first().waitFor()
  for (const box of await dialog.getByRole('checkbox').all()) {
    const isWanted = await box.evaluate(
      (input, name) => input instanceof HTMLInputElement && input.labels?.[0]?.textContent === name,
      server,
    )
    if (isWanted !== (await box.isChecked())) await box.click()
  }
  await dialog.getByRole('button', { name: 'Pull', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** By the console's own router: a load would end the pulls. */
async function walkTo(page: Page, heading: string, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', new URL(address, document.baseURI))
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${heading}$`, 'i') }).waitFor()
}
