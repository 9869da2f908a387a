import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { startRealWorld } from './realWorld.ts'
import { befall } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const runs = (page: Page) => main(page).getByRole('region', { name: 'Updates from here' })
const steps = (page: Page, server: string) => runs(page).getByRole('list', { name: `Steps of ${server}` })
const question = (page: Page) => page.getByRole('alertdialog')
const part = (page: Page, name: string) => main(page).getByRole('region', { name, exact: true })

test('a server is updated: what is known is said before, each step is seen, and what came and went is shown', async ({
  page,
  open,
}) => {
  await open('xw/npu-01', { speed: 20 })
  await part(page, 'Versions').getByRole('button', { name: 'Update to 0.0.6' }).click()
  await expect(question(page)).toContainText('GLM-4.6, rerankers on MetaX')
  await expect(question(page)).toContainText('2026-05-06')
  await expect(question(page)).toContainText('bge-m3, qwen3-8b, and chat-large')
  await question(page).getByRole('button', { name: 'Update' }).click()
  await expect(runs(page).getByText('Done', { exact: true })).toBeVisible()
  await expect(steps(page, 'npu-01').getByRole('listitem')).toHaveCount(4)
  await expect(runs(page)).toContainText('Models added+ glm-4.6+ qwen3-reranker-8b')
  await expect(runs(page)).toContainText('Models removed− baichuan2-7b-chat')
  await expect(runs(page)).toContainText('Device types added+ ascend-310b')
  await expect(runs(page)).toContainText('All 3 instances that worked still do.')
  await expect(runs(page)).toContainText('The server asks for a restart.')
  await expect(part(page, 'Devices')).toContainText('ascend-310b')
  await page.evaluate(() => scrollTo(0, 0))
  await expectAccessible(page)

  // And back to the older one, which the disk still has.
  await part(page, 'Versions').getByRole('button', { name: 'Take npu-01 back to 0.0.4' }).click()
  await expect(question(page)).toContainText('on the server’s disk already')
  await expect(question(page)).toContainText('unverified')
  await question(page).getByRole('button', { name: 'Take back' }).click()
  await expect(runs(page)).toContainText('0.0.6 → 0.0.4')
  await expect(runs(page)).toContainText('Models added+ baichuan2-7b-chat')
})

test('an update that ends in a restart is waited for, also from another page, and then checked', async ({
  page,
  open,
}) => {
  await open('xw/npu-01', { speed: 4 })
  await expect(part(page, 'Versions')).toContainText('0.1.0')
  await befall(page, 'npu-01', 'update-restarts')
  await part(page, 'Versions').getByRole('button', { name: 'Update to 0.0.6' }).click()
  await question(page).getByRole('button', { name: 'Update' }).click()
  await expect(steps(page, 'npu-01')).toContainText('it may be restarting')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Versions' }).click()
  await expect(page.getByRole('link', { name: 'Servers are being updated: 0 of 1 done' })).toBeVisible()
  await expect(runs(page)).toContainText(/npu-01 restarted and was back after \d+s\./)
  await expect(steps(page, 'npu-01')).toContainText('Reload not needed: the restart has done it')
  await expect(runs(page).getByText('Done', { exact: true })).toBeVisible()
  await expect(main(page).getByRole('row', { name: /npu-01.*Up to date.*0\.0\.6/ })).toBeVisible()
})

test('all servers are brought to one version: a failure stops the run, and can be tried again', async ({
  page,
  open,
}) => {
  await open('versions', { scenario: 'patchwork', speed: 20 })
  await expect(main(page).getByRole('row', { name: /npu-02.*Reload pending.*0\.0\.5.*0\.0\.4/ })).toBeVisible()
  await expect(main(page).getByRole('row', { name: /mx-01.*No versions offered/ })).toContainText('none (reachable?)')
  await expectAccessible(page)
  await befall(page, 'npu-01', 'update-fails')
  await main(page).getByRole('checkbox', { name: 'Select all rows' }).click()
  await expect(page).toHaveURL(/pick=/)
  await main(page).getByRole('button', { name: 'Bring all to one version…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row', { name: /npu-01/ })).toContainText('it is there already')
  await dialog.getByRole('combobox', { name: 'Configuration version' }).selectOption('0.0.5')
  await expect(dialog.getByRole('row', { name: /npu-01/ })).toContainText('Will be taken back')
  await expect(dialog.getByRole('row', { name: /npu-02/ })).toContainText('Will only be reloaded')
  await expect(dialog.getByRole('row', { name: /mx-01/ })).toContainText('does not offer this version')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Bring 2 servers to 0.0.5' }).click()
  await expect(runs(page)).toContainText('Stopped at a failure; 0 of 2 done')
  await expect(runs(page)).toContainText('Nothing was changed as far as the server says.')
  await befall(page, 'npu-01', null)
  await runs(page).getByRole('button', { name: 'Retry' }).click()
  await runs(page)
    .getByRole('button', { name: /Go on with 1 server/ })
    .click()
  await expect(runs(page)).toContainText('2 of 2 done')
  await expect(main(page).getByRole('row', { name: /npu-02/ })).not.toContainText('Reload pending')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})

test('a reload that fails says what runs, and only the reload is tried again; loaded anew the page still knows', async ({
  page,
  open,
}) => {
  await open('xw/npu-01', { speed: 20 })
  await expect(part(page, 'Versions')).toContainText('0.1.0')
  await befall(page, 'npu-01', 'update-reload-fails')
  await part(page, 'Versions').getByRole('button', { name: 'Update to 0.0.6' }).click()
  await question(page).getByRole('button', { name: 'Update' }).click()
  await expect(runs(page)).toContainText('0.0.6 is set, the one before runs on.')
  await expect(part(page, 'Versions')).toContainText('0.0.6 is set, 0.0.4 runs until a reload.')
  await page.reload()
  await expect(runs(page)).toContainText('engines.yaml: line 12')
  await runs(page).getByRole('button', { name: 'Retry reload' }).click()
  await expect(runs(page).getByText('Done', { exact: true })).toBeVisible()
  await expect(runs(page)).toContainText('Models added')
})

test('the registry is checked before it is sent, shown before and after, and then seen to answer or not', async ({
  page,
  open,
}) => {
  await open('xw/npu-01')
  const config = part(page, 'Configuration')
  await expect(config).toContainText('Cannot be changed: running instances are tied to it.')
  await config.getByRole('button', { name: 'Change', exact: true }).click()
  const field = config.getByRole('textbox', { name: 'New registry' })
  await expect(field).toBeFocused()
  await field.fill('')
  await config.getByRole('button', { name: 'Change…' }).click()
  await expect(config.getByRole('alert')).toContainText('The server refuses an empty one.')
  await field.fill('ftp://mirror.example/packages.json')
  await expect(config.getByRole('alert')).toContainText('over http or https only')
  await field.fill('https://mirror.example/packages.json')
  await expectAccessible(page)

  await befall(page, 'npu-01', 'empty-500')
  await config.getByRole('button', { name: 'Change…' }).click()
  await expect(question(page)).toContainText('https://xw.tsingmao.com/packages.json')
  await question(page).getByRole('button', { name: 'Change' }).click()
  await expect(config.locator('form [data-problem]')).toBeVisible()
  await expect(field).toHaveValue('https://mirror.example/packages.json')

  await befall(page, 'npu-01', null)
  await config.getByRole('button', { name: 'Change…' }).click()
  await question(page).getByRole('button', { name: 'Change' }).click()
  await expect(config).toContainText('Changed, but no versions are offered')
  await expect(part(page, 'Versions')).toContainText('No versions offered (is the registry reachable?)')
  await expect(part(page, 'Versions')).not.toContainText('Up to date')
  await config.getByRole('button', { name: /^Put https:\/\/xw\.tsingmao/ }).click()
  await question(page).getByRole('button', { name: 'Change' }).click()
  await expect(config).toContainText('Changed. The new registry offers 6 versions.')
  await config.getByRole('button', { name: 'Reload' }).click()
  await expect(question(page)).toContainText('The version stays 0.0.4.')
  await question(page).getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByText('Reloaded; the version is still 0.0.4')).toBeVisible()
})

test('over real servers: an update in the middle of which the page is loaded anew is said and gone on with', async ({
  page,
}) => {
  const world = await startRealWorld('/', { speed: 1 })
  try {
    await page.goto(world.url)
    await walkTo(page, 'xw/npu-01')
    await part(page, 'Versions').getByRole('button', { name: 'Update to 0.0.6' }).click()
    await question(page).getByRole('button', { name: 'Update' }).click()
    await expect(steps(page, 'npu-01')).toContainText('it may take 30 s')
    page.once('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await expect(runs(page)).toContainText('Interrupted: the page was closed or loaded anew')
    await expect(runs(page)).toContainText(/Now 0\.0\.[46] is set and 0\.0\.4 runs\./)
    await runs(page).getByRole('button', { name: 'Go on with 1 server' }).click()
    await expect(runs(page).getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 })
    await expect(runs(page)).toContainText('Models added+ glm-4.6')
  } finally {
    await world.stop()
  }
})
