import { expect, test } from './console.ts'
import { walkTo } from './pages.ts'
import { startRealWorld } from './realWorld.ts'

test('over real servers: chips are drawn and measured, an instance is stopped, and a server gets what another has', async ({
  page,
}) => {
  const world = await startRealWorld('/', { speed: 20 })
  try {
    const main = page.getByRole('main')
    await page.goto(`${world.url}devices`)
    await expect(main.getByText('40 of 40 chips')).toBeVisible()
    await expect(main.getByRole('group', { name: /^Chip 7, ascend-910b.*held by chat-large/ })).toContainText('°C')
    await main.getByRole('link', { name: 'The machine of npu-01' }).click()

    await expect(page.getByRole('heading', { level: 1, name: 'npu-01' })).toBeFocused()
    await expect(main.getByRole('region', { name: 'GPUs as the agent reports them' }).getByRole('row')).toHaveCount(9)
    await main.getByRole('button', { name: 'Stop qwen3-8b on npu-01' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
    await expect(page.getByText('qwen3-8b on npu-01 is stopped')).toBeVisible()
    await expect(main.getByRole('row', { name: /qwen3-8b/ })).toContainText('Stopped')

    await walkTo(page, 'models/matrix?q=bge-m3')
    const grid = main.getByRole('grid', { name: 'Models and the servers that have them' })
    await expect(grid.getByRole('gridcell', { name: 'bge-m3 is not downloaded on mx-01' })).toBeVisible()
    await grid.getByRole('rowheader').focus()
    await page.keyboard.press('Space')
    await main.getByRole('button', { name: 'Make these the same…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('group', { name: 'On', exact: true }).getByRole('checkbox', { name: 'mx-01' }).click()
    await dialog.getByRole('button', { name: 'Pull 1 model' }).click()
    await expect(grid.getByRole('gridcell', { name: /^bge-m3 is on mx-01/ })).toBeVisible({ timeout: 30_000 })
  } finally {
    await world.stop()
  }
})
