import { readFile } from 'node:fs/promises'
import type { Download, Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { befall, stopClock } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const table = (page: Page) => main(page).getByRole('table', { name: 'Fleet' })
const names = (page: Page) => table(page).getByRole('row').getByRole('link')
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name, exact: true })
const button = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name })
const search = (page: Page) => main(page).getByRole('searchbox', { name: 'Search name, id, device, OS' })
const view = (page: Page, name: string) => main(page).getByRole('radio', { name, exact: true })
const chips = (page: Page) => main(page).getByRole('list', { name: 'Filters in force' }).getByRole('listitem')

/** Presses the first choice of a filter that leaves clients, and returns how many it says it leaves. */
async function choose(page: Page, filter: Locator): Promise<number> {
  await filter.click()
  const open = page.getByRole('dialog').filter({ visible: true })
  const choices = open.getByRole('listitem')
  await expect(choices.first()).toBeVisible()
  const texts = await choices.allInnerTexts()
  const place = texts.findIndex((text) => !/\b0$/.test(text))
  const count = Number(/([\d,]+)$/.exec(texts[place] ?? '')?.[1]?.replaceAll(',', ''))
  await choices.nth(place).getByRole('checkbox').check()
  await page.keyboard.press('Escape')
  await expect(open).toHaveCount(0)
  return count
}

async function textOf(download: Download): Promise<string> {
  return await readFile(await download.path(), 'utf8')
}

for (const quirks of ['default', 'none'] as const) {
  const world = quirks === 'none' ? { seed: 1, quirks } : { seed: 1 }

  test(`the fleet is searched and filtered, each choice tells how many it leaves (quirks: ${quirks})`, async ({
    page,
    open,
  }) => {
    await stopClock(page)
    await open('fleet', world)
    await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
    await expect(names(page)).toHaveCount(48)

    await page.keyboard.press('/')
    await expect(search(page)).toBeFocused()
    await page.keyboard.type('npu')
    await expect(names(page)).toHaveText(['npu-01', 'npu-02'])
    await expect(main(page).getByText('2 of 48 clients')).toBeVisible()
    await button(page, 'Reset filters').click()
    await expect(names(page)).toHaveCount(48)

    for (const filter of ['Status', 'Last heartbeat', 'Needs attention', 'Device', 'More filters']) {
      await test.step(filter, async () => {
        const count = await choose(page, main(page).getByRole('button', { name: filter, expanded: false }))
        expect(count, filter).toBeGreaterThan(0)
        await expect(names(page)).toHaveCount(count)
        await expect(chips(page)).toHaveCount(1)
        await chips(page).getByRole('button').click()
        await expect(names(page)).toHaveCount(48)
        await expect(search(page)).toBeFocused()
      })
    }

    await test.step('several values, and ranges', async () => {
      await page.goto('fleet?status=error,maintenance&health=50-100')
      await expect(chips(page)).toHaveText(['Status: error, maintenance', 'Health: 50 to 100'])
      await expect(names(page).nth(2)).toBeVisible()
      const both = await names(page).count()
      expect(both).toBeGreaterThan(2)
      await button(page, /^More filters/).click()
      const more = page.getByRole('dialog', { name: 'More filters' })
      await more.getByRole('textbox', { name: 'At least' }).fill('120')
      await expect(more.getByText('From 0 to 100')).toBeVisible()
      await expect(names(page)).toHaveCount(both)
      await more.getByRole('textbox', { name: 'At least' }).fill('')
      await more.getByRole('combobox', { name: 'Older than' }).selectOption('1h')
      await expect(chips(page).last()).toHaveText('Age of the last heartbeat: from 1h')
      await more.getByRole('combobox', { name: /^Site/ }).fill('cd')
      await expect(names(page).first()).toHaveText(/^cd-/)
      await expectAccessible(page)
    })
  })
}

test('filters that nothing passes say so and offer the way out', async ({ page, open }) => {
  await open('fleet?q=nothing-is-called-this', { seed: 1 })
  await expect(main(page).getByText('No client matches')).toBeVisible()
  await expect(main(page).getByText('None of the 48 clients passes all filters at once.')).toBeVisible()
  await table(page).getByRole('button', { name: 'Reset filters' }).click()
  await expect(names(page)).toHaveCount(48)
})

test('the table is sorted by several columns; columns and density are chosen; the address keeps it all', async ({
  page,
  open,
}) => {
  await stopClock(page)
  await open('fleet?sort=tflops&dir=desc', { seed: 1 })
  const header = (name: string) => table(page).getByRole('columnheader', { name })
  await expect(header('TFLOPS')).toHaveAttribute('aria-sort', 'descending')
  const column = async (name: string) => {
    const place = await header(name).evaluate((cell) => [...(cell.parentElement?.children ?? [])].indexOf(cell))
    return await table(page)
      .locator(`tbody tr > :nth-child(${place + 1})`)
      .allInnerTexts()
  }
  const figures = async () =>
    (await column('TFLOPS')).filter((text) => text !== '–').map((text) => Number(text.replaceAll(',', '')))
  await expect.poll(async () => (await figures()).length).toBeGreaterThan(30)
  const sorted = await figures()
  expect(sorted).toEqual(sorted.toSorted((a, b) => b - a))
  await header('TFLOPS').getByRole('button').click()
  await header('TFLOPS').getByRole('button').click()
  await expect(header('TFLOPS')).not.toHaveAttribute('aria-sort', 'descending')

  await header('Status').getByRole('button').click()
  await header('Device')
    .getByRole('button')
    .click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL(/sort=status%2Cdevice/)
  const pairs = (await column('Status')).map((status, row) => ({ status, row }))
  const devices = await column('Device')
  const online = pairs.filter(({ status }) => status === 'online').map(({ row }) => devices[row] ?? '')
  expect(online).toEqual(online.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })))

  await button(page, 'Columns').click()
  const menu = page.getByRole('dialog', { name: 'Columns of the table' })
  await menu.getByRole('checkbox', { name: 'Client id' }).check()
  await menu.getByRole('checkbox', { name: 'TFLOPS' }).uncheck()
  await menu.getByRole('button', { name: 'Keep Name in sight' }).click()
  await page.keyboard.press('Escape')
  await button(page, 'Dense rows').click()
  await expect(header('Client id')).toBeVisible()
  await expect(header('TFLOPS')).toHaveCount(0)
  await page.reload()
  await expect(header('Client id')).toBeVisible()
  await expect(header('TFLOPS')).toHaveCount(0)
  await expect(button(page, 'Dense rows')).toHaveAttribute('aria-pressed', 'true')
  await expectAccessible(page)
})

test('rows are walked and opened with the keyboard, or by a click anywhere on them', async ({ page, open }) => {
  await open('fleet', { seed: 1 })
  await expect(names(page)).toHaveCount(48)
  const second = (await names(page).nth(1).textContent()) ?? ''
  await names(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(names(page).nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page, second)).toBeFocused()

  await page.goBack()
  await table(page)
    .getByRole('row', { name: /npu-02 / })
    .getByRole('cell')
    .nth(2)
    .click()
  await expect(heading(page, 'npu-02')).toBeFocused()
})

test('clients stay chosen under filters, views and reloads, and are exported and compared', async ({ page, open }) => {
  await open('fleet', { seed: 1 })
  await table(page).getByRole('checkbox', { name: 'Select bj-a01' }).check()
  await table(page)
    .getByRole('checkbox', { name: 'Select bj-a04' })
    .click({ modifiers: ['Shift'] })
  const bar = main(page).getByRole('group', { name: 'Selection' })
  await expect(bar).toContainText('4 selected')
  await search(page).fill('cd-')
  await expect(bar).toContainText('4 selected, 4 of them not shown by this filter')
  await view(page, 'Groups').check()
  await view(page, 'Table').check()
  await page.reload()
  await expect(bar).toContainText('4 selected, 4 of them not shown by this filter')
  await bar.getByRole('button', { name: 'Show selected' }).click()
  await expect(names(page)).toHaveText(['bj-a01', 'bj-a02', 'bj-a03', 'bj-a04'])
  await expect(chips(page)).toHaveText(['Selection: selected clients only'])

  const saved = page.waitForEvent('download')
  await bar.getByRole('button', { name: 'Export selected' }).click()
  await page.getByRole('menuitem', { name: 'JSON, all columns' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^fleet_\d{4}-\d\d-\d\d_4-clients\.json$/)
  const rows: unknown = JSON.parse(await textOf(download))
  expect(rows).toMatchObject([{ name: 'bj-a01' }, { name: 'bj-a02' }, { name: 'bj-a03' }, { name: 'bj-a04' }])

  await button(page, 'Reset filters').click()
  await bar.getByRole('button', { name: 'Select all 48 shown' }).click()
  await expect(bar).toContainText('48 selected · Too many for a link: this tab keeps them.')
  await expect(bar.getByRole('button', { name: 'Compare health' })).toHaveAttribute('aria-disabled', 'true')
  await page.reload()
  await expect(bar).toContainText('48 selected')
  await bar.getByRole('button', { name: 'Clear' }).click()
  await table(page).getByRole('checkbox', { name: 'Select npu-01' }).check()
  await table(page).getByRole('checkbox', { name: 'Select npu-02' }).check()
  await expectAccessible(page)
  await bar.getByRole('button', { name: 'Sample GPUs' }).click()
  await expect(page.getByText('2 clients are sampled while the console is open')).toBeVisible()
  await bar.getByRole('link', { name: 'Compare health' }).click()
  await expect(page).toHaveURL(/\/health\?clients=[0-9a-f]{32}%2C[0-9a-f]{32}/)
})

test('the clients chosen are set to maintenance after a question that names them', async ({ page, open }) => {
  await open('fleet?q=npu', { seed: 1, quirks: 'none' })
  await table(page).getByRole('checkbox', { name: 'Select all rows' }).check()
  await button(page, 'Set maintenance').click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('Set 2 clients to maintenance?')
  await expect(question).toContainText('npu-02')
  await question.getByRole('button', { name: 'Set maintenance' }).click()
  await expect(table(page).getByText('maintenance', { exact: true })).toHaveCount(2)
})

test('a view is saved, changed, renamed, deleted and brought back', async ({ page, open }) => {
  await open('fleet?status=error,offline&view=map&colour=age', { seed: 1 })
  await expect(main(page).getByText(/^\d+ of 48 clients$/)).toBeVisible()
  await button(page, 'Views').click()
  const views = page.getByRole('dialog', { name: 'Saved views' })
  await views.getByRole('button', { name: 'Save as new' }).click()
  await expect(views.getByText('A view needs a name')).toBeVisible()
  await views.getByRole('textbox').fill('Down <b>now</b>')
  await views.getByRole('button', { name: 'Save as new' }).click()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await button(page, 'Reset filters').click()
  await button(page, /^Down <b>now<\/b>\s*modified/).click()
  await views.getByRole('button', { name: 'Down <b>now</b> modified', exact: true }).click()
  await expect(chips(page)).toHaveText(['Status: error, offline'])
  await expect(view(page, 'Map')).toBeChecked()

  await view(page, 'Table').check()
  await page.reload()
  await button(page, /^Down/).click()
  await views.getByRole('button', { name: /^Overwrite/ }).click()
  await expect(views.getByText('modified')).toHaveCount(0)
  await views.getByRole('button', { name: /^Rename/ }).click()
  await views.getByRole('textbox', { name: /^Rename/ }).fill('Down')
  await page.keyboard.press('Enter')
  await expect(views.getByRole('button', { name: 'Down', exact: true })).toBeVisible()
  await views.getByRole('button', { name: 'Delete Down' }).click()
  await views.getByRole('button', { name: 'Undo' }).click()
  await expect(views.getByRole('button', { name: 'Down', exact: true })).toBeVisible()

  // Whatever somebody else has written there, the page opens.
  await page.evaluate(() => localStorage.setItem('quarterdeck.fleet.views', '{"state":{"byServer":[{}]},"version":7}'))
  await page.goto('fleet?saved=Down')
  await expect(names(page)).toHaveCount(48)
})

test('the map: one cell a client, whose legend counts and filters, by pointer and by keyboard', async ({
  page,
  open,
}) => {
  await stopClock(page)
  await open('fleet?view=map', { seed: 1 })
  const legend = main(page).getByRole('list', { name: 'Legend of Fleet by Status' })
  const maintenance = legend.getByRole('button', { name: /^maintenance/ })
  const count = Number(/(\d+) \(/.exec(await maintenance.innerText())?.[1])
  expect(count).toBeGreaterThan(0)
  for (const colour of ['Health', 'CPU', 'Memory', 'Last heartbeat']) {
    await main(page).getByRole('radio', { name: colour, exact: true }).check()
    await expect(main(page).getByRole('list', { name: `Legend of Fleet by ${colour}` })).toBeVisible()
  }
  await expect(page).toHaveURL(/colour=age/)
  await expectAccessible(page)
  await main(page).getByRole('radio', { name: 'Status', exact: true }).check()
  await maintenance.click()
  await expect(main(page).getByText(`${count} of 48 clients`)).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await button(page, 'Reset filters').click()
  await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()

  await page.keyboard.press('Tab')
  const field = main(page).locator('[aria-describedby*="-keys"]').first()
  await field.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'bj-a02')).toBeVisible()
})

test('the map beside the table: what its legend leaves is left in both, and it lies below where there is no room', async ({
  page,
  open,
}) => {
  await stopClock(page)
  await open('fleet', { seed: 1 })
  await view(page, 'Both').check()
  const maintenance = main(page).getByRole('button', { name: /^maintenance/ })
  const count = Number(/(\d+) \(/.exec(await maintenance.innerText())?.[1])
  await maintenance.click()
  await expect(names(page)).toHaveCount(count)
  await expect(main(page).getByRole('button', { name: new RegExp(`^maintenance ${count} \\(100`) })).toBeVisible()
  await expectAccessible(page)
  const isBeside = async () => {
    const field = await main(page).locator('[aria-describedby*="-keys"]').first().boundingBox()
    const rows = await table(page).boundingBox()
    return (field?.x ?? 0) > (rows?.x ?? 0) + (rows?.width ?? 0)
  }
  expect(await isBeside()).toBe(true)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  expect(await isBeside()).toBe(false)
})

test('groups sum up what the filters leave, and lead to their clients', async ({ page, open }) => {
  await stopClock(page)
  await open('fleet?view=groups&q=a0', { seed: 1 })
  const groups = (by: string) => main(page).getByRole('table', { name: `Clients by ${by}` })
  const sum = async (by: string) => {
    const counts = await groups(by).locator('tbody tr > :nth-child(2)').allInnerTexts()
    return counts.reduce((total, text) => total + Number(text), 0)
  }
  const shown = Number(
    /^(\d+) of/.exec(
      await main(page)
        .getByText(/of 48 clients/)
        .innerText(),
    )?.[1],
  )
  expect(await sum('Status')).toBe(shown)
  for (const by of ['OS', 'Site', 'Device']) {
    await main(page).getByRole('radio', { name: by, exact: true }).check()
    await expect(groups(by)).toBeVisible()
    expect(await sum(by), by).toBe(shown)
  }
  await expectAccessible(page)
  const first = groups('Device').locator('tbody tr').first()
  const count = Number(await first.locator('td, th').nth(1).innerText())
  await first.getByRole('button').click()
  await expect(names(page)).toHaveCount(count)
  await expect(chips(page)).toHaveCount(2)
})

test('what is filtered is exported, with the columns shown, as text that no spreadsheet runs', async ({
  page,
  open,
}) => {
  await open('fleet?q=npu&cols=name.status.seen**', { seed: 1 })
  await expect(names(page)).toHaveCount(2)
  const saved = page.waitForEvent('download')
  await button(page, 'Export').click()
  await page.getByRole('menuitem', { name: 'CSV, columns as shown' }).click()
  const download = await saved
  expect(download.suggestedFilename()).toMatch(/^fleet_\d{4}-\d\d-\d\d_2-clients\.csv$/)
  const [head, first] = (await textOf(download)).split('\r\n')
  expect(head).toMatch(/^\uFEFFname,/)
  expect(first).toMatch(/^npu-01,.*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/)
  await expect(page.getByText('2 clients exported')).toBeVisible()
})

test('clients made invalid here are opened by their filter', async ({ page, open }) => {
  await open('fleet', { seed: 1 })
  await button(page, 'More filters').click()
  const more = page.getByRole('dialog', { name: 'More filters' })
  await more.getByRole('combobox', { name: 'Validity' }).selectOption('Made invalid here (0)')
  await expect(main(page).getByText('No client was made invalid here')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Back to the register').click()
  await expect(names(page)).toHaveCount(48)
})

test('at 390 px each row has name, status and age, and nothing scrolls sideways', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open('fleet', { seed: 1 })
  await expect(table(page).getByRole('row').nth(1)).toContainText(/bj-a01\s*active\s*.*(?:ago|now)/)
  await expectNoSidewaysScroll(page)
  await table(page).getByRole('checkbox', { name: 'Select bj-a01' }).check()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await view(page, 'Groups').check()
  await expectNoSidewaysScroll(page)
})

test('of ten thousand clients only those in sight are drawn; a poll moves nothing, and a failing one takes nothing', async ({
  page,
  open,
}) => {
  await page.clock.install()
  await open('fleet', { scenario: 'crowded', seed: 1 })
  await expect(main(page).getByText('10,000 clients', { exact: true })).toBeVisible()
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001')
  expect(await main(page).getByRole('row').count()).toBeLessThan(100)
  await names(page).first().focus()
  await page.keyboard.press('End')
  const last = main(page).locator('[aria-rowindex="10001"]').getByRole('link')
  await expect(last).toBeFocused()

  await page.clock.fastForward(20_000)
  await expect(main(page).getByText(/^Updated (?:just now|\ds ago)$/)).toBeVisible()
  await expect(last).toBeFocused()
  await befall(page, 'fleet', 'down')
  await page.clock.fastForward(40_000)
  await expect(
    main(page)
      .getByText(/No answer from fleet/)
      .first(),
  ).toBeVisible()
  await expect(last).toBeFocused()
  await befall(page, 'fleet', null)

  await search(page).fill('npu-01')
  await expect(names(page).first()).toHaveText('npu-01')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
})
