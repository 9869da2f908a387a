import { afterEach, beforeEach, expect, test } from 'vitest'
import { type NodeMocks, createNodeMocks } from './node.ts'
import { eventsOf } from './testing.ts'

let mocks: NodeMocks
beforeEach(() => {
  mocks = createNodeMocks({ speed: 40 })
  mocks.server.listen({ onUnhandledRequest: 'error' })
})
afterEach(() => {
  mocks.server.close()
})

const pull = (signal?: AbortSignal) =>
  fetch(`${mocks.root}api/xw/npu-01/api/models/pull`, {
    method: 'POST',
    body: JSON.stringify({ model: 'qwen3-4b' }),
    ...(signal ? { signal } : {}),
  })

test('fetch in this process finds config.json and every server it names', async () => {
  const config: { servers: { url: string }[] } = await (await fetch(`${mocks.root}config.json`)).json()
  expect(config.servers).toHaveLength(4)
  const health = await fetch(`${mocks.root}${config.servers[0]?.url}/api/health`)
  expect(await health.json()).toMatchObject({ status: 'healthy' })
})

test('a pull streams event by event through MSW', async () => {
  const arrivals = new Set<number>()
  let last = ''
  for await (const event of eventsOf(await pull())) {
    arrivals.add(Math.floor(performance.now() / 20))
    last = event
  }
  expect(last).toBe('{"type":"end"}')
  expect(arrivals.size).toBeGreaterThan(4)
})

test('leaving a pull cancels it', async () => {
  const leaving = new AbortController()
  const events = eventsOf(await pull(leaving.signal))
  await events.next()
  const server = mocks.simulator.world.xw[0]
  await expect.poll(() => server?.held.has('qwen3-4b')).toBe(true)
  leaving.abort()
  await expect(events.next()).rejects.toThrow(/abort/i)
  await expect.poll(() => server?.held.has('qwen3-4b')).toBe(false)
})

test('a server that is down is a failed fetch', async () => {
  mocks.simulator.fault('npu-01', 'down')
  await expect(pull()).rejects.toThrow(TypeError)
})
