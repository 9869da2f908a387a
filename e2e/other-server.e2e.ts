import type { Page } from '@playwright/test'
import { expect, test } from './matrixWorld.ts'

const stops = (page: Page) => page.getByRole('main').getByRole('button', { name: /^Stop .* on npu-01$/ })

test('another server behind an address gets nothing before its operator has seen it', async ({ page, world }) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/runtime/stop')) sent.push(request.url())
  })
  const ask = (name: string | RegExp) => page.getByRole('main').getByRole('button', { name }).first().click()
  const confirm = () => page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
  await page.goto(`${world.url}instances`)
  await expect(stops(page).first()).toBeVisible()
  // By then it has asked for the name, and that is some time ago.
  await world.pass(page, 60)
  // Asked while it is there: the next list takes it from the page.
  await ask('Stop chat-large on npu-01')
  await world.proxies['npu-01']?.befall('other-server')
  await confirm()
  await expect(page.getByText('Not sent: npu-01 answers as npu-02 now (stopping an instance)').first()).toBeVisible()
  expect(sent).toEqual([])

  // What is there now is shown, and whoever means that gets it.
  await expect(page.getByRole('main').getByRole('button', { name: 'Stop chat-large on npu-01' })).toHaveCount(0)
  await world.pass(page, 10)
  await ask(/^Stop .* on npu-01$/)
  await confirm()
  await expect.poll(() => sent.length).toBe(1)
})
