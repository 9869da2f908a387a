import type { Page } from '@playwright/test'
import { expect, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { befall } from './world.ts'

const entries = ['Overview', 'Fleet', 'Health', 'Devices', 'Models', 'Instances', 'Versions', 'Settings'] as const

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name, exact: true })
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' })
const preferences = (page: Page) => page.getByRole('button', { name: 'Theme, language, time zone' })

test('the navigation leads to every page, names it in the tab and moves the focus to its heading', async ({
  page,
  open,
}) => {
  await open('')
  await expect(heading(page, 'Overview')).toBeVisible()
  await expect(page).toHaveTitle('Overview · Quarterdeck')
  for (const name of [...entries.slice(1), 'Overview']) {
    await navigation(page).getByRole('link', { name, exact: true }).click()
    await expect(heading(page, name)).toBeFocused()
    await expect(page).toHaveTitle(`${name} · Quarterdeck`)
    await expect(navigation(page).getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page')
    await expect(navigation(page).getByRole('listitem').locator('[aria-current=page]')).toHaveCount(1)
  }
})

test('by keyboard alone one reaches a page, and skips what stands before it', async ({ page, open }) => {
  await open('')
  await expect(heading(page, 'Overview')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page).toHaveURL('/')

  await page.reload()
  await expect(heading(page, 'Overview')).toBeVisible()
  // Skip, the brand, then the entries in their order.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  for (const name of entries.slice(0, 5)) {
    await page.keyboard.press('Tab')
    await expect(navigation(page).getByRole('link', { name, exact: true })).toBeFocused()
  }
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Models')).toBeFocused()
})

test('the page consists of landmarks', async ({ page, open }) => {
  await open('')
  await expect(page.getByRole('banner')).toHaveCount(1)
  await expect(page.getByRole('main')).toHaveCount(1)
  await expect(navigation(page)).toHaveCount(1)
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'Notifications' })).toHaveCount(1)
})

test('each server’s last answer has its age, and ages while it says nothing', async ({ page, open }) => {
  await page.clock.install()
  await open('settings')
  const servers = page.getByRole('banner').getByRole('button', { name: '4 of 4 servers answer' })
  await expect(servers).toContainText(/npu-01\s*now/)
  await servers.click()
  const list = page.getByRole('dialog', { name: '4 of 4 servers answer' })
  for (const name of ['npu-01', 'npu-02', 'mx-01', 'fleet']) {
    const item = list.getByRole('listitem').filter({ hasText: name })
    await expect(item).toContainText('Answers')
    await expect(item).toContainText(/answered (?:just now|\ds ago)/)
  }

  await befall(page, 'npu-01', 'hang')
  await page.clock.fastForward(25_000)
  await expect(list.getByRole('listitem').filter({ hasText: 'npu-01' })).toContainText(/answered 2\ds ago/)
  await page.keyboard.press('Escape')
  await expect(servers).toContainText(/npu-01\s*2\ds/)
  await expect(servers).toContainText(/npu-02\s*now/)
})

test('a server that goes down is in sight at once, with the moment, and is back when it answers', async ({
  page,
  open,
}) => {
  await page.clock.install()
  await open('settings')
  const bar = page.getByRole('banner')
  await expect(bar.getByRole('button', { name: '4 of 4 servers answer' })).toBeVisible()

  await befall(page, 'npu-02', 'down')
  await page.clock.fastForward(30_000)
  await bar.getByRole('button', { name: '3 of 4 servers answer' }).click()
  const item = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'npu-02' })
  await expect(item).toContainText('No answer')
  await expect(item).toContainText(/no answer since \d\d:\d\d:\d\d GMT\+1/)
  await expect(item).toContainText('The request got no answer')
  await page.keyboard.press('Escape')
  const connections = page.getByRole('region', { name: 'Connections', exact: true })
  const row = connections.getByRole('row', { name: /npu-02/ })
  await expect(row).toContainText('No answer')

  await befall(page, 'npu-02', null)
  await page.clock.fastForward(60_000)
  await expect(bar.getByRole('button', { name: '4 of 4 servers answer' })).toBeVisible()
  await expect(row).toContainText('Answers')
})

test('light, dark and the system’s theme take hold at once and last over a reload', async ({ page, open }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await open('settings')
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const html = page.locator('html')
  await expect(html).toHaveAttribute('data-theme', 'light')
  const light = await background()

  await preferences(page).click()
  const menu = page.getByRole('dialog', { name: 'Theme, language, time zone' })
  await menu.getByRole('radio', { name: 'Dark' }).check()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await expect.poll(background).not.toBe(light)
  await page.reload()
  await expect(html).toHaveAttribute('data-theme', 'dark')

  const choice = page.getByRole('radiogroup', { name: 'Theme' })
  await choice.getByRole('radio', { name: 'Light' }).check()
  await expect(html).toHaveAttribute('data-theme', 'light')
  await choice.getByRole('radio', { name: 'System' }).check()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveAttribute('data-theme', 'light')
})

test('another language takes hold at once: the page stays, and what was typed in it', async ({ page, open }) => {
  await open('models')
  const search = page.getByRole('searchbox')
  await search.fill('qwen3')
  await expect(page).toHaveURL(/q=qwen3/)
  await expect(page.getByRole('link', { name: 'qwen3-4b', exact: true })).toBeVisible()
  const address = page.url()

  await preferences(page).click()
  await page.getByRole('radio', { name: '简体中文' }).check()
  await expect(heading(page, '模型')).toBeVisible()
  await expect(page).toHaveTitle('模型 · Quarterdeck')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(search).toHaveValue('qwen3')
  await expect(page.getByRole('link', { name: 'qwen3-4b', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'llama-3.1-8b-instruct', exact: true })).toHaveCount(0)
  expect(page.url()).toBe(address)

  await page.getByRole('radio', { name: 'English' }).check()
  await expect(heading(page, 'Models')).toBeVisible()
  await expect(search).toHaveValue('qwen3')
})

test('times are local or UTC, say which, and name the same moment', async ({ page, open }) => {
  await open('settings')
  const now = page.getByText(/^Now it is /)
  await expect(now).toHaveText(/^Now it is \d{4}-\d\d-\d\d \d\d:\d\d:\d\d GMT\+1\.$/)
  const zone = page.getByRole('radiogroup', { name: 'Times are shown in' })
  await zone.getByRole('radio', { name: 'UTC' }).check()
  await expect(now).toHaveText(/^Now it is \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.$/)

  const registered = async () => {
    const text = await page
      .getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:UTC|GMT\+\d)$/)
      .first()
      .textContent()
    const [, date = '', time = '', hours = '0'] = /(\S+) (\S+) (?:UTC|GMT\+(\d))/.exec(text ?? '') ?? []
    return { text, moment: Date.parse(`${date}T${time}+0${hours}:00`) }
  }
  await navigation(page).getByRole('link', { name: 'Fleet' }).click()
  // The settings that were just left name the machine too.
  await page.getByRole('main').getByRole('row').getByRole('link', { name: 'npu-01', exact: true }).click()
  const utc = await registered()
  await preferences(page).click()
  await page.getByRole('radio', { name: 'Local time' }).check()
  const local = await registered()
  expect(utc.text).toMatch(/UTC$/)
  expect(local.text).toMatch(/GMT\+[12]$/)
  expect(local.moment).toBe(utc.moment)
})

test('an address that nothing answers to says so and leads back', async ({ page, open }) => {
  await open('fleets/and/more')
  await expect(heading(page, 'No such page')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('/fleets/and/more')
  await expect(navigation(page)).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Go to the overview' }).click()
  await expect(heading(page, 'Overview')).toBeFocused()
})

test('an address whose search makes no sense shows its page', async ({ page, open }) => {
  await open('')
  const addresses = {
    'fleet?status=%00&seen=yesterday&sort=nothing&dir=up&q=%7B%22a%22%3A1%7D&warn=%5B%5D': 'Fleet',
    'health?range=99y&q=%5B1%2C2%5D&sort=%7B%7D': 'Health',
    'devices?type=%5B%5B%5D%5D&server=%7B%7D&q=1e999&sort=-': 'Devices',
    'models?server=%5B1%2C%7B%7D%5D&status=%5B&device=null&capability=%22&sort=--id': 'Models',
    'models/qwen3-4b?tab=constructor&server=__proto__': 'qwen3-4b',
    'instances?condition=__proto__&server=null&engine=true': 'Instances',
    'pulls?pull=..%2F..%2F&server=%5Bnull%5D': 'Pulls',
    'settings?theme=%F0%9F': 'Settings',
    'fleet/not-an-id': 'Client',
    'fleet/00000000000000000000000000000000': /^Client 0{12}/,
    'xw/no-such-server': /no-such-server/,
    'xw/no-such-server/models/qwen3-4b': 'qwen3-4b',
    'models/no%2Fsuch%20model%25': 'no/such model%',
  } as const
  for (const [address, name] of Object.entries(addresses)) {
    await test.step(address, async () => {
      await walkTo(page, address)
      await expect(heading(page, name)).toBeVisible()
      await expect(page.getByRole('alert')).toHaveCount(0)
    })
  }
})

test('filters, sort order and all are in the address: a reload and the way back restore them', async ({
  page,
  open,
}) => {
  await open('fleet')
  const main = page.getByRole('main')
  const count = main.getByText(/\d+ of 48 clients/)
  await main.getByRole('button', { name: 'More filters' }).click()
  await main.getByRole('checkbox', { name: /^Linux \d/ }).check()
  await page.keyboard.press('Escape')
  await main.getByRole('searchbox').fill('sh-a')
  await main.getByRole('button', { name: 'TFLOPS' }).click()
  await expect(page).toHaveURL(/os=Linux/)
  await expect(page).toHaveURL(/q=sh-a/)
  await expect(page).toHaveURL(/sort=-tflops/)
  await expect(main.getByRole('columnheader', { name: 'TFLOPS' })).not.toHaveAttribute('aria-sort', 'none')
  const shown = (await count.textContent()) ?? ''
  const names = await main.getByRole('row').getByRole('link').allTextContents()
  expect(names.length).toBeGreaterThan(1)

  const expectRestored = async () => {
    await expect(count).toHaveText(shown)
    await expect(main.getByRole('searchbox')).toHaveValue('sh-a')
    await expect(main.getByText('OS: Linux', { exact: true })).toBeVisible()
    await expect(main.getByRole('row').getByRole('link')).toHaveText(names)
  }
  await page.reload()
  await expectRestored()
  await main.getByRole('link', { name: names[0] ?? '', exact: true }).click()
  await expect(heading(page, names[0] ?? '')).toBeVisible()
  await page.goBack()
  await expectRestored()
})

test('on a telephone the navigation is behind a button', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open('')
  await expect(heading(page, 'Overview')).toBeVisible()
  await expect(navigation(page)).toBeHidden()
  await expectNoSidewaysScroll(page)
  const button = page.getByRole('button', { name: 'Open navigation' })
  await button.click()
  const drawer = page.getByRole('dialog', { name: 'Navigation' })
  await expect(drawer.getByRole('link', { name: 'Overview', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(button).toBeFocused()

  await page.keyboard.press('Enter')
  await drawer.getByRole('link', { name: 'Devices', exact: true }).click()
  await expect(drawer).toBeHidden()
  await expect(heading(page, 'Devices')).toBeFocused()
})

test('the demo shows another scenario, on the same page', async ({ page, open }) => {
  await open('instances?q=chat')
  await page.getByRole('button', { name: 'Demo: Calm' }).click()
  await page.getByRole('radio', { name: 'An xw server is down' }).click()
  await expect(page.getByRole('button', { name: 'Demo: An xw server is down' })).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button', { name: '3 of 4 servers answer' })).toBeVisible()
  await expect(heading(page, 'Instances')).toBeVisible()
  await expect(page.getByText('No answer from npu-02 while listing instances')).toBeVisible()
})
