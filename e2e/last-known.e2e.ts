import type { Page } from '@playwright/test'
import { test as base, expect, expectAccessible, expectNoSidewaysScroll } from './console.ts'
import { type RealWorld, startRealWorld } from './realWorld.ts'

const test = base.extend<{ readonly world: RealWorld }>({
  // oxlint-disable-next-line no-empty-pattern -- the form that fixtures have
  world: async ({}, use) => {
    const world = await startRealWorld()
    await use(world)
    await world.stop()
  },
})

const main = (page: Page) => page.getByRole('main')
const fleet = (page: Page) => main(page).getByRole('link', { name: /^Clients / })
const runningInstances = (page: Page) => main(page).getByRole('list', { name: 'Instances that run, on all servers' })
const kept = (page: Page) => page.getByRole('table', { name: 'What is kept, by server' })

/** Everything answers, and what it answers is kept. */
async function seeAllOfIt(page: Page, world: RealWorld): Promise<void> {
  await page.goto(world.url)
  await expect(fleet(page)).toContainText('48')
  await expect(runningInstances(page).getByRole('link', { name: 'chat-large' })).toBeVisible()
  // The overview reads the list of clients behind all else, and who leaves it before that takes it along unread.
  await page.getByRole('navigation').getByRole('link', { name: 'Fleet' }).click()
  await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  for (const { id } of world.servers.xw) await expect(kept(page).getByRole('row', { name: id })).toBeVisible()
  // The fleet's figures and the list of its clients.
  await expect(kept(page).getByRole('row', { name: /^gpuf-s|^fleet|^gpuf/i })).toContainText(/ 2 |\b[2-9]\b/)
}

function stopAll({ servers }: RealWorld, fault: 'down' | null): void {
  for (const { id } of servers.simulator.servers) servers.simulator.fault(id, fault)
}

test('with all servers gone a reload shows what was last known, dated and as such, and it catches up by itself', async ({
  page,
  world,
}) => {
  await seeAllOfIt(page, world)
  stopAll(world, 'down')
  await page.goto(world.url)
  await expect(fleet(page)).toContainText('48')
  await expect(runningInstances(page).getByRole('listitem').filter({ hasText: 'chat-large' })).toContainText(
    'Ready · last known',
  )
  await expect(
    main(page)
      .getByText(/^Last known state of npu-01, of \d{4}-\d\d-\d\d .* ago\)/)
      .first(),
  ).toBeVisible()
  // What is the matter now is that nobody answers; what was the matter before is not told as if it still were.
  await expect(
    main(page)
      .getByText(/^No answer from npu-01/)
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('banner').getByText('0 of 4 servers answer').first()).toBeAttached()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('navigation').getByRole('link', { name: 'Fleet' }).click()
  await expect(main(page).getByText('· last known').first()).toBeVisible()

  stopAll(world, null)
  await expect(main(page).getByText(/last known/i)).toHaveCount(0, { timeout: 90_000 })
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
  await expect(runningInstances(page).getByRole('listitem').filter({ hasText: 'chat-large' })).toContainText('Ready')
  await expect(page.getByText(/last known/i)).toHaveCount(0, { timeout: 90_000 })
})

test('with the network gone the page stays; loaded from elsewhere it has its servers of before', async ({
  page,
  context,
  world,
}) => {
  await seeAllOfIt(page, world)
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
  await context.setOffline(true)
  await expect(
    main(page)
      .getByText(/^Still shown: what /)
      .first(),
  ).toBeVisible({ timeout: 60_000 })
  await expect(runningInstances(page).getByRole('link', { name: 'chat-large' })).toBeVisible()
  await context.setOffline(false)

  // As from the browser's cache: the files of the console are there, and nothing else answers.
  await page.route(/\/config\.json$|\/api\//, (route) => route.abort())
  await page.goto(world.url)
  await expect(page.getByText('The list of servers could not be read: those known before are used')).toBeVisible()
  await expect(runningInstances(page).getByRole('listitem').filter({ hasText: 'chat-large' })).toContainText(
    'Ready · last known',
  )
  await expectAccessible(page)
  await page.unroute(/\/config\.json$|\/api\//)
  await expect(page.getByText('The list of servers could not be read')).toHaveCount(0, { timeout: 30_000 })
  await expect(main(page).getByText(/last known/i)).toHaveCount(0, { timeout: 90_000 })
})

test('another user sees nothing of it, and what is forgotten or not to be kept is gone', async ({ page, world }) => {
  let user = 'ada'
  await page.route('**/config.json', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'Quarterdeck-User': user } })
  })
  await seeAllOfIt(page, world)
  stopAll(world, 'down')
  user = 'ben'
  await page.goto(world.url)
  await expect(
    main(page)
      .getByText(/^No answer from npu-01/)
      .first(),
  ).toBeVisible()
  await expect(main(page).getByRole('link', { name: 'chat-large' })).toHaveCount(0)
  user = 'ada'
  await page.goto(world.url)
  await expect(main(page).getByRole('link', { name: 'chat-large' })).toBeVisible()

  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Forget', exact: true }).click()
  const asked = page.getByRole('alertdialog', { name: 'Forget what is kept?' })
  await expect(asked).toContainText('A server that is gone now shows nothing until it answers again.')
  await asked.getByRole('button', { name: 'Forget' }).click()
  await expect(page.getByText('Nothing is kept yet')).toBeVisible()
  await page.getByRole('radio', { name: 'Keep nothing' }).click()
  await expect(page.getByText('Nothing is kept. While a server is gone, a reload shows nothing of it.')).toBeVisible()
  await page.goto(world.url)
  await expect(
    main(page)
      .getByText(/^No answer from npu-01/)
      .first(),
  ).toBeVisible()
  await expect(main(page).getByRole('link', { name: 'chat-large' })).toHaveCount(0)
})

test('a fleet too large to be kept is said to be', async ({ page, open }) => {
  await page.clock.install()
  await open('/?clients=60000', { scenario: 'crowded' })
  await page.getByRole('navigation').getByRole('link', { name: 'Fleet' }).click()
  await expect(main(page).getByText('60,000 clients')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click()
  await expect(kept(page).getByRole('row', { name: 'npu-01' })).toBeVisible()
  // What came behind the first answers is written some time after them.
  await page.clock.fastForward(21_000)
  await expect(
    page.getByText(
      'One answer is too big to be kept (the list of clients): after a reload without its server nothing of it is there.',
    ),
  ).toBeVisible({ timeout: 30_000 })
})
