import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { befall, stopClock } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const chart = (page: Page, name: string) => main(page).getByRole('figure', { name: new RegExp(`^${name}, `) })
const range = (page: Page) => main(page).getByText(/^(?:Whole range:|Zoomed to) /)
const counted = (page: Page) => main(page).getByText(/heartbeats? of \d+ clients?/)
const outages = (page: Page) => main(page).getByRole('region', { name: 'Outages', exact: true })

// With that quirk the first look takes the whole history.
const quirks = '-dateFormIgnored'

test.beforeEach(({ page }) => stopClock(page))

test('the fleet is charts with unit, window, resolution and zone, each with a table, a picture and a file', async ({
  page,
  open,
}) => {
  await open('health', { seed: 1, quirks })
  for (const name of ['Clients heard', 'CPU', 'Memory', 'Disk', 'Network']) {
    await expect(chart(page, name).locator('svg.recharts-surface').first()).toBeVisible()
  }
  await expect(counted(page)).toHaveText(/^[\d,]+ heartbeats of \d+ clients$/)
  await expect(range(page)).toHaveText('Whole range: 2026-11-20 07:00:00 to 13:00:00 GMT+1 (6h)')
  const cpu = chart(page, 'CPU')
  await expect(cpu).toContainText('Each point is one heartbeat interval of 2m.')
  await expect(cpu).toContainText('p95')
  await cpu.getByText('Show values as a table').click()
  const values = cpu.getByRole('table')
  await expect(values.getByRole('columnheader', { name: /^median/ })).toBeVisible()
  await expect(values.getByRole('row').nth(1)).toContainText(/GMT\+1.*\d+(?:\.\d+)?%/)
  await cpu.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('menuitem', { name: 'Picture (PNG)' })).toBeVisible()
  const saved = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Values (CSV)' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^health-fleet-cpu.*\.csv$/)
  expect(await readFile(await file.path(), 'utf8')).toMatch(/Time \(UTC\).*median/)
})

test('a zoom by keyboard holds for every chart, is in the address and goes back', async ({ page, open }) => {
  await open('health', { seed: 1, quirks })
  const plot = chart(page, 'CPU').getByRole('application')
  await expect(plot).toBeVisible()
  await plot.focus()
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/zoom=20261120T073000Z-20261120T103000Z/)
  await expect(range(page)).toHaveText('Zoomed to 2026-11-20 08:30:00 to 11:30:00 GMT+1 (3h)')
  await expect(chart(page, 'Memory')).toContainText('2026-11-20 08:30:00 GMT+1 to 2026-11-20 11:30:00 GMT+1')
  await expect(plot).toBeFocused()
  await page.reload()
  await expect(range(page)).toHaveText(/^Zoomed to 2026-11-20 08:30:00 to 11:30:00/)
  await main(page).getByRole('button', { name: 'Whole range', exact: true }).click()
  await expect(range(page)).toHaveText(/^Whole range: /)
  await expect(page).not.toHaveURL(/zoom=/)
})

test('a zoom by dragging, and a crosshair over all charts at once', async ({ page, open }) => {
  await open('health', { seed: 1, quirks })
  const plot = chart(page, 'CPU').getByRole('application')
  await expect(plot.locator('svg.recharts-surface')).toBeVisible()
  const box = await boxOf(plot)
  const at = (share: number) => box.x + box.width * share
  await page.mouse.move(at(0.5), box.y + 60)
  // Each names the same moment.
  const moment = chart(page, 'CPU').getByText(/^2026-11-20 \d\d:\d\d:\d\d GMT\+1$/)
  await expect(moment).toBeVisible()
  await expect(chart(page, 'Disk').getByText((await moment.textContent()) ?? '', { exact: true })).toBeVisible()
  await page.mouse.down()
  await page.mouse.move(at(0.6), box.y + 70)
  await page.mouse.move(at(0.75), box.y + 70)
  await page.mouse.up()
  await expect(page).toHaveURL(/zoom=/)
  await expect(range(page)).toHaveText(/^Zoomed to 2026-11-20 .* \(1h \d+m\)$/)
})

test('a range is a step back, a zoom in it is not; both outlive a reload', async ({ page, open }) => {
  await open('health', { seed: 1, quirks })
  await expect(range(page)).toHaveText(/\(6h\)$/)
  await page.getByRole('radio', { name: '1 hour' }).check()
  await expect(page).toHaveURL(/range=1h/)
  await expect(range(page)).toHaveText(/12:00:00 to 13:00:00 GMT\+1 \(1h\)$/)
  await main(page).getByRole('button', { name: 'Zoom in' }).click()
  await main(page).getByRole('button', { name: 'Zoom in' }).click()
  await expect(range(page)).toHaveText(/\(15m\)$/)
  await page.reload()
  await expect(page.getByRole('radio', { name: '1 hour' })).toBeChecked()
  await expect(range(page)).toHaveText(/\(15m\)$/)
  await page.goBack()
  await expect(page.getByRole('radio', { name: '6 hours' })).toBeChecked()
  await expect(range(page)).toHaveText(/^Whole range: .*\(6h\)$/)
})

test('two dates are checked, include their last day, and are a link', async ({ page, open }) => {
  await open('health', { seed: 1, quirks })
  await page.getByRole('button', { name: 'Two dates' }).click()
  const form = page.getByRole('dialog', { name: 'From one day to another' })
  await form.getByLabel('First day').fill('2026-11-19')
  await form.getByLabel('Last day').fill('2026-11-18')
  await form.getByRole('button', { name: 'Show' }).click()
  await expect(form.getByRole('alert')).toHaveText('The last day is before the first.')
  await form.getByLabel('Last day').fill('2026-11-21')
  await expect(form.getByRole('alert')).toHaveText('This day has not begun.')
  await form.getByLabel('First day').fill('2025-11-01')
  await form.getByLabel('Last day').fill('2026-11-19')
  await expect(form.getByRole('alert')).toHaveText('A year at most.')
  await form.getByLabel('First day').fill('2026-11-19')
  await form.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/from=2026-11-19&to=2026-11-19/)
  await expect(range(page)).toHaveText(/2026-11-19 00:00:00 GMT\+1 to 2026-11-20 00:00:00 GMT\+1 \(1d\)$/)
  await expect(page.getByRole('button', { name: '2026-11-19 to 2026-11-19' })).toBeVisible()
  await expectAccessible(page)
})

test('clients are found, compared and taken away, and a link names them', async ({ page, open }) => {
  await open('health?view=clients', { seed: 1, quirks })
  await expect(main(page).getByRole('region', { name: 'No client chosen' })).toBeVisible()
  await page.getByRole('button', { name: 'Choose clients' }).click()
  const picker = page.getByRole('dialog', { name: 'Clients to compare' })
  await picker.getByRole('searchbox').fill('npu-0')
  await picker.getByRole('checkbox', { name: 'npu-01' }).check()
  await picker.getByRole('checkbox', { name: 'npu-02' }).check()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/clients=[0-9a-f]{32}(?:,|%2C)[0-9a-f]{32}/)
  const chosen = main(page).getByRole('list', { name: 'Clients shown' })
  await expect(chosen.getByRole('link')).toHaveText(['npu-01', 'npu-02'])
  for (const name of ['CPU', 'Received', 'Sent']) {
    await expect(chart(page, name)).toContainText('npu-01')
    await expect(chart(page, name)).toContainText('npu-02')
  }
  await expectAccessible(page)
  await chosen.getByRole('button', { name: 'Take away npu-02' }).click()
  await expect(chart(page, 'Network')).toContainText('received')
  const ids = new URL(page.url()).searchParams.get('clients') ?? ''
  await page.goto(`health?clients=${ids}&range=1h`)
  await expect(page.getByRole('radio', { name: 'Clients' })).toBeChecked()
  await expect(chart(page, 'CPU')).toContainText('npu-01')
})

test('the heat map is by client and time, ordered, and Enter opens a client', async ({ page, open }) => {
  await open('health?view=heat', { seed: 1, quirks })
  const map = chart(page, 'CPU')
  await expect(map).toContainText('Each cell is the highest value of 2m.')
  await expect(main(page).getByText(/^1 to \d+ of \d+ clients$/)).toBeVisible()
  await expectAccessible(page)
  await main(page).getByRole('combobox', { name: 'Metric' }).selectOption('Received')
  await page.getByRole('radio', { name: 'Highest first' }).check()
  await expect(page).toHaveURL(/metric=down.*order=worst|order=worst.*metric=down/)
  const plot = chart(page, 'Received').getByRole('application')
  await plot.focus()
  await page.keyboard.press('ArrowDown')
  await expect(chart(page, 'Received')).toContainText(/MiB\/s|KiB\/s/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/fleet\/[0-9a-f]{32}/)
})

test('a failure of the pipeline is one outage with its clients, and shows in the charts', async ({ page, open }) => {
  await open('health?from=2026-11-19&to=2026-11-19', { seed: 1, quirks })
  const pipeline = outages(page).getByRole('region', { name: 'Of the heartbeat pipeline' })
  await expect(pipeline.getByText('11 clients silent together')).toBeVisible()
  await pipeline.getByText('11 clients silent together').click()
  await expect(pipeline.getByRole('link', { name: /^cd-a/ })).toHaveCount(11)
  const own = outages(page).getByRole('region', { name: 'Of single clients' })
  await expect(own.getByRole('row').nth(1)).toBeVisible()
  await expect(outages(page)).toContainText('720 heartbeats a day')
  await pipeline.getByRole('button', { name: /^Show the outage of 2026-11-19 04:1/ }).click()
  await expect(range(page)).toHaveText(/^Zoomed to 2026-11-19 0[34]:\d\d:\d\d to 04:\d\d:\d\d GMT\+1/)
})

test('who is silent still, and has been since before the range, is an outage that goes on', async ({ page, open }) => {
  await open('health?range=1h', { seed: 1, quirks })
  const own = outages(page).getByRole('region', { name: 'Of single clients' })
  await expect(own.getByText('goes on').first()).toBeVisible()
})

test('a year comes from the days that the server counted, and says so', async ({ page, open }) => {
  await open('health?range=365d', { seed: 1, quirks })
  await expect(chart(page, 'CPU')).toContainText('Each point is a day’s average, as the server counted it.')
  await expect(chart(page, 'Availability').locator('svg.recharts-surface').first()).toBeVisible()
  await expect(main(page).getByText('Outages can be told from heartbeats only')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Heat map' })).toHaveCount(0)
  await expectAccessible(page)
})

test('more heartbeats than anyone expects of a click are asked for first', async ({ page, open }) => {
  await open('health', { scenario: 'crowded', seed: 1, quirks: '-dateFormIgnored,-clientFilterFails' })
  await expect(main(page).getByText('This would be about 1,800,000 heartbeats')).toBeVisible()
  await expect(main(page).getByText(/10,000 clients come in one answer of about 36\d MiB/)).toBeVisible()
  await main(page).getByRole('button', { name: 'Choose a client' }).click()
  await page.getByRole('button', { name: 'Choose clients' }).click()
  const picker = page.getByRole('dialog', { name: 'Clients to compare' })
  await expect(picker.getByText(/^The first 30\./)).toBeVisible()
  await picker.getByRole('searchbox').fill('npu-01')
  await picker.getByRole('checkbox', { name: 'npu-01' }).check()
  await page.keyboard.press('Escape')
  await expect(chart(page, 'CPU')).toContainText('npu-01')
})

test('a server that ignores the dates asked for, or fails when asked for one client, changes nothing shown', async ({
  page,
  open,
}) => {
  // A small history: what comes is all of it.
  await open('health?range=1h', { scenario: 'first-day', seed: 1, quirks: 'none' })
  const obeyed = await counted(page).textContent()
  await page.goto('health?range=1h&quirks=none,dateFormIgnored,clientFilterFails')
  await expect(counted(page)).toHaveText(obeyed ?? '', { timeout: 45_000 })
})

test('the days are a table of the range that is searched and sorted', async ({ page, open }) => {
  await open('health?range=7d', { seed: 1, quirks })
  const days = main(page).getByRole('region', { name: 'Days', exact: true })
  await expect(days.getByText(/^[\d,]+ of [\d,]+ rows$/)).toBeVisible()
  await expect(days.getByText(/clients? ha(?:s|ve) no statistics/)).toBeVisible()
  await days.getByRole('searchbox').fill('npu-01 2026-11-19')
  await expect(days.getByText(/^1 of [\d,]+ rows$/)).toBeVisible()
  await expect(page).toHaveURL(/q=npu-01/)
  await expect(days.getByRole('link', { name: 'npu-01' })).toBeVisible()
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

test('every view fits a narrow screen', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open('health?view=heat', { seed: 1, quirks })
  await expect(chart(page, 'CPU').getByRole('application')).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('radio', { name: 'Clients' }).check()
  await expect(main(page).getByRole('region', { name: 'No client chosen' })).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('radio', { name: '1 year' }).check()
  await page.getByRole('radio', { name: 'Fleet' }).check()
  await expect(chart(page, 'Availability').getByRole('application')).toBeVisible()
  await expectNoSidewaysScroll(page)
})

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (box === null) throw new Error('it is not on screen')
  return box
}
