import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { befall } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const filters = (page: Page) => main(page).getByRole('group', { name: 'Filters' })
const chips = (page: Page) =>
  main(page)
    .getByRole('table', { name: 'Accelerator chips of all servers' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const drawing = (page: Page, server: string) => main(page).getByRole('group', { name: `Chips of ${server}` })
const drawn = (page: Page, server: string) => drawing(page, server).getByRole('group', { name: /^Chip \d/ })
const changes = (page: Page) => main(page).getByRole('region', { name: 'Cards that changed' })

/** Somebody pulls a card, or puts it back. */
async function card(page: Page, way: 'removeCard' | 'returnCard', server: string, bus: string): Promise<void> {
  await page.evaluate(([name, id, address]) => window.quarterdeckSim?.[name](id, address), [way, server, bus] as const)
}

/** The servers are asked anew: nothing looks at once. */
async function lookAgain(page: Page): Promise<void> {
  await page.reload()
  await expect(drawn(page, 'npu-01').first()).toBeVisible()
}

test('every server is drawn as it is built, with what holds its chips and how warm they are', async ({
  page,
  open,
}) => {
  await open('devices')
  await expect(drawn(page, 'npu-01')).toHaveCount(8)
  await expect(drawn(page, 'npu-02')).toHaveCount(24)
  const groups = drawing(page, 'npu-02')
    .getByRole('group', { name: 'ascend-910c' })
    .getByRole('group', {
      name: /^Group \d, fast among themselves/,
    })
  await expect(groups).toHaveCount(4)
  await expect(drawing(page, 'mx-01').getByRole('group', { name: /^Group/ })).toHaveCount(0)

  const fifth = drawing(page, 'npu-01').getByRole('group', { name: /^Chip 5, ascend-910b4, bus address 0000:82:00.0/ })
  await expect(fifth).toContainText('chat-large')
  await expect(fifth).toContainText('its config says')
  await expect(fifth).toContainText(/\d+ °C/)
  await expect(main(page).getByText('(same name)').first()).toBeVisible()

  await drawn(page, 'npu-01').first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect(drawn(page, 'npu-01').nth(6)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(drawn(page, 'npu-01').nth(6).getByRole('link', { name: 'chat-large' })).toBeFocused()

  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('the chips of all servers are one list, filtered by server and type, and the address says so', async ({
  page,
  open,
}) => {
  await open('devices')
  await main(page).getByRole('radio', { name: 'Table' }).check()
  await expect(page).toHaveURL(/view=table/)
  await expect(main(page).getByText('40 of 40 chips')).toBeVisible()
  await expect(chips(page)).toHaveCount(40)
  await expect(chips(page).filter({ hasText: '0000:09:00.0' })).toHaveCount(2)
  await filters(page).getByRole('button', { name: 'Server' }).click()
  await page.getByRole('menuitemcheckbox', { name: /npu-02/ }).click()
  await page.keyboard.press('Escape')
  await expect(chips(page)).toHaveCount(24)
  await expect(page).toHaveURL(/server=/)
  await filters(page).getByRole('button', { name: 'Type' }).click()
  await page.getByRole('menuitemcheckbox', { name: /ascend-310p/ }).click()
  await page.keyboard.press('Escape')
  await expect(chips(page)).toHaveCount(8)
  await expect(main(page).getByText('8 of 40 chips')).toBeVisible()
  await page.reload()
  await expect(chips(page)).toHaveCount(8)
  await expect(main(page).getByRole('button', { name: 'Server: 1 chosen' })).toBeVisible()
  await main(page).getByRole('button', { name: 'Reset filters' }).click()
  await expect(chips(page)).toHaveCount(40)
})

test('a link by hand names a server without brackets; types and models that run here are listed', async ({
  page,
  open,
}) => {
  await open('devices?server=mx-01&view=table')
  await expect(chips(page)).toHaveCount(8)
  await main(page).getByRole('searchbox').fill('0000:0f')
  await expect(chips(page)).toHaveCount(1)
  const types = main(page).getByRole('list', { name: 'Supported device types of each server' })
  await expect(types.getByRole('listitem')).toHaveCount(3)
  await expect(types.getByRole('listitem').filter({ hasText: 'npu-01' })).toContainText('ascend-910b')
  const models = main(page).getByRole('region', { name: 'Models that run on what is here' })
  const byServer = models.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'mx-01' }) })
  await byServer
    .last()
    .getByText(/^\d+ models$/)
    .click()
  await byServer.last().getByRole('link', { name: 'qwen3-8b', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'qwen3-8b' })).toBeVisible()
})

test('where no server has a chip the page says so', async ({ page, open }) => {
  await open('devices', { scenario: 'empty' })
  await expect(main(page).getByText('No server reports an accelerator')).toBeVisible()
})

test('a server has a page of its own with all that it tells', async ({ page, open }) => {
  await open('devices?view=table')
  await chips(page).first().getByRole('link', { name: 'npu-01' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'npu-01' })).toBeFocused()
  const part = (name: string) => main(page).getByRole('region', { name, exact: true })
  await expect(part('State')).toContainText('Healthy')
  await expect(part('Configuration')).toContainText('https://xw.tsingmao.com/packages.json')
  await expect(part('Devices').getByRole('row', { name: /Ascend 910B/ })).toContainText('8')
  await expect(part('Instances').getByRole('row', { name: /chat-large/ })).toContainText('Ready')
  await expect(part('Downloaded models').getByRole('link', { name: 'qwen3-32b' })).toBeVisible()
  await expect(part('Versions')).toContainText('0.0.4')
})

test('a card that disappears is told on Devices and the overview until somebody acknowledges it', async ({
  page,
  open,
}) => {
  await open('devices')
  await expect(drawn(page, 'npu-01')).toHaveCount(8)
  await card(page, 'removeCard', 'npu-01', '0000:41:00.0')
  await lookAgain(page)
  await expect(drawn(page, 'npu-01')).toHaveCount(7)
  const missing = changes(page).getByRole('listitem').filter({ hasText: '0000:41:00.0 is missing' })
  await expect(missing).toContainText('ascend-910b, logical index 2. Last seen')
  await expect(missing).toContainText('5 other chips have another logical index since then.')

  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
  const attention = main(page).getByRole('region', { name: 'Needs attention' })
  await attention.getByRole('link', { name: 'npu-01: Ascend 910B (910B4) at 0000:41:00.0 is missing' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'npu-01' })).toBeVisible()
  await changes(page)
    .getByRole('button', { name: /^Acknowledge: npu-01/ })
    .click()
  await expect(changes(page).getByText('acknowledged')).toBeVisible()
  await expectAccessible(page)

  await card(page, 'returnCard', 'npu-01', '0000:41:00.0')
  await lookAgain(page)
  await changes(page).getByText('1 earlier change').click()
  await expect(changes(page)).toContainText('was missing and is there again')
})

test('a server that reports no devices has not lost them all without a word', async ({ page, open }) => {
  await page.clock.install()
  await open('devices')
  await expect(drawn(page, 'mx-01')).toHaveCount(8)
  await befall(page, 'mx-01', 'null-lists')
  await page.clock.fastForward(40_000)
  const told = changes(page).getByRole('listitem').filter({ hasText: 'mx-01 reports no devices now' })
  await expect(told).toContainText(/8 chips were there at 20\d\d/)
  await expect(told).toContainText('A scan that failed answers the same')
  await expect(changes(page).getByRole('listitem')).toHaveCount(1)

  await befall(page, 'mx-01', 'down')
  await page.clock.fastForward(40_000)
  await expect(changes(page).getByRole('listitem')).toHaveCount(1)
  await befall(page, 'mx-01', null)
  await page.clock.fastForward(70_000)
  await expect(changes(page)).toContainText('mx-01 reported no devices for a while')
})
