import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { startWith, stopClock } from './world.ts'

const card = (page: Page, name: string) => page.getByRole('main').getByRole('region', { name, exact: true })
const figure = (page: Page, label: string) => card(page, 'Fleet').getByRole('link', { name: new RegExp(`^${label} `) })

/** The number that a figure shows, beside its label and hint. */
async function valueOf(page: Page, label: string): Promise<number> {
  const text = await figure(page, label).innerText()
  const line = text.split('\n').find((part) => /^[\d,]+$/.test(part.trim()))
  return Number(line?.replaceAll(',', ''))
}

for (const label of ['Clients', 'Online', 'Maintenance', 'Warnings']) {
  test(`the figure "${label}" leads to the rows that it counts`, async ({ page, open }) => {
    await stopClock(page)
    await open('', { seed: 1 })
    await expect(figure(page, label)).toBeVisible()
    const value = await valueOf(page, label)
    const notes = card(page, 'Fleet').getByRole('listitem')
    // The note on warnings comes with the list of clients.
    await expect(notes.filter({ hasText: 'warnings' })).toHaveCount(1)
    const explanations = (await notes.allTextContents()).join('\n')

    await figure(page, label).click()
    const main = page.getByRole('main')
    await expect(main.getByRole('heading', { level: 1, name: 'Fleet' })).toBeFocused()
    await expect(main.getByText(label === 'Clients' ? /^48 clients$/ : /^\d+ of 48 clients$/)).toBeVisible()
    const rows = await main.getByRole('row').getByRole('link').count()
    expect(rows).toBeGreaterThan(0)
    if (rows !== value) {
      expect(explanations).toContain(`The server counts ${value} ${label.toLowerCase()}`)
      expect(explanations).toMatch(new RegExp(`\\b${rows}\\b`))
    }
  })
}

test('the other figures lead to what explains them', async ({ page, open }) => {
  await open('', { seed: 1, quirks: '-dateFormIgnored' })
  await figure(page, 'TFLOPS').click()
  const main = page.getByRole('main')
  await expect(main.getByRole('columnheader', { name: 'TFLOPS' })).toHaveAttribute('aria-sort', 'descending')
  await page.goBack()
  await figure(page, 'Uptime rate').click()
  await expect(main.getByRole('heading', { level: 1, name: 'Health' })).toBeFocused()
})

test('what needs attention stands first, the critical before the rest, and leads there', async ({ page, open }) => {
  await stopClock(page)
  await open('', { seed: 1 })
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 2 }).first()).toHaveText('Needs attention')
  const matters = card(page, 'Needs attention').getByRole('listitem')
  await expect(matters.filter({ hasText: 'qwq on npu-02 exited with code 1' })).toBeVisible()
  await expect(matters.filter({ hasText: 'has status “error”' })).not.toHaveCount(0)
  const severities = (await matters.allTextContents()).map((text) => /^(?:Critical|Warning|Notice)/.exec(text)?.[0])
  const order = ['Critical', 'Warning', 'Notice']
  expect(severities).toEqual(severities.toSorted((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')))
  expect(severities[0]).toBe('Critical')

  await matters.getByRole('link', { name: /qwq on npu-02/ }).click()
  await expect(main.getByRole('heading', { level: 1, name: 'Instances' })).toBeFocused()
  await expect(main.getByText('1 of 10 instances')).toBeVisible()
  await expect(main.getByRole('row', { name: /qwq/ })).toContainText('Exited (1)')
})

test('each server has its version, health and last answer', async ({ page, open }) => {
  await open('')
  const table = card(page, 'Servers')
  for (const name of ['npu-01', 'npu-02', 'mx-01']) {
    const row = table.getByRole('row', { name: new RegExp(`^${name}`) })
    await expect(row).toContainText(/Answers.*(?:ago|just now).*0\.0\.1.*runs since \d{4}-\d\d-\d\d.*Healthy/)
  }
  await expect(table.getByRole('row', { name: /^fleet/ })).toContainText('Answers')
  await table.getByRole('link', { name: 'mx-01' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'mx-01' })).toBeFocused()
})

test('with one model server down all else is there, and the one is named', async ({ page, open }) => {
  await open('', { scenario: 'xw-down', seed: 1 })
  const matter = card(page, 'Needs attention').getByRole('listitem').first()
  await expect(matter).toContainText(/Critical: No answer from npu-02 since \d\d:\d\d:\d\d GMT\+1/)
  await expect(card(page, 'Needs attention')).toContainText('What npu-02 would report is missing here.')
  await expect(figure(page, 'Clients')).toContainText('48')
  const instances = card(page, 'Running instances')
  await expect(instances.getByText('No answer from npu-02 while listing instances')).toBeVisible()
  await expect(instances.getByRole('link', { name: 'chat-large' })).toBeVisible()
  await expect(instances.getByRole('link', { name: 'llama' })).toBeVisible()
  await expect(card(page, 'Servers').getByRole('row', { name: /^npu-02/ })).toContainText('No answer')
  await expect(card(page, 'Servers').getByRole('row', { name: /^npu-01/ })).toContainText('Healthy')
})

test('with the fleet’s register down the model servers are there, and it is named', async ({ page, open }) => {
  await open('', { scenario: 'gpuf-down', seed: 1 })
  await expect(card(page, 'Needs attention').getByRole('listitem').first()).toContainText('No answer from fleet')
  await expect(card(page, 'Fleet').getByText('No answer from fleet while reading the fleet’s figures')).toBeVisible()
  await expect(card(page, 'Running instances').getByRole('link', { name: 'r1-70b' })).toBeVisible()
  await expect(card(page, 'Servers').getByRole('row', { name: /^fleet/ })).toContainText('No answer')
})

test('with all but one down the overview is that one’s, and names the others', async ({ page, open }) => {
  await startWith(page, { 'npu-01': 'down', 'npu-02': 'empty-500', fleet: 'bad-gateway' })
  await open('', { seed: 1 })
  await expect(card(page, 'Running instances').getByRole('link', { name: 'llama' })).toBeVisible()
  const matters = card(page, 'Needs attention').getByRole('listitem')
  await expect(matters.filter({ hasText: 'No answer from npu-01' })).toBeVisible()
  await expect(matters.filter({ hasText: 'npu-02 refuses requests' })).toBeVisible()
  await expect(matters.filter({ hasText: 'No answer from fleet' })).toBeVisible()
  await expect(card(page, 'Running instances').getByText('No answer from npu-01 while listing instances')).toBeVisible()
  await expect(card(page, 'Running instances').getByText('npu-02 failed while listing instances')).toBeVisible()
  await expect(
    card(page, 'Fleet').getByText('No answer from fleet behind its proxy while reading the fleet’s figures'),
  ).toBeVisible()
  await expect(card(page, 'Servers').getByRole('row', { name: /^mx-01/ })).toContainText('Healthy')
  await expect(page.getByRole('banner').getByRole('button', { name: '1 of 4 servers answer' })).toBeVisible()
})

test('where nothing is, it says so', async ({ page, open }) => {
  await open('', { scenario: 'empty' })
  await expect(figure(page, 'Clients')).toContainText('0')
  await expect(card(page, 'Running instances')).toContainText('No instance runs')
  await expect(card(page, 'Needs attention')).toContainText(/Nothing needs attention.*As of \d\d:\d\d:\d\d GMT\+1/)
})

test('on the first day low figures alarm nobody', async ({ page, open }) => {
  await stopClock(page)
  await open('', { scenario: 'first-day', seed: 1 })
  await expect(figure(page, 'Clients')).toContainText('48')
  await expect(card(page, 'Running instances')).toContainText('No instance runs')
  await expect(card(page, 'Needs attention')).toContainText('Nothing needs attention')
})

test('ten thousand clients are figures like any others, and findings do not bury the page', async ({ page, open }) => {
  await stopClock(page)
  await open('', { scenario: 'crowded', seed: 1 })
  await expect(figure(page, 'Clients')).toContainText('10,000')
  const matters = card(page, 'Needs attention').getByRole('listitem')
  await expect(matters).toHaveCount(6)
  await card(page, 'Needs attention')
    .getByRole('button', { name: /^Show \d+ more$/ })
    .click()
  await expect(matters.filter({ hasText: /^Warning: [\d,]+ more findings in the fleet$/ })).toBeVisible()
  await figure(page, 'Clients').click()
  await expect(page.getByText('10,000 clients', { exact: true })).toBeVisible()
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '10001')
})
