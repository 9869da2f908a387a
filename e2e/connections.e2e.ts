import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { walkTo } from './pages.ts'
import { startRealWorld } from './realWorld.ts'

const main = (page: Page) => page.getByRole('main')
const following = (page: Page) => main(page).getByText('Following', { exact: true })

test('six streams in other tabs leave no connection: it is said, no server is blamed, and a closed tab ends it', async ({
  page,
  context,
}) => {
  // Over plain HTTP to another machine browsers have no Web Locks, by which tabs would leave each other room.
  await context.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'locks')
  })
  const world = await startRealWorld()
  try {
    await page.clock.install()
    await page.goto(world.url)
    await expect(main(page).getByRole('link', { name: 'chat-large' })).toBeVisible()
    await walkTo(page, 'settings')
    await expect(main(page).getByRole('row', { name: /mx-01/ }).filter({ hasText: 'Answers' })).toBeVisible()
    const logs = [await context.newPage(), await context.newPage()] as const
    // A page that is not loaded yet gets no connection either.
    for (const tab of logs) {
      await tab.goto(`${world.url}instances`)
      await expect(main(tab).getByRole('row', { name: /chat-large/ })).toBeVisible()
    }
    for (const tab of logs) {
      await walkTo(tab, 'logs?of=npu-01/chat-large&of=npu-01/qwen3-8b&of=npu-02/embed')
      await expect(following(tab)).toHaveCount(3)
    }
    // What it asks now and then is due, and then it has heard nothing for long. Tabs answer each other in between.
    for (let passed = 0; passed < 36; passed += 3) await page.clock.fastForward(3_000)
    const found = main(page).getByRole('region', { name: 'Found about these connections' })
    await expect(found).toContainText(/All connections of this browser to 127\.0\.0\.1:\d+ are in use/)
    await expect(found).toContainText('6 streams hold them, in this tab and 2 others')
    await expect(main(page).getByText('No answer', { exact: true })).toHaveCount(0)

    await walkTo(page, '')
    await expect(main(page)).toContainText('connections of this browser to 127.0.0.1')
    await walkTo(page, 'settings')

    await logs[0].close()
    for (let passed = 0; passed < 21; passed += 3) await page.clock.fastForward(3_000)
    await expect(found).toHaveCount(0)
    await expect(main(page).getByRole('row', { name: /mx-01/ }).filter({ hasText: 'Answers' })).toBeVisible()
  } finally {
    await world.stop()
  }
})
