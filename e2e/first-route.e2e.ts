import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, test as base } from './console.ts'
import { type RealWorld, startRealWorld } from './realWorld.ts'

const dist = resolve(import.meta.dirname, '../dist')

const test = base.extend<{ readonly world: RealWorld }>({
  // oxlint-disable-next-line no-empty-pattern -- the form that fixtures have
  world: async ({}, use) => {
    const world = await startRealWorld()
    await use(world)
    await world.stop()
  },
})

interface Loaded {
  readonly name: string
  readonly body: string
  readonly gzip: number
}

/** Opens the overview and waits for its figures; the answer is each script and style that was loaded for it. */
async function openOverview(page: Page, url: string, clients: string): Promise<readonly Loaded[]> {
  const loading: Promise<Loaded>[] = []
  // What is put off for a second or more comes behind the first page, however long that one takes here.
  await page.addInitScript(() => {
    const soon = window.setTimeout.bind(window)
    Object.assign(window, {
      setTimeout: (run: () => void, ms = 0) => (ms < 1_000 ? soon(run, ms) : 0),
    })
  })
  page.on('response', (response) => {
    if (!response.ok() || !['script', 'stylesheet'].includes(response.request().resourceType())) return
    const name = new URL(response.url()).pathname
    loading.push(
      response.body().then((body) => ({ name, body: body.toString(), gzip: gzipSync(body, { level: 9 }).length })),
    )
  })
  await page.goto(url)
  await expect(page.getByRole('main').getByRole('link', { name: new RegExp(`^${clients} `) })).toContainText('48')
  await expect(page.getByRole('main').getByRole('link', { name: 'chat-large' })).toBeVisible()
  return Promise.all(loading)
}

async function filesOf(folder: string): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(name, 'utf8') })))
}

test('the first page takes at most 200 KB of scripts and styles, in few files', async ({ page, world }) => {
  const loaded = await openOverview(page, world.url, 'Clients')
  const sum = loaded.reduce((bytes, { gzip }) => bytes + gzip, 0)
  const list = loaded.map(({ name, gzip }) => `${name} ${gzip}`).join('\n')
  expect(loaded.length).toBeGreaterThan(1)
  expect(sum, list).toBeLessThanOrEqual(200 * 1024)
  expect(loaded.length, list).toBeLessThanOrEqual(30)
})

test('charts, the other language and the other pages are loaded when they are needed', async ({ page, world }) => {
  const files = await filesOf(dist)
  /** The one chunk with these words: were it none, the test would prove nothing. */
  const chunkWith = (words: string): string => {
    const found = files.filter(({ name, text }) => name.endsWith('.js') && text.includes(words))
    expect(found, `chunks with “${words}”`).toHaveLength(1)
    return found[0]?.name.split('/').pop() ?? ''
  }
  const later = {
    charts: chunkWith('recharts-surface'),
    chinese: chunkWith('主导航'),
    licence: chunkWith('tabpanel'),
  }
  const loaded = await openOverview(page, world.url, 'Clients')
  const names = new Set(loaded.map(({ name }) => name.split('/').pop() ?? ''))
  for (const [what, name] of Object.entries(later)) expect(names.has(name), `${what}: ${name}`).toBe(false)

  const chart = page.waitForResponse((response) => response.url().endsWith(later.charts))
  await page.getByRole('navigation').getByRole('link', { name: 'Health' }).click()
  expect((await chart).ok()).toBe(true)
  const catalogue = page.waitForResponse((response) => response.url().endsWith(later.chinese))
  await page.getByRole('button', { name: 'Theme, language, time zone' }).click()
  await page.getByRole('radio', { name: '简体中文' }).check()
  expect((await catalogue).ok()).toBe(true)
})

test.describe('with a browser that prefers Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('only that catalogue is loaded', async ({ page, world }) => {
    const loaded = await openOverview(page, world.url, '客户端')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    expect(loaded.some(({ body }) => body.includes('机群'))).toBe(true)
    expect(loaded.filter(({ body }) => body.includes('Needs attention')).map(({ name }) => name)).toEqual([])
  })
})

test('nothing of the mocks is in the build for production', async () => {
  const files = await filesOf(dist)
  expect(files.length).toBeGreaterThan(5)
  const guilty = files.filter(
    ({ name, text }) => /mockServiceWorker/.test(name) || /mockServiceWorker|quarterdeckSim/.test(text),
  )
  expect(guilty.map(({ name }) => name)).toEqual([])
})

test('a page whose code is gone from the server says so, all around it lives, and a reload helps', async ({
  page,
  world,
  expectComplaint,
}) => {
  // The router reports the page that it could not show.
  expectComplaint(/Settings did not load/)
  await page.route('**/assets/Settings-*.js', (route) => route.fulfill({ status: 404 }))
  await openOverview(page, world.url, 'Clients')
  const navigation = page.getByRole('navigation')
  await navigation.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'A part of this page could not be loaded' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('The console was probably updated on its server')
  await navigation.getByRole('link', { name: 'Devices' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeFocused()
  await navigation.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('button', { name: 'Load anew' })).toBeVisible()
  await page.unroute('**/assets/Settings-*.js')
  await page.getByRole('button', { name: 'Load anew' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
})
