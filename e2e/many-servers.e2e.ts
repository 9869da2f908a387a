import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { befall } from './world.ts'

test('of a hundred servers half are down: the others are there, and each failure is told once', async ({
  page,
  open,
}) => {
  await open('', { scenario: 'many-down', seed: 1 })
  const main = page.getByRole('main')
  const matters = main.getByRole('region', { name: 'Needs attention', exact: true })
  await expect(matters.getByText('No answer from 50 servers')).toBeVisible({ timeout: 30_000 })
  await expect(matters.getByText(/^No answer from npu/)).toHaveCount(0)
  const status = page.getByRole('button', { name: '51 of 101 servers answer' })
  await expect(status).toBeVisible({ timeout: 30_000 })

  await status.click()
  const list = page.getByRole('dialog', { name: '51 of 101 servers answer' }).getByRole('listitem')
  await expect(list).toHaveCount(101)
  await expect(list.first()).toContainText('No answer')
  await expect(list.last()).toContainText('Answers')
  await page.keyboard.press('Escape')

  const servers = main.getByRole('region', { name: 'Servers', exact: true })
  await expect(servers.getByRole('row')).toHaveCount(13)
  await servers.getByRole('button', { name: 'Show 89 more' }).click()
  await expect(servers.getByRole('row')).toHaveCount(102)
  await servers.getByRole('button', { name: 'Show fewer' }).click()

  await page.getByRole('link', { name: 'Instances', exact: true }).click()
  const notice = main.getByRole('status').filter({ hasText: '50 of 100 servers could not be read' })
  await expect(notice).toBeVisible()
  await notice.getByText('Which, and why').click()
  const failed = notice.getByRole('list', { name: 'Servers that could not be read' }).getByRole('listitem')
  await expect(failed).toHaveCount(50)
  await expect(failed.first()).toContainText('No answer from npu-02')
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)

  // One of them is back: what is asked again by hand goes before whatever else waits.
  // In one go, when it is not being asked anyway: else it may be back by itself before there is anything to press.
  const retry = failed.first().getByRole('button', { name: 'Retry npu-02' })
  await retry.evaluate(async (button: HTMLElement) => {
    while (button.ariaDisabled === 'true') await new Promise(requestAnimationFrame)
    window.quarterdeckSim?.fault('npu-02', null)
    button.click()
  })
  await expect(main.getByText('49 of 100 servers could not be read')).toBeVisible()
  await expect(page.getByRole('button', { name: '52 of 101 servers answer' })).toBeVisible()
})

test('two addresses of one server are found, said, and counted once; a clock that is off is said', async ({
  page,
  open,
}) => {
  await open('instances', { scenario: 'misdirected', seed: 1 })
  const main = page.getByRole('main')
  const rows = main.getByRole('row').filter({ hasText: 'chat-large' })
  await expect(rows.first()).toBeVisible()
  await expect(rows).toHaveCount(1, { timeout: 30_000 })
  await expect(rows).toContainText('npu-01')

  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  const found = main.getByRole('region', { name: 'Found about these connections' })
  await expect(found.getByText('npu-01 and npu-03 are one server, which calls itself npu-01')).toBeVisible()
  await expect(found.getByText('mx-01 and mx-02 are one server, which calls itself mx-01')).toBeVisible()
  await befall(page, 'npu-02', 'clock-ahead')
  await expect(found.getByText('The clock of npu-02 is 10m fast')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)

  await page.goto('/')
  await expect(main.getByText('npu-01 and npu-03 are one server, which calls itself npu-01')).toBeVisible({
    timeout: 30_000,
  })
})
