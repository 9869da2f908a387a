import type { Page } from '@playwright/test'
import { startPullServer } from '../mocks/pullServer.ts'
import type { PullConnection, PullServer } from '../mocks/pullServer.ts'
import { test as base, expect, expectAccessible, expectNoSidewaysScroll } from './console.ts'
import { listenTo, operatorAt } from './pullWalk.ts'
import type { SeenPull } from './pullWalk.ts'
import { serveConsole } from './servers.ts'

const MARKUP = '<img src=x onerror="document.title=\'owned\'"><b>bold</b>'
const BIDI = '\u202Egnp.lebal\u202C\u2066x\u2069\u200B'
const hostileModel = `${MARKUP}${BIDI}${'x'.repeat(10_000)}`

interface Fixtures {
  /** Says and does to a pull whatever a test wants. */
  readonly server: PullServer
  /** The built console behind its proxy, with that server as npu-01. */
  readonly site: string
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it which fixtures are wanted
  server: async ({}, use) => {
    const server = await startPullServer({ models: ['tiny', hostileModel] })
    await use(server)
    await server.close()
  },
  site: async ({ server }, use) => {
    const console = await serveConsole({ XW_URL: `npu-01=${server.url}` })
    await use(console.url)
    await console.stop()
  },
})

const progress = (percent: number): string =>
  `{"type":"progress","message":"${percent}% |██░░| ${(percent / 10).toFixed(1)}/10.0 GB"}`
const heartbeat = '{"type":"heartbeat","message":"Download in progress..."}'
const complete = '{"type":"complete","status":"success","message":"Model downloaded to /m/tiny","path":"/m/tiny"}'

/** Asks for the pull and goes to where it is seen. */
async function begin(page: Page, site: string, server: PullServer): Promise<[SeenPull, PullConnection]> {
  await page.goto(`${site}models`)
  const operator = operatorAt(page)
  await operator.pull('tiny', 'npu-01')
  await operator.goToPulls()
  return [operator.seen('tiny', 'npu-01'), await server.nextPull()]
}

/** Time goes by, a few seconds at a step so that everything keeps up. */
async function pass(page: Page, seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n += 5) await page.clock.fastForward(5_000)
}

/** Time goes by until the next attempt begins, and hardly longer: the server is not to seem deaf. */
async function passPause(page: Page, { item }: SeenPull): Promise<void> {
  const waits = item.getByText('Retrying', { exact: true })
  for (let n = 0; n < 15 && (await waits.isVisible()); n += 1) await pass(page, 5)
  await expect(waits).toBeHidden()
}

test('a character that arrives in two pieces is one character', async ({ page, site, server }) => {
  const [pull, stream] = await begin(page, site, server)
  await pull.log.click()
  const log = pull.item.getByRole('log')
  const event = Buffer.from('data: {"type":"progress","message":"权重.safetensors ██"}\n\n')
  const within = event.indexOf(Buffer.from('重')) + 1
  stream.event(progress(10))
  stream.bytes(event.subarray(0, within))
  // What is shown has come, and with it the first byte of the character: the rest can only come behind it.
  await expect(pull.figure('Done')).toHaveText('10%')
  stream.bytes(event.subarray(within, -1))
  stream.event(progress(20).replace('██', '█'))
  await expect(pull.figure('Done')).toHaveText('10%')
  stream.bytes('\n')
  stream.event(progress(30))
  await expect(pull.figure('Done')).toHaveText('30%')
  await expect(log).toContainText('权重.safetensors ██')
  await expect(log).not.toContainText('\uFFFD')
})

test('an error that is no valid JSON is shown in the server’s own words', async ({ page, site, server }) => {
  const [pull, stream] = await begin(page, site, server)
  stream.event(progress(40))
  await pull.is('Downloading')
  stream.event('{"type":"error","message":"Failed to download: Get "https://modelscope.cn/x": no such host"}')
  await pull.is('Failed')
  await expect(pull.item).toContainText('npu-01 ended the download:')
  await expect(
    pull.item.getByText('Failed to download: Get "https://modelscope.cn/x": no such host', { exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Pulling tiny on npu-01 failed')
  await stream.closed
  expect(server.pulls()).toBe(1)
})

for (const { how, end, words } of [
  { how: 'ends in good order without being complete', end: 'end', words: 'ended before the download did' },
  { how: 'is dropped', end: 'cut', words: 'ended before the download did' },
] as const) {
  test(`a stream that ${how} is broken off, and asked for again once`, async ({ page, site, server }) => {
    const [pull, first] = await begin(page, site, server)
    const said = await listenTo(pull.item)
    first.event(progress(60))
    await pull.isBeyond(59)
    first[end]()
    const second = await server.nextPull()
    expect(await said()).toContainEqual(expect.stringMatching(`Retrying.*${words}.*Attempt 1 of 6`))
    second.event(progress(50))
    await pull.is('Downloading')
    await expect(pull.figure('Done')).toHaveText('50%')
    await expect(pull.figure('Highest reached')).toHaveText('60%')
    second.event(complete)
    await pull.is('Finished')
    expect(server.pulls()).toBe(2)
  })
}

test('heartbeats without progress are verifying, silence is stalled, and both end with the next event', async ({
  page,
  site,
  server,
}) => {
  await page.clock.install()
  const [pull, stream] = await begin(page, site, server)
  stream.event(progress(70))
  await pull.is('Downloading')
  await pass(page, 10)
  stream.event(heartbeat)
  await pull.is('Verifying')
  await expect(pull.item).toContainText('The server checks what has arrived.')

  await pass(page, 25)
  await pull.is('Stalled')
  await expect(pull.item).toContainText(/Nothing has come from npu-01 for \d+s\./)
  await expect(pull.figure('Speed')).toHaveText('unknown')
  await expectAccessible(page)
  // Silence alone is no reason to ask again: closing the stream would cancel the download.
  await pass(page, 60)
  await pull.is('Stalled')
  expect(server.pulls()).toBe(1)
  expect(stream.isOpen()).toBe(true)

  stream.event(progress(80))
  await pull.is('Downloading')
  stream.event(complete)
  await pull.is('Finished')
  await pass(page, 30)
  expect(server.pulls()).toBe(1)
})

test('a stream silent for five minutes is given up, and the pull goes on with another', async ({
  page,
  site,
  server,
}) => {
  await page.clock.install()
  const [pull, first] = await begin(page, site, server)
  first.event(progress(70))
  await pull.is('Downloading')
  await pass(page, 25)
  await pull.is('Stalled')
  await pass(page, 300)
  await first.closed
  await pass(page, 5)
  const second = await server.nextPull()
  second.event(progress(71))
  await expect(pull.figure('Done')).toHaveText('71%')
  await pull.is('Downloading')
})

test('one that breaks off again and again without getting further is given up, and can be resumed', async ({
  page,
  site,
  server,
}) => {
  await page.clock.install()
  const [pull, first] = await begin(page, site, server)
  first.event(progress(10))
  await pull.isBeyond(9)
  first.cut()
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await pull.is('Retrying')
    await expect(pull.item).toContainText(`Attempt ${attempt} of 6`)
    await passPause(page, pull)
    const stream = await server.nextPull()
    stream.event(progress(10))
    await pull.is('Downloading')
    stream.cut()
  }
  await pull.is('Failed')
  await expect(pull.item).toContainText('Broke off 7 times in a row without getting any further.')
  await pass(page, 120)
  expect(server.pulls()).toBe(7)

  await pull.item.getByRole('button', { name: 'Resume tiny on npu-01' }).click()
  const last = await server.nextPull()
  last.event(complete)
  await pull.is('Finished')
})

for (const { what, refuse, title, more } of [
  {
    what: 'a 404 in JSON',
    refuse: [404, 'application/json', '{"error":"Model not found: tiny","code":"404"}'],
    title: 'npu-01 refused pulling a model',
    more: ['The server does not know this model.', 'Model not found: tiny'],
  },
  {
    what: 'a 500 with an empty body',
    refuse: [500, 'text/plain', ''],
    title: 'npu-01 failed while pulling a model',
    more: ['The server answered with an error of its own, status 500.'],
  },
  {
    what: 'a proxy’s sign-in page',
    refuse: [200, 'text/html', '<!doctype html><title>Sign in</title><form><input name=user></form>'],
    title: 'Sign in again: npu-01 did not allow pulling a model',
    more: ['your session there has probably ended'],
  },
  {
    what: 'a 401 with a page',
    refuse: [401, 'text/html', '<!doctype html><title>Authorization required</title>'],
    title: 'Sign in again: npu-01 did not allow pulling a model',
    more: ['your session there has probably ended'],
  },
] as const) {
  test(`${what} instead of a stream is told, and nothing is asked twice`, async ({ page, site, server }) => {
    await page.clock.install()
    const [pull, stream] = await begin(page, site, server)
    const [status, type, body] = refuse
    stream.refuse(status, type, body)
    await pull.is('Failed')
    const notice = pull.item.getByRole('status')
    await expect(notice).toContainText(title)
    await notice.getByText('Details', { exact: true }).click()
    for (const words of more) await expect(notice).toContainText(words)
    await expect(notice).toContainText('xw.pull')
    await pass(page, 70)
    expect(server.pulls()).toBe(1)

    await pull.item.getByRole('button', { name: 'Pull tiny on npu-01 again' }).click()
    const again = await server.nextPull()
    again.event(complete)
    await pull.is('Finished')
  })
}

test('10,000 characters of markup and reversed writing are text and nothing more', async ({ page, site, server }) => {
  const [pull, stream] = await begin(page, site, server)
  const hostile = `${MARKUP}${BIDI}${'y'.repeat(5_000)} ${'名'.repeat(5_000)}`
  stream.event(JSON.stringify({ type: 'status', message: hostile }))
  await expect(pull.item).toContainText(`${MARKUP}gnp.lebalxyyy`)
  await expectNoSidewaysScroll(page)
  stream.event(JSON.stringify({ type: 'error', message: hostile }))
  await pull.is('Failed')
  await expect(pull.item).toContainText(`${MARKUP}gnp.lebalxyyy`)
  const notices = page.getByRole('region', { name: 'Notifications' })
  await expect(notices).toContainText('<img src=x')
  await pull.log.click()
  await expect(pull.item.getByRole('log')).toContainText('<b>bold</b>')
  await expectHarmless(page)

  // A model that is called so is pulled like any other, at phone width too.
  const operator = operatorAt(page)
  await page.setViewportSize({ width: 390, height: 800 })
  await operator.goTo('models')
  await page.getByRole('button', { name: /^Pull <img/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox', { name: 'npu-01' })).toBeChecked()
  await expectHarmless(page)
  await dialog.getByRole('button', { name: 'Pull', exact: true }).click()
  const second = await server.nextPull()
  expect(second.model).toBe(hostileModel)
  second.event(progress(33))
  await operator.goToPulls()
  await expect(page.getByRole('article', { name: /^<img/ }).getByRole('progressbar')).toHaveAttribute(
    'aria-valuenow',
    '33',
  )
  await expectHarmless(page)
  await page.getByRole('button', { name: /^Cancel <img/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the pull' }).click()
  await second.closed
})

/** Nothing of it became an element, turned the writing round, or made the page wider. */
async function expectHarmless(page: Page): Promise<void> {
  await expect(page.locator('img, b')).toHaveCount(0)
  await expect(page).toHaveTitle(/Quarterdeck$/)
  expect(await page.locator('body').innerText()).not.toMatch(/[\u202A-\u202E\u200B]/)
  await expectNoSidewaysScroll(page)
}
