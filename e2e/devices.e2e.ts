import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'

const main = (page: Page) => page.getByRole('main')
const filters = (page: Page) => main(page).getByRole('group', { name: 'Filters' })
const chips = (page: Page) =>
  main(page)
    .getByRole('table', { name: 'Accelerator chips of all servers' })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })

test('the chips of all servers are one list, cards with two chips two rows', async ({ page, open }) => {
  await open('devices')
  await expect(main(page).getByText('40 of 40 chips')).toBeVisible()
  await expect(chips(page)).toHaveCount(40)
  await expect(chips(page).filter({ hasText: 'Ascend 910B' })).toHaveCount(8)
  await expect(chips(page).filter({ hasText: 'Ascend 910C' })).toHaveCount(16)
  await expect(chips(page).filter({ hasText: 'C550' })).toHaveCount(8)
  await expect(chips(page).filter({ hasText: '0000:09:00.0' })).toHaveCount(2)
})

test('the list is filtered by server and type, and the address says so', async ({ page, open }) => {
  await open('devices')
  await filters(page).getByRole('button', { name: 'Server' }).click()
  await page.getByRole('menuitemcheckbox', { name: /npu-02/ }).click()
  await page.keyboard.press('Escape')
  await expect(chips(page)).toHaveCount(24)
  await expect(page).toHaveURL(/server=/)
  await filters(page).getByRole('button', { name: 'Type' }).click()
  await page.getByRole('menuitemcheckbox', { name: /ascend-310p/ }).click()
  await page.keyboard.press('Escape')
  await expect(chips(page)).toHaveCount(8)
  await expect(main(page).getByText('8 of 40 chips')).toBeVisible()
  await page.reload()
  await expect(chips(page)).toHaveCount(8)
  await expect(main(page).getByRole('button', { name: 'Server: 1 chosen' })).toBeVisible()
  await main(page).getByRole('button', { name: 'Reset filters' }).click()
  await expect(chips(page)).toHaveCount(40)
})

test('a link by hand names a server without brackets', async ({ page, open }) => {
  await open('devices?server=mx-01')
  await expect(chips(page)).toHaveCount(8)
  await main(page).getByRole('searchbox').fill('0000:0f')
  await expect(chips(page)).toHaveCount(1)
})

test('each server names the types that it can work with', async ({ page, open }) => {
  await open('devices')
  const types = main(page).getByRole('list', { name: 'Supported device types of each server' })
  await expect(types.getByRole('listitem')).toHaveCount(3)
  await expect(types.getByRole('listitem').filter({ hasText: 'npu-01' })).toContainText('ascend-910b')
})

test('where no server has a chip the page says so', async ({ page, open }) => {
  await open('devices', { scenario: 'empty' })
  await expect(main(page).getByText('No server reports an accelerator')).toBeVisible()
})

test('a server has a page of its own with all that it tells', async ({ page, open }) => {
  await open('devices')
  await chips(page).first().getByRole('link', { name: 'npu-01' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'npu-01' })).toBeFocused()
  const part = (name: string) => main(page).getByRole('region', { name, exact: true })
  await expect(part('State')).toContainText('Healthy')
  await expect(part('Configuration')).toContainText('https://xw.tsingmao.com/packages.json')
  await expect(part('Devices').getByRole('row', { name: /Ascend 910B/ })).toContainText('8')
  await expect(part('Instances').getByRole('row', { name: /chat-large/ })).toContainText('Ready')
  await expect(part('Downloaded models').getByRole('link', { name: 'qwen3-32b' })).toBeVisible()
  await expect(part('Versions')).toContainText('0.0.4')
})
