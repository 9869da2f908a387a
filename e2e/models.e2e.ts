import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { startWith } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const table = (page: Page) => main(page).getByRole('table', { name: /^Models of all servers/ })
const models = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const model = (page: Page, id: string) =>
  models(page).filter({ has: page.getByRole('link', { name: id, exact: true }) })

async function choose(page: Page, filter: string, choice: RegExp): Promise<void> {
  await main(page).getByRole('button', { name: filter, exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: choice }).click()
  await page.keyboard.press('Escape')
}

test('the catalogues of all servers are one list: which server has what, with real sizes', async ({ page, open }) => {
  await open('models', { seed: 1 })
  await expect(models(page).first()).toBeVisible()
  expect(await models(page).count()).toBeGreaterThan(40)
  await expect(model(page, 'qwen3-8b')).toContainText('npu-01: Downloaded')
  await expect(model(page, 'qwen3-8b')).toContainText('npu-02: Not downloaded')
  await expect(model(page, 'qwen3-8b')).toContainText(/\d+\.\d GiB/)
  await expect(model(page, 'qwen3-8b')).not.toContainText('about')
  await expect(model(page, 'qwen3-4b')).toContainText('about')
})

test('the catalogue is searched and filtered, all in the address', async ({ page, open }) => {
  await open('models', { seed: 1 })
  await expect(models(page).first()).toBeVisible()
  const all = await models(page).count()

  await choose(page, 'Status', /^Downloaded/)
  await expect(model(page, 'qwen3-8b')).toBeVisible()
  await expect(model(page, 'qwen3-4b')).toHaveCount(0)
  await choose(page, 'Server', /mx-01/)
  await expect(model(page, 'llama-3.1-8b-instruct')).toBeVisible()
  const both = await models(page).count()
  expect(both).toBeLessThan(all)
  await page.reload()
  await expect(models(page)).toHaveCount(both)
  await main(page).getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(models(page)).toHaveCount(all)

  await choose(page, 'Device type', /ascend-310p/)
  await expect(model(page, 'bge-m3')).toBeVisible()
  expect(await models(page).count()).toBeLessThan(all)
  await main(page).getByRole('button', { name: 'Clear search and filters' }).click()

  await main(page).getByRole('searchbox').fill('deepseek r1')
  await expect(models(page)).not.toHaveCount(all)
  for (const id of await models(page).getByRole('link').allTextContents())
    expect(id).toMatch(/deepseek.*r1|r1.*deepseek/)
})

test('families and capabilities come from each model’s details', async ({ page, open }) => {
  await open('models?family=qwen3', { seed: 1 })
  await expect(model(page, 'qwen3-8b')).toBeVisible()
  await expect(model(page, 'llama-3.1-8b-instruct')).toHaveCount(0)
  await page.goto('models?capability=embedding')
  await expect(model(page, 'bge-m3')).toBeVisible()
  await expect(model(page, 'qwen3-8b')).toHaveCount(0)
})

test('on a telephone the table stands still while the details come', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 900 })
  await open('models')
  await expect(models(page).first()).toBeVisible()
  const note = main(page).getByText(/^Details: \d+ of \d+$/)
  await expect(note).toBeVisible()
  const before = await table(page).boundingBox()
  await expect(note).toBeHidden()
  expect(await table(page).boundingBox()).toMatchObject({ y: before?.y })
})

test('a search without a hit offers the way out', async ({ page, open }) => {
  await open('models?q=no-model-is-called-this')
  await expect(main(page).getByText('No model matches')).toBeVisible()
  await main(page).getByRole('button', { name: 'Clear search and filters' }).last().click()
  await expect(model(page, 'qwen3-4b')).toBeVisible()
})

test('a model shows its facts, Modelfile, licence and the raw answer', async ({ page, open }) => {
  await open('models', { seed: 1 })
  await model(page, 'qwen3-8b').getByRole('link', { name: 'qwen3-8b' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'qwen3-8b' })).toBeFocused()
  await expect(page).toHaveTitle('qwen3-8b · Quarterdeck')
  await expect(main(page).getByRole('region', { name: 'Facts' })).toContainText('Qwen3ForCausalLM')
  await expect(main(page).getByRole('table', { name: 'qwen3-8b on each server' }).getByRole('row')).toHaveCount(4)

  await main(page).getByRole('tab', { name: 'Modelfile' }).click()
  await expect(main(page).getByRole('tabpanel')).toContainText('FROM ')
  await main(page).getByRole('tab', { name: 'Licence' }).click()
  await expect(main(page).getByRole('tabpanel')).toContainText('Apache License')
  await expect(page).toHaveURL(/tab=license/)
  await page.reload()
  await expect(main(page).getByRole('tab', { name: 'Licence' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await main(page).getByRole('tab', { name: 'Licence' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(main(page).getByRole('tab', { name: 'Raw' })).toHaveAttribute('aria-selected', 'true')
  await expect(main(page).getByRole('tabpanel')).toContainText('"license"')
})

test('a model that no server knows is told as such; one server less and the others’ word stands', async ({
  page,
  open,
}) => {
  await startWith(page, { 'npu-02': 'down' })
  await open('models/no-such-model')
  await expect(main(page).getByText('No server has no-such-model in its catalogue')).toBeVisible()
  await page.goto('models/qwen3-8b')
  await expect(main(page).getByText('No answer from npu-02 while listing models')).toBeVisible()
  await expect(main(page).getByRole('region', { name: 'Facts' })).toContainText('Qwen3ForCausalLM')
})
