import type { CDPSession } from '@playwright/test'
import { expect, test } from './matrixWorld.ts'

interface Alive {
  readonly nodes: number
  readonly listeners: number
}

test('a server that goes down and comes back again and again leaves nothing behind', async ({ page, world }) => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
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
  }
  /** A request under way has its own: of three looks the lowest counts. */
  const count = async (): Promise<Alive> => {
    const looks: Alive[] = []
    for (let look = 0; look < 3; look += 1) {
      await world.pass(page, 10)
      looks.push(await countAlive(session))
    }
    return {
      nodes: Math.min(...looks.map(({ nodes }) => nodes)),
      listeners: Math.min(...looks.map(({ listeners }) => listeners)),
    }
  }
  await page.goto(world.url)
  await expect(status).toHaveAccessibleName('4 of 4 servers answer')
  await flap(2)
  const before = await count()
  const times = 8
  await flap(times)
  const after = await count()
  // Less than one listener, and less than an element with its text, each time.
  expect(after.listeners, 'event listeners').toBeLessThan(before.listeners + times)
  expect(after.nodes, 'DOM nodes').toBeLessThan(before.nodes + 2 * times)
})

async function countAlive(session: CDPSession): Promise<Alive> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { nodes: value('Nodes'), listeners: value('JSEventListeners') }
}
