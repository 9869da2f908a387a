import { readFile } from 'node:fs/promises'
import type { Page, Request } from '@playwright/test'
import { hex } from '../mocks/sim/rng.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test, type Opening } from './console.ts'
import { befall, startWith } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const region = (page: Page, name: string | RegExp) => main(page).getByRole('region', { name })
const tab = (page: Page, name: string) => main(page).getByRole('tab', { name })

/** With the quirk the first look at heartbeats takes the whole history. */
const world = { seed: 1, quirks: '-dateFormIgnored' } as const

/** As the simulated register has them with seed 1: its first two machines. */
const ids = { 'npu-01': hex(32, 'id', world.seed, 0), 'npu-02': hex(32, 'id', world.seed, 1) } as const

type Open = (path: string, opening?: Opening) => Promise<Page>

async function openClient(page: Page, open: Open, name: keyof typeof ids = 'npu-01', opening: Opening = world) {
  const id = ids[name]
  await open(`fleet/${id}`, opening)
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
  return id
}

test('a client tells who it is and what it does, and keeps its section in the address', async ({ page, open }) => {
  const id = await openClient(page, open)
  await expect(page).toHaveTitle('npu-01 · Quarterdeck')
  await expect(region(page, 'Identity')).toContainText('Ascend 910B4')
  await expect(region(page, 'Identity')).toContainText(id)
  await expect(region(page, 'GPUs').getByRole('row')).toHaveCount(9)
  await expect(region(page, 'System')).toContainText('64.0 GiB')
  await expect(region(page, 'Loaded models').getByRole('row', { name: /chat-large/ })).toBeVisible()
  await expectAccessible(page)

  await tab(page, 'Changes').click()
  await expect(page).toHaveURL(/tab=changes/)
  await page.reload()
  await expect(tab(page, 'Changes')).toHaveAttribute('aria-selected', 'true')
  await expect(region(page, 'What this console saw change')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  for (const name of ['Now', 'GPU history', 'Availability', 'Changes']) {
    await tab(page, name).click()
    await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true')
    await expectNoSidewaysScroll(page)
  }
})

test('limits of a kind of GPU are set, checked, kept over a reload and put back', async ({ page, open }) => {
  await openClient(page, open)
  const gpus = region(page, 'GPUs')
  await gpus.getByRole('button', { name: 'Limits for Ascend 910B4' }).click()
  const dialog = page.getByRole('dialog', { name: 'Limits for Ascend 910B4' })
  await expect(dialog.getByText('These are the console’s defaults.')).toBeVisible()
  const warn = dialog.getByRole('textbox', { name: 'Temperature, warn above' })
  const bad = dialog.getByRole('textbox', { name: 'Temperature, bad above' })
  await expect(warn).toHaveValue('85')
  await warn.fill('warm')
  await expect(dialog.getByText('Not a number')).toBeVisible()
  await warn.fill('96')
  await expect(dialog.getByText('Must be below the other one')).toBeVisible()
  await expectAccessible(page)
  await warn.fill('1')
  await bad.fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(gpus.getByText('8 values exceed their limits, on 8 GPUs.')).toBeVisible()
  await expect(gpus.getByText('above 1 °C')).toHaveCount(8)

  await page.reload()
  await expect(gpus.getByText('above 1 °C')).toHaveCount(8)
  await gpus.getByRole('button', { name: 'Limits for Ascend 910B4' }).click()
  await dialog.getByRole('button', { name: 'Back to the defaults' }).click()
  await expect(warn).toHaveValue('85')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(gpus.getByText('above 1 °C')).toHaveCount(0)
})

test('values that no GPU can have are shown as they came, and said to be implausible', async ({ page, open }) => {
  await startWith(page, { fleet: 'out-of-range' })
  await openClient(page, open)
  const row = region(page, 'GPUs').getByRole('row').nth(1)
  await expect(row.getByText('999 °C')).toBeVisible()
  await expect(row).toContainText('255%')
  await expect(row).toContainText('-1 W')
  await expect(row.getByText('implausible')).toHaveCount(4)
})

test('GPUs are sampled while the console is open; a reload goes on, with a gap', async ({ page, open }) => {
  await page.clock.install()
  await openClient(page, open)
  await tab(page, 'GPU history').click()
  const panel = region(page, 'GPU history')
  await expect(panel.getByText('Nothing has been sampled of this client')).toBeVisible()
  await panel.getByRole('button', { name: 'Start sampling' }).click()
  await expect(panel.getByText(/^Sampling every 10s, since /)).toBeVisible()
  await pass(page, 5)
  await expect(panel.getByText(/^[5-7] samples, no gap, /)).toBeVisible()
  await expect(panel.getByRole('figure', { name: 'Temperature (°C)' })).toBeVisible()
  await expectAccessible(page)

  await test.step('another page, and back', async () => {
    await page.getByRole('link', { name: 'Devices' }).click()
    await pass(page, 3)
    await page.goBack()
    await expect(panel.getByText(/^(?:8|9|10|11) samples, no gap, /)).toBeVisible()
  })

  await test.step('one GPU', async () => {
    await panel.getByRole('combobox', { name: 'GPU' }).selectOption('GPU 3 · Ascend 910B4')
    await expect(page).toHaveURL(/gpu=3/)
  })

  await test.step('a reload after some minutes', async () => {
    await page.goto('about:blank')
    await page.clock.fastForward('05:00')
    await page.goBack()
    await expect(panel.getByText(/^Sampling every 10s, since /)).toBeVisible()
    await expect(panel.getByText(/samples, 1 gap, /)).toBeVisible()
    await panel.getByText('When samples were taken').click()
    await expect(panel.getByRole('table', { name: 'When samples were taken' }).getByRole('row')).toHaveCount(3)
  })

  await test.step('a file of it', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'CSV' }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('time,client_id,gpu_index,gpu_name,temperature_c,use_percent,memory_percent,power_w')
    expect(text.split('\r\n').filter((line) => line.includes(',7,Ascend 910B4,')).length).toBeGreaterThanOrEqual(8)
  })

  await test.step('stopped, it says until when; in the settings it is erased', async () => {
    await panel.getByRole('button', { name: 'Stop sampling' }).click()
    await expect(panel.getByText(/^Sampling is off\. Sampled until /)).toBeVisible()
    await panel.getByRole('link', { name: 'All that is sampled' }).click()
    const kept = region(page, 'GPU sampling')
    await expect(kept.getByRole('row', { name: /npu-01/ })).toContainText('off')
    await expectAccessible(page)
    await kept.getByRole('button', { name: 'Erase all' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Erase all' }).click()
    await expect(kept.getByText(/^Nothing is sampled/)).toBeVisible()
  })
})

test('of two tabs one samples, and when it is closed the other goes on', async ({ page, open, context }) => {
  await openClient(page, open)
  await tab(page, 'GPU history').click()
  await region(page, 'GPU history').getByRole('button', { name: 'Start sampling' }).click()
  await expect(region(page, 'GPU history').getByText(/^Sampling every 10s/)).toBeVisible()
  const second = await context.newPage()
  await second.goto(page.url())
  await expect(
    region(second, 'GPU history').getByText(/^Another tab of this console samples this client/),
  ).toBeVisible()
  await page.close()
  await expect(region(second, 'GPU history').getByText(/^Sampling every 10s/)).toBeVisible()
})

test('a server that does not answer is one notice, and sampling says that it waits', async ({ page, open }) => {
  await page.clock.install()
  await openClient(page, open)
  await tab(page, 'GPU history').click()
  await region(page, 'GPU history').getByRole('button', { name: 'Start sampling' }).click()
  await expect(region(page, 'GPU history').getByText(/^Sampling every/)).toBeVisible()
  await befall(page, 'fleet', 'down')
  await pass(page, 3)
  await expect(region(page, 'GPU history').getByText(/^No answer from fleet since /)).toBeVisible()
  await tab(page, 'Now').click()
  await expect(main(page).locator('[data-problem]')).toHaveCount(1)
  await expect(region(page, 'GPUs').getByRole('row')).toHaveCount(9)
  await tab(page, 'Availability').click()
  await expect(main(page).getByText('Not known while the server does not answer.')).toBeVisible()
  await expect(main(page).locator('[data-problem]')).toHaveCount(1)
})

test('heartbeats are charts with a range and a zoom that the address keeps', async ({ page, open }) => {
  const id = await openClient(page, open)
  await tab(page, 'Heartbeats').click()
  const panel = region(page, 'Heartbeats')
  await expect(panel.getByRole('figure', { name: 'CPU (%)' })).toBeVisible()
  await expect(panel.getByText(/^1\d\d heartbeats\. Each heartbeat is a point\./)).toBeVisible()
  await panel.getByRole('radio', { name: '24 hours' }).check({ force: true })
  await expect(page).toHaveURL(/range=24h/)
  await expect(panel.getByText(/^[67]\d\d heartbeats\. Each point covers \d+m;/)).toBeVisible()
  await panel.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page).toHaveURL(/from=\d+&to=\d+/)
  await page.reload()
  await expect(panel.getByRole('button', { name: 'Zoom out' })).not.toHaveAttribute('aria-disabled', 'true')
  await expectAccessible(page)
  await expect(panel.getByRole('link', { name: /^Compare with others/ })).toHaveAttribute('href', new RegExp(id))
})

for (const quirks of ['-dateFormIgnored', 'none']) {
  test(`availability: a week, a year by day, and the server’s own figure beside it (quirks ${quirks})`, async ({
    page,
    open,
  }) => {
    await openClient(page, open, 'npu-01', { seed: 1, quirks })
    await tab(page, 'Availability').click()
    const panel = region(page, 'Availability')
    await expect(panel).toContainText(/Availability, last 7 days\s*\d+(?:\.\d+)?%/)
    await expect(panel).toContainText(/Availability, last 365 days\s*\d+(?:\.\d+)?%/)
    await expect(panel.getByRole('table', { name: 'Heartbeats by day (UTC)' }).getByRole('row')).toHaveCount(8)
    await expect(panel.getByText(/Heartbeats received ÷ heartbeats expected/)).toHaveCount(2)
    await expect(panel.getByRole('grid', { name: 'A year by day (UTC)' })).toBeVisible()
    await expect(region(page, 'The server’s own figure')).toContainText('It measures presence')
    if (quirks === 'none') await expectAccessible(page)
  })
}

test('what is changed here shows among the changes, as this console’s own', async ({ page, open }) => {
  await page.clock.install()
  await openClient(page, open, 'npu-02', { seed: 1, quirks: 'none' })
  await main(page).getByRole('button', { name: 'Set maintenance' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Set maintenance' }).click()
  await expect(main(page).getByText('maintenance', { exact: true }).first()).toBeVisible()
  await tab(page, 'Changes').click()
  await pass(page, 3)
  const row = region(page, 'What this console saw change').getByRole('row', { name: /Status/ })
  await expect(row).toContainText(/maintenance.*this console/)
  await page.reload()
  await expect(row).toContainText(/maintenance.*this console/)
})

test('a client that vanishes while its page is open keeps its last values, and the page says so', async ({
  page,
  open,
}) => {
  await page.clock.install()
  const id = await openClient(page, open, 'npu-02')
  await expect(region(page, 'GPUs').getByRole('row')).toHaveCount(25)
  await page.evaluate((clientId) => window.quarterdeckSim?.removeClient(clientId), id)
  await pass(page, 3)
  await expect(main(page).getByText(/^No longer in the register’s list since /)).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'npu-02', exact: true })).toBeVisible()
  await expect(main(page).getByText(/^Last known /)).toBeVisible()
  await expect(region(page, 'GPUs').getByRole('row')).toHaveCount(25)
  await expect(main(page).locator('[data-problem]')).toHaveCount(0)
  await expect(main(page).getByRole('button', { name: 'Edit' })).toHaveCount(0)
  await expectAccessible(page)
  await tab(page, 'Changes').click()
  await expect(region(page, 'What this console saw change').getByRole('row', { name: /not listed/ })).toBeVisible()
  await main(page).getByRole('link', { name: 'Back to the fleet' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet', exact: true })).toBeVisible()
})

test('a client that the register does not list, and an id that is none, are told apart', async ({ page, open }) => {
  await open('fleet/0123456789abcdef0123456789abcdef', world)
  await expect(main(page).getByText('No such client')).toBeVisible()
  await page.goto('fleet/rack-4')
  await expect(main(page).getByText('This is no client id')).toBeVisible()
})

/** So many times ten seconds pass: step by step, because what was asked must be answered before the next is due. */
async function pass(page: Page, steps: number): Promise<void> {
  const open = new Set<Request>()
  const began = (request: Request) => void open.add(request)
  const ended = (request: Request) => void open.delete(request)
  page.on('request', began).on('requestfinished', ended).on('requestfailed', ended)
  for (let step = 0; step < steps; step++) {
    await page.clock.runFor(10_000)
    // What was asked in a step is answered in it, however slow the machine: else a sample would be missing.
    await expect.poll(() => open.size).toBe(0)
  }
  page.off('request', began).off('requestfinished', ended).off('requestfailed', ended)
}
