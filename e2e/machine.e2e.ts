import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { befall, quirk, startWith, writeBehind } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const part = (page: Page, name: string) => main(page).getByRole('region', { name, exact: true })
const chip = (page: Page, name: RegExp) => part(page, 'Chips').getByRole('group', { name })
const gpus = 'GPUs as the agent reports them'

test('one page joins chips, GPUs, instances, pulls, heartbeats and configuration of a machine', async ({
  page,
  open,
}) => {
  await open('')
  await main(page).getByRole('region', { name: 'Servers' }).getByRole('link', { name: 'npu-02' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'npu-02' })).toBeFocused()
  await expect(main(page).getByText('In fleet: npu-02 (same name)')).toBeVisible()
  await expect(part(page, gpus).getByRole('row')).toHaveCount(25)
  // The sixteenth GPU is the first of the other kind: the drawing shows it on the first chip of that type.
  const sixteenth = part(page, gpus).getByRole('row').nth(17)
  await expect(sixteenth).toContainText('Ascend 310P')
  const shown = /\d+ °C/.exec((await sixteenth.textContent()) ?? '')?.[0] ?? 'nothing'
  await expect(chip(page, /^Chip 0, ascend-310p/)).toContainText(shown)
  await expect(chip(page, /^Chip 0, ascend-910c/)).toContainText('r1-70b')
  await expect(part(page, 'Instances').getByRole('row', { name: /r1-70b/ })).toContainText('Ready')
  await expect(part(page, 'Pulls to this machine')).toContainText('qwen3-30b-a3b')
  await expect(part(page, 'Heartbeats')).toContainText('online')
  await expect(part(page, 'Configuration')).toContainText('0.0.5')

  await part(page, 'Heartbeats').getByRole('link', { name: 'Client page' }).click()
  await main(page).getByRole('link', { name: 'Machine page' }).click()
  // The client's machine is the server's, under one address.
  await expect(page).toHaveURL(/machines\/npu-02$/)
})

test('with the register down the chips stand, and with the server down the GPUs do', async ({ page, open }) => {
  await page.clock.install()
  await startWith(page, { fleet: 'down' })
  await open('machines/npu-01')
  await expect(chip(page, /^Chip 7, /)).toContainText('chat-large')
  await expect(part(page, gpus)).toContainText('No answer from fleet')
  await expect(part(page, 'Instances').getByRole('row', { name: /chat-large/ })).toBeVisible()

  await befall(page, 'fleet', null)
  // Past the slowest poll.
  await page.clock.fastForward(70_000)
  await expect(part(page, gpus).getByRole('row')).toHaveCount(9)

  await startWith(page, { 'mx-01': 'down' })
  await page.goto('machines/mx-01')
  // Told once, above all that comes from it.
  const told = main(page).getByRole('alert')
  await expect(told).toHaveText(/^No answer from mx-01/)
  await expect(part(page, 'Chips')).toContainText('mx-01: asked again once it answers.')
  await expect(part(page, gpus).getByRole('row')).toHaveCount(9)
  await expect(part(page, 'Heartbeats')).toContainText('online')

  await befall(page, 'mx-01', null)
  await told.getByRole('button', { name: 'Retry' }).click()
  await expect(chip(page, /^Chip 0, /)).toBeVisible()
  await expect(told).toHaveCount(0)
})

test('a machine that no client is named for is matched by hand, and that lasts', async ({ page, open }) => {
  await open('fleet')
  const client = main(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'mx-01', exact: true }) })
  const href = (await client.getByRole('link', { name: 'mx-01', exact: true }).getAttribute('href')) ?? ''
  await quirk(page, 'staleAfterWrite', false)
  await writeBehind(page, { client_id: href.split('/').at(-1) ?? '', name: 'rack9-node4' })
  await page.goto('machines/mx-01')
  await expect(part(page, gpus)).toContainText('no client is called mx-01')
  await part(page, gpus).getByRole('button', { name: 'Choose a client' }).click()
  const dialog = page.getByRole('dialog', { name: 'Which client is the machine of mx-01?' })
  await dialog.getByRole('searchbox').fill('rack9')
  await dialog.getByRole('button', { name: /^Choose rack9-node4/ }).click()
  await expect(main(page).getByText('(chosen by hand)').first()).toBeVisible()
  await expect(part(page, gpus).getByRole('row')).toHaveCount(9)
  await page.reload()
  await expect(chip(page, /^Chip 0, .*°C/)).toBeVisible()

  await page.goto('settings')
  const machines = main(page).getByRole('list', { name: 'Client of each xw server' })
  await expect(machines.getByRole('listitem').filter({ hasText: 'mx-01' })).toContainText('(chosen by hand)')
  await expect(machines.getByRole('listitem').filter({ hasText: 'npu-01' })).toContainText('(same name)')
  await main(page).getByRole('checkbox', { name: 'Match by name' }).uncheck()
  await expect(machines.getByRole('listitem').filter({ hasText: 'npu-01' })).toContainText('matching by name is off')
  await expect(machines.getByRole('listitem').filter({ hasText: 'mx-01' })).toContainText('(chosen by hand)')
})
