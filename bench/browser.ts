import { chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'

/** A headless Chromium like the one that the end-to-end tests use. */
export async function launch(): Promise<Browser> {
  const named = process.env['QUARTERDECK_CHROMIUM']
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({
    ...(named === undefined ? {} : { executablePath: named }),
    args: [...sandbox, '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

declare global {
  interface Window {
    /** Milliseconds of each main-thread task over 50 ms since the page began. */
    longTasks?: number[]
  }
}

/** Begins to record main-thread tasks over 50 ms, from the page's first moment. */
export async function recordLongTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = []
    window.longTasks = tasks
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration)
    }).observe({ type: 'longtask', buffered: true })
  })
}

/** The recorded tasks since the last call. */
export async function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => window.longTasks?.splice(0) ?? [])
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
