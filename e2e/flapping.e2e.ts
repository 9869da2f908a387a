import { expect, test } from './matrixWorld.ts'

test('a server that goes down and comes back twenty times leaves nothing behind on the overview', async ({
  page,
  world,
}) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const count = async (): Promise<{ readonly nodes: number; readonly listeners: number }> => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { nodes: value('Nodes'), listeners: value('JSEventListeners') }
  }
  const status = page.getByRole('button', { name: /servers answer$/ })
  const passUntil = async (name: string): Promise<void> => {
    for (let step = 0; step < 9 && (await status.getAttribute('aria-label')) !== name; step += 1) {
      await world.pass(page, 10)
    }
    await expect(status).toHaveAccessibleName(name)
  }
  const flap = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) {
      await world.proxies['npu-01']?.befall('refuse')
      await passUntil('3 of 4 servers answer')
      await world.proxies['npu-01']?.befall(null)
      await passUntil('4 of 4 servers answer')
    }
    // Whatever has gone may say goodbye.
    await world.pass(page, 60)
  }
  await page.goto(world.url)
  await expect(status).toHaveAccessibleName('4 of 4 servers answer')
  await flap(3)
  const before = await count()
  await flap(17)
  const after = await count()
  expect(after.nodes, 'DOM nodes').toBeLessThan(before.nodes * 1.1)
  expect(after.listeners, 'event listeners').toBeLessThan(before.listeners * 1.1)
})
