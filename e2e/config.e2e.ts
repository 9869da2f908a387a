import type { Page } from '@playwright/test'
import { createSimulator } from '../mocks/simulator.ts'
import { expect, expectAccessible, test as base } from './console.ts'
import { type RunningConsole, serveConsole } from './servers.ts'

/** The built console without any mocks; its servers are a simulator that the test's browser asks. */
const test = base.extend<{ readonly site: string }, { readonly running: RunningConsole }>({
  running: [
    // oxlint-disable-next-line no-empty-pattern -- the form that fixtures have
    async ({}, use) => {
      const running = await serveConsole({})
      await use(running)
      await running.stop()
    },
    { scope: 'worker' },
  ],
  site: async ({ page, running }, use) => {
    const simulator = createSimulator({ seed: 1 })
    await page.route(`${running.url}api/**`, async (route) => {
      const { pathname, search } = new URL(route.request().url())
      const server = simulator.servers.find(({ mount }) => pathname.startsWith(`/${mount}/`))
      if (!server) return route.abort('connectionrefused')
      const url = `http://server${pathname.slice(server.mount.length + 1)}${search}`
      const answer = await simulator.handle(server.id, new Request(url))
      return route.fulfill({
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      })
    })
    await use(running.url)
  },
})

const npu = { kind: 'xw', name: 'npu-01', url: 'api/xw/npu-01' }
const fleet = { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' }

interface Answer {
  readonly status?: number
  readonly contentType?: string
  readonly body: string
}

async function configIs(page: Page, answer: Answer | { readonly servers: unknown }): Promise<void> {
  const {
    status = 200,
    contentType = 'application/json',
    body,
  } = 'servers' in answer ? { body: JSON.stringify(answer) } : answer
  await page.route('**/config.json', (route) => route.fulfill({ status, contentType, body }))
}

const screen = (page: Page) =>
  page.getByRole('heading', { level: 1, name: 'This console does not know which servers to talk to' })
const overview = (page: Page) => page.getByRole('heading', { level: 1, name: 'Overview' })

const unusable = [
  {
    what: 'missing',
    answer: { status: 404, contentType: 'text/plain', body: 'Not Found' },
    said: 'There is no config.json beside this console',
    fix: 'Put a file config.json beside index.html',
  },
  {
    what: 'a page of HTML',
    answer: { contentType: 'text/html', body: '<!doctype html><title>Quarterdeck</title><div id="root"></div>' },
    said: 'Instead of config.json, a web page came',
    fix: 'Put a file config.json beside index.html',
  },
  {
    what: 'cut in half',
    answer: { body: '{"servers":[{"kind":"xw","name":"npu-01","ur' },
    said: 'config.json is not valid JSON',
    fix: 'Correct the entries named above',
  },
  {
    what: 'empty',
    answer: { body: '' },
    said: 'config.json has no list of servers',
    fix: 'Correct the entries named above',
  },
  {
    what: 'without a list of servers',
    answer: { body: '{"server":[]}' },
    said: 'config.json has no list of servers',
    fix: 'Correct the entries named above',
  },
  {
    what: 'naming no server',
    answer: { body: '{"servers":[]}' },
    said: 'config.json names no server',
    fix: 'Correct the entries named above',
  },
  {
    what: 'refused with 500',
    answer: { status: 500, contentType: 'text/plain', body: 'oops' },
    said: 'config.json could not be read',
    fix: 'Check that the address above opens in this browser',
  },
] as const

for (const { what, answer, said, fix } of unusable) {
  test(`a config.json that is ${what} is told with what to do, and Try again starts the console`, async ({
    page,
    site,
  }) => {
    await configIs(page, answer)
    await page.goto(site)
    await expect(screen(page)).toBeFocused()
    await expect(page).toHaveTitle('This console does not know which servers to talk to · Quarterdeck')
    await expect(page.getByRole('main')).toContainText(`${site}config.json`)
    await expect(page.getByRole('listitem')).toContainText(said)
    await expect(page.getByRole('region', { name: 'How to fix it' })).toContainText(fix)
    await expectAccessible(page)

    await page.unroute('**/config.json')
    await configIs(page, { servers: [npu, fleet] })
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(overview(page)).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'chat-large' })).toBeVisible()
  })
}

const partlyUsable = [
  {
    what: 'two servers named alike',
    entry: { kind: 'xw', name: 'NPU-01', url: 'api/xw/other' },
    said: 'Two servers are named alike: npu-01 and NPU-01',
    why: 'npu-01 is used, NPU-01 is left out.',
  },
  {
    what: 'a server of an unknown kind',
    entry: { kind: 'k8s', name: 'cluster', url: 'api/k8s' },
    said: 'cluster: the kind “k8s” is not known',
    why: 'Known kinds: gpuf and xw.',
  },
  {
    what: 'a fleet without userId',
    entry: { kind: 'gpuf', name: 'fleet', url: 'api/gpuf' },
    said: 'fleet: userId is missing',
    why: 'Servers of this kind need a userId.',
  },
  {
    what: 'a server without an address',
    entry: { kind: 'xw', name: 'npu-02' },
    said: 'Server 2 in config.json: url is missing or not text',
    why: 'This entry is left out; the others are used.',
  },
  {
    what: 'an address of no web server',
    entry: { kind: 'xw', name: 'npu-02', url: 'javascript:alert(1)' },
    said: 'npu-02: the address cannot be used',
    why: 'is neither an http or https address nor a path on this site',
  },
] as const

for (const { what, entry, said, why } of partlyUsable) {
  test(`${what}: the entry is named and left out, the console works with the others`, async ({ page, site }) => {
    await configIs(page, { servers: [npu, entry] })
    await page.goto(site)
    await expect(overview(page)).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'chat-large' })).toBeVisible()
    const banner = page.getByRole('status').filter({ hasText: 'One entry of config.json is left out' })
    await expect(banner).toBeVisible()
    await banner.getByText('What is wrong').click()
    await expect(banner).toContainText(said)
    await expect(banner).toContainText(why)
    await expect(page.getByRole('banner').getByRole('button', { name: '1 of 1 server answers' })).toBeVisible()
    // No fleet, no pages for one.
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Fleet' })).toHaveCount(0)
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Devices' })).toBeVisible()
    await expectAccessible(page)
  })
}

test('a server’s name with markup in it is text everywhere', async ({ page, site }) => {
  const name = '<img src=x onerror="document.title=\'owned\'"> \u202Egnp'
  await configIs(page, { servers: [{ ...npu, name }, fleet] })
  await page.goto(site)
  const row = page.getByRole('row', { name: /<img src=x onerror/ })
  await expect(row).toContainText('Healthy')
  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: /<img src=x/ })).toBeFocused()
  await expect(page.locator('#root img')).toHaveCount(0)
  await expect(page).not.toHaveTitle('owned')
})

test('a server that cannot be reached at its address is named with what to check', async ({ page, site }) => {
  await configIs(page, { servers: [npu, { kind: 'xw', name: 'npu-09', url: 'api/xw/npu-09' }] })
  await page.goto(`${site}devices`)
  const notice = page.getByRole('main').locator('[data-problem]').filter({ hasText: 'npu-09' }).first()
  await expect(notice).toContainText('No answer from npu-09 while listing devices')
  await notice.getByText('Details').first().click()
  await expect(notice).toContainText('its address in config.json is right')
  await expect(page.getByText('8 of 8 chips')).toBeVisible()
})
