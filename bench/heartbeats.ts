import type { Browser, Page } from '@playwright/test'
import { median, recordLongTasks, takeLongTasks } from './browser.ts'
import { servePlain } from './preview.ts'
import { type ReadyRegister, startReadyRegister } from './register.ts'

const rounds = 3

export interface HistorySize {
  readonly clients: number
  readonly days: number
  readonly heartbeats: number
  readonly bytes: number
  /** From the answer's leave until it is parsed by a page that does nothing else, median. */
  readonly bareMs: number
  /** From the answer's leave until the first chart's lines are painted, median. */
  readonly chartMs: number
  /** While loading and drawing, of all rounds. */
  readonly longestTaskMs: number
  /** From a key that zooms or moves to the painted lines: median and worst. */
  readonly stepMs: number
  readonly stepWorstMs: number
}

/** Heartbeats of some clients over 30 days on the health page, beside a bare page that fetches and parses them. */
export async function measureHistory(browser: Browser, clients: number, days = 30): Promise<HistorySize> {
  const register = await startReadyRegister({ clients, historyDays: days })
  const site = await servePlain({ servers: [{ kind: 'gpuf', name: 'fleet', url: register.url, userId: '12' }] })
  try {
    const bare: number[] = []
    const chart: number[] = []
    const tasks: number[] = []
    let steps: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timeBare(browser, site.url, register))
      const { page, ms, longTasks } = await loadCharts(browser, site.url, register)
      chart.push(ms)
      tasks.push(...longTasks)
      if (round === rounds - 1) steps = await timeSteps(page)
      await page.close()
    }
    return {
      clients,
      days,
      heartbeats: register.heartbeats,
      bytes: register.heartbeatBytes,
      bareMs: median(bare),
      chartMs: median(chart),
      longestTaskMs: Math.max(0, ...tasks),
      stepMs: median(steps),
      stepWorstMs: Math.max(...steps),
    }
  } finally {
    await site.close()
    await register.close()
  }
}

async function timeBare(browser: Browser, url: string, register: ReadyRegister): Promise<number> {
  const page = await browser.newPage()
  await page.goto(new URL('bare.html', url).href)
  const gate = register.hold('/api/user/client_health')
  const parsed = page.evaluate(async (list) => {
    const answer = await fetch(list)
    const body = JSON.parse(await answer.text()) as { data: unknown[] }
    return { at: Date.now(), rows: body.data.length }
  }, `${register.url}/api/user/client_health?user_id=12`)
  await gate.waiting
  await page.waitForTimeout(300)
  const opened = gate.open()
  const { at } = await parsed
  await page.close()
  return at - opened
}

const LINE = 'main figure svg path[d*="L"]'

async function loadCharts(
  browser: Browser,
  url: string,
  register: ReadyRegister,
): Promise<{ page: Page; ms: number; longTasks: readonly number[] }> {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  await recordLongTasks(page)
  // The drawing's code is there once it has drawn: that it is loaded is not what is measured.
  await page.goto(`${url}health?range=1h`)
  // A line without any height is there, but not visible to a test.
  await page.locator(LINE).first().waitFor({ state: 'attached' })
  await page.waitForTimeout(500)
  const gate = register.hold('/api/user/client_health')
  await page.getByRole('radio', { name: '30 days' }).check()
  await gate.waiting
  await page.waitForTimeout(500)
  await takeLongTasks(page)
  const drawn = page.evaluate(async (selector) => {
    const before = document.querySelector(selector)?.getAttribute('d') ?? ''
    for (;;) {
      await new Promise(requestAnimationFrame)
      const now = document.querySelector(selector)?.getAttribute('d') ?? ''
      if (now !== '' && now !== before) return Date.now()
    }
  }, LINE)
  const opened = gate.open()
  const ms = (await drawn) - opened
  await page.waitForTimeout(1500)
  return { page, ms, longTasks: await takeLongTasks(page) }
}

/** Zooms in step by step, moves, and zooms out: each time until every chart's lines are new and painted. */
async function timeSteps(page: Page): Promise<number[]> {
  const plot = page.locator('main figure [tabindex="0"]').first()
  await plot.focus()
  await page.evaluate(() => {
    const times: number[] = []
    window.keyTimes = times
    let pressed = 0
    addEventListener(
      'keydown',
      (event) => {
        pressed = event.timeStamp
        times.push(Number.NaN)
      },
      { capture: true },
    )
    const main = document.querySelector('main')
    if (main === null) throw new Error('no page')
    new MutationObserver(() => {
      const from = pressed
      // Each chart overwrites the time of the one before: the last of them counts.
      if (times.length > 0) requestAnimationFrame(() => (times[times.length - 1] = performance.now() - from))
    }).observe(main, { attributes: true, attributeFilter: ['d'], subtree: true })
  })
  for (const key of ['+', '+', '+', '+', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowRight', '-', '-', '+']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(700)
  }
  return page.evaluate(() => (window.keyTimes ?? []).filter((ms) => !Number.isNaN(ms)))
}
