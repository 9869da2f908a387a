import { gzipSync } from 'node:zlib'
import type { Browser, Page, Response } from '@playwright/test'
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
    const loaded: Response[] = []
    page.on('response', (response) => {
      if (/\.(?:js|css)$/.test(nameOf(response))) loaded.push(response)
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
    // Those so far: what comes behind the first page is not of it.
    files = await Promise.all([...loaded].map(weigh))
    await context.close()
  }
  return { files, consoleMs: median(consoleTimes), bareMs: median(bareTimes) }
}

function nameOf(response: Response): string {
  return new URL(response.url()).pathname
}

async function weigh(response: Response): Promise<FirstRoute['files'][number]> {
  return { name: nameOf(response), gzip: gzipSync(await response.body(), { level: 9 }).length }
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
