import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { median } from './browser.ts'

const rounds = 9

export interface FirstRoute {
  /** Gzipped bytes of each script and style that the first page loads. */
  readonly files: readonly { readonly name: string; readonly gzip: number }[]
  /** Milliseconds from navigation to the fleet's total on screen, median. */
  readonly consoleMs: number
  /** The same figure fetched and written by a page without any framework, median. */
  readonly bareMs: number
}

/** Loads the overview cold, several times, against running servers, beside a bare page that shows one figure. */
export async function measureFirstRoute(browser: Browser, at: { url: string; statUrl: string }): Promise<FirstRoute> {
  const consoleTimes: number[] = []
  const bareTimes: number[] = []
  let files: FirstRoute['files'] = []
  for (let round = 0; round < rounds; round += 1) {
    const bare = await browser.newPage()
    bareTimes.push(await timeBare(bare, at))
    await bare.close()
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    const bodies: Promise<{ name: string; gzip: number }>[] = []
    page.on('response', (response) => {
      const name = new URL(response.url()).pathname
      if (/\.(?:js|css)$/.test(name)) {
        bodies.push(response.body().then((body) => ({ name, gzip: gzipSync(body, { level: 9 }).length })))
      }
    })
    const started = Date.now()
    await page.goto(at.url, { waitUntil: 'commit' })
    await page
      .getByText(/^TFLOPS$/i)
      .first()
      .waitFor()
    await page
      .getByRole('link', { name: /clients/i })
      .first()
      .waitFor()
    consoleTimes.push(Date.now() - started)
    files = await Promise.all(bodies)
    await context.close()
  }
  return { files, consoleMs: median(consoleTimes), bareMs: median(bareTimes) }
}

async function timeBare(page: Page, at: { url: string; statUrl: string }): Promise<number> {
  const started = Date.now()
  await page.goto(new URL('bare.html', at.url).href, { waitUntil: 'commit' })
  await page.evaluate(async (url) => {
    const answer = await fetch(url)
    const { data } = (await answer.json()) as { data: { systems_total_number: number } }
    const place = document.querySelector('#figure')
    if (place !== null) place.textContent = String(data.systems_total_number)
  }, at.statUrl)
  return Date.now() - started
}
