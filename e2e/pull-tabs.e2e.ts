import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { operatorAt, serversIn } from './pullWalk.ts'
import type { Operator } from './pullWalk.ts'

const world = { scenario: 'first-day', speed: 0.4, quirks: '-percentDrops' } as const
const query = new URLSearchParams({ ...world, speed: String(world.speed) }).toString()

/** Over plain HTTP, where consoles are mostly served from, browsers have no Web Locks. */
async function withoutWebLocks(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'locks')
  })
}

async function secondTab(page: Page, path: string): Promise<Operator> {
  const tab = await page.context().newPage()
  await tab.goto(`${path}?${query}`)
  return operatorAt(tab)
}

const offerIn = ({ page }: Operator) => page.getByRole('region', { name: 'Interrupted pulls' })

/** How many pulls of the model belong to this operator's tab. */
function ownPulls({ seen }: Operator): Promise<number> {
  return seen('qwen3-8b', 'npu-01').item.count()
}

test('a second tab sees the first one’s pull, cannot start it again, and can cancel it', async ({ page, open }) => {
  await open('models', world)
  const first = operatorAt(page)
  await first.pull('qwen3-8b', 'npu-01')
  await first.goToPulls()
  await first.seen('qwen3-8b', 'npu-01').is('Downloading')

  const second = await secondTab(page, 'pulls')
  const elsewhere = second.page.getByRole('region', { name: 'In other tabs' })
  await expect(elsewhere).toContainText('qwen3-8b on npu-01')
  await expect(elsewhere).toContainText('Downloading')
  await expect(elsewhere.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^\d+$/)
  await second.watchTopBar()
  await expect(second.page).toHaveTitle('Pulls · Quarterdeck')

  await second.goTo('models')
  await second.find('qwen3-8b')
  await expect(second.row('qwen3-8b')).toContainText('npu-01: Downloading')
  await second.row('qwen3-8b').getByRole('button', { name: 'Pull qwen3-8b' }).click()
  const box = second.page.getByRole('dialog').getByRole('checkbox', { name: 'npu-01' })
  await expect(box).toHaveAccessibleDescription('Being pulled in another tab: Downloading')
  await expect(box).toBeDisabled()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()

  await second.goToPulls()
  await elsewhere.getByRole('button', { name: 'Cancel qwen3-8b on npu-01' }).click()
  await second.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the pull' }).click()
  await first.seen('qwen3-8b', 'npu-01').is('Cancelled')
  await expect(elsewhere).toContainText('Cancelled')
  await expect(second.inTopBar).toBeHidden()
})

for (const { how, prepare } of [
  { how: 'with Web Locks', prepare: () => Promise.resolve() },
  { how: 'without Web Locks', prepare: withoutWebLocks },
]) {
  test(`two tabs that ask for the same pull at once start it once (${how})`, async ({ page, open }) => {
    await prepare(page)
    await open('models', world)
    const first = operatorAt(page)
    const second = await secondTab(page, 'models')
    const buttons = []
    for (const operator of [first, second]) {
      await operator.find('qwen3-8b')
      await operator.row('qwen3-8b').getByRole('button', { name: 'Pull qwen3-8b' }).click()
      const dialog = operator.page.getByRole('dialog', { name: 'Pull qwen3-8b' })
      await dialog.getByRole('checkbox', { name: 'npu-01' }).check()
      buttons.push(dialog.getByRole('button', { name: 'Pull', exact: true }))
    }
    // Both at once: by the time the second one's click arrives, it may be told already.
    await Promise.all(buttons.map((button) => button.dispatchEvent('click')))
    for (const { row } of [first, second]) await expect(row('qwen3-8b')).toContainText('npu-01: Downloading')
    await first.page.keyboard.press('Escape')
    await second.page.keyboard.press('Escape')
    await first.goToPulls()
    await second.goToPulls()
    await expect.poll(async () => (await ownPulls(first)) + (await ownPulls(second))).toBe(1)
  })

  test(`when the first tab is closed, the second offers to resume (${how})`, async ({ page, open }) => {
    await prepare(page)
    await open('models', world)
    const first = operatorAt(page)
    const second = await secondTab(page, 'pulls')
    await first.pull('qwen3-8b', 'npu-01')
    const elsewhere = second.page.getByRole('region', { name: 'In other tabs' })
    await expect(elsewhere).toContainText('qwen3-8b on npu-01')
    await expect(offerIn(second)).toBeHidden()

    await page.close()
    await expect(offerIn(second)).toContainText('qwen3-8b on npu-01, was at ')
    await expect(second.page.getByText('No pulls', { exact: true })).toBeVisible()
    await expect(second.inTopBar).toBeHidden()

    await offerIn(second).getByRole('button', { name: 'Resume 1 pull' }).click()
    const pull = second.seen('qwen3-8b', 'npu-01')
    await pull.is('Downloading')
    await serversIn(second.page).speed(40)
    await pull.is('Finished')
    await expect(offerIn(second)).toBeHidden()
  })
}

test('of two tabs that offer to resume, one that does so silences the other', async ({ page, open }) => {
  await open('models', world)
  page.on('dialog', (dialog) => void dialog.accept())
  const first = operatorAt(page)
  await first.pull('qwen3-8b', 'npu-01')
  const second = await secondTab(page, 'pulls')
  await page.reload()
  await expect(offerIn(first)).toBeVisible()
  await expect(offerIn(second)).toBeVisible()
  await offerIn(second).getByRole('button', { name: 'Resume 1 pull' }).click()
  await expect(offerIn(second)).toBeHidden()
  await expect(offerIn(first)).toBeHidden()
  await second.seen('qwen3-8b', 'npu-01').is('Downloading')
  await expect(first.inTopBar).toBeVisible()
})
