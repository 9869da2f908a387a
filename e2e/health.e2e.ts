import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { befall, stopClock } from './world.ts'

const main = (page: Page) => page.getByRole('main')
// With that quirk the first look takes the whole history.
const quirks = '-dateFormIgnored'

test('heartbeats are charts with unit and window, and their values a table', async ({ page, open }) => {
  await stopClock(page)
  await open('health', { seed: 1, quirks })
  for (const name of ['CPU', 'Memory', 'Disk', 'Network']) {
    const chart = main(page).getByRole('figure', { name: new RegExp(`^${name}, 2026-11-20 `) })
    await expect(chart.locator('svg path.recharts-line-curve').first()).toBeVisible()
  }
  await expect(main(page).getByText(/[\d,]+ heartbeats of \d+ clients/)).toBeVisible()
  const cpu = main(page).getByRole('figure', { name: /^CPU, .*\(%\)$/ })
  await cpu.getByText('Show values as a table').click()
  const values = cpu.getByRole('table')
  await expect(values.getByRole('columnheader', { name: 'median (%)' })).toBeVisible()
  await expect(values.getByRole('row').nth(1)).toContainText(/\d\d:\d\d:\d\d GMT\+1.*\d+(?:\.\d+)?%/)
})

test('the range is in the address and a reload keeps it', async ({ page, open }) => {
  await stopClock(page)
  await open('health', { seed: 1, quirks })
  await page.getByRole('radio', { name: 'Last hour' }).check()
  await expect(page).toHaveURL(/range=1h/)
  await expect(main(page).getByText(/^2026-11-20 12:00:00 GMT\+1 to 2026-11-20 13:00:00 GMT\+1 · /)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Last hour' })).toBeChecked()
  await expect(main(page).getByText(/^2026-11-20 12:00:00 GMT\+1 to 2026-11-20 13:00:00 GMT\+1 · /)).toBeVisible()
})

test('a server that ignores the dates asked for does not change what is shown', async ({ page, open }) => {
  await stopClock(page)
  // A small history: what comes is all of it.
  await open('health?range=1h', { scenario: 'first-day', seed: 1, quirks })
  const counted = main(page).getByText(/heartbeats of \d+ clients/)
  const obeyed = await counted.textContent()
  await page.goto('health?range=1h&quirks=dateFormIgnored')
  await expect(counted).toHaveText(obeyed ?? '', { timeout: 45_000 })
})

test('the days are a table that is searched and sorted', async ({ page, open }) => {
  await stopClock(page)
  await open('health', { seed: 1, quirks })
  const days = main(page).getByRole('region', { name: 'Days', exact: true })
  await expect(days.getByText(/^[\d,]+ of [\d,]+ rows$/)).toBeVisible()
  await days.getByRole('searchbox').fill('npu-01 2026-11-19')
  await expect(days.getByText(/^1 of [\d,]+ rows$/)).toBeVisible()
  await expect(page).toHaveURL(/q=npu-01/)
  await expect(days.getByRole('link', { name: 'npu-01' })).toBeVisible()
  await days.getByRole('searchbox').fill('npu-01')
  await expect(days.getByRole('link', { name: 'npu-01' }).first()).toBeVisible()
  await days.getByRole('button', { name: 'Day (UTC)' }).click()
  await expect(days.getByRole('columnheader', { name: 'Day (UTC)' })).toHaveAttribute(
    'aria-sort',
    /ascending|descending/,
  )
})

test('with the register gone the page names it for charts and days, and has both after Retry', async ({
  page,
  open,
}) => {
  await open('', { scenario: 'gpuf-down', seed: 1, quirks })
  await page.getByRole('navigation').getByRole('link', { name: 'Health' }).click()
  await expect(main(page).getByText('No answer from fleet while reading daily figures')).toBeVisible()
  await expect(main(page).getByText('No answer from fleet while reading heartbeats')).toBeVisible()
  await befall(page, 'fleet', null)
  await main(page).getByRole('button', { name: 'Retry' }).first().click()
  await expect(main(page).getByRole('figure').first()).toBeVisible()
  await expect(main(page).getByRole('row').nth(1)).toBeVisible()
  await expect(main(page).locator('[data-problem]')).toHaveCount(0)
})
