import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { startServers } from '../mocks/servers.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { startQuarterdeck } from './servers.ts'

const root = resolve(import.meta.dirname, '..')
const run = promisify(execFile)

interface Manifest {
  readonly bin: { readonly quarterdeck: string }
  readonly dependencies: Readonly<Record<string, string>>
  readonly scripts: Readonly<Record<string, string>>
}

/** The package as npm packs it, unpacked in a folder of its own beside nothing but what it says that it needs. */
async function unpack(folder: string): Promise<{ readonly program: string; readonly manifest: Manifest }> {
  // Without its scripts: what prepack makes has been made already.
  await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root })
  const [tarball = ''] = await readdir(folder)
  await run('tar', ['-xf', tarball], { cwd: folder })
  const place = join(folder, 'package')
  const manifest = JSON.parse(await readFile(join(place, 'package.json'), 'utf8')) as Manifest
  await mkdir(join(place, 'node_modules'))
  for (const name of Object.keys(manifest.dependencies)) {
    await symlink(join(root, 'node_modules', name), join(place, 'node_modules', name))
  }
  return { program: join(place, manifest.bin.quarterdeck), manifest }
}

test('the package is packed whole, and from it --mock opens the demo', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-'))
  try {
    const { program, manifest } = await unpack(folder)
    const files = await readdir(join(folder, 'package'), { recursive: true, withFileTypes: true })
    const named = files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(join(folder, 'package/').length))
    const many = /^(?:(?:dist|dist-mock)\/assets\/[^/]+\.(?:js|css)|deploy\/.+|docs\/.+\.(?:md|png|svg))$/
    expect(named.filter((name) => !many.test(name)).toSorted()).toEqual([
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist-mock/config.json',
      'dist-mock/icon.svg',
      'dist-mock/index.html',
      'dist-mock/mockServiceWorker.js',
      'dist-server/quarterdeck.mjs',
      'dist/config.json',
      'dist/icon.svg',
      'dist/index.html',
      'package.json',
    ])
    const readme = await readFile(join(folder, 'package/README.md'), 'utf8')
    const leadsTo = Array.from(readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, path]) => path)
    expect(leadsTo).toContain('docs/serving.md')
    expect(leadsTo.filter((path) => path !== undefined && !named.includes(path))).toEqual([])
    expect(Object.keys(manifest.scripts).filter((name) => /install$|^prepare$/.test(name))).toEqual([])

    const demo = await startQuarterdeck(['--mock'], {}, program)
    try {
      await page.goto(`${demo.url}?scenario=calm&seed=1`)
      await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
      await expect(page.getByRole('banner').getByRole('button', { name: '4 of 4 servers answer' })).toBeVisible()
      await expect(page.getByRole('main').getByRole('link', { name: 'chat-large' })).toBeVisible()
    } finally {
      await demo.stop()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a console with a token asks for it once, comes back to the page asked for, and asks again in place', async ({
  page,
  context,
}) => {
  const token = 'correct-horse-battery'
  const servers = await startServers({ seed: 1, port: 0 })
  const list = servers.xw.flatMap(({ id, url }) => ['--xw', `${id}=${url}`])
  const shown = await startQuarterdeck([...list, '--gpuf', servers.gpuf.url, '--user-id', '12', '--base', '/ops/'], {
    QUARTERDECK_TOKEN: token,
  })
  const field = page.getByLabel('Access token')
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
  try {
    await page.goto(`${shown.url}models/qwen3-8b?tab=license`)
    await expect(heading('Sign in')).toBeVisible()
    await expect(field).toBeFocused()
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 800 })
    await expectNoSidewaysScroll(page)
    await field.fill('not the token at all')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toHaveText('This is not the token of this console.')
    await expectAccessible(page)
    await page.setViewportSize({ width: 1440, height: 900 })
    await field.fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(`${shown.url}models/qwen3-8b?tab=license`)
    await expect(heading('qwen3-8b')).toBeVisible()
    await expect(page.getByRole('banner').getByRole('button', { name: '4 of 4 servers answer' })).toBeVisible()

    // The session ends while the page is open: it stays, and one signs in beside it.
    await context.clearCookies()
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page
        .getByRole('link', { name: /Sign in/ })
        .first()
        .click(),
    ])
    await tab.getByLabel('Access token').fill(token)
    await tab.getByRole('button', { name: 'Sign in' }).click()
    await expect(tab.getByRole('heading', { level: 1, name: 'You are signed in' })).toBeVisible()
    await tab.close()
    await expect(page.getByRole('link', { name: /Sign in/ })).toHaveCount(0, { timeout: 20_000 })
    await expect(page.getByRole('banner').getByRole('button', { name: '4 of 4 servers answer' })).toBeVisible()
    expect(shown.output()).not.toContain(token)
  } finally {
    await shown.stop()
    await servers.close()
  }
})
