import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { operatorAt } from './pullWalk.ts'
import { befall } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const rows = (page: Page) => main(page).locator('tbody tr')

async function stop(page: Page, name: string): Promise<void> {
  await main(page)
    .getByRole('button', { name: `Stop ${name}` })
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop', exact: true }).click()
}

test('each change is written down with its end, seen by another tab, found, exported and erased', async ({
  page,
  open,
}) => {
  await open('activity', { seed: 1, speed: 20 })
  await expect(main(page).getByText('Nothing yet')).toBeVisible()
  const tab = await page.context().newPage()
  await tab.goto('instances?scenario=calm&seed=1&speed=20')
  await stop(tab, 'chat-large on npu-01')
  await expect(rows(page).filter({ hasText: 'Stop instance chat-large' })).toContainText('Done')

  await befall(tab, 'npu-02', 'update-reload-fails')
  await walkTo(tab, 'xw/npu-02')
  await main(tab).getByRole('button', { name: 'Reload', exact: true }).click()
  await tab
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Reload/ })
    .click()
  const refused = rows(page).filter({ hasText: 'Reload the configuration' })
  await expect(refused).toContainText('Refused · 500')
  await expect(rows(page).first()).toContainText('Reload the configuration')
  await tab.close()

  await refused.click()
  const details = page.getByRole('dialog', { name: 'Reload the configuration' })
  await expect(details).toContainText('The server refused it with status 500.')
  await expect(details).toContainText('engines.yaml: line 12')
  await expect(details).toContainText('POST /api/config/reload')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)

  await main(page).getByRole('searchbox', { name: 'Search the activity' }).fill('chat-large')
  await expect(rows(page)).toHaveCount(1)
  await expect(page).toHaveURL(/q=chat-large/)
  await expectAccessible(page)
  const saving = page.waitForEvent('download')
  await main(page).getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click()
  const text = await readFile(await (await saving).path(), 'utf8')
  expect(text).toMatch(/^\uFEFFTime, UTC|^\uFEFF"Time, UTC"/)
  expect(text).toContain('npu-01,Stop instance chat-large,done')
  expect(text).not.toContain('eload')

  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await main(page).getByRole('button', { name: 'Erase…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('2 entries go, of all users and in all tabs.')
  await question.getByRole('button', { name: 'Erase' }).click()
  await expect(main(page).getByText('Nothing yet')).toBeVisible()
  await page.reload()
  await expect(main(page).getByText('Nothing yet')).toBeVisible()
})

test('what a reload cut off is said to be so; who reads the list goes on reading it', async ({ page, open }) => {
  await open('models', { scenario: 'first-day', speed: 0.4, quirks: '-percentDrops' })
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await walkTo(page, 'activity')
  await expect(rows(page).filter({ hasText: 'Pull qwen3-8b' })).toContainText('Under way')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(rows(page).filter({ hasText: 'Pull qwen3-8b' })).toContainText('Page closed')
})

test('what was changed together is one row that tells how it went, and opens to each change', async ({
  page,
  open,
}) => {
  await open('fleet?q=sh-a0', { seed: 1, quirks: 'everyThirdEditRefused' })
  await expect(main(page).getByText('9 of 48 clients')).toBeVisible()
  await main(page)
    .getByRole('checkbox', { name: /^Select all/ })
    .check()
  await main(page).getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Name' }).selectOption('Put after the name')
  await dialog.getByRole('textbox', { name: 'Text to put after' }).fill(' (old)')
  await dialog.getByRole('button', { name: 'Change 9 clients' }).click()
  await expect(main(page).getByText('3 refused', { exact: true })).toBeVisible()
  await walkTo(page, 'instances')
  await stop(page, 'chat-large on npu-01')

  await walkTo(page, 'activity')
  const group = rows(page).filter({ hasText: 'Edit 9 clients' })
  await expect(group).toContainText('6 done and 3 refused')
  await expect(rows(page)).toHaveCount(2)
  await group.getByRole('button', { name: 'Edit 9 clients', expanded: false }).press('Enter')
  await expect(rows(page)).toHaveCount(11)
  await expect(page).toHaveURL(/open=/)
  await expectAccessible(page)
  await rows(page)
    .filter({ hasText: /Refused/ })
    .first()
    .click()
  const details = page.getByRole('dialog', { name: /^Edit client sh-a0/ })
  await expect(details).toContainText('database is busy')
  await page.keyboard.press('Escape')

  await main(page).getByRole('searchbox', { name: 'Search the activity' }).fill('busy')
  await expect(rows(page)).toHaveCount(4)
  await expect(group).toContainText('3 of its 9 changes match')
  const saving = page.waitForEvent('download')
  await main(page).getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click()
  const lines = (await readFile(await (await saving).path(), 'utf8')).trim().split('\r\n').slice(1)
  expect(lines).toHaveLength(3)
  expect(new Set(lines.map((line) => line.split(',').at(-1))).size).toBe(1)

  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})
