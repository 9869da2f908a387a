import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from './console.ts'
import { befall, stopClock } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const names = (page: Page) => main(page).getByRole('row').getByRole('link')
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name, exact: true })

test('the fleet is searched and filtered, each choice tells how many it leaves', async ({ page, open }) => {
  await stopClock(page)
  await open('fleet', { seed: 1 })
  await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
  await expect(names(page)).toHaveCount(48)

  await main(page).getByRole('searchbox', { name: 'Search name, id, device, OS' }).fill('npu')
  await expect(names(page)).toHaveText(['npu-01', 'npu-02'])
  await expect(main(page).getByText('2 of 48 clients')).toBeVisible()
  await main(page).getByRole('button', { name: 'Reset filters' }).click()
  await expect(names(page)).toHaveCount(48)
  await expect(page).toHaveURL(/\/fleet(?:\?(?!.*q=).*)?$/)

  for (const filter of ['Status', 'Last heartbeat', 'OS', 'Needs attention']) {
    await test.step(filter, async () => {
      const select = main(page).getByRole('combobox', { name: filter })
      const options = (await select.getByRole('option').allTextContents()).slice(1)
      const option = options.find((text) => !text.endsWith('(0)')) ?? ''
      const count = Number(/\((\d+)\)$/.exec(option)?.[1])
      expect(count, option).toBeGreaterThan(0)
      await select.selectOption(option)
      await expect(names(page)).toHaveCount(count)
      await main(page).getByRole('button', { name: 'Reset filters' }).click()
      await expect(names(page)).toHaveCount(48)
    })
  }
})

test('filters that nothing passes say so and offer the way out', async ({ page, open }) => {
  await open('fleet?q=nothing-is-called-this', { seed: 1 })
  await expect(main(page).getByText('No client matches')).toBeVisible()
  await expect(main(page).getByText('None of the 48 clients passes all filters at once.')).toBeVisible()
  await main(page).getByRole('table').getByRole('button', { name: 'Reset filters' }).click()
  await expect(names(page)).toHaveCount(48)
})

test('a column sorts both ways and says which', async ({ page, open }) => {
  await stopClock(page)
  await open('fleet', { seed: 1 })
  const header = main(page).getByRole('columnheader', { name: 'TFLOPS' })
  const figures = async () => {
    const rows = await main(page)
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .all()
    const column = await header.evaluate((cell) => [...(cell.parentElement?.children ?? [])].indexOf(cell))
    const texts = await Promise.all(rows.map((row) => row.getByRole('cell').nth(column).innerText()))
    return texts.filter((text) => text !== '–').map((text) => Number(text.replaceAll(',', '')))
  }
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', /ascending|descending/)
  const once = await header.getAttribute('aria-sort')
  const sorted = await figures()
  expect(sorted.length).toBeGreaterThan(30)
  expect(sorted).toEqual(sorted.toSorted((a, b) => (once === 'ascending' ? a - b : b - a)))
  await header.getByRole('button').click()
  await expect(header).toHaveAttribute('aria-sort', once === 'ascending' ? 'descending' : 'ascending')
  expect(await figures()).toEqual(sorted.toReversed())
})

test('rows are walked and opened with the keyboard, or by a click anywhere on them', async ({ page, open }) => {
  await open('fleet', { seed: 1 })
  await expect(names(page)).toHaveCount(48)
  const second = (await names(page).nth(1).textContent()) ?? ''
  await names(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(names(page).nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page, second)).toBeFocused()

  await page.goBack()
  await main(page)
    .getByRole('row', { name: /^npu-02 / })
    .getByRole('cell')
    .nth(1)
    .click()
  await expect(heading(page, 'npu-02')).toBeFocused()
})

test('a client tells who it is, what it does and how available it was', async ({ page, open }) => {
  await open('fleet?q=npu-01', { seed: 1 })
  await names(page).first().click()
  await expect(heading(page, 'npu-01')).toBeVisible()
  await expect(page).toHaveURL(/\/fleet\/[0-9a-f]{32}$/)
  await expect(page).toHaveTitle('npu-01 · Quarterdeck')
  await expect(main(page).getByRole('region', { name: 'Identity' })).toContainText(/Ascend 910B4/)
  await expect(main(page).getByRole('region', { name: 'GPUs' }).getByRole('row')).toHaveCount(9)
  const availability = main(page).getByRole('region', { name: 'Availability' })
  await expect(availability).toContainText(/Availability, last 7 days\s*\d+(?:\.\d+)?%/)
  await expect(availability.getByRole('table', { name: 'Heartbeats by day (UTC)' }).getByRole('row')).toHaveCount(8)
})

test('a client’s name is edited: it shows at once, as pending, until the server says the same', async ({
  page,
  open,
}) => {
  await page.clock.install()
  await open('fleet?q=npu-02', { seed: 1 })
  await names(page).first().click()
  await main(page).getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit npu-02' })
  await expect(dialog.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('npu-02 (rack 4)')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Saved: npu-02 (rack 4)')).toBeVisible()
  await expect(heading(page, 'npu-02 (rack 4)')).toBeVisible()
  await expect(main(page).getByText('pending', { exact: true }).first()).toBeVisible()
  // The next poll that the server's cache does not answer.
  await page.clock.fastForward(20_000)
  await expect(main(page).getByText('pending', { exact: true })).toHaveCount(0)
  await expect(main(page).getByText('not confirmed')).toHaveCount(0)
  await expect(heading(page, 'npu-02 (rack 4)')).toBeVisible()
})

test('an edit that is refused stays open with what was typed and the server’s words', async ({ page, open }) => {
  await open('fleet?q=npu-02', { seed: 1 })
  await names(page).first().click()
  await main(page).getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit npu-02' })
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await name.fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('fleet refused editing a client')).toBeVisible()
  await dialog.getByText('Details').first().click()
  await expect(dialog).toContainText('name must not be empty')

  await name.fill('another name')
  await befall(page, 'fleet', 'down')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('No answer from fleet while editing a client')).toBeVisible()
  await expect(name).toHaveValue('another name')
  await befall(page, 'fleet', null)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(heading(page, 'another name')).toBeVisible()
})

test('a client that the register does not list, and an id that is none, are told apart', async ({ page, open }) => {
  await open('fleet/0123456789abcdef0123456789abcdef', { seed: 1 })
  await expect(main(page).getByText('No such client')).toBeVisible()
  await page.goto('fleet/rack-4')
  await expect(main(page).getByText('This is no client id')).toBeVisible()
  await main(page).getByRole('link', { name: 'Fleet' }).click()
  await expect(heading(page, 'Fleet')).toBeFocused()
})

test('of ten thousand clients only those in sight are drawn, and the last is a keypress away', async ({
  page,
  open,
}) => {
  await stopClock(page)
  await open('fleet', { scenario: 'crowded', seed: 1 })
  await expect(main(page).getByText('10,000 clients', { exact: true })).toBeVisible()
  await expect(main(page).getByRole('table')).toHaveAttribute('aria-rowcount', '10001')
  expect(await main(page).getByRole('row').count()).toBeLessThan(100)
  await names(page).first().focus()
  await page.keyboard.press('End')
  await expect(main(page).locator('[aria-rowindex="10001"]').getByRole('link')).toBeFocused()
  await main(page).getByRole('searchbox').fill('npu-01')
  await expect(names(page).first()).toHaveText('npu-01')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})
