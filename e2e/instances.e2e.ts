import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'
import { befall } from './world.ts'

const main = (page: Page) => page.getByRole('main')
const row = (page: Page, name: string) =>
  main(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: `Remove ${name} from ` }) })

test('instances of all servers with their real condition, whatever the server calls it', async ({ page, open }) => {
  await open('instances', { seed: 1 })
  await expect(main(page).getByText('10 of 10 instances')).toBeVisible()
  await expect(row(page, 'chat-large')).toContainText('Ready')
  // The server says "unhealthy" of what loads, and "error" of what was stopped.
  await expect(row(page, 'glm')).toContainText(/Loading \d+s/)
  await expect(row(page, 'qwq')).toContainText('Exited (1)')
  await expect(row(page, 'vision')).toContainText('Exited (137)')
})

test('what loads becomes ready by itself', async ({ page, open }) => {
  await page.clock.install()
  await open('instances?q=glm', { seed: 1 })
  await expect(row(page, 'glm')).toContainText('Loading')
  await page.clock.fastForward('10:00')
  await expect(row(page, 'glm')).toContainText('Ready')
})

test('stopping asks, says what will fail, and is told apart from a crash afterwards', async ({ page, open }) => {
  await open('instances', { seed: 1, speed: 50 })
  await row(page, 'chat-large').getByRole('button', { name: 'Stop chat-large on npu-01' }).click()
  const question = page.getByRole('alertdialog', { name: 'Stop chat-large on npu-01?' })
  await expect(question).toContainText('Requests to chat-large fail from the moment it stops')
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(row(page, 'chat-large')).toContainText('Ready')

  await row(page, 'chat-large').getByRole('button', { name: 'Stop chat-large on npu-01' }).click()
  await question.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('chat-large on npu-01 is stopped')).toBeVisible()
  await expect(row(page, 'chat-large')).toContainText('Stopped')
  await expect(row(page, 'chat-large')).not.toContainText('unexpectedly')
})

test('removing what runs stops it first, and it leaves the list', async ({ page, open }) => {
  await open('instances', { seed: 1, speed: 50 })
  await row(page, 'llama').getByRole('button', { name: 'Remove llama from mx-01' }).click()
  const question = page.getByRole('alertdialog', { name: 'Remove llama from mx-01?' })
  await expect(question).toContainText('it is stopped first')
  await expect(question).toContainText('The model’s files stay on disk.')
  await question.getByRole('button', { name: 'Stop and remove' }).click()
  await expect(page.getByText('llama is removed from mx-01')).toBeVisible()
  await expect(row(page, 'llama')).toHaveCount(0)
  await expect(main(page).getByText('9 of 9 instances')).toBeVisible()
})

test('a stop that is refused is told once, and nothing changes', async ({ page, open }) => {
  await open('instances', { seed: 1 })
  await row(page, 'embed').getByRole('button', { name: /^Stop/ }).click()
  await befall(page, 'npu-02', 'empty-500')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
  const told = page.getByRole('region', { name: 'Notifications' })
  await expect(told.getByText('npu-02 failed while stopping an instance')).toHaveCount(1)
  await befall(page, 'npu-02', null)
  await expect(row(page, 'embed')).toContainText('Ready')
})

test('instances are filtered by condition and server, all in the address', async ({ page, open }) => {
  await open('instances', { seed: 1 })
  await main(page).getByRole('group', { name: 'Filters' }).getByRole('button', { name: 'Condition' }).click()
  await page.getByRole('menuitemcheckbox', { name: /^Exited/ }).click()
  await page.keyboard.press('Escape')
  await expect(main(page).getByText('2 of 10 instances')).toBeVisible()
  await expect(page).toHaveURL(/condition=/)
  await page.reload()
  await expect(main(page).getByText('2 of 10 instances')).toBeVisible()
  await page.goto('instances?server=mx-01')
  await expect(main(page).getByText('2 of 10 instances')).toBeVisible()
  await expect(row(page, 'llama')).toBeVisible()
})

test('a server whose container engine has failed reports no instances, and the page says what that can mean', async ({
  page,
  open,
}) => {
  await open('instances', { quirks: 'engineFailedEmptyList' })
  await expect(main(page).getByText('No instance on any server')).toBeVisible()
  await expect(main(page).getByText(/container engine has failed reports no instances/)).toBeVisible()
})
