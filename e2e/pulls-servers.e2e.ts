import type { Simulator } from '../mocks/simulator.ts'
import { startServers } from '../mocks/servers.ts'
import type { RunningServers } from '../mocks/servers.ts'
import { startPullServer } from '../mocks/pullServer.ts'
import { test as base, expect } from './console.ts'
import { operatorAt } from './pullWalk.ts'
import { serveConsole } from './servers.ts'

/** The built console behind its proxy, with simulated servers in this very process: what they know can be asked. */
interface Site {
  readonly url: string
  readonly simulator: Simulator
  /** The servers themselves, without the console. */
  readonly servers: RunningServers
}

const test = base.extend<{ site: Site }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it which fixtures are wanted
  site: async ({}, use) => {
    const servers = await startServers({ port: 0, scenario: 'first-day', speed: 0.4, quirks: '-percentDrops' })
    const console = await serveConsole({
      XW_URL: servers.xw.map(({ id, url }) => `${id}=${url}`).join(','),
      GPUFS_URL: servers.gpuf.url,
      GPUFS_USER_ID: '12',
    })
    await use({ url: console.url, simulator: servers.simulator, servers })
    await console.stop()
    await servers.close()
  },
})

/** Models that this server sends to somebody at this moment. */
function sending({ simulator }: Site, server: string): readonly string[] {
  return [...(simulator.world.xw.find(({ id }) => id === server)?.held ?? [])].sort()
}

function timesAsked({ simulator }: Site, server: string, model: string): number {
  return simulator.world.xw.find(({ id }) => id === server)?.pulls.get(model) ?? 0
}

test('over real HTTP a model is pulled and watched until it is there', async ({ page, site }) => {
  await page.goto(`${site.url}models`)
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await expect(operator.row('qwen3-8b')).toContainText('npu-01: Downloading')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Downloading')
  await pull.isBeyond(await pull.percent())
  await expect(pull.figure('Arrived')).toHaveText(/^\d+\.\d \/ 15\.3 GiB$/)
  await expect(pull.figure('Speed')).toContainText(/\d+(\.\d)? [MG]iB\/s/)
  expect(sending(site, 'npu-01')).toEqual(['qwen3-8b'])
  await operator.goTo('instances')
  await operator.goTo('overview')
  await operator.watchTopBar()
  await expect(page).toHaveTitle(/^\d+(\.\d)?% · Overview · Quarterdeck$/)

  site.simulator.world.speed = 40
  await operator.goToPulls()
  await pull.is('Finished')
  await operator.goTo('models')
  await operator.find('qwen3-8b')
  await expect(operator.row('qwen3-8b')).toContainText('npu-01: Downloaded')
  expect(timesAsked(site, 'npu-01', 'qwen3-8b')).toBe(1)
})

test('cancelling ends the download at the server, and resuming goes on from its whole files', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}models`)
  site.simulator.world.speed = 4
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.isBeyond(45)
  await pull.item.getByRole('button', { name: 'Cancel qwen3-8b on npu-01' }).click()
  expect(sending(site, 'npu-01')).toEqual(['qwen3-8b'])
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the pull' }).click()
  await pull.is('Cancelled')
  await expect.poll(() => sending(site, 'npu-01')).toEqual([])

  site.simulator.world.speed = 1
  await pull.item.getByRole('button', { name: 'Resume qwen3-8b on npu-01' }).click()
  await pull.is('Downloading')
  expect(await pull.percent()).toBeGreaterThan(20)
  expect(timesAsked(site, 'npu-01', 'qwen3-8b')).toBe(2)
})

test('closing the page ends its downloads at their servers, and reloading starts none by itself', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}models`)
  page.on('dialog', (dialog) => void dialog.accept())
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01', 'mx-01')
  await expect.poll(() => [...sending(site, 'npu-01'), ...sending(site, 'mx-01')]).toEqual(['qwen3-8b', 'qwen3-8b'])
  await page.reload()
  await expect(page.getByRole('region', { name: 'Interrupted pulls' })).toContainText('2 pulls were interrupted')
  await expect.poll(() => [...sending(site, 'npu-01'), ...sending(site, 'mx-01')]).toEqual([])
  await operator.goTo('devices')
  await expect(page.getByText('Ascend 910B').first()).toBeVisible()
  expect(timesAsked(site, 'npu-01', 'qwen3-8b')).toBe(1)

  await page.getByRole('button', { name: 'Resume 2 pulls' }).click()
  await expect.poll(() => [...sending(site, 'npu-01'), ...sending(site, 'mx-01')]).toEqual(['qwen3-8b', 'qwen3-8b'])
  await page.close()
  await expect.poll(() => [...sending(site, 'npu-01'), ...sending(site, 'mx-01')]).toEqual([])
})

test('with all its streams open the console still answers at once, and the queue goes on', async ({ page, site }) => {
  await page.goto(`${site.url}models`)
  const operator = operatorAt(page)
  for (const model of ['qwen3-8b', 'qwen3-14b', 'qwen3-4b']) await operator.pull(model, 'npu-01', 'npu-02', 'mx-01')
  const open = () => ['npu-01', 'npu-02', 'mx-01'].map((server) => sending(site, server).length)
  await expect.poll(() => open().reduce((sum, count) => sum + count, 0)).toBe(4)
  await operator.goToPulls()
  const queued = page.getByText(/place \d in the queue/)
  await expect(queued).toHaveCount(5)

  await operator.goTo('devices')
  await expect(page.getByText('Ascend 910B').first()).toBeVisible()
  await operator.goTo('instances')
  expect(open().reduce((sum, count) => sum + count, 0)).toBe(4)
  expect(Math.max(...open())).toBe(2)

  site.simulator.world.speed = 60
  await operator.goToPulls()
  await expect(queued).toHaveCount(0)
  await expect(page.getByRole('article').getByText('Finished', { exact: true })).toHaveCount(9)
})

test('a download of somebody else’s, in another browser, shows as such and is let be', async ({
  page,
  browser,
  site,
}) => {
  const colleague = operatorAt(await (await browser.newContext()).newPage())
  await colleague.page.goto(`${site.url}models`)
  await colleague.pull('qwen3-8b', 'npu-01')
  await colleague.goToPulls()
  await colleague.seen('qwen3-8b', 'npu-01').is('Downloading')

  await page.goto(`${site.url}models`)
  const operator = operatorAt(page)
  await operator.find('qwen3-8b')
  await expect(operator.row('qwen3-8b')).toContainText('npu-01: Being downloaded')
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Held by another pull')
  await expect(pull.item).toContainText(/Someone else pulls this model on npu-01: process \d+, since \d{4}-\d\d-\d\d/)
  await expect(pull.item.getByRole('button', { name: /^Cancel/ })).toBeHidden()

  site.simulator.world.speed = 40
  await colleague.seen('qwen3-8b', 'npu-01').is('Finished')
  expect(timesAsked(site, 'npu-01', 'qwen3-8b')).toBe(1)
  await colleague.page.context().close()
})

test('a lock from before the server’s start is stale, and its file is named', async ({ page, site }) => {
  const server = site.simulator.world.xw.find(({ id }) => id === 'npu-01')
  server?.locks.set('qwen3-8b', { pid: 1377, since: Date.now() - 60_000, until: null, finishes: false })
  await page.goto(`${site.url}models`)
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Held by another pull')
  await pull.item.getByRole('button', { name: 'Dismiss qwen3-8b on npu-01' }).click()

  // It crashes and comes back: whoever took the lock is gone.
  site.simulator.restart('npu-01')
  await operator.goTo('models')
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  await pull.is('Stale lock')
  await expect(pull.item.getByText('/root/.xw/models/qwen3-8b/latest/.download.lock', { exact: true })).toBeVisible()
  site.simulator.removeLock('npu-01', 'qwen3-8b')
  await pull.item.getByRole('button', { name: 'I have removed it, pull again' }).click()
  await pull.is('Downloading')
})

test('through the proxy each event is shown before the server sends the next', async ({ page }) => {
  const server = await startPullServer({ models: ['tiny'] })
  const console = await serveConsole({ XW_URL: `npu-01=${server.url}` })
  await page.goto(`${console.url}models`)
  const operator = operatorAt(page)
  await operator.pull('tiny', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('tiny', 'npu-01')
  const stream = await server.nextPull()
  stream.event('{"type":"status","message":"Starting download of tiny..."}')
  await expect(pull.item).toContainText('Starting download of tiny...')
  for (const percent of [3, 14, 15, 92]) {
    stream.event(`{"type":"progress","message":"${percent}% |░░░░| ${(percent / 10).toFixed(1)}/10.0 GB"}`)
    await expect(pull.figure('Done')).toHaveText(`${percent}%`)
    await expect(pull.figure('Arrived')).toHaveText(`${(percent / 10).toFixed(1)} / 10.0 GiB`)
  }
  stream.event('{"type":"complete","status":"success","message":"Model downloaded to /m","path":"/m/tiny"}')
  await pull.is('Finished')
  await expect(pull.item).toContainText('/m/tiny')
  await stream.closed
  expect(server.pulls()).toBe(1)
  await console.stop()
  await server.close()
})
