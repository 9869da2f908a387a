import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { startRealWorld } from './realWorld.ts'
import { befall } from './world.ts'

const pane = (page: Page, name: string): Locator => page.getByRole('region', { name: `Log of ${name}` })
const log = (page: Page, name: string): Locator => page.getByRole('log', { name: `Log of ${name}` })
const lines = (page: Page, name: string): Locator => log(page, name).locator('[data-row]')
const large = 'chat-large on npu-01'
const dead = 'qwq on npu-02'

test('a log is chosen, followed, paused by going back, and shown with its times and colours', async ({
  page,
  open,
}) => {
  await open('logs', { seed: 1 })
  await page.getByRole('button', { name: `Log of ${large}` }).click()
  await expect(pane(page, large).getByText('Following')).toBeVisible()
  await expect(pane(page, large).getByText(/^3,6\d\d lines, \d+ KiB$/)).toBeVisible()
  await expect(lines(page, large).last()).toBeInViewport()
  await expect(page).toHaveURL(/of=/)

  await log(page, large).press('Home')
  await expect(lines(page, large).first()).toContainText('API server')
  await expect(page.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked()
  await expect(page).toHaveURL(/follow=/)
  // The shards’ progress bar was redrawn in place: only its last state is there.
  await expect(log(page, large).getByText(/100% Completed \| 4\/4/)).toBeVisible()
  await expect(log(page, large).getByText(/25% Completed/)).toHaveCount(0)
  const top = await lines(page, large).first().textContent()
  await expect(pane(page, large).getByRole('button', { name: /came since/ })).toBeVisible({ timeout: 40_000 })
  expect(await lines(page, large).first().textContent()).toBe(top)

  await page.getByRole('combobox', { name: /^Times/ }).selectOption('UTC')
  const utc = await lines(page, large).nth(1).textContent()
  await page.getByRole('combobox', { name: /^Times/ }).selectOption('Local time')
  await expect(lines(page, large).nth(1)).not.toHaveText(utc ?? '')
  await page.getByRole('checkbox', { name: 'Wrap' }).check()
  await expectAccessible(page)
  await pane(page, large)
    .getByRole('button', { name: /To the end/ })
    .click()
  await expect(page.getByRole('checkbox', { name: 'Follow' })).toBeChecked()
  await expect(lines(page, large).last()).toBeInViewport()
  await log(page, large).press('f')
  await expect(page.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked()
})

test('a log is searched, filtered by level and walked from error to error', async ({ page, open }) => {
  await open(`logs?of=npu-01/chat-large`, { seed: 1 })
  await expect(pane(page, large).getByText(/^3,6\d\d lines/)).toBeVisible()
  const count = page.getByRole('group', { name: 'Logs: search and view' }).getByRole('status').first()
  await page.keyboard.press('/')
  await page.keyboard.type('preempted')
  await page.keyboard.press('Enter')
  await expect(count).toHaveText(/^\d+ of \d+$/)
  await page.keyboard.press('Shift+Enter')
  await expect(log(page, large).locator('[aria-current]')).toContainText('preempted')
  await expect(page).toHaveURL(/q=preempted/)

  await page.getByRole('checkbox', { name: 'Regex' }).check()
  const search = page.getByRole('searchbox', { name: 'Search the log' })
  await search.fill('(')
  await expect(count).toHaveText('Not a regular expression')
  await search.fill('world_size=\\d|KV cache: \\d+ blocks')
  await expect(count).toHaveText('2 hits')
  await page.getByRole('checkbox', { name: 'Only hits' }).check()
  await expect(lines(page, large)).toHaveCount(2)
  await search.fill('')
  await page.getByRole('checkbox', { name: 'Only hits' }).uncheck()

  // A pattern that takes for ever is given up, and the page goes on.
  await search.fill('^(([A-Za-z. ])+)+$')
  await expect(count).toContainText('This expression takes too long', { timeout: 40_000 })
  await search.fill('')

  await page.getByRole('button', { name: 'Level' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Warning' }).click()
  await page.keyboard.press('Escape')
  await expect(log(page, large).locator('[data-level=info]')).toHaveCount(0)
  await expect(log(page, large).locator('[data-level=warn]').first()).toBeVisible()
  await page.goto('logs?of=npu-02/qwq&follow=off')
  await expect(pane(page, dead).getByText('Ended', { exact: true })).toBeVisible()
  await page.keyboard.press('e')
  await expect(log(page, dead).locator('[aria-current]')).toContainText('NPU out of memory')
  await expect(log(page, dead).locator('[data-level=error]')).toHaveCount(4)
  await page.keyboard.press('e')
  await expect(page.getByText('That was the last error: on from the other end')).toBeVisible()
})

test('logs side by side move to the same time, also stacked on a telephone', async ({ page, open }) => {
  await open('logs?of=npu-01/chat-large&of=npu-01/qwen3-8b', { seed: 1 })
  const other = 'qwen3-8b on npu-01'
  for (const name of [large, other]) {
    await expect(pane(page, name).getByText('Following')).toBeVisible()
    await expect(pane(page, name).getByText(/^\d+,\d{3} lines/)).toBeVisible()
  }
  await expect(pane(page, large).getByText(/^3,6\d\d lines/)).toBeVisible()
  await page.getByRole('combobox', { name: /^Times/ }).selectOption('UTC')
  await log(page, large).press('PageUp')
  for (let n = 0; n < 5; n += 1) await log(page, large).press('PageUp')
  const minute = async (name: string): Promise<string> =>
    (await lines(page, name).nth(1).textContent())?.slice(0, 16) ?? ''
  // Both in one look: the first one's rows still come while it scrolls.
  await expect
    .poll(async () => (await minute(other)).slice(1, 12) === (await minute(large)).slice(1, 12), {
      message: 'both logs stand at the same minute',
    })
    .toBe(true)
  await page.getByRole('checkbox', { name: 'Same time' }).uncheck()
  const stays = await lines(page, other).first().textContent()
  await log(page, large).press('Home')
  await expect(lines(page, large).first()).toContainText('starting')
  expect(await lines(page, other).first().textContent()).toBe(stays)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: `Close the log of ${other}` }).click()
  await expect(pane(page, other)).toHaveCount(0)
})

test('a connection that drops is made again, goes on after the last line and shows the seam', async ({
  page,
  open,
}) => {
  await open('logs?of=npu-01/chat-large', { seed: 1 })
  await expect(pane(page, large).getByText('Following')).toBeVisible()
  const amount = pane(page, large).getByText(/^3,6\d\d lines/)
  await expect(amount).toBeVisible()
  // From here on each connection drops three seconds after its history, the one of a new page too.
  await befall(page, 'npu-01', 'log-breaks-off')
  await walkTo(page, 'instances')
  await expect(page.getByRole('heading', { level: 1, name: 'Instances' })).toBeVisible()
  await walkTo(page, 'logs?of=npu-01/chat-large')
  const seam = log(page, large).locator('[data-seam=continued]').first()
  await expect(seam).toHaveText(/^Reconnected \d\d:\d\d:\d\d .*came meanwhile\.$/, { timeout: 30_000 })
  const shown = await lines(page, large).evaluateAll((all) => all.map((line) => line.textContent))
  expect(new Set(shown).size).toBe(shown.length)
  await expect(amount).toBeVisible()
})

test('rubbish in a log does no harm: long lines, storms of redrawing, bytes that are no text', async ({
  page,
  open,
}) => {
  await open('logs?of=npu-01/chat-large', { seed: 1, quirks: 'logRubbish' })
  await expect(pane(page, large).getByText(/5\.\d MiB/)).toBeVisible()
  await expect(log(page, large).getByText('layer a1: 100%')).toBeVisible()
  await expect(log(page, large).getByText('layer a1: 40%')).toHaveCount(0)
  await expect(log(page, large).getByText('downloading 1999 of 2000')).toBeVisible()
  await expect(log(page, large).getByText('\uFFFD', { exact: false }).first()).toBeVisible()
  await log(page, large)
    .getByRole('button', { name: /Show all 5,\d{3} KiB/ })
    .click()
  const dialog = page.getByRole('dialog', { name: 'A long line' })
  await expect(dialog.getByText(/^\{"tokens":\[12345/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Next piece' }).click()
  await expect(dialog.getByText('From 32.0 KiB to 64.0 KiB of 5.0 MiB')).toBeVisible()
  await expectAccessible(page)
})

test('an instance that stops or goes says so; its lines are marked, copied and saved', async ({ page, open }) => {
  await open('logs?of=npu-01/chat-large', { seed: 1 })
  await expect(pane(page, large).getByText('Following')).toBeVisible()
  await expect(log(page, large).locator('[data-row]').first()).toBeVisible()
  await log(page, large).press('Home')
  await expect(log(page, large).locator('[aria-current]')).toContainText('starting')
  await log(page, large).press('ArrowDown')
  await log(page, large).press('m')
  await expect(log(page, large).getByRole('img', { name: 'Marked' })).toBeVisible()
  await log(page, large).press('Shift+ArrowDown')
  await log(page, large).press('c')
  await expect(page.getByText('2 lines copied')).toBeVisible()
  await log(page, large).press('End')
  await pane(page, large)
    .getByRole('button', { name: /^1 mark in/ })
    .click()
  await page.getByRole('menuitem', { name: /args: Namespace/ }).click()
  await expect(log(page, large).locator('[aria-current]')).toContainText('args: Namespace')

  const saving = page.waitForEvent('download')
  await pane(page, large)
    .getByRole('button', { name: /^Copy or save/ })
    .click()
  await page.getByRole('menuitem', { name: 'Download all, as it came' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toMatch(/^npu-01_chat-large_.*\.log$/)
  const text = await readFile(await saved.path(), 'utf8')
  expect(text).toMatch(/^\d{4}-\S+Z INFO \[api_server\.py:1289\] .\[1mstarting/)

  await page.evaluate(async () => {
    await fetch(new URL('api/xw/npu-01/api/runtime/remove', document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ alias: 'chat-large', force: true }),
    })
  })
  await expect(pane(page, large).getByText(/ended the log of chat-large/)).toBeVisible({ timeout: 30_000 })
  await pane(page, large).getByRole('button', { name: 'Read again' }).click()
  await expect(pane(page, large).getByText(/has no instance chat-large any more/)).toBeVisible()
  await expect(log(page, large).locator('[data-row]').first()).toBeVisible()
})

test('over real HTTP a log is followed, its server drops it, and nothing comes twice', async ({ page }) => {
  test.setTimeout(90_000)
  const world = await startRealWorld('/', { speed: 1 })
  try {
    world.servers.simulator.fault('npu-01', 'log-breaks-off', 1)
    await page.goto(`${world.url}logs?of=npu-01/chat-large`)
    await expect(pane(page, large).getByText('Following')).toBeVisible()
    const seam = log(page, large).locator('[data-seam=continued]')
    await expect(seam).toBeVisible({ timeout: 30_000 })
    await expect(pane(page, large).getByText('Following')).toBeVisible()
    const shown = await lines(page, large).evaluateAll((all) => all.map((line) => line.textContent))
    expect(new Set(shown).size).toBe(shown.length)
  } finally {
    await world.stop()
  }
})
