import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { type ConsolePage, consolePages, expectShown, machine, walkTo } from './pages.ts'

const wide = { width: 1440, height: 900 } as const
const narrow = { width: 390, height: 844 } as const

/**
 * Each page is looked at twice: once in each language, theme and width. Which of them meet changes from page to page,
 * since most of what is wrong is so in every page, or in one alone.
 */
const looks = [
  { theme: 'light', viewport: wide },
  { theme: 'dark', viewport: narrow },
] as const

/** A word of two Latin letters or more: in Chinese, only names may be such. */
const latinWord = /[a-z]{2}/i

/** Reached as one does: by its row of the fleet. */
const client: ConsolePage = {
  path: '',
  heading: machine.name,
  data: (main) => [main.getByText('Ascend 910B4').first(), main.locator('tbody tr').nth(10)],
}

for (const language of ['en', 'zh-CN'] as const) {
  test(`every page is whole and accessible in ${language}, light or dark, 1440 or 390 px wide`, async ({
    page,
    open,
  }) => {
    // Twenty pages, each looked at by axe.
    test.slow()
    // With that quirk the first look at Health takes the whole history.
    await open('', { seed: 1, quirks: '-dateFormIgnored', language, theme: 'system' })
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const pages = Object.entries({ ...consolePages, client })
    for (const [turn, { theme, viewport }] of looks.entries()) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: theme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      const turnOfLanguage = language === 'en' ? turn : 1 - turn
      for (const [name, shown] of pages.filter((_, place) => place % 2 === turnOfLanguage)) {
        await test.step(name, async () => {
          if (shown === client) {
            await walkTo(page, consolePages.fleet.path)
            await expectShown(page, consolePages.fleet, language)
            await page.getByRole('main').getByRole('link', { name: machine.name, exact: true }).click()
          } else await walkTo(page, shown.path)
          await expectWhole(page, shown, language)
        })
      }
    }
  })
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
