import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { lockManager } from '@/kit/lockManager.testing.ts'
import { lockPresence } from '@/kit/tabPresence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ClientDetail } from '../schema/client.ts'
import { createSampleKeeper } from './sampleKeeper.ts'
import { KEEP_LIMITS } from './sampleLimits.ts'
import { memorySampleStore } from './sampleStore.testing.ts'
import { NOT_SAMPLING, startSampler, type Sampler } from './sampler.ts'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
const detail: ClientDetail = {
  health: 90,
  cpu: 1,
  memory: 1,
  storage: 1,
  deviceMemoryBytes: null,
  uptimeDays: 1,
  gpus: [{ index: 0, name: 'Ascend 910B4', temperature: 60, usage: 50, memoryUsage: 40, power: 200 }],
}

class Refused extends Error {
  readonly isDown: boolean
  constructor(isDown: boolean) {
    super('refused')
    this.isDown = isDown
  }
}

const running: Sampler[] = []

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(0)
})

afterEach(() => {
  for (const sampler of running.splice(0)) sampler.stop()
  vi.useRealTimers()
})

function tab(clients: string[], locks = lockManager(), id = 'one', store = memorySampleStore()) {
  const asked: { client: string; at: number }[] = []
  const world = {
    asked,
    clients,
    store,
    isHidden: false,
    fails: (_client: string): Refused | null => null,
    status: NOT_SAMPLING,
    sampler: undefined as Sampler | undefined,
    timesOf: (client: string) => asked.filter((one) => one.client === client).map((one) => one.at / 1000),
  }
  world.sampler = startSampler({
    targets: () => world.clients.map((client) => ({ at, client })),
    read: async (_at, client) => {
      asked.push({ client, at: Date.now() })
      const failure = world.fails(client)
      if (failure) throw failure
      return detail
    },
    isServerDown: (error) => error instanceof Refused && error.isDown,
    keeper: createSampleKeeper({ store, limits: KEEP_LIMITS, now: Date.now }),
    presence: lockPresence(locks, id),
    isHidden: () => world.isHidden,
    now: Date.now,
    onStatus: (status) => (world.status = status),
  })
  running.push(world.sampler)
  return world
}

describe('the pace', () => {
  test('each of a few clients every ten seconds', async () => {
    const one = tab(['a', 'b', 'c'])
    await vi.advanceTimersByTimeAsync(31_000)
    expect(one.timesOf('a')).toEqual([0, 10, 20, 30])
    expect(one.timesOf('b')).toEqual([1, 11, 21, 31])
    expect(one.status).toMatchObject({ role: 'sampling', paceMs: 10_000 })
    const [chunk] = await one.store.read('fleet', 'a')
    expect([...(chunk?.t ?? [])]).toEqual([0, 10_000, 20_000, 30_000])
  })

  test('of many clients at most one request a second leaves', async () => {
    const one = tab(Array.from({ length: 40 }, (_, index) => `c${index}`))
    await vi.advanceTimersByTimeAsync(200_000)
    const gaps = one.asked.slice(1).map(({ at }, index) => at - (one.asked[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000)
    expect(one.timesOf('c7').slice(0, 3)).toEqual([7, 47, 87])
    expect(one.status.paceMs).toBe(40_000)
  })

  test('once a minute in a tab that nobody looks at, and soon again in sight', async () => {
    const one = tab(['a', 'b'])
    one.isHidden = true
    one.sampler?.lookAgain()
    await vi.advanceTimersByTimeAsync(185_000)
    expect(one.timesOf('a')).toEqual([0, 10, 70, 130])
    expect(one.status).toMatchObject({ isHidden: true, paceMs: 60_000 })
    one.isHidden = false
    one.sampler?.lookAgain()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(one.timesOf('a').at(-1)).toBe(190)
  })

  test('a client that is turned on is sampled at once, one that is turned off no more', async () => {
    const one = tab(['a'])
    await vi.advanceTimersByTimeAsync(5_000)
    one.clients = ['b']
    one.sampler?.lookAgain()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(one.timesOf('a')).toEqual([0])
    expect(one.timesOf('b')[0]).toBe(5)
    one.clients = []
    one.sampler?.lookAgain()
    await vi.advanceTimersByTimeAsync(1)
    expect(one.status.role).toBe('idle')
  })
})

describe('trouble', () => {
  test('a server that does not answer is asked less and less, then at the usual pace again', async () => {
    const one = tab(['a', 'b'])
    one.fails = () => new Refused(true)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(one.asked.length).toBeLessThan(8)
    expect(one.status.silentServers).toEqual({ fleet: 0 })
    one.fails = () => null
    await vi.advanceTimersByTimeAsync(300_000)
    expect(one.status.silentServers).toEqual({})
    const before = one.asked.length
    await vi.advanceTimersByTimeAsync(30_000)
    expect(one.asked.length - before).toBeGreaterThanOrEqual(5)
  })

  test('a client that the server refuses does not hold up the others', async () => {
    const one = tab(['a', 'gone'])
    one.fails = (client) => (client === 'gone' ? new Refused(false) : null)
    await vi.advanceTimersByTimeAsync(300_000)
    expect(one.timesOf('a').length).toBeGreaterThanOrEqual(30)
    expect(one.timesOf('gone').length).toBeLessThan(7)
    expect(Object.keys(one.status.refusedClients)).toEqual(['fleet/gone'])
  })

  test('a browser without room loses samples, and it is said', async () => {
    const store = memorySampleStore()
    store.room = 100
    const one = tab(['a'], lockManager(), 'one', store)
    await vi.advanceTimersByTimeAsync(25_000)
    expect(one.status.storage).toEqual({ kind: 'full', since: 0, lost: 3 })
    store.room = Infinity
    await vi.advanceTimersByTimeAsync(10_000)
    expect(one.status.storage).toBeNull()
  })
})

describe('several tabs', () => {
  test('one of them samples; when it ends another goes on', async () => {
    const locks = lockManager()
    const store = memorySampleStore()
    const first = tab(['a'], locks, 'first', store)
    const second = tab(['a'], locks, 'second', store)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(second.asked).toEqual([])
    expect(second.status.role).toBe('elsewhere')
    first.sampler?.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(second.asked.length).toBeGreaterThan(0)
    expect(second.status.role).toBe('sampling')
  })

  test('a tab in the background leaves the work to one in sight', async () => {
    const locks = lockManager()
    const first = tab(['a'], locks, 'first')
    const second = tab(['a'], locks, 'second')
    await vi.advanceTimersByTimeAsync(12_000)
    first.isHidden = true
    first.sampler?.lookAgain()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(second.timesOf('a').length).toBeGreaterThan(9)
    expect(first.asked.filter(({ at }) => at > 80_000)).toEqual([])
  })
})
