import { expect, test } from './console.ts'
import { startRealWorld } from './realWorld.ts'

const base = '/ops/console/'

test('under a sub-path a deep link, navigation, reload and an unknown address work, and nothing leaves it', async ({
  page,
}) => {
  const world = await startRealWorld(base)
  try {
    const outside: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (!pathname.startsWith(base)) outside.push(pathname)
    })
    const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
    expect(world.url.endsWith(base)).toBe(true)

    await page.goto(`${world.url}models/qwen3-8b?tab=license`)
    await expect(heading('qwen3-8b')).toBeVisible()
    await expect(page.getByRole('tabpanel')).toContainText('Apache License')

    await page.getByRole('navigation').getByRole('link', { name: 'Fleet' }).click()
    await expect(heading('Fleet')).toBeFocused()
    await expect(page).toHaveURL(`${world.url}fleet`)
    await expect(page.getByRole('main').getByText('48 clients', { exact: true })).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'npu-01', exact: true }).click()
    await expect(page).toHaveURL(/\/ops\/console\/fleet\/[0-9a-f]{32}$/)
    await page.reload()
    await expect(heading('npu-01')).toBeVisible()

    await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click()
    await expect(page).toHaveURL(world.url)
    // Put together outside of the router: what needs attention, and each server's own page.
    await page
      .getByRole('row', { name: /^mx-01/ })
      .getByRole('link', { name: 'mx-01' })
      .click()
    await expect(page).toHaveURL(`${world.url}machines/mx-01`)
    await expect(heading('mx-01')).toBeFocused()
    await page.goBack()
    await page.getByRole('region', { name: 'Needs attention' }).getByRole('link').first().click()
    await expect(page).toHaveURL(/\/ops\/console\/(?:fleet|instances)/)

    await page.goto(`${world.url}no/such/page`)
    await expect(heading('No such page')).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Go to the overview' }).click()
    await expect(page).toHaveURL(world.url)
    await expect(page.getByRole('banner').getByRole('button', { name: '4 of 4 servers answer' })).toBeVisible()
    expect(outside).toEqual([])
  } finally {
    await world.stop()
  }
})
