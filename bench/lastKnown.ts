import type { Browser, BrowserContext, Page } from '@playwright/test'
import { startServers } from '../mocks/servers.ts'
import { median, recordLongTasks, takeLongTasks } from './browser.ts'
import { servePlain } from './preview.ts'

const rounds = 7
const clients = 10_000
/** Long enough for the big answer to be written twice, and the small ones several times. */
const WRITING_MS = 150_000

export interface LastKnown {
  readonly clients: number
  /** From navigation to the fleet's figures and the running instances, live, with nothing kept, median. */
  readonly liveMs: number
  /** The same of what was kept, with all servers gone, median. */
  readonly goneMs: number
  /** The same with servers that take the request and never answer, median. */
  readonly hangingMs: number
  readonly keptBytes: number
  readonly keptAnswers: number
  /** Times that an answer was written while the overview was open. */
  readonly writes: number
  /** The longest that one of them held up the main thread. */
  readonly longestWriteMs: number
  /** Of all main-thread tasks over 50 ms meanwhile, polls and drawing included; 0 where there was none. */
  readonly longestTaskMs: number
}

/** The overview of three xw servers and a register, live and from what this browser kept. */
export async function measureLastKnown(browser: Browser): Promise<LastKnown> {
  const servers = await startServers({ port: 0, seed: 1, clients })
  const config = [
    ...servers.xw.map(({ id }) => ({ kind: 'xw', name: id, url: `api/xw/${id}` })),
    { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
  ]
  const site = await servePlain(
    { servers: config },
    { ...Object.fromEntries(servers.xw.map(({ id, url }) => [`/api/xw/${id}`, url])), '/api/gpuf': servers.gpuf.url },
  )
  const all = (fault: 'down' | 'hang' | null) => {
    for (const { id } of servers.simulator.servers) servers.simulator.fault(id, fault)
  }
  try {
    const live: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const empty = await browser.newContext({ locale: 'en-GB' })
      live.push(await timeOverview(empty, site.url))
      await empty.close()
    }
    const context = await browser.newContext({ locale: 'en-GB' })
    const writing = await watchWriting(context, site.url)
    const fromKept = async (fault: 'down' | 'hang'): Promise<number> => {
      all(fault)
      const times: number[] = []
      for (let round = 0; round < rounds; round += 1) times.push(await timeOverview(context, site.url))
      return median(times)
    }
    const [goneMs, hangingMs] = [await fromKept('down'), await fromKept('hang')]
    await context.close()
    return { clients, liveMs: median(live), goneMs, hangingMs, ...writing }
  } finally {
    all(null)
    await site.close()
    await servers.close()
  }
}

async function timeOverview(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage()
  const started = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await seeOverview(page)
  const took = Math.round(performance.now() - started)
  await page.close()
  return took
}

async function seeOverview(page: Page): Promise<void> {
  const main = page.getByRole('main')
  await main.getByRole('link', { name: /^Clients / }).waitFor()
  await main.getByRole('link', { name: 'chat-large' }).waitFor()
}

type Writing = Pick<LastKnown, 'keptBytes' | 'keptAnswers' | 'writes' | 'longestWriteMs' | 'longestTaskMs'>

async function watchWriting(context: BrowserContext, url: string): Promise<Writing> {
  const page = await context.newPage()
  await page.addInitScript(() => {
    let writes = 0
    let longest = 0
    // oxlint-disable-next-line typescript/unbound-method -- it is called on its store below
    const { put } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...args) {
      if (this.name === 'bodies') writes += 1
      const startedAt = performance.now()
      const request = put.apply(this, args)
      longest = Math.max(longest, performance.now() - startedAt)
      Object.assign(document.documentElement.dataset, { writes, longest })
      return request
    }
  })
  await recordLongTasks(page)
  await page.goto(url)
  await seeOverview(page)
  await page.waitForTimeout(1_000)
  await takeLongTasks(page)
  await page.waitForTimeout(WRITING_MS)
  const tasks = await takeLongTasks(page)
  const kept = await page.evaluate(
    () =>
      new Promise<Omit<Writing, 'longestTaskMs'>>((done) => {
        const opening = indexedDB.open('quarterdeck.lastKnown')
        opening.onsuccess = () => {
          const asked = opening.result.transaction('heads').objectStore('heads').getAll()
          asked.onsuccess = () => {
            const heads: { bytes: number }[] = asked.result
            done({
              keptBytes: heads.reduce((sum, { bytes }) => sum + bytes, 0),
              keptAnswers: heads.length,
              writes: Number(document.documentElement.dataset['writes'] ?? 0),
              longestWriteMs: Math.round(Number(document.documentElement.dataset['longest'] ?? 0)),
            })
          }
        }
      }),
  )
  await page.close()
  return { ...kept, longestTaskMs: Math.round(Math.max(0, ...tasks)) }
}
