import type { Page } from '@playwright/test'
import { expect, type FaultyWorld, test } from './matrixWorld.ts'
import { walkTo } from './pages.ts'

const note = (page: Page) => page.getByRole('main').getByRole('note').filter({ hasText: 'proxy_buffering off' })

/** In steps so short that what is written in one of them is no burst. */
async function passInSteps(page: Page, world: FaultyWorld, seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 2) await world.pass(page, 2)
}

test('a log that a proxy keeps back is told from one that is written seldom, with what to switch off', async ({
  page,
  world,
}) => {
  test.slow()
  world.simulator.quirk('logBusy', true)
  await page.goto(`${world.url}logs?of=npu-01/chat-large`)
  await expect(page.getByRole('main').getByText('Following', { exact: true })).toBeVisible()
  await passInSteps(page, world, 40)
  await expect(note(page)).toHaveCount(0)

  await world.proxies['npu-01']?.befall('bursts')
  await passInSteps(page, world, 130)
  await expect(note(page)).toBeVisible()
  await walkTo(page, 'settings')
  await world.pass(page, 4)
  const found = page.getByRole('main').getByRole('region', { name: 'Found about these connections' })
  await expect(found).toContainText('Something in front of npu-01 keeps back what it sends')
})
