import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { befall, quirk, writeBehind } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const dialog = (page: Page) => page.getByRole('dialog')
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const run = (page: Page, name: string | RegExp) => main(page).getByRole('region', { name })

/** The id of the client whose page is open. */
function idIn(page: Page): string {
  return /\/fleet\/([0-9a-f]{32})/.exec(page.url())?.[1] ?? ''
}

async function openClient(page: Page, name: string): Promise<void> {
  await main(page).getByRole('link', { name, exact: true }).click()
  await expect(heading(page, name)).toBeVisible()
}

/** Chooses every client that the filters leave, and opens the change of many. */
async function changeAll(page: Page, count: number): Promise<void> {
  await main(page)
    .getByRole('checkbox', { name: /^Select all/ })
    .check()
  await expect(main(page).getByText(`${count} selected`)).toBeVisible()
  await main(page).getByRole('group', { name: 'Selection' }).getByRole('button', { name: 'Edit…' }).click()
  await expect(dialog(page).getByRole('heading', { name: `Change ${count} clients` })).toBeVisible()
}

test.describe('one client', () => {
  test('a new name shows at once, as pending, until the server says the same', async ({ page, open }) => {
    await page.clock.install()
    await open('fleet?q=npu-02', { seed: 1 })
    await openClient(page, 'npu-02')
    await main(page).getByRole('button', { name: 'Edit', exact: true }).click()
    await expect(dialog(page).getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill('npu-02 (rack 4)')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(dialog(page)).toHaveCount(0)
    await expect(heading(page, 'npu-02 (rack 4)')).toBeVisible()
    await expect(main(page).getByText('pending', { exact: true }).first()).toBeVisible()
    // Past the moments at which the value is looked for, until the server's cache has let go of the old one.
    for (let n = 0; n < 3; n++) await page.clock.fastForward(5_000)
    await expect(main(page).getByText('pending', { exact: true })).toHaveCount(0)
    await expect(main(page).getByText('not confirmed')).toHaveCount(0)
    await expect(heading(page, 'npu-02 (rack 4)')).toBeVisible()
  })

  test('an empty name is refused before it is sent; what the server refuses stays with its words', async ({
    page,
    open,
  }) => {
    await open('fleet?q=npu-02', { seed: 1 })
    await openClient(page, 'npu-02')
    await main(page).getByRole('button', { name: 'Edit', exact: true }).click()
    const name = dialog(page).getByRole('textbox', { name: 'Name' })
    await name.fill('  ')
    await expect(dialog(page).getByText('The register takes no empty name').first()).toBeVisible()
    await name.fill('another name')

    await befall(page, 'fleet', 'down')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(dialog(page).getByText(/^No answer from fleet while/)).toBeVisible()
    await expect(name).toHaveValue('another name')
    await befall(page, 'fleet', null)

    await quirk(page, 'everyThirdEditRefused', true)
    for (const other of ['first', 'second']) await writeBehind(page, { client_id: idIn(page), os_type: other })
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(dialog(page).getByText('fleet refused editing a client')).toBeVisible()
    await dialog(page).getByText('Details').first().click()
    await expect(dialog(page)).toContainText('database is busy')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(heading(page, 'another name')).toBeVisible()
  })

  test('what somebody else changed meanwhile shows beside what was typed, and the operator decides', async ({
    page,
    open,
  }) => {
    await open('fleet?q=npu-02', { seed: 1, quirks: '-staleAfterWrite' })
    await openClient(page, 'npu-02')
    await main(page).getByRole('button', { name: 'Edit', exact: true }).click()
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill('mine')
    await writeBehind(page, { client_id: idIn(page), name: 'theirs', os_type: 'Plan 9' })
    await dialog(page).getByRole('button', { name: 'Save' }).click()

    const notice = dialog(page).getByRole('alert').filter({ hasText: 'Name was changed elsewhere' })
    await expect(notice).toContainText(/When you began\s*npu-02\s*On the server now\s*theirs\s*You typed\s*mine/)
    await expect(
      dialog(page).getByText('OS changed on the server from Linux to Plan 9 while this was open.'),
    ).toBeVisible()
    await expect(dialog(page).getByRole('textbox', { name: 'OS' })).toHaveValue('Plan 9')
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Name: take theirs' }).click()
    await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toHaveValue('theirs')

    await dialog(page).getByRole('textbox', { name: 'Name' }).fill('mine after all')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(heading(page, 'mine after all')).toBeVisible()
  })

  test('maintenance is confirmed, and when a heartbeat has overwritten it that is said', async ({ page, open }) => {
    await page.clock.install()
    await open('fleet?q=npu-02', { seed: 1, quirks: '-staleAfterWrite' })
    await openClient(page, 'npu-02')
    await main(page).getByRole('button', { name: 'Edit', exact: true }).click()
    await dialog(page).getByRole('combobox', { name: 'Status' }).selectOption('maintenance')
    await expect(dialog(page)).toContainText('each heartbeat sets the status back to online')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await expect(dialog(page)).toHaveCount(0)
    await page.clock.fastForward(3_000)
    await expect(main(page).getByText('pending', { exact: true })).toHaveCount(0)
    await expect(main(page).getByText('maintenance', { exact: true }).first()).toBeVisible()
    await expect(async () => {
      await page.clock.fastForward(20_000)
      await expect(main(page).getByText('overwritten', { exact: true }).first()).toBeVisible({ timeout: 300 })
    }).toPass()
    await expect(
      main(page)
        .getByTitle(/^Was set to maintenance here\. A heartbeat has set it to/)
        .first(),
    ).toBeVisible()
  })

  test('made invalid it is in no list, is kept here over a reload, and comes back', async ({ page, open }) => {
    await open('fleet?q=npu-02', { seed: 1, quirks: '-staleAfterWrite' })
    await openClient(page, 'npu-02')
    const id = idIn(page)
    await main(page).getByRole('button', { name: 'Edit', exact: true }).click()
    await dialog(page).getByRole('button', { name: 'Make invalid…' }).click()
    const question = page.getByRole('alertdialog', { name: 'Make npu-02 invalid?' })
    await expect(question).toContainText(`Client id ${id}`)
    await expect(question).toContainText('disappears from every list')
    await question.getByRole('button', { name: 'Make invalid' }).click()
    await expect(page.getByText('npu-02 is invalid now')).toBeVisible()

    await page.goto('fleet?q=npu')
    await expect(main(page).getByText('1 of 47 clients')).toBeVisible()
    await page.goto('fleet?valid=invalid')
    const row = main(page).getByRole('row', { name: /npu-02/ })
    await expect(row).toContainText(id)
    await row.getByRole('button', { name: 'Make npu-02 valid' }).click()
    await expect(page.getByText('npu-02 is valid again')).toBeVisible()
    await main(page).getByRole('button', { name: 'Back to the register' }).click()
    await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
  })
})

test.describe('many at once', () => {
  test('a preview, the results row by row, a retry of what was refused, and the way back', async ({ page, open }) => {
    await open('fleet?q=sh-a0', { seed: 1, quirks: '-staleAfterWrite,everyThirdEditRefused' })
    await expect(main(page).getByText('9 of 48 clients')).toBeVisible()
    await changeAll(page, 9)
    await dialog(page).getByRole('combobox', { name: 'Name' }).selectOption('Put after the name')
    await dialog(page).getByRole('textbox', { name: 'Text to put after' }).fill(' (old)')
    await expect(dialog(page).getByText('9 clients will change')).toBeVisible()
    await expect(dialog(page).getByRole('row', { name: /sh-a01.*Name.*sh-a01 \(old\)/ })).toBeVisible()
    await expectAccessible(page)
    await dialog(page).getByRole('button', { name: 'Change 9 clients' }).click()

    const panel = run(page, 'Change of 9 clients')
    await expect(panel.getByText('All sent', { exact: true })).toBeVisible()
    await expect(panel.getByText('3 refused', { exact: true })).toBeVisible()
    await expect(panel.getByText('6 done', { exact: true })).toBeVisible()
    await panel.getByText('Results by client').click()
    await panel.getByRole('combobox', { name: 'Show' }).selectOption('refused (3)')
    await expect(panel.getByRole('row').filter({ hasText: 'database is busy' })).toHaveCount(3)
    await expectAccessible(page)

    await quirk(page, 'everyThirdEditRefused', false)
    await panel.getByRole('button', { name: 'Retry 3 refused' }).click()
    await expect(panel.getByText('9 done', { exact: true })).toBeVisible()

    // Meanwhile somebody renames one of them: undoing leaves that one alone.
    await panel.getByRole('combobox', { name: 'Show' }).selectOption('All (9)')
    const link = panel.getByRole('link', { name: 'sh-a01' })
    const id = /[0-9a-f]{32}/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? ''
    await writeBehind(page, { client_id: id, name: 'theirs' })
    await panel.getByRole('button', { name: 'Undo…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo' }).click()
    const undo = run(page, 'Undoing a change of 9 clients')
    await expect(undo.getByText('8 done', { exact: true })).toBeVisible()
    await expect(undo.getByText('1 left alone', { exact: true })).toBeVisible()
    await undo.getByText('Results by client').click()
    await expect(undo.getByRole('row', { name: /theirs.*Somebody else has changed it meanwhile/ })).toBeVisible()
    await undo.getByRole('button', { name: 'Dismiss' }).click()
    await expect(undo).toHaveCount(0)
  })

  test('a server in trouble pauses it, whatever page is shown; it goes on by itself', async ({ page, open }) => {
    await open('fleet', { seed: 1, quirks: 'none' })
    await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
    await changeAll(page, 48)
    await dialog(page).getByRole('combobox', { name: 'Status' }).selectOption('maintenance')
    await expect(dialog(page)).toContainText('each heartbeat sets the status back to online')
    await expect(dialog(page).getByText('46 clients will change')).toBeVisible()
    await expect(dialog(page).getByText('2 skipped: like this already')).toBeVisible()
    await befall(page, 'fleet', 'bad-gateway')
    await dialog(page).getByRole('button', { name: 'Change 46 clients' }).click()
    const panel = run(page, 'Change of 46 clients')
    await expect(panel.getByText(/^The server is in trouble/)).toBeVisible()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }).click()
    const sign = page.getByRole('banner').getByRole('link', { name: 'Change of clients: waiting for the server' })
    await expect(sign).toBeVisible()
    await befall(page, 'fleet', null)
    await expect(page.getByText('Change of clients: all sent')).toBeVisible()
    await expect(page.getByText('46 accepted, 0 refused')).toBeVisible()
    await page.goBack()
    await expect(panel.getByText('46 done', { exact: true })).toBeVisible()
  })

  test('after a reload in the middle it says what was not sent, and goes on when asked', async ({ page, open }) => {
    await open('fleet?q=bj', { seed: 1, quirks: '-staleAfterWrite' })
    await expect(main(page).getByText(/^11 of 48 clients$/)).toBeVisible()
    await changeAll(page, 11)
    await dialog(page).getByRole('combobox', { name: 'OS' }).selectOption('Set to…')
    await dialog(page).getByRole('textbox', { name: 'OS to write' }).fill('Plan 9')
    await befall(page, 'fleet', 'down')
    await dialog(page)
      .getByRole('button', { name: /^Change \d+ clients$/ })
      .click()
    const panel = run(page, 'Change of 11 clients')
    await expect(panel.getByText(/^The server is in trouble/)).toBeVisible()
    page.on('dialog', (asked) => void asked.accept())
    await page.reload()
    await expect(panel.getByText(/^The page was left in the middle\. 11 clients were not sent/)).toBeVisible()
    await panel.getByRole('button', { name: 'Go on with 11 clients' }).click()
    await expect(panel.getByText('11 done', { exact: true })).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page)
  })

  test('made invalid together they are named, disappear, and come back together', async ({ page, open }) => {
    await open('fleet?q=mx', { seed: 1, quirks: '-staleAfterWrite' })
    await main(page).getByRole('searchbox').fill('npu')
    await expect(main(page).getByText('2 of 48 clients')).toBeVisible()
    await changeAll(page, 2)
    await dialog(page).getByRole('combobox', { name: 'Validity' }).selectOption('Make invalid')
    await dialog(page).getByRole('button', { name: 'Change 2 clients' }).click()
    const question = page.getByRole('alertdialog', { name: 'Make 2 clients invalid?' })
    await expect(question).toContainText(/npu-01 \([0-9a-f]{32}\)/)
    await question.getByRole('button', { name: 'Make invalid' }).click()
    await expect(run(page, 'Change of 2 clients').getByText('2 done', { exact: true })).toBeVisible()

    await page.goto('fleet?valid=invalid')
    const panel = run(page, 'Invalid clients')
    await expect(panel.getByRole('row')).toHaveCount(3)
    await expectAccessible(page)
    await panel.getByRole('button', { name: 'Make all 2 valid…' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Make valid' }).click()
    await expect(main(page).getByText('No client was made invalid here')).toBeVisible()
  })
})
