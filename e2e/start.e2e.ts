import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { type RealWorld, startRealWorld } from './realWorld.ts'
import { befall, quirk } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const panel = (page: Page, name: string) => main(page).getByRole('region', { name, exact: true })
const startOf = (page: Page, name: string) => main(page).getByRole('article', { name: `Start of ${name} on ` })
const chip = (page: Page, index: number) =>
  panel(page, 'Chips').getByRole('checkbox', { name: new RegExp(`^Chip ${index}\\b`) })
const request = (page: Page) => panel(page, 'What is sent').locator('pre')
const go = (page: Page) => panel(page, 'What is sent').getByRole('button', { name: /start$/i })

test('an instance is started by the guided form, watched until it is ready, and known by its chips afterwards', async ({
  page,
  open,
}) => {
  await open('instances', { seed: 1, speed: 20 })
  await main(page).getByRole('link', { name: 'Start an instance' }).click()
  await main(page).getByRole('searchbox', { name: 'Search models' }).fill('internlm')
  await main(page).getByRole('radio', { name: 'internlm3-8b-instruct' }).click()
  // The server that has it is proposed.
  await expect(panel(page, 'Server').getByRole('radio', { name: 'npu-01' })).toBeChecked()
  await panel(page, 'Engine').getByRole('radio', { name: 'mindie' }).check()
  await expectAccessible(page)

  // Proposed are free chips of one group; what is busy and what goes across groups is said.
  await panel(page, 'Chips').getByRole('button', { name: 'Propose 2 chips' }).click()
  await expect(main(page).getByText('2 chips, indexes 2 and 3.')).toBeVisible()
  await chip(page, 4).check()
  await expect(main(page).getByText(/Chip 4 is busy: chat-large runs/)).toBeVisible()
  await expect(main(page).getByText(/goes across interconnect groups \(0 and 1\)/)).toBeVisible()
  await expect(main(page).getByText('A start takes 1, 2, 4 or 8 chips, not 3.')).toBeVisible()
  await expect(go(page)).toHaveAttribute('aria-disabled', 'true')
  await chip(page, 4).uncheck()

  await main(page)
    .getByRole('textbox', { name: /^Alias/ })
    .fill('qwen3-8b')
  await expect(main(page).getByText(/An instance of this name runs already/)).toBeVisible()
  await main(page)
    .getByRole('textbox', { name: /^Alias/ })
    .fill('intern')
  await main(page).getByRole('textbox', { name: 'Requests at a time' }).fill('8')
  await expect(request(page)).toContainText('"backend_type": "mindie"')
  await expect(request(page)).toContainText('"device": "2,3"')
  await expect(request(page)).toContainText('"max_concurrent": 8')
  await expect(main(page).getByText('If npu-01 has no container engine, it installs Docker.')).toBeVisible()

  // What was typed is there after a look elsewhere.
  await walkTo(page, 'devices')
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible()
  await walkTo(page, 'instances/start')
  await expect(request(page)).toContainText('"alias": "intern"')

  await go(page).click()
  // It goes on while the operator looks elsewhere.
  await walkTo(page, 'instances')
  await expect(startOf(page, 'intern')).toContainText(/Loading for|is ready|answers/)
  await expect(page.getByText('intern on npu-01 is ready')).toBeVisible({ timeout: 30_000 })
  await walkTo(page, 'instances/start?server=npu-01&model=internlm3-8b-instruct&like=intern')
  await expect(startOf(page, 'intern')).toContainText('It loaded for')
  await expect(panel(page, 'Chips')).toContainText('launched here')
  await expect(main(page).getByRole('textbox', { name: 'Requests at a time' })).toHaveValue('8')
})

test('a start downloads its image in rows, runs out of time, and goes on from there when started again', async ({
  page,
  open,
}) => {
  await open('instances/start?server=npu-02&model=glm-4-9b-chat', { seed: 1, speed: 30 })
  await expect(go(page)).toBeVisible()
  await befall(page, 'npu-02', 'start-slow-image')
  await panel(page, 'Engine').getByRole('radio', { name: 'mlguider' }).first().check()
  await go(page).click()
  const layers = startOf(page, 'glm-4-9b-chat').getByRole('list', { name: 'Layers of the image' })
  await expect(layers.getByRole('progressbar')).toHaveCount(6)
  await startOf(page, 'glm-4-9b-chat').getByText('What the server said').click()
  const raw = page.getByRole('log')
  await expect(async () => {
    // It follows what comes until somebody goes back in it.
    await raw.press('Home')
    await expect(raw).toContainText('Pulling Docker image', { timeout: 1_000 })
  }).toPass()
  await expectAccessible(page)

  // At this moment cancelling would stop nothing.
  await startOf(page, 'glm-4-9b-chat')
    .getByRole('button', { name: /^Cancel/ })
    .click()
  await expect(page.getByRole('alertdialog')).toContainText('the server goes on with it whether or not anybody listens')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go on' }).click()

  await expect(startOf(page, 'glm-4-9b-chat')).toContainText('The five minutes that a start has were over', {
    timeout: 30_000,
  })
  await befall(page, 'npu-02', null)
  await startOf(page, 'glm-4-9b-chat').getByRole('button', { name: 'Start again' }).click()
  await expect(startOf(page, 'glm-4-9b-chat')).toContainText(/Loading for|answers/, { timeout: 20_000 })
})

test('a start is refused, lost and cancelled while it is prepared, and the form keeps what was typed', async ({
  page,
  open,
}) => {
  await open('instances/start?server=npu-01&model=internlm3-8b-instruct', { seed: 1 })
  await main(page)
    .getByRole('textbox', { name: /^Alias/ })
    .fill('kept')
  const fails = async (fault: 'start-refused' | 'start-fails-preparing' | 'start-error-bare' | 'start-drops-late') => {
    await befall(page, 'npu-01', fault)
    await go(page).click()
  }
  await fails('start-refused')
  await expect(startOf(page, 'kept')).toContainText('store is read-only')
  await expect(main(page).getByRole('textbox', { name: /^Alias/ })).toHaveValue('kept')
  await fails('start-fails-preparing')
  await expect(startOf(page, 'kept')).toContainText('permission denied')
  // An error event without data is the connection's own.
  await fails('start-error-bare')
  await expect(startOf(page, 'kept')).toContainText('lost while the server was still preparing')
  await expect(page.getByRole('region', { name: 'Notifications' }).getByText(/failed/)).toHaveCount(0)

  await befall(page, 'npu-01', null)
  await go(page).click()
  await startOf(page, 'kept')
    .getByRole('button', { name: /^Cancel/ })
    .click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText(/has not been asked|gives that up|goes on with it/)
  await question.getByRole('button', { name: 'Go on' }).click()

  // Lost at the end, the server goes on, and its list tells.
  await expect(startOf(page, 'kept')).toContainText('Loading for')
  await main(page)
    .getByRole('textbox', { name: /^Alias/ })
    .fill('late')
  await fails('start-drops-late')
  await expect(startOf(page, 'late')).toContainText(/The connection was lost|Loading for/)
  await expect(startOf(page, 'late')).toContainText('Loading for')
})

test('a model that is not there is pulled, and its start follows by itself, also after a reload', async ({
  page,
  open,
}) => {
  await open('instances/start?server=npu-01&model=qwen3-0.6b', { seed: 1, speed: 0.3 })
  await panel(page, 'What is sent').getByRole('button', { name: 'Pull, then start' }).click()
  await expect(startOf(page, 'qwen3-0.6b')).toContainText('The start follows by itself when the model is whole.')
  await expect(page.getByRole('banner').getByRole('button', { name: /^1 pull, \d/ })).toBeVisible()
  await page.reload()
  await expect(startOf(page, 'qwen3-0.6b')).toContainText('Waiting for the model')
  // Resuming it is offered above; here too, where the start waits for it.
  await expect(page.getByRole('button', { name: /^Resume/ })).toBeVisible()
  await startOf(page, 'qwen3-0.6b').getByRole('button', { name: 'Pull the model' }).click()
  await page.evaluate(() => window.quarterdeckSim?.speed(20))
  await expect(startOf(page, 'qwen3-0.6b')).toContainText(/Loading for|answers/, { timeout: 30_000 })
})

test('after a reload the console says what became of a start that was under way', async ({ page, open }) => {
  await open('instances/start?server=npu-02&model=glm-4-9b-chat', { seed: 1 })
  await expect(go(page)).toBeVisible()
  await befall(page, 'npu-02', 'start-slow-image')
  await go(page).click()
  await expect(startOf(page, 'glm-4-9b-chat')).toContainText('Downloading the image')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(startOf(page, 'glm-4-9b-chat')).toContainText(/its list is asked for glm-4-9b-chat|Loading for/)
  await expect(startOf(page, 'glm-4-9b-chat')).toContainText('Loading for')
  // What it was started with is still known.
  await expect(panel(page, 'Chips')).toContainText('launched here')
})

test('what is in the way is removed first, and nothing is touched that was replaced meanwhile', async ({
  page,
  open,
}) => {
  await open('instances/start?server=npu-01&model=qwen2.5-vl-7b-instruct&like=vision', { seed: 1, speed: 20 })
  await main(page)
    .getByRole('textbox', { name: /^Alias/ })
    .fill('vision')
  await expect(main(page).getByText(/is there and does not run/)).toBeVisible()
  await panel(page, 'What is sent').getByRole('button', { name: 'Remove and start' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove vision on npu-01 and start anew?' })
  await expect(question).toContainText('id vision')
  // Somebody else is quicker.
  await page.evaluate(() => window.quarterdeckSim?.replaceInstance('npu-01', 'vision', 'qwen3-8b'))
  await question.getByRole('button', { name: 'Remove and start' }).click()
  await expect(startOf(page, 'vision')).toContainText('Nothing was removed and nothing started')

  await walkTo(page, 'instances')
  const row = main(page).getByRole('row').filter({ hasText: 'chat-large' })
  await row.getByRole('button', { name: 'More for chat-large on npu-01' }).click()
  await page.getByRole('menuitem', { name: 'Restart…' }).click()
  const restart = page.getByRole('alertdialog', { name: 'Restart chat-large on npu-01?' })
  await expect(restart).toContainText('on the chips with the indexes 4,5,6,7')
  await restart.getByRole('button', { name: 'Remove and start again' }).click()
  await expect(startOf(page, 'chat-large')).toContainText(/Loading for|answers/, { timeout: 30_000 })
})

test('several are removed at once, each with its outcome, and an engine that fails is not taken for it', async ({
  page,
  open,
}) => {
  await open('instances', { seed: 1, speed: 50 })
  for (const name of ['vision', 'llama', 'embed']) {
    await main(page)
      .getByRole('checkbox', { name: `Select ${name} on ` })
      .click()
  }
  const logs = main(page).getByRole('link', { name: 'Logs side by side' })
  await expect(logs).toHaveAttribute('href', /^\/logs\?of=.*vision.*embed.*llama/)
  await main(page).getByRole('button', { name: 'Remove 3…' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove 3 instances?' })
  await expect(question).toContainText('llama on mx-01 (id llama, llama-3.1-8b-instruct)')
  await page.evaluate(() => window.quarterdeckSim?.replaceInstance('npu-02', 'embed', 'qwen3-1.7b'))
  await question.getByRole('button', { name: 'Remove 3' }).click()
  const results = main(page).getByRole('list', { name: 'How it went with each' })
  await expect(results.getByRole('listitem').filter({ hasText: 'vision' })).toContainText('Done')
  await expect(results.getByRole('listitem').filter({ hasText: 'llama' })).toContainText('Done')
  await expect(results.getByRole('listitem').filter({ hasText: 'embed' })).toContainText('Left alone: replaced by')
  await expect(main(page).getByText('8 of 8 instances')).toBeVisible()
  await expectAccessible(page)

  await quirk(page, 'engineFailedEmptyList', true)
  await expect(main(page).getByText(/npu-01 named 3 instances before and names none now/)).toBeVisible({
    timeout: 20_000,
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})

test.describe('over real servers', () => {
  let world: RealWorld
  test.beforeAll(async () => {
    world = await startRealWorld('/', { speed: 20 })
  })
  test.afterAll(() => world.stop())

  test('a start streams its steps and layers through the proxy, and is lost and found', async ({ page }) => {
    const { simulator } = world.servers
    simulator.fault('npu-01', 'start-drops-image', 1)
    await page.goto(`${world.url}instances/start?server=npu-01&model=internlm3-8b-instruct`)
    await go(page).click()
    await expect(startOf(page, 'internlm3-8b-instruct')).toContainText(/Downloading the image|Loading for/)
    await expect(startOf(page, 'internlm3-8b-instruct')).toContainText('Loading for', { timeout: 20_000 })
    await expect(startOf(page, 'internlm3-8b-instruct')).toContainText('answers', { timeout: 30_000 })
  })
})
