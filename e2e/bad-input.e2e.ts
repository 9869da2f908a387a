import type { Page } from '@playwright/test'
import type { FaultName } from '../mocks/faults.ts'
import { expect, expectNoSidewaysScroll, test } from './console.ts'
import { consolePages, walkTo } from './pages.ts'
import { befall, serverIds, startWith, stopClock } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const chipsOf = (page: Page, server: string) =>
  main(page)
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: server, exact: true }) })
const notices = (page: Page) => main(page).locator('[data-problem]')

/** Said beside the data; the one notice that asks for it stands above the page. */
const waitsForSignIn = 'npu-02: asked again once you have signed in.'

/** Each fault, and how the console words it of an xw server while it lists devices. */
const faults = {
  down: 'No answer from npu-02 while listing devices',
  'bad-gateway': 'No answer from npu-02 behind its proxy while listing devices',
  'empty-500': 'npu-02 failed while listing devices',
  'cut-json': 'npu-02 sent only part of an answer while listing devices',
  unauthorized: waitsForSignIn,
  forbidden: waitsForSignIn,
  'html-login': waitsForSignIn,
} as const satisfies Partial<Record<FaultName, string>>

/** The fault ends, and it is asked again: by the button beside what is said, or by that of the notice above the page. */
async function endFault(page: Page, words: string): Promise<void> {
  if (words === waitsForSignIn) return signIn(page, 'npu-02')
  await befall(page, 'npu-02', null)
  await notices(page).filter({ hasText: words }).first().getByRole('button', { name: 'Retry' }).click()
}

/**
 * There is a session again. The console looks for one by itself as well, and whichever look is the first to find it
 * takes the button away: so it has the focus before that can be, and a look that began too early is followed by the next.
 */
async function signIn(page: Page, server: (typeof serverIds)[number]): Promise<void> {
  await page.getByRole('button', { name: 'Check now' }).focus()
  await befall(page, server, null)
  await page.keyboard.press('Enter')
  await page.clock.fastForward(31_000)
}

const faultNames = Object.keys(faults) as (keyof typeof faults)[]

/** One of each kind: how each is worded is told by the walk below. */
const fromTheStart = ['down', 'cut-json', 'html-login'] as const satisfies readonly (keyof typeof faults)[]

for (const fault of fromTheStart) {
  const words = faults[fault]

  test(`${fault} from the start: the server and what it was asked are named, the others’ rows are there`, async ({
    page,
    open,
  }) => {
    await page.clock.install()
    await startWith(page, { 'npu-02': fault })
    await open('devices?view=table')
    const notice = notices(page).filter({ hasText: words }).first()
    await expect(notice).toBeVisible()
    await expect(chipsOf(page, 'npu-01')).toHaveCount(8)
    await expect(chipsOf(page, 'mx-01')).toHaveCount(8)
    await expect(chipsOf(page, 'npu-02')).toHaveCount(0)

    await endFault(page, words)
    await expect(chipsOf(page, 'npu-02')).not.toHaveCount(0)
    await expect(notices(page).filter({ hasText: words })).toHaveCount(0)
  })
}

test('one fault after the other: nothing that was shown is lost, and its age is told', async ({ page, open }) => {
  test.slow()
  await page.clock.install()
  await open('devices?view=table')
  await expect(chipsOf(page, 'npu-01')).toHaveCount(8)
  await expect(chipsOf(page, 'npu-02')).not.toHaveCount(0)
  const before = await chipsOf(page, 'npu-02').count()

  for (const fault of faultNames) {
    await test.step(fault, async () => {
      const words = faults[fault]
      await befall(page, 'npu-02', fault)
      // The small question comes first, and what it finds out holds for all. Then past the slowest poll, in one leap:
      // what is under way in it runs out of time.
      await page.clock.fastForward(15_000)
      await page.clock.fastForward(15_000)
      if (words === waitsForSignIn) await page.getByRole('button', { name: 'Check now' }).waitFor()
      await page.clock.fastForward(40_000)
      await expect(notices(page).filter({ hasText: words }).first()).toBeVisible()
      await expect(
        main(page)
          .getByText(/^Still shown: what npu-02 said 1m ago\.$/)
          .first(),
      ).toBeVisible()
      await expect(chipsOf(page, 'npu-02')).toHaveCount(before)
      await expect(chipsOf(page, 'npu-01')).toHaveCount(8)

      await endFault(page, words)
      await expect(notices(page).filter({ hasText: words })).toHaveCount(0)
      await expect(chipsOf(page, 'npu-02')).toHaveCount(before)
    })
  }
})

test('a server that takes the request and never answers is waited for by name, then given up', async ({
  page,
  open,
}) => {
  await page.clock.install()
  await startWith(page, { 'npu-02': 'hang' })
  await open('devices?view=table')
  await expect(chipsOf(page, 'npu-01')).toHaveCount(8)
  await expect(main(page).getByText('Waiting for npu-02…').first()).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button', { name: '3 of 4 servers answer' })).toBeVisible()

  await page.clock.fastForward(31_000)
  const notice = notices(page).filter({ hasText: 'No answer from npu-02 within 30s while listing devices' })
  await expect(notice).toBeVisible()
  await expect(chipsOf(page, 'mx-01')).toHaveCount(8)
  await befall(page, 'npu-02', null)
  await notice.getByRole('button', { name: 'Retry' }).click()
  await expect(chipsOf(page, 'npu-02')).not.toHaveCount(0)
})

test('a field of the wrong type is named with what was expected and what came', async ({ page, open }) => {
  await startWith(page, { 'npu-02': 'wrong-type', fleet: 'wrong-type' })
  await open('instances')
  const notice = notices(page).filter({ hasText: 'npu-02 sent an unexpected answer while listing instances' })
  await notice.getByText('Details').first().click()
  await expect(notice).toContainText(/The field instances\[0\]\.\w+ should be \S+, but was \S+\./)
  await expect(main(page).getByRole('row', { name: /chat-large/ })).toBeVisible()
  await walkTo(page, 'fleet')
  await expect(notices(page).first()).toContainText('fleet sent an unexpected answer while listing clients')
  await expect(notices(page).first()).toContainText(/The field data\S*\[0\]\.\w+ should be \S+, but was/)
  await befall(page, 'fleet', null)
  await main(page).getByRole('button', { name: 'Retry' }).click()
  await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
})

test('a field of the wrong type that no page needs takes nothing away', async ({ page, open }) => {
  await startWith(page, { 'npu-02': 'wrong-type' })
  await open('devices?view=table')
  // There it is the vendor's number of the first chip.
  await expect(chipsOf(page, 'npu-02')).toHaveCount(24)
})

test('whoever has to sign in again is told where, keeps what is on screen, and goes on afterwards', async ({
  page,
  open,
}) => {
  await page.clock.install()
  await open('instances')
  const rows = main(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'npu-01', exact: true }) })
  await expect(rows).toHaveCount(4)
  await befall(page, 'npu-01', 'html-login')
  await page.clock.fastForward(40_000)
  const banner = page.getByRole('status').filter({ hasText: 'Sign in again: npu-01 wants to know who you are' })
  await expect(banner).toBeVisible()
  const link = banner.getByRole('link', { name: 'Sign in at npu-01' })
  await expect(link).toHaveAttribute('href', /\/api\/xw\/npu-01\/$/)
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(rows).toHaveCount(4)

  await signIn(page, 'npu-01')
  await expect(banner).toHaveCount(0)
  await expect(notices(page)).toHaveCount(0)
})

test('each fault of the fleet’s register names it and what it was asked, and leaves the shell whole', async ({
  page,
  open,
}) => {
  await open('settings')
  const said = {
    down: 'No answer from fleet while listing clients',
    'empty-500': 'fleet failed while listing clients',
    'cut-json': 'fleet sent only part of an answer while listing clients',
  } as const
  for (const [fault, words] of Object.entries(said)) {
    await test.step(fault, async () => {
      await startWith(page, { fleet: fault as keyof typeof said })
      await page.goto('fleet')
      await expect(main(page).getByRole('alert')).toContainText(words)
      await befall(page, 'fleet', null)
      await main(page).getByRole('button', { name: 'Retry' }).click()
      await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
    })
  }
})

test('words that nobody documented are shown as they came', async ({ page, open }) => {
  await startWith(page, Object.fromEntries(serverIds.map((server) => [server, 'unknown-words'])))
  await open('instances')
  await expect(main(page).getByRole('row', { name: /chat-large/ })).toContainText('superposed')
  await walkTo(page, 'fleet')
  await expect(main(page).getByRole('row', { name: /^Select npu-01 / })).toContainText('superposed')
  await walkTo(page, 'models')
  await expect(
    main(page)
      .getByRole('row', { name: /qwen3-4b/ })
      .first(),
  ).toContainText('npu-01: superposed')
  await walkTo(page, '')
  await expect(main(page).getByRole('row', { name: /^npu-01/ })).toContainText('superposed')
  await expect(notices(page)).toHaveCount(0)
})

test('null in place of every list reads as nothing there, or says what came', async ({ page, open }) => {
  await startWith(page, Object.fromEntries(serverIds.map((server) => [server, 'null-lists'])))
  await open('')
  for (const [name, { path }] of Object.entries(consolePages)) {
    await test.step(name, async () => {
      await walkTo(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText('This page ran into a fault')).toHaveCount(0)
    })
  }
  await walkTo(page, 'devices')
  await expect(main(page).getByText('No server reports an accelerator')).toBeVisible()
  await walkTo(page, 'fleet')
  await expect(main(page).getByText('No clients yet')).toBeVisible()
})

test('numbers out of range are shown as they came, and marked', async ({ page, open }) => {
  await stopClock(page)
  await startWith(page, Object.fromEntries(serverIds.map((server) => [server, 'out-of-range'])))
  await open('fleet')
  const row = main(page).getByRole('row', { name: /^Select npu-01 / })
  await expect(row).toContainText('300%')
  await expect(row.getByRole('meter', { name: 'CPU' })).toHaveAttribute('aria-valuenow', '100')
  await expect(row.getByRole('meter', { name: 'CPU' })).toHaveAttribute('aria-valuetext', /300%.*outside 0 to 100/)
  await expect(row.getByRole('meter', { name: 'Memory' })).toHaveAttribute('aria-valuenow', '0')
  await expectNoSidewaysScroll(page)
  for (const path of ['', 'models', 'models/qwen3-4b', 'instances']) {
    await walkTo(page, path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(main(page)).not.toContainText(/NaN|Infinity|undefined/)
    await expectNoSidewaysScroll(page)
  }
})

test('markup, overrides of direction and endless names are text, at 1440 and at 390 px', async ({ page, open }) => {
  test.setTimeout(120_000)
  await startWith(page, Object.fromEntries(serverIds.map((server) => [server, 'hostile-names'])))
  await open('', { quirks: '-dateFormIgnored' })
  for (const [name, { path }] of Object.entries(consolePages)) {
    await test.step(name, async () => {
      await walkTo(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        if (name in hostileText)
          await expect(
            main(page)
              .getByText(hostileText[name] ?? '')
              .filter({ visible: true })
              .first(),
          ).toBeVisible()
        await expectHarmless(page)
      }
    })
  }
})

/** Where a name with markup can be read, letter for letter. */
const hostileText: Readonly<Record<string, RegExp>> = {
  fleet: /<img src=x onerror=/,
  models: /<img src=x onerror=/,
  instances: /<img src=x onerror=/,
}

async function expectHarmless(page: Page): Promise<void> {
  await expect(page).not.toHaveTitle('owned')
  await expect(page.locator('#root :is(img, script, iframe, b, object, embed)')).toHaveCount(0)
  await expect(page.getByText('This page ran into a fault')).toHaveCount(0)
  await expectNoSidewaysScroll(page)
  // Without isolation an override in one name would turn what stands beside it.
  const text = await page.locator('body').innerText()
  expect(text).not.toMatch(/[\u202A-\u202E]/)
  expect(text).not.toContain('\u0007')
}

test('a garbled world still works: what can be read is there, what cannot is named', async ({ page, open }) => {
  await open('instances', { scenario: 'garbled' })
  // Of npu-01 only names are odd; its instances are all there.
  await expect(
    main(page)
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: /npu-01/ }) }),
  ).toHaveCount(4)
  await expect(notices(page).filter({ hasText: 'npu-02 sent only part of an answer' }).first()).toBeVisible()
  await expect(
    notices(page)
      .filter({ hasText: /mx-01.* sent an unexpected answer/ })
      .first(),
  ).toBeVisible()
  await expectHarmless(page)
})
