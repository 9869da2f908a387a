import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { operatorAt } from './pullWalk.ts'
import { startRealWorld } from './realWorld.ts'
import { startSessionProxy } from './sessionProxy.ts'
import { befall, serverIds } from './world.ts'

const main = (page: Page) => page.getByRole('main')
// Behind a dialog it can be seen, and not be reached.
const banner = (page: Page) =>
  page.getByRole('status', { includeHidden: true }).filter({ hasText: /to know who you are/ })

test('a session ends under a running pull and a form half typed: one notice, nothing lost, and all goes on after it', async ({
  page,
  open,
  trust,
  expectComplaint,
}) => {
  // A redirect to elsewhere is asked for once more, now following: the policy ends it there.
  trust.expectRefused(/^connect-src .*\/api\/gpuf\//)
  trust.expectRefused(/^connect-src https:\/\/sign-in\.invalid/)
  trust.expectElsewhere(/sign-in\.invalid/)
  expectComplaint(/sign-in\.invalid/)
  await page.clock.install()
  await open('models', { scenario: 'first-day', speed: 0.4, quirks: '-percentDrops' })
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Downloading')

  await walkTo(page, 'fleet')
  await main(page).getByRole('link', { name: 'npu-01', exact: true }).first().click()
  await main(page).getByRole('button', { name: /^Edit/ }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('npu-01 by the door')

  for (const id of serverIds) await befall(page, id, id === 'fleet' ? 'sign-in-elsewhere' : 'unauthorized')
  await page.clock.fastForward(40_000)
  await expect(banner(page)).toHaveCount(1)
  await expect(banner(page)).toContainText('npu-01, npu-02, mx-01, and fleet')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Sign in again: fleet did not allow')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('npu-01 by the door')
  await expectAccessible(page)

  // Behind the dialog the banner cannot be pressed: the dialog has it too, beside what was typed.
  await expect(dialog.getByRole('link', { name: 'Sign in at npu-01' })).toHaveAttribute('target', '_blank')
  await dialog.getByRole('textbox', { name: 'Name' }).focus()
  const again = dialog.getByRole('button', { name: 'Check now' })
  for (let tabs = 0; tabs < 4 && !(await again.evaluate((it) => it === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Shift+Tab')
  }
  await expect(again).toBeFocused()

  // The pull's stream was open before, and stays.
  for (const id of serverIds) await befall(page, id, null)
  await page.keyboard.press('Enter')
  // A look that had begun before ends as it began: the next one comes by itself.
  await page.clock.fastForward(31_000)
  await expect(banner(page)).toHaveCount(0)
  await expect(again).toHaveCount(0)
  // What had the focus has gone.
  await expect(dialog).toBeFocused()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await walkTo(page, 'pulls')
  await pull.is('Downloading')
  await expect(page.locator('[data-problem]')).toHaveCount(0)
})

test('behind a proxy that redirects to another origin one signs in in a new tab; this one goes on, and says who else it is', async ({
  page,
  trust,
  expectComplaint,
}) => {
  // The browser's own words on a redirect that it may not follow, and on the sign-in page itself.
  expectComplaint(/127\.0\.0\.1/)
  trust.expectRefused(/127\.0\.0\.1/)
  trust.expectElsewhere(/127\.0\.0\.1/)
  const world = await startRealWorld('/', { scenario: 'first-day', speed: 0.4, quirks: '-percentDrops' })
  const proxy = await startSessionProxy(world.url, 'mira', '宋雨')
  try {
    await page.goto(`${proxy.url}models`)
    const operator = operatorAt(page)
    await operator.pull('qwen3-8b', 'npu-01')
    await operator.goToPulls()
    const pull = operator.seen('qwen3-8b', 'npu-01')
    await pull.is('Downloading')
    await page.getByRole('button', { name: 'Theme, language, time zone' }).click()
    await expect(page.getByText('mira', { exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.evaluate(() => Object.assign(window, { notReloaded: true }))

    proxy.signIn(null)
    proxy.cut()
    const door = banner(page).getByRole('link', { name: 'Sign in', exact: true })
    await expect(door).toBeVisible({ timeout: 45_000 })
    await expect(main(page)).toContainText('Waits until you have signed in at npu-01 again')
    // It is looked after now and then, not stormed.
    const pulls = proxy.refused.get('/api/xw/npu-01/api/models/pull') ?? 0
    expect(pulls).toBeLessThanOrEqual(2)

    const opened = page.context().waitForEvent('page')
    await door.click()
    const tab = await opened
    await tab.getByRole('button', { name: 'Let me in' }).click()
    await expect(tab.getByRole('heading', { level: 1, name: 'You are signed in' })).toBeVisible()
    await expect(tab.getByRole('main')).toContainText('宋雨')
    await tab.close()

    await expect(banner(page)).toHaveCount(0, { timeout: 20_000 })
    await expect(page.getByText('Now signed in: 宋雨')).toBeVisible()
    await pull.is('Downloading')
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
  } finally {
    await proxy.stop()
    await world.stop()
  }
})

test('the banner has room on a small screen, in Chinese too', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open('settings', { language: 'zh-CN' })
  await expect(main(page).getByRole('row', { name: /npu-02/ })).toBeVisible()
  for (const id of serverIds) await befall(page, id, 'unauthorized')
  await expect(page.getByRole('status').filter({ hasText: '请重新登录' })).toBeVisible({ timeout: 40_000 })
  await expectNoSidewaysScroll(page)
})
