import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { watchTrust } from './trust.ts'

/** How a test opens the console: which simulated world, and as which operator. */
export interface Opening {
  readonly scenario?: string
  readonly seed?: number
  /** How much faster than real time the simulated servers work. */
  readonly speed?: number
  /** `off`, or the names of those to leave on. */
  readonly quirks?: string
  /** `read`: a console that may only look. */
  readonly access?: 'full' | 'read'
  readonly language?: 'en' | 'zh-CN' | undefined
  readonly theme?: 'light' | 'dark' | 'system' | undefined
  readonly timeZone?: 'local' | 'utc' | undefined
}

interface Fixtures {
  /** Opens a page of the console on its mocks. */
  readonly open: (path: string, opening?: Opening) => Promise<Page>
  /** What a test expects the browser to complain about, as a dead server's failed requests. */
  readonly expectComplaint: (pattern: RegExp) => void
  /** What a test plants that the policy of the console refuses, or asks of another origin; else there is none of it. */
  readonly trust: Trust
}

interface Trust {
  /** Violations of the policy so far. */
  readonly refused: readonly string[]
  readonly expectRefused: (pattern: RegExp) => void
  readonly expectElsewhere: (pattern: RegExp) => void
}

/**
 * A failed request is the browser's own message about what the console shows as a notice;
 * anything else in its console is a fault of ours.
 */
const browserOwnWords = /^Failed to load resource: /

export const test = base.extend<Fixtures>({
  open: async ({ page }, use) => {
    await use(async (path, { language, theme, timeZone, ...world } = {}) => {
      await prefer(page, { language, theme, timeZone })
      const [pathname = '', search = ''] = path.split('?')
      const query = new URLSearchParams(search)
      for (const [name, value] of Object.entries(world)) query.set(name, String(value))
      const text = query.toString()
      await page.goto(text === '' ? pathname : `${pathname}?${text}`)
      return page
    })
  },
  expectComplaint: [
    async ({ context }, use) => {
      const complaints: string[] = []
      const expected: RegExp[] = [browserOwnWords]
      // Of all tabs: some tests open a second one.
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      context.on('weberror', (thrown) => {
        const error = thrown.error()
        complaints.push(`uncaught: ${error.stack ?? error.message}`)
      })
      await use((pattern) => void expected.push(pattern))
      expect(without(complaints, expected), 'errors in the browser console').toEqual([])
    },
    { auto: true },
  ],
  trust: [
    async ({ context }, use) => {
      const { refused, elsewhere } = watchTrust(context)
      const expected: { readonly refused: RegExp[]; readonly elsewhere: RegExp[] } = { refused: [], elsewhere: [] }
      await use({
        refused,
        expectRefused: (pattern) => void expected.refused.push(pattern),
        expectElsewhere: (pattern) => void expected.elsewhere.push(pattern),
      })
      expect(without(refused, expected.refused), 'violations of the content security policy').toEqual([])
      expect(without(elsewhere, expected.elsewhere), 'requests to other origins').toEqual([])
    },
    { auto: true },
  ],
})

function without(found: readonly string[], expected: readonly RegExp[]): readonly string[] {
  return found.filter((one) => !expected.some((pattern) => pattern.test(one)))
}

export { expect }

/** Sets an operator's preferences before the console starts. */
export async function prefer(page: Page, preferences: Pick<Opening, 'language' | 'theme' | 'timeZone'>): Promise<void> {
  const state = Object.fromEntries(Object.entries(preferences).filter(([, value]) => value !== undefined))
  if (Object.keys(state).length === 0) return
  await page.addInitScript((chosen) => {
    if (localStorage.getItem('quarterdeck.preferences') !== null) return
    localStorage.setItem('quarterdeck.preferences', JSON.stringify({ state: chosen, version: 0 }))
  }, state)
}

/**
 * Axe finds nothing on the page as it is now, up to WCAG 2.2 AA.
 * @param rows `first`: the first rows of each table stand for the others, which take most of the time
 */
export async function expectAccessible(page: Page, rows: 'all' | 'first' = 'first'): Promise<void> {
  const axe = new AxeBuilder({ page })
  if (rows === 'first') axe.exclude('tbody > tr:nth-child(n + 6)')
  const { violations } = await axe
    // In the page itself: no page of ours has frames, and a second window for each look costs more than the look.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const findings = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html }) => html).slice(0, 3),
  }))
  expect(findings, 'accessibility findings').toEqual([])
}

/** Nothing on the page is wider than the window: no sideways scrolling. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(excess, 'pixels of sideways scroll').toBeLessThanOrEqual(0)
}
