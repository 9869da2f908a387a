// @vitest-environment jsdom
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { stopInstance } from '@/backends/xw/clientInstances.ts'
import { instances } from '@/backends/xw/queries.ts'
import { configInfo } from '@/backends/xw/queriesSettings.ts'
import { setConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { startOutcome } from '@/net/outcomes.ts'
import { isProblem, Problem } from '@/net/problem.ts'
import { wakeUp } from '@/net/wake.ts'
import { watchSwaps } from './watchSwaps.ts'

const server = (id: string) => ({ kind: 'xw', id, label: id, baseUrl: `http://${id}.test` })
const [first, second] = [server('npu-01'), server('npu-02')]
const config = { streams: null, title: null, demo: null, access: 'full', user: null, problems: [] } as const
const minute = 60_000

/** What answers at npu-01: its name, null for none, or `hangs`. */
const world = (name: string | null) => {
  const there = { name, hangs: false, asked: 0, stopped: 0 }
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    if (url.endsWith('/api/runtime/stop')) {
      there.stopped += 1
      return Promise.resolve(Response.json({ message: 'stopped' }))
    }
    there.asked += 1
    if (there.hangs) {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
    }
    const info = { name: there.name }
    return Promise.resolve(there.name === null ? new Response('{}', { status: 404 }) : Response.json(info))
  })
  const queryClient = createQueryClient()
  setConnections({ servers: [first, second], ...config })
  const watch = watchSwaps(queryClient)
  onTestFinished(watch.stop)
  /** What came of a stop: null where it was sent. */
  const stop = async () => {
    try {
      await stopInstance(first, { alias: 'chat' })
      return null
    } catch (error) {
      return isProblem(error) ? error.facts : error
    }
  }
  return { there, queryClient, watch, stop }
}

const another = (expected: string, received: string) => ({
  kind: 'request',
  reason: 'another-server',
  expected,
  received,
})

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 1) }))
afterEach(() => vi.useRealTimers())

test('a change asks for a name that is some time old, once for many changes', async () => {
  const { there, stop } = world('npu-01')
  expect(await Promise.all([stop(), stop()])).toEqual([null, null])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await stop()).toBeNull()
  expect(there).toMatchObject({ asked: 1, stopped: 3 })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await stop()).toBeNull()
  expect(there.asked).toBe(2)
})

test('another server behind the address gets nothing, until the operator has seen it and acts again', async () => {
  const { there, queryClient, watch, stop } = world('npu-01')
  expect(await stop()).toBeNull()
  queryClient.setQueryData(instances(first).queryKey, [])
  there.name = 'npu-07'
  await vi.advanceTimersByTimeAsync(minute)
  // One of many that go on by themselves is no answer either.
  expect([await stop(), await stop()]).toEqual([another('npu-01', 'npu-07'), another('npu-01', 'npu-07')])
  expect(there.stopped).toBe(1)
  expect(watch.look()).toMatchObject([{ at: first, was: 'npu-01', now: 'npu-07' }])
  expect(queryClient.getQueryData(instances(first).queryKey), 'what the other had is forgotten').toBeUndefined()

  // The second half of a double click has read nothing.
  document.dispatchEvent(new Event('pointerdown'))
  expect(await stop()).toMatchObject({ reason: 'another-server' })
  await vi.advanceTimersByTimeAsync(3_000)
  document.dispatchEvent(new Event('pointerdown'))
  expect(await stop()).toBeNull()
  expect(there.stopped).toBe(2)
  expect(watch.look()).toEqual([])
})

test('once the right one is back, all is as before', async () => {
  const { there, watch, stop } = world('npu-01')
  await stop()
  there.name = 'npu-07'
  await vi.advanceTimersByTimeAsync(minute)
  await stop()
  there.name = 'npu-01'
  await vi.advanceTimersByTimeAsync(minute)
  expect(await stop()).toBeNull()
  expect(watch.look()).toEqual([])
})

test('who calls itself by the name of another connection from the first is told; a name of nobody is just its name', async () => {
  expect(await world('npu-02').stop()).toEqual(another('npu-01', 'npu-02'))
  expect(await world('rack-4').stop()).toBeNull()
})

test('who failed, or may have been exchanged while the computer slept, is asked at once', async () => {
  const { there, stop } = world('npu-01')
  await stop()
  await vi.advanceTimersByTimeAsync(1_000)
  there.name = 'npu-07'
  startOutcome(first, 'xw.health')(new Problem(first, 'xw.health', { kind: 'request', reason: 'unreachable' }))
  expect(await stop()).toEqual(another('npu-01', 'npu-07'))
  there.name = 'npu-01'
  await vi.advanceTimersByTimeAsync(1_000)
  wakeUp()
  expect(await stop()).toBeNull()
})

test('who does not tell its name, or takes long for it, gets the change all the same, and is not called down for it', async () => {
  const { there, queryClient, stop } = world(null)
  expect([await stop(), await stop()]).toEqual([null, null])
  expect(there).toMatchObject({ asked: 1, stopped: 2 })

  there.hangs = true
  await vi.advanceTimersByTimeAsync(minute)
  const stopping = stop()
  await vi.advanceTimersByTimeAsync(2_400)
  expect(there.stopped).toBe(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(await stopping).toBeNull()
  expect(queryClient.getQueryData(configInfo(first).queryKey)).toBeUndefined()
})

test('a server without a name of its own is asked for none', async () => {
  const { there } = world('npu-01')
  const { call } = await import('@/net/http.ts')
  const { unknown } = await import('valibot')
  const at = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test' }
  await call({
    at,
    operation: 'gpuf.editClient',
    method: 'POST',
    changes: true,
    path: '/api/runtime/stop',
    schema: unknown(),
  })
  expect(there).toMatchObject({ asked: 0, stopped: 1 })
})
