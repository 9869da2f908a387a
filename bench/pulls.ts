import type { Browser, Page } from '@playwright/test'
import { startPullServer } from '../mocks/pullServer.ts'
import type { PullConnection, PullServer } from '../mocks/pullServer.ts'
import { recordLongTasks, takeLongTasks } from './browser.ts'
import { servePlain } from './preview.ts'

const side = 10
const secondsAtEachRate = 8

export interface PullRate {
  /** Events a second that each of the ten pulls sends. */
  readonly each: number
  /** Events a second that really left the servers, all together. */
  readonly sent: number
  readonly longestTaskMs: number
  readonly tasksOver50: number
  /** How long after the servers' last event the page showed it. */
  readonly behindMs: number
}

/** Ten pulls beside each other on the pulls page, each sending progress at the given rates in turn. */
export async function measurePulls(browser: Browser, rates: readonly number[]): Promise<PullRate[]> {
  const feed = { rate: 0, sent: 0, ever: 0 }
  const servers: PullServer[] = []
  for (let n = 0; n < side; n += 1) {
    servers.push(await startPullServer({ models: ['qwen3-8b'], script: (connection) => drip(connection, feed) }))
  }
  const config = {
    servers: servers.map(({ url }, n) => ({ kind: 'xw', name: `npu-${String(n + 1).padStart(2, '0')}`, url })),
    streams: side,
  }
  const site = await servePlain(config)
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  try {
    await recordLongTasks(page)
    await startEverywhere(page, site.url)
    feed.rate = 10
    await page.getByText(/%/).first().waitFor()
    await takeLongTasks(page)
    const results: PullRate[] = []
    for (const each of rates) {
      feed.sent = 0
      feed.rate = each
      const started = Date.now()
      await page.waitForTimeout(secondsAtEachRate * 1000)
      const seconds = (Date.now() - started) / 1000
      const sent = feed.sent / seconds
      feed.rate = 0
      const tasks = await takeLongTasks(page)
      results.push({
        each,
        sent,
        longestTaskMs: Math.max(0, ...tasks),
        tasksOver50: tasks.length,
        behindMs: await timeToCatchUp(page, feed),
      })
    }
    return results
  } finally {
    await page.close()
    await site.close()
    await Promise.all(servers.map((server) => server.close()))
  }
}

interface Feed {
  rate: number
  sent: number
  /** All events of this run: what the next one says is done comes from it. */
  ever: number
}

/** GiB of 99.9, in the one decimal that servers write; every fiftieth event of all moves it. */
function doneText({ ever }: Feed): string {
  return (10 + Math.floor(ever / 50) / 10).toFixed(1)
}

async function drip(connection: PullConnection, feed: Feed): Promise<void> {
  connection.event('{"type":"status","message":"Starting download of qwen3-8b..."}')
  let owed = 0
  const timer = setInterval(() => {
    if (!connection.isOpen()) return
    owed += feed.rate / 100
    for (; owed >= 1; owed -= 1) {
      feed.sent += 1
      feed.ever += 1
      connection.event(
        `{"type":"progress","message":" 12% |${'█'.repeat(3)}${'░'.repeat(17)}| ${doneText(feed)}/99.9 GB  80.1 MB/s  3m4s"}`,
      )
    }
  }, 10)
  await connection.closed
  clearInterval(timer)
}

async function startEverywhere(page: Page, url: string): Promise<void> {
  await page.goto(`${url}models`)
  await page.getByRole('button', { name: 'Pull qwen3-8b' }).click()
  const dialog = page.getByRole('dialog', { name: 'Pull qwen3-8b' })
  for (const box of await dialog.getByRole('checkbox').all()) await box.check()
  await dialog.getByRole('button', { name: `Pull to ${side} servers` }).click()
  // By a link: a load would end the pulls.
  await page.getByRole('link', { name: 'Pulls', exact: true }).first().click()
}

/** How long after the last event the page shows it. */
async function timeToCatchUp(page: Page, feed: Feed): Promise<number> {
  const stopped = Date.now()
  await page
    .getByText(`${doneText(feed)} / `, { exact: false })
    .first()
    .waitFor()
  return Date.now() - stopped
}
