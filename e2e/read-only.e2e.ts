import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { consolePages, expectShown, walkTo } from './pages.ts'

/** What leads to a change wherever it may be made: names of buttons, links, boxes and entries of menus. */
const changing = [
  /^Register a client$/,
  /^New model$/,
  /^Edit\b/,
  /^Set maintenance$/,
  /^Make (?:in)?valid/,
  /^Make these the same/,
  /^Choose (?!none)/,
  /^(?:Stop|Remove|Restart|Cancel|Undo|Resume|Retry)\b/,
  /^Start\b/,
  /^Pull(?!s)/,
  /^Reload\b/,
  /^Update\b/,
  /^Take .* back/,
  /^Back to \d/,
  /^Bring\b/,
  /^Go on\b/,
] as const

/** Buttons of pages that are there for the eye only, though their names sound like it. */
const looking: ReadonlySet<string> = new Set(['Choose clients', 'Choose a client', 'Choose…'])

async function controlsOf(page: Page): Promise<readonly string[]> {
  const names = await page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, a[href], input, select, [role=menuitem], [role=menuitemcheckbox], [role=option], [role=tab]',
    )
    return Array.from(controls, (control) => {
      const labels = control instanceof HTMLInputElement ? control.labels : null
      return (control.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? control.textContent).trim()
    })
  })
  return [...new Set(names)]
}

async function expectNoChangeOffered(page: Page): Promise<void> {
  const offered = (await controlsOf(page)).filter(
    (name) => !looking.has(name) && changing.some((pattern) => pattern.test(name)),
  )
  expect(offered, 'controls that change something').toEqual([])
}

const keys = [
  ...'abcdefghijklmnopqrstuvwxyz?'.split(''),
  'Delete',
  'Backspace',
  'Insert',
  'F2',
  'Control+a',
  'Control+Enter',
  'Space',
]

/** Every key that could be a shortcut, where the focus is after a navigation and in the page's table. */
async function pressAll(page: Page): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
  const row = page.getByRole('main').locator('tbody tr, [role=rowheader][tabindex="0"]').first()
  if ((await row.count()) > 0) {
    await row.focus()
    for (const key of keys) await page.keyboard.press(key)
  }
  await expect(page.getByRole('dialog').or(page.getByRole('alertdialog')).filter({ visible: true })).toHaveCount(0)
}

/** Notes whenever the console itself held a change back: no control may lead there. */
async function noteRefusals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heldBack: string[] = []
    Object.assign(window, { heldBack })
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const { textContent } of addedNodes) if (textContent?.includes('Not sent to')) heldBack.push(textContent)
      }
    }).observe(document, { childList: true, subtree: true })
  })
}

async function expectNothingTried(page: Page): Promise<void> {
  const tried = await page.evaluate(() => [
    ...(window.quarterdeckSim?.refusedChanges ?? ['no mocks']),
    ...('heldBack' in window && Array.isArray(window.heldBack) ? window.heldBack : ['nobody watched']),
  ])
  expect(tried, 'changes that were tried').toEqual([])
}

test('a read-only console offers nothing that changes a server, on no page and by no key', async ({ page, open }) => {
  test.slow()
  await page.setViewportSize({ width: 1440, height: 900 })
  await noteRefusals(page)
  await open('', { access: 'read', seed: 1, quirks: '-dateFormIgnored', language: 'en' })
  const chip = page.getByRole('button', { name: 'Read-only', exact: true })
  await chip.click()
  await expect(page.getByText('"access": "read"')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  const { start: _form, ...others } = consolePages
  for (const [name, shown] of Object.entries(others)) {
    await test.step(name, async () => {
      await walkTo(page, shown.path)
      await expectShown(page, shown)
      await expectNoChangeOffered(page)
      const menus = page.getByRole('main').locator('button[aria-haspopup=menu]')
      for (const menu of (await menus.all()).slice(0, 3)) {
        await menu.click()
        await expect(page.getByRole('menu')).toBeVisible()
        await expectNoChangeOffered(page)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('menu')).toHaveCount(0)
      }
      await page.getByRole('heading', { level: 1 }).focus()
      await pressAll(page)
    })
  }
  await expectNothingTried(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(chip).toBeVisible()
  await expectNoSidewaysScroll(page)
})

test('nor where something is chosen, and by no link that leads to a change', async ({ page, open }) => {
  await noteRefusals(page)
  await open('fleet', { access: 'read', seed: 1, quirks: '-dateFormIgnored', language: 'en' })
  await expect(page.getByRole('button', { name: 'Read-only', exact: true })).toBeVisible()
  await test.step('what is chosen', async () => {
    for (const shown of [consolePages.fleet, consolePages.instances]) {
      await walkTo(page, shown.path)
      await expectShown(page, shown)
      await page
        .getByRole('main')
        .getByRole('checkbox', { name: /^Select npu-01$|^Select chat-large/ })
        .click()
      await expect(page.getByText(/^1 (?:client )?selected|^1 instance chosen/)).toBeVisible()
      await expectNoChangeOffered(page)
    }
  })
  await test.step('the page of a client, with its register', async () => {
    await walkTo(page, consolePages.fleet.path)
    await page.getByRole('main').getByRole('link', { name: 'npu-01', exact: true }).click()
    await expect(page.getByRole('tab', { name: 'Now' })).toBeVisible()
    await expectNoChangeOffered(page)
  })
  await test.step('links that lead to changes', async () => {
    for (const { path } of [
      { path: 'versions?pick=npu-01&pick=npu-02' },
      { path: 'models/matrix?pick=qwen3-4b' },
      { path: 'fleet?valid=invalid' },
    ]) {
      await walkTo(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoChangeOffered(page)
    }
    // To choose rows serves nothing there but changes.
    await walkTo(page, 'versions?pick=npu-01')
    await expectShown(page, consolePages.versions)
    await expect(page.getByRole('main').getByRole('checkbox')).toHaveCount(0)
    await walkTo(page, consolePages.server.path)
    const settings = page.getByRole('region', { name: 'Configuration', exact: true })
    await expect(settings.getByText('https://xw.tsingmao.com/packages.json')).toBeVisible()
    await expect(settings.getByRole('button', { name: 'Change' })).toHaveCount(0)
    await walkTo(page, consolePages.start.path)
    await expect(page.getByText('This console is read-only')).toBeVisible()
    await expectNoChangeOffered(page)
  })
  await expectNothingTried(page)
})

test('what an earlier page left to go on waits while the console is read-only, and goes on once it may', async ({
  page,
  open,
}) => {
  await noteRefusals(page)
  await page.addInitScript(() => {
    if (sessionStorage.getItem('planted') !== null) return
    sessionStorage.setItem('planted', '')
    const since = Date.now() - 60_000
    const of = { server: 'npu-01', tab: 'a tab that is gone', since }
    const pull = { ...of, model: 'qwen3-4b', highest: 20 }
    const request = { model_id: 'qwen3-8b', alias: 'kept', backend_type: 'vllm', deployment_mode: 'docker' }
    const start = {
      ...of,
      alias: 'kept',
      modelId: 'qwen3-8b',
      request: { ...request, interactive: false },
      deviceType: 'Ascend 910B',
      chips: [],
      stage: 'waiting-for-model',
      askedAt: null,
      stageSince: since,
      instanceId: null,
      port: null,
      before: null,
      seen: null,
    }
    localStorage.setItem('quarterdeck.pull/npu-01/qwen3-4b', JSON.stringify(pull))
    localStorage.setItem('quarterdeck.start/npu-01/kept', JSON.stringify(start))
  })
  await open('instances', { access: 'read', seed: 1, speed: 20 })
  const start = page.getByRole('article', { name: 'Start of kept on npu-01' })
  await expect(start).toContainText('Waits: this console has become read-only.')
  // Its model is there: where changes are allowed it would have been started by now.
  await page.getByRole('navigation').getByRole('link', { name: 'Models', exact: true }).click()
  await expect(page.getByRole('row', { name: /^qwen3-8b / })).toContainText('npu-01')
  await expectNoChangeOffered(page)
  await walkTo(page, 'instances')
  await expect(start).toContainText('Waits: this console has become read-only.')
  await expect(page.getByRole('region', { name: 'Interrupted pulls' })).toHaveCount(0)
  await expectNothingTried(page)

  await open('instances', { access: 'full', seed: 1, speed: 20 })
  await expect(page.getByRole('region', { name: 'Interrupted pulls' })).toContainText('qwen3-4b on npu-01')
  await expect(start).not.toContainText(/read-only|Waiting/)
})
