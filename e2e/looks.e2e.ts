import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { type ConsolePage, consolePages, expectShown, machine, walkTo } from './pages.ts'

const wide = { width: 1440, height: 900 } as const
const narrow = { width: 390, height: 844 } as const

/** Every two of language, theme and width meet once: faults come from one of them, or from two together. */
const looks = [
  { language: 'en', theme: 'light', viewport: wide },
  { language: 'en', theme: 'dark', viewport: narrow },
  { language: 'zh-CN', theme: 'dark', viewport: wide },
  { language: 'zh-CN', theme: 'light', viewport: narrow },
] as const

/** A word of two Latin letters or more: in Chinese, only names may be such. */
const latinWord = /[a-z]{2}/i

for (const { language, theme, viewport } of looks) {
  test(`every page is whole and accessible in ${language}, ${theme}, ${viewport.width} px wide`, async ({
    page,
    open,
  }) => {
    // Fifteen pages, each looked at by axe.
    test.slow()
    await page.setViewportSize(viewport)
    // With that quirk the first look at Health takes the whole history.
    await open('', { seed: 1, quirks: '-dateFormIgnored', language, theme })
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    for (const [name, shown] of Object.entries(consolePages)) {
      await test.step(name, async () => {
        await walkTo(page, shown.path)
        await expectWhole(page, shown, language)
      })
      if (name === 'fleet') {
        await test.step('a client', async () => {
          await page.getByRole('main').getByRole('link', { name: machine.name, exact: true }).click()
          await expectWhole(page, client, language)
        })
      }
    }
  })
}

const client: ConsolePage = {
  path: '',
  heading: machine.name,
  data: (main) => [main.getByText('Ascend 910B4').first(), main.locator('tbody tr').nth(10)],
}

async function expectWhole(page: Page, shown: ConsolePage, language: 'en' | 'zh-CN'): Promise<void> {
  await expectShown(page, shown, language)
  await expect(page.locator('[data-problem]'), 'problems').toHaveCount(0)
  await expectNoSidewaysScroll(page)
  // Rows are the servers' words, the same in each language, and looking at them takes the most time.
  await expectAccessible(page, language === 'en' ? 'all' : 'first')
  if (language === 'zh-CN') await expectTranslated(page, shown)
}

/** The heading and the navigation, whether it is in sight or in its drawer, say nothing in English. */
async function expectTranslated(page: Page, shown: ConsolePage): Promise<void> {
  const navigation = page.getByRole('navigation', { includeHidden: true })
  const labels = await navigation.getByRole('listitem', { includeHidden: true }).allTextContents()
  expect(labels).toContain('概览')
  for (const label of labels) expect(label).not.toMatch(latinWord)
  if (typeof shown.heading !== 'string') {
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(latinWord)
  }
}
