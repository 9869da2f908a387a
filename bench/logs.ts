import type { Browser, Page } from '@playwright/test'
import { median, recordLongTasks, takeLongTasks } from './browser.ts'
import { watchHeap } from './heap.ts'
import { type LogServer, startLogServer } from './logServer.ts'
import { servePlain } from './preview.ts'

const rounds = 5
const followedPerSecond = 20_000
const followedSeconds = 30

export interface LogSize {
  readonly lines: number
  readonly bytes: number
  /** From the history's first bytes until the first lines are painted, median and worst. */
  readonly screenMs: number
  readonly screenWorstMs: number
  /** Until all of it is there, median. */
  readonly wholeMs: number
  /** While it is read, of all rounds. */
  readonly longestTaskMs: number
  /** What page and workers keep. */
  readonly heapBytes: number
  /** From Enter in the search to the first hits shown, and to all of them: median and worst. */
  readonly hitMs: number
  readonly hitWorstMs: number
  readonly allMs: number
  readonly allWorstMs: number
  readonly follow: {
    readonly linesPerSecond: number
    readonly seconds: number
    /** How old the newest line on screen is, sampled ten times a second. */
    readonly lagMs: number
    readonly lagWorstMs: number
    readonly longestTaskMs: number
  }
}

/** A log of so many lines in the built console, and one that grows fast. */
export async function measureLogs(browser: Browser, lines: number): Promise<LogSize> {
  const server = await startLogServer(lines)
  const site = await servePlain({ servers: [{ kind: 'xw', name: 'npu-01', url: server.url }] })
  try {
    const screens: number[] = []
    const wholes: number[] = []
    const tasks: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const loaded = await openBig(browser, site.url, server)
      screens.push(loaded.screenMs)
      wholes.push(loaded.wholeMs)
      tasks.push(...loaded.tasks)
      await loaded.page.close()
    }
    const heapBytes = await heapOfBig(browser, site.url, server)
    const searched = await searchBig(browser, site.url, server)
    const follow = await followLive(browser, site.url, server)
    return {
      lines,
      bytes: server.bytes,
      screenMs: median(screens),
      screenWorstMs: Math.max(...screens),
      wholeMs: median(wholes),
      longestTaskMs: Math.max(0, ...tasks),
      heapBytes,
      hitMs: median(searched.map(({ first }) => first)),
      hitWorstMs: Math.max(...searched.map(({ first }) => first)),
      allMs: median(searched.map(({ all }) => all)),
      allWorstMs: Math.max(...searched.map(({ all }) => all)),
      follow,
    }
  } finally {
    await site.close()
    await server.close()
  }
}

async function openHeld(page: Page, url: string, server: LogServer): Promise<() => number> {
  await recordLongTasks(page)
  // What compiles these scripts wraps named functions in a call that only its own files know.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named' })
  const gate = server.hold()
  await page.goto(`${url}logs?of=npu-01/big`)
  await gate.waiting
  // The page's own code is there and at rest: what is measured is the log.
  await page.waitForTimeout(1500)
  await takeLongTasks(page)
  return gate.open
}

async function openBig(browser: Browser, url: string, server: LogServer) {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const open = await openHeld(page, url, server)
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const seen = new MutationObserver(() => {
          if (document.querySelector('[role=log] [data-row]') === null) return
          seen.disconnect()
          requestAnimationFrame(() => resolve(Date.now()))
        })
        seen.observe(document, { childList: true, subtree: true })
      }),
  )
  await page.waitForTimeout(300)
  const opened = open()
  const screenMs = (await painted) - opened
  await whole(page, server)
  const wholeMs = Date.now() - opened
  await page.waitForTimeout(1000)
  return { page, screenMs, wholeMs, tasks: await takeLongTasks(page) }
}

async function whole(page: Page, { lines }: LogServer): Promise<void> {
  await page.getByText(`${lines.toLocaleString('en')} lines`).waitFor({ timeout: 120_000 })
}

async function heapOfBig(browser: Browser, url: string, server: LogServer): Promise<number> {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const heap = await watchHeap(page)
  await page.goto(`${url}logs?of=npu-01/big`)
  await whole(page, server)
  await page.waitForTimeout(2000)
  const bytes = await heap.bytes()
  await page.close()
  return bytes
}

/** A word that is found seldom, one that every third line has, and patterns. */
const searches = [
  { text: 'needle', isPattern: false },
  { text: 'completions', isPattern: false },
  { text: String.raw`throughput: 2\d{3}\.1`, isPattern: true },
  { text: 'preempted', isPattern: false },
  { text: 'out of (memory|space)', isPattern: true },
] as const

async function searchBig(browser: Browser, url: string, server: LogServer) {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  await page.addInitScript({ content: 'globalThis.__name = (named) => named' })
  await page.goto(`${url}logs?of=npu-01/big`)
  await whole(page, server)
  await page.waitForTimeout(2000)
  const times: { first: number; all: number }[] = []
  for (const { text, isPattern } of searches) {
    const box = page.getByRole('searchbox', { name: 'Search the log' })
    await box.fill('')
    await box.press('Enter')
    await page.getByRole('checkbox', { name: 'Regex' }).setChecked(isPattern)
    await page.waitForTimeout(500)
    const timed = page.evaluate(
      () =>
        new Promise<{ first: number; all: number }>((resolve) => {
          const output = document.querySelector('fieldset output')
          if (output === null) throw new Error('no count of hits')
          let pressed = 0
          let first = 0
          addEventListener('keydown', ({ key, timeStamp }) => key === 'Enter' && (pressed ||= timeStamp), {
            capture: true,
          })
          const look = (): void => {
            const words = output.textContent
            if (pressed === 0 || !/[1-9]/.test(words)) return
            if (first === 0) first = performance.now() - pressed
            if (words.endsWith('…')) return
            seen.disconnect()
            resolve({ first, all: performance.now() - pressed })
          }
          const seen = new MutationObserver(look)
          seen.observe(output, { childList: true, subtree: true, characterData: true })
        }),
    )
    await box.evaluate((element: HTMLInputElement, value) => {
      // As pasting does: all at once, and Enter right behind it.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, value)
      element.dispatchEvent(new Event('input', { bubbles: true }))
    }, text)
    await box.press('Enter')
    times.push(await timed)
  }
  await page.close()
  return times
}

async function followLive(browser: Browser, url: string, server: LogServer): Promise<LogSize['follow']> {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  await recordLongTasks(page)
  await page.addInitScript({ content: 'globalThis.__name = (named) => named' })
  await page.goto(`${url}logs?of=npu-01/live`)
  await page.locator('[role=log] [data-row]').first().waitFor()
  await page.waitForTimeout(1500)
  await takeLongTasks(page)
  const running = server.run(followedPerSecond, followedSeconds)
  const lags = page.evaluate(
    (seconds) =>
      new Promise<number[]>((resolve) => {
        const lags: number[] = []
        const begun = performance.now()
        const timer = setInterval(() => {
          const last = [...document.querySelectorAll('[role=log] [data-row]')].at(-1)
          // Of a line whose end has not come the time may be cut off too.
          const sent = /sent=(\d{13})/.exec(last?.textContent ?? '')?.[1]
          // The first second is the console's to begin.
          if (sent !== undefined && performance.now() - begun > 1000) lags.push(Date.now() - Number(sent))
          if (performance.now() - begun < (seconds - 1) * 1000) return
          clearInterval(timer)
          resolve(lags)
        }, 100)
      }),
    followedSeconds,
  )
  const measured = await lags
  await running
  const tasks = await takeLongTasks(page)
  await page.close()
  return {
    linesPerSecond: followedPerSecond,
    seconds: followedSeconds,
    lagMs: median(measured),
    lagWorstMs: Math.max(...measured),
    longestTaskMs: Math.max(0, ...tasks),
  }
}
