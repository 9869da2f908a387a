import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { befall, quirk, stopClock, writeBehind } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const dialog = (page: Page) => page.getByRole('dialog')
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const tabs = (page: Page) => main(page).getByRole('navigation', { name: 'Register' })

const NEW_ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
/** Its database refuses these, and the server says yes. */
const REFUSED_ID = '6e1131b4b9cc454aa6ce3294ab86dead'

async function openForm(page: Page): Promise<void> {
  await main(page).getByRole('button', { name: 'Register a client' }).click()
  await expect(dialog(page).getByRole('textbox', { name: 'User id' })).toHaveValue('12')
}

const id = (page: Page) => dialog(page).getByRole('textbox', { name: 'Client id' })
const name = (page: Page) => dialog(page).getByRole('textbox', { name: 'Name' })
const send = (page: Page) => dialog(page).getByRole('button', { name: 'Register', exact: true })

test.describe('registering a client', () => {
  test('what is typed is checked with reasons, taken in any form, and confirmed by reading back', async ({
    page,
    open,
  }) => {
    await open('fleet', { seed: 1 })
    await openForm(page)
    await id(page).fill('rack-4')
    await expect(dialog(page).getByText('“r” is no hexadecimal character (0–9, a–f)')).toBeVisible()
    await name(page).fill('   ')
    await expect(dialog(page).getByText('The register takes no empty name')).toBeVisible()
    await expect(send(page)).toHaveAttribute('aria-disabled', 'true')
    await expectAccessible(page)

    await id(page).fill(`0x${NEW_ID.toUpperCase()}`)
    await expect(dialog(page).getByText(`Sent as ${NEW_ID}`)).toBeVisible()
    await name(page).fill(' <b>new</b> machine ')
    await dialog(page).getByRole('textbox', { name: 'OS' }).fill('Linux')
    await send(page).click()
    // Its cache does not have it yet: looked for until it does.
    await expect(dialog(page).getByText('Sent, not confirmed yet')).toBeVisible()
    await expect(dialog(page).getByText('Registered: <b>new</b> machine')).toBeVisible()
    await expect(dialog(page).getByText('The server took everything but the OS: it shows none.')).toBeVisible()
    await dialog(page).getByRole('link', { name: 'Open the client' }).click()
    await expect(heading(page, '<b>new</b> machine')).toBeVisible()
  })

  test('an id that is there already shows whose it is, and nothing is sent', async ({ page, open }) => {
    await open('fleet?q=npu-02', { seed: 1, quirks: '-staleAfterWrite' })
    const link = main(page).getByRole('link', { name: 'npu-02', exact: true })
    const theirs = /[0-9a-f]{32}/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? ''
    await openForm(page)
    await id(page).fill(theirs)
    await name(page).fill('another')
    await expect(dialog(page).getByText(/^It belongs to npu-02 \(status: (?:online|active)\)\./)).toBeVisible()
    await expect(send(page)).toHaveAttribute('aria-disabled', 'true')

    // No list has it, and yet the server tells of it: invalid, or another user's.
    await writeBehind(page, { client_id: theirs, valid_status: 'invalid' })
    await id(page).fill('')
    await page.reload()
    await expect(main(page).getByText('0 of 47 clients')).toBeVisible()
    await openForm(page)
    await id(page).fill(theirs)
    await name(page).fill('another')
    await expect(dialog(page).getByText('The server knows this id, but lists it nowhere')).toBeVisible()
    await dialog(page).getByRole('button', { name: 'Register anyway…' }).click()
    const question = page.getByRole('alertdialog')
    await expect(question).toContainText('theirs is renamed to another')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(name(page)).toHaveValue('another')
  })

  test('a yes that no list bears out is said to be unconfirmed', async ({ page, open }) => {
    await page.clock.install()
    await open('fleet', { seed: 1 })
    await openForm(page)
    await id(page).fill(REFUSED_ID)
    await name(page).fill('refused')
    await send(page).click()
    await expect(dialog(page).getByText('Sent, not confirmed yet')).toBeVisible()
    for (let n = 0; n < 7; n++) await page.clock.fastForward(5_000)
    await expect(dialog(page).getByText('Not confirmed', { exact: true })).toBeVisible()
    await expect(dialog(page)).toContainText('Its database may have refused')
  })

  test('a server without that quirk says no, and what was typed stays', async ({ page, open }) => {
    await open('fleet', { seed: 1, quirks: 'none' })
    await openForm(page)
    await id(page).fill(REFUSED_ID)
    await name(page).fill('refused')
    await send(page).click()
    await expect(dialog(page).getByText('fleet failed while registering a client')).toBeVisible()
    await id(page).fill(NEW_ID)
    await dialog(page).getByRole('textbox', { name: 'OS' }).fill('Linux')
    await send(page).click()
    await expect(dialog(page).getByText('Registered: refused')).toBeVisible()
    await expect(dialog(page).getByText(/everything but the OS/)).toHaveCount(0)
  })
})

test.describe('fleet models', () => {
  test('the register’s models are filtered, and lead to the clients that have them loaded', async ({ page, open }) => {
    await stopClock(page)
    await open('fleet/models', { seed: 1 })
    const list = main(page).getByRole('table', { name: 'Registered models' })
    await expect(list.getByRole('row')).toHaveCount(9)
    await main(page).getByRole('textbox', { name: 'Needs GPU memory of at most' }).fill('16')
    await main(page).getByRole('combobox', { name: 'Offered' }).selectOption('Yes')
    await expect(main(page).getByText('4 of 8 models')).toBeVisible()
    await expect(page).toHaveURL(/fits=/)
    await expectAccessible(page)
    const reported = main(page).getByRole('table', { name: 'Loaded by clients' })
    await expect(reported.getByRole('row', { name: /chat-large/ })).toContainText('not registered')
    const loaded = reported.getByRole('link', { name: /^See \d+ clients with qwen3-8b$/ })
    const count = (await loaded.textContent()) ?? ''
    await loaded.click()
    await expect(main(page).getByText(`${count} of 48 clients`)).toBeVisible()
  })

  test('a model is created and edited with every field, and what is taken already is told first', async ({
    page,
    open,
  }) => {
    await open('fleet/models', { seed: 1 })
    await main(page).getByRole('button', { name: 'New model' }).click()
    const field = (label: string) => dialog(page).getByRole('textbox', { name: label })
    await field('Name').fill('bge-m3')
    await field('Version').first().fill('1.0')
    await field('Version code').fill('0')
    await field('Download URL').fill('javascript:alert(1)')
    await field('Checksum').fill('abc')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(dialog(page).getByText(/^bge-m3 has version 1\.0 already/)).toBeVisible()
    await expect(dialog(page).getByText('A whole number above 0', { exact: true })).toBeVisible()
    await expect(dialog(page).getByText('No address that begins with http:// or https://')).toBeVisible()
    await expect(dialog(page).getByText('3 characters: no checksum has that length')).toBeVisible()
    await expectAccessible(page)

    await field('Version').first().fill('2.0')
    await field('Version code').fill('2')
    await field('Download URL').fill('')
    await field('Checksum').fill('')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved: bge-m3 2.0')).toBeVisible()

    await main(page).getByRole('button', { name: 'Edit bge-m3 2.0' }).click()
    await expect(field('Engine type')).toHaveValue('')
    await field('Engine type').fill('1')
    await dialog(page).getByRole('checkbox', { name: 'Offered to agents' }).uncheck()
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(main(page).getByRole('row', { name: /bge-m3 2\.0 2 no/ })).toBeVisible()
  })

  test('a list that one null broke is explained', async ({ page, open }) => {
    await open('fleet/models', { seed: 1 })
    await expect(main(page).getByRole('table', { name: 'Registered models' })).toBeVisible()
    await page.evaluate(async () => {
      const body = JSON.stringify({ name: 'broken', version: '1', version_code: 1, engine_type: 0 })
      await fetch(new URL('api/gpuf/api/models/insert', document.baseURI), { method: 'POST', body })
    })
    await page.reload()
    await expect(main(page).getByText('fleet failed while listing fleet models')).toBeVisible()
    await expect(main(page).getByText(/was stored without “is_active”/)).toBeVisible()
    await quirk(page, 'nullActiveBreaksList', false)
    await main(page).getByRole('button', { name: 'Retry' }).first().click()
    await expect(main(page).getByRole('row', { name: /broken/ })).toContainText('not said')
  })
})

test.describe('points', () => {
  test('by client and day, page by page, with the server’s totals and a file', async ({ page, open }) => {
    await stopClock(page)
    await open('fleet/points', { seed: 1 })
    const pages = main(page).getByRole('navigation', { name: 'Pages' })
    await expect(pages.getByText('Page 1 of 17')).toBeVisible()
    await main(page).getByRole('button', { name: 'Next page' }).click()
    await expect(pages.getByText('Page 2 of 17')).toBeVisible()
    await expect(page).toHaveURL(/page=/)
    await main(page).getByRole('searchbox', { name: 'Client name or id' }).fill('npu-0')
    await expect(pages.getByText('Page 1 of 1')).toBeVisible()
    // The server understands another form of dates only: learnt, and asked again.
    await main(page).getByLabel('From (UTC)').fill('2026-11-18')
    await main(page).getByLabel('To, included (UTC)').fill('2026-11-19')
    await expect(main(page).getByRole('table').getByRole('row')).toHaveCount(5)
    const download = page.waitForEvent('download')
    await main(page).getByRole('button', { name: 'CSV of this page' }).click()
    expect((await download).suggestedFilename()).toBe('points_page-1.csv')
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
  })

  test('where the server has none there is no tab, and an old address says so', async ({ page, open }) => {
    await open('fleet/points', { seed: 1, quirks: '-newerEndpoints' })
    await expect(main(page).getByText('This server has no points')).toBeVisible()
    await expect(tabs(page).getByRole('link')).toHaveText(['Clients', 'Models'])
    await befall(page, 'fleet', 'down')
    await tabs(page).getByRole('link', { name: 'Models' }).click()
    await expect(heading(page, 'Fleet models')).toBeFocused()
    await expect(main(page).getByText('No answer from fleet while listing fleet models')).toBeVisible()
  })
})
