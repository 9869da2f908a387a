import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { startWith } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const grid = (page: Page) => main(page).getByRole('grid', { name: 'Models and the servers that have them' })
const cell = (page: Page, name: string | RegExp) => grid(page).getByRole('gridcell', { name })

test('which server has which model is one grid, walked with the keyboard, filtered in the address', async ({
  page,
  open,
}) => {
  await startWith(page, { 'npu-02': 'down' })
  await open('models', { scenario: 'patchwork' })
  await main(page).getByRole('link', { name: 'Models × servers' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Models × servers' })).toBeFocused()
  await expect(cell(page, 'bge-m3 is on npu-01, 2.1 GiB')).toBeVisible()
  await expect(cell(page, 'bge-m3 is not downloaded on mx-01')).toBeVisible()
  await expect(cell(page, 'npu-01 does not offer baichuan2-7b-chat: its catalogue lacks it')).toBeVisible()
  await expect(cell(page, 'mx-01 has no chip that runs glm-4.5-air')).toBeVisible()
  await expect(grid(page).getByRole('columnheader', { name: /npu-02/ })).toContainText('no list')
  await expect(cell(page, 'npu-02 has not answered').first()).toBeVisible()
  await expect(grid(page).getByRole('columnheader', { name: /npu-01/ })).toContainText('6 · 125 GiB')
  await expectAccessible(page)

  await main(page).getByRole('radio', { name: 'Differing' }).click()
  await expect(page).toHaveURL(/only=differs/)
  await main(page).getByRole('searchbox').fill('bge')
  await expect(grid(page).getByRole('rowheader')).toHaveCount(1)
  await grid(page).getByRole('rowheader').focus()
  await page.keyboard.press('Space')
  await expect(main(page).getByText('1 model chosen')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(cell(page, /^bge-m3 is on npu-01/)).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(cell(page, /bge-m3.*mx-01/)).toBeFocused()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'bge-m3' })).toBeVisible()
})

test('servers are made the same: the plan says what cannot be had, cells show the pulls, and it can be stopped', async ({
  page,
  open,
}) => {
  await open('models/matrix', { scenario: 'patchwork', speed: 1 })
  await expect(cell(page, /^npu-01 says that qwen2\.5-14b-instruct is being downloaded/)).toBeAttached()
  await main(page).getByRole('button', { name: 'Make these the same…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('group', { name: 'Like' }).getByRole('checkbox', { name: 'npu-01' }).click()
  await dialog.getByRole('group', { name: 'On', exact: true }).getByRole('checkbox', { name: 'mx-01' }).click()
  await expect(dialog).toContainText('Nothing is ever deleted')
  await expect(dialog.getByRole('row', { name: /mx-01/ })).toContainText('93.9 GiB')
  await dialog.getByText('1 cannot be had').click()
  await expect(dialog).toContainText('internlm3-8b-instruct on mx-01')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Pull 4 models' }).click()

  const run = main(page).getByRole('region', { name: /^Making the same: 4 pulls on 1 server/ })
  await expect(run).toContainText('2 running')
  await expect(run).toContainText('2 waiting')
  await expect(cell(page, /^This console pulls bge-m3 on mx-01/)).toBeVisible()
  await run.getByRole('button', { name: 'Stop the 2 waiting' }).click()
  await expect(run).toContainText('2 stopped')
  await run.getByRole('button', { name: 'Stop all' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('Files that arrived whole stay')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop them' }).click()
  await expect(run).not.toContainText('running')
  await expect(run.getByRole('button', { name: 'Dismiss' })).toBeVisible()
})
