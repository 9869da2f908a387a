import type { Browser, Page } from '@playwright/test'
import { median, recordLongTasks, takeLongTasks } from './browser.ts'
import { watchHeap } from './heap.ts'
import { servePlain } from './preview.ts'
import { type ReadyRegister, startReadyRegister } from './register.ts'

const rounds = 9

export interface FleetSize {
  readonly clients: number
  readonly bytes: number
  /** From the answer's leave until it is parsed by a page that does nothing else, median. */
  readonly bareMs: number
  /** From the answer's leave until the first rows are painted, median. */
  readonly rowsMs: number
  /** While loading, of all rounds. */
  readonly longestTaskMs: number
  /** What page and workers keep after loading. */
  readonly heapBytes: number
  /** From a key pressed in the search to its rows painted: median and worst. */
  readonly searchMs: number
  readonly searchWorstMs: number
  /** Of the frames while scrolling, in percent. */
  readonly framesUnder20: number
  /** From one whole refresh to the next: does scroll, focus and selection stay? */
  readonly refreshStays: boolean
  readonly refreshLongestTaskMs: number
  /** From the press on Map to the painted map. */
  readonly mapMs: number
  /** From a pointer move over the map to the painted hint, median and worst. */
  readonly hoverMs: number
  readonly hoverWorstMs: number
}

/** One fleet in the built console, beside a bare page that fetches and parses the same answer. */
export async function measureFleet(browser: Browser, clients: number): Promise<FleetSize> {
  const register = await startReadyRegister({ clients, historyDays: 0 })
  const site = await servePlain({ servers: [{ kind: 'gpuf', name: 'fleet', url: register.url, userId: '12' }] })
  try {
    const bare: number[] = []
    const rows: number[] = []
    const tasks: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await timeBare(browser, site.url, register))
      const loaded = await loadFleet(browser, site.url, register)
      rows.push(loaded.ms)
      tasks.push(...loaded.tasks)
      await loaded.page.close()
    }
    const { page } = await loadFleet(browser, site.url, register)
    const heap = await heapAfterLoading(browser, site.url)
    const search = await timeSearch(page)
    const framesUnder20 = await scrollFrames(page)
    const refresh = await refreshAround(page, register)
    const map = await timeMap(page)
    await page.close()
    return {
      clients,
      bytes: register.listBytes,
      bareMs: median(bare),
      rowsMs: median(rows),
      longestTaskMs: Math.max(0, ...tasks),
      heapBytes: heap,
      searchMs: median(search),
      searchWorstMs: Math.max(...search),
      framesUnder20,
      ...refresh,
      ...map,
    }
  } finally {
    await site.close()
    await register.close()
  }
}

async function timeBare(browser: Browser, url: string, register: ReadyRegister): Promise<number> {
  const page = await browser.newPage()
  await page.goto(new URL('bare.html', url).href)
  const gate = register.hold()
  const parsed = page.evaluate(async (list) => {
    const answer = await fetch(list)
    const body = JSON.parse(await answer.text()) as { data: { devices: unknown[] } }
    return { at: Date.now(), rows: body.data.devices.length }
  }, `${register.url}/api/user/client_list?user_id=12`)
  await gate.waiting
  await page.waitForTimeout(300)
  const opened = gate.open()
  const { at } = await parsed
  await page.close()
  return at - opened
}

interface Loaded {
  readonly page: Page
  readonly ms: number
  readonly tasks: readonly number[]
}

async function openHeld(
  browser: Browser,
  url: string,
  register: ReadyRegister,
): Promise<{ page: Page; open: () => number }> {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  await recordLongTasks(page)
  // What compiles these scripts wraps named functions in a call that only its own files know.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named' })
  const gate = register.hold()
  await page.goto(`${url}fleet`)
  await gate.waiting
  // The page's own code is there and at rest: what is measured is the list.
  await page.getByRole('heading', { name: 'Fleet', level: 1 }).waitFor()
  await page.waitForTimeout(1500)
  await takeLongTasks(page)
  return { page, open: gate.open }
}

async function loadFleet(browser: Browser, url: string, register: ReadyRegister): Promise<Loaded> {
  const { page, open } = await openHeld(browser, url, register)
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const seen = new MutationObserver(() => {
          if (document.querySelector('main tbody tr[data-index] a') === null) return
          seen.disconnect()
          requestAnimationFrame(() => resolve(Date.now()))
        })
        seen.observe(document, { childList: true, subtree: true })
      }),
  )
  await page.waitForTimeout(300)
  const opened = open()
  const ms = (await painted) - opened
  await page.waitForTimeout(1500)
  return { page, ms, tasks: await takeLongTasks(page) }
}

async function heapAfterLoading(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const heap = await watchHeap(page)
  await page.goto(`${url}fleet`)
  await page.locator('main tbody tr[data-index] a').first().waitFor()
  await page.waitForTimeout(2000)
  const bytes = await heap.bytes()
  await page.close()
  return bytes
}

/** Types a name letter by letter; each key's time runs until other rows are painted. */
async function timeSearch(page: Page): Promise<number[]> {
  const box = page.getByRole('main').getByRole('searchbox').first()
  await box.focus()
  await page.evaluate(() => {
    const times: number[] = []
    window.keyTimes = times
    let pressed: number | undefined
    addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true })
    const main = document.querySelector('main')
    if (main === null) throw new Error('no page')
    new MutationObserver((changes) => {
      const rows = changes.some(({ target }) => target instanceof Element && target.matches('main tbody'))
      if (pressed === undefined || !rows) return
      const from = pressed
      pressed = undefined
      requestAnimationFrame(() => times.push(performance.now() - from))
    }).observe(main, { childList: true, subtree: true })
  })
  // Each of these leaves other rows than the one before.
  for (const key of [
    's',
    'h',
    '-',
    '0',
    '1',
    'Backspace',
    'Backspace',
    '2',
    'Backspace',
    'Backspace',
    'Backspace',
    'Backspace',
  ]) {
    await page.keyboard.press(key)
    await page.waitForTimeout(600)
  }
  await box.fill('')
  await page.waitForTimeout(600)
  return page.evaluate(() => window.keyTimes ?? [])
}

/** The share of frames, in percent, that came within 20 ms of the one before, while the wheel turns. */
async function scrollFrames(page: Page): Promise<number> {
  const row = page.locator('main tbody tr[data-index]').nth(5)
  await row.hover()
  await page.evaluate(() => {
    const frames: number[] = []
    window.frames20 = frames
    let last: number | undefined
    const tick = (now: number): void => {
      if (last !== undefined) frames.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  for (let step = 0; step < 180; step += 1) {
    await page.mouse.wheel(0, 240)
    await page.waitForTimeout(16)
  }
  const frames = await page.evaluate(() => window.frames20?.splice(0) ?? [])
  return (100 * frames.filter((ms) => ms < 20).length) / frames.length
}

/** Chooses a row, focuses its link, and waits until two other answers have come. */
async function refreshAround(
  page: Page,
  register: ReadyRegister,
): Promise<Pick<FleetSize, 'refreshStays' | 'refreshLongestTaskMs'>> {
  const link = page.locator('main tbody tr[data-index] a').nth(12)
  await link.focus()
  const choose = page.locator('main tbody tr[data-index]').nth(12).getByRole('checkbox')
  if ((await choose.count()) > 0) await choose.check()
  await link.focus()
  await takeLongTasks(page)
  const look = () =>
    page.evaluate(() => ({
      focus: document.activeElement?.textContent ?? '',
      top: [...document.querySelectorAll('main *')].find(({ scrollTop }) => scrollTop > 0)?.scrollTop ?? 0,
      chosen: document.querySelectorAll('main tbody input:checked').length,
    }))
  const before = await look()
  register.turn(true)
  for (let answer = 0; answer < 2; answer += 1) {
    const gate = register.hold()
    await gate.waiting
    gate.open()
    await page.waitForTimeout(3000)
  }
  const after = await look()
  register.turn(false)
  const tasks = await takeLongTasks(page)
  return {
    refreshStays: JSON.stringify(before) === JSON.stringify(after),
    refreshLongestTaskMs: Math.max(0, ...tasks),
  }
}

async function timeMap(page: Page): Promise<Pick<FleetSize, 'mapMs' | 'hoverMs' | 'hoverWorstMs'>> {
  const mapMs = await page.evaluate(async () => {
    const radio = [...document.querySelectorAll('main label, main button')].find((one) => one.textContent === 'Map')
    if (!(radio instanceof HTMLElement)) throw new Error('no choice of the map')
    const pressed = performance.now()
    radio.click()
    for (;;) {
      await new Promise(requestAnimationFrame)
      const canvas = document.querySelector<HTMLCanvasElement>('main canvas')
      if (canvas !== null && canvas.width > 0 && canvas.height > 0) {
        const alpha = canvas.getContext('2d')?.getImageData(2, 2, 1, 1).data[3] ?? 0
        if (alpha > 0) return performance.now() - pressed
      }
      if (performance.now() - pressed > 20_000) return Number.NaN
    }
  })
  const canvas = page.locator('main canvas').first()
  await canvas.hover({ position: { x: 30, y: 30 } })
  await page.evaluate(() => {
    const times: number[] = []
    window.keyTimes = times
    let moved: number | undefined
    addEventListener('pointermove', (event) => (moved = event.timeStamp), { capture: true })
    new MutationObserver(() => {
      if (moved === undefined) return
      const from = moved
      moved = undefined
      queueMicrotask(() => times.push(performance.now() - from))
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
  })
  for (let step = 1; step <= 40; step += 1) {
    await canvas.hover({ position: { x: 30 + step * 9, y: 30 + step * 3 } })
    await page.waitForTimeout(50)
  }
  const times = await page.evaluate(() => window.keyTimes ?? [])
  return { mapMs, hoverMs: median(times), hoverWorstMs: Math.max(...times) }
}

declare global {
  interface Window {
    keyTimes?: number[]
    frames20?: number[]
  }
}
