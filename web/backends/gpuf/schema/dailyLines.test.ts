import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from '@/lib/line.ts'
import { dailyLines, type DailyMetric, type DailyRequest } from './dailyLines.ts'
import type { Daily } from './monitor.ts'

const DAY = 86_400_000
const START = Date.UTC(2025, 6, 26)
/** Six in the morning of the fourth day. */
const NOW = START + 3.25 * DAY

function day(index: number, changes: Partial<Daily> = {}): Daily {
  return {
    clientId: 'a',
    clientName: null,
    date: new Date(START + index * DAY).toISOString().slice(0, 10),
    cpu: 10,
    memory: 20,
    disk: 30,
    networkInBytes: 86_400,
    networkOutBytes: 172_800,
    averageInBytes: null,
    averageOutBytes: null,
    heartbeats: 720,
    lastHeartbeat: null,
    createdAt: null,
    updatedAt: null,
    ...changes,
  }
}

const fleet: DailyRequest = { now: NOW, range: { from: START, to: NOW }, mode: { kind: 'fleet' } }
const only = (...ids: string[]): DailyRequest => ({ ...fleet, mode: { kind: 'clients', ids } })

function values(days: readonly Daily[], metric: DailyMetric, request = fleet): Record<string, number[]> {
  return Object.fromEntries(dailyLines(days, request)[metric].map(({ id, line }) => [id, [...line.v]]))
}

function hours({ t }: Line) {
  return Array.from(t, (at) => (at - START) / 3_600_000)
}

describe('one client', () => {
  test('a point a day at its noon, today’s at now', () => {
    const [cpu] = dailyLines([day(0), day(1), day(2), day(3)], only('a')).cpu
    expect(cpu && hours(cpu.line)).toEqual([12, 36, 60, 78])
    const noon = dailyLines([day(0)], { ...only('a'), now: START + 0.75 * DAY, range: { from: START, to: NOW } })
    expect(noon.cpu[0] && hours(noon.cpu[0].line)).toEqual([12])
  })

  test('bytes a second: the day’s total by its seconds, today by those so far', () => {
    const days = [day(0), day(3, { networkInBytes: 21_600, networkOutBytes: 0 })]
    expect(values(days, 'down', only('a'))).toEqual({ a: [1, Number.NaN, Number.NaN, 1] })
    expect(values(days, 'up', only('a'))).toEqual({ a: [2, Number.NaN, Number.NaN, 0] })
  })

  test('heartbeats received of those expected, today of those so far', () => {
    const days = [day(0, { heartbeats: 360 }), day(1), day(3, { heartbeats: 90 })]
    // No row after the first: a day without heartbeats.
    expect(values(days, 'availability', only('a'))).toEqual({ a: [50, 100, 0, 50] })
    expect(values([day(2)], 'availability', only('a'))).toEqual({ a: [Number.NaN, Number.NaN, 100, 0] })
  })

  test('a row of nulls is a gap in everything', () => {
    const nulls = { cpu: null, memory: null, disk: null, networkInBytes: null, networkOutBytes: null, heartbeats: null }
    for (const metric of ['cpu', 'memory', 'disk', 'up', 'down', 'availability'] as const) {
      expect(values([day(0), day(1, nulls), day(2)], metric, only('a'))['a']?.[1]).toBeNaN()
    }
  })

  test('negative totals are none', () => {
    expect(values([day(0, { networkInBytes: -1 })], 'down', only('a'))['a']?.[0]).toBeNaN()
  })
})

test('several clients, in the order asked for, also those without a day', () => {
  const lines = values([day(0, { clientId: 'b', cpu: 2 }), day(0, { cpu: 1 })], 'cpu', only('b', 'a', 'c'))
  expect(Object.entries(lines).map(([id, [first]]) => [id, first])).toEqual([
    ['b', 2],
    ['a', 1],
    ['c', Number.NaN],
  ])
})

describe('the fleet', () => {
  test('quantiles over its clients, by hand', () => {
    const days = Array.from({ length: 20 }, (_, index) => day(0, { clientId: `c${index}`, cpu: index + 1 }))
    const first = Object.entries(values(days, 'cpu')).map(([id, list]) => [id, list[0]])
    expect(Object.fromEntries(first)).toEqual({ p50: 10, p95: 19, max: 20, min: 1 })
  })

  test('rates add up, availability is what all received of what all should have', () => {
    const days = [day(0), day(0, { clientId: 'b', heartbeats: 0, networkInBytes: 0 })]
    expect(values(days, 'down')['total']?.[0]).toBe(1)
    expect(values(days, 'availability')['total']?.[0]).toBe(50)
  })

  test('a day without any is a gap', () => {
    expect(values([day(0), day(2)], 'memory')['max']).toEqual([20, Number.NaN, 20, Number.NaN])
    expect(values([], 'memory')['max']).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  })
})

test('availability of perfect days is 100 %', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 5 }), (last, clients) => {
      const days = Array.from({ length: clients }, (_, client) =>
        Array.from({ length: last + 1 }, (_, index) =>
          day(index, { clientId: `${client}`, heartbeats: index === 3 ? 180 : 720 }),
        ),
      ).flat()
      const request = { ...fleet, range: { from: START, to: START + last * DAY } }
      for (const list of Object.values(values(days, 'availability', request))) {
        expect(list).toEqual(list.map(() => 100))
      }
    }),
  )
})

test('p50 ≤ p95 ≤ max', () => {
  const anyDays = fc.array(
    fc.record({
      clientId: fc.constantFrom('a', 'b', 'c', 'd'),
      index: fc.integer({ min: 0, max: 3 }),
      cpu: fc.integer(),
    }),
  )
  fc.assert(
    fc.property(anyDays, (list) => {
      const lines = values(
        list.map(({ clientId, index, cpu }) => day(index, { clientId, cpu })),
        'cpu',
      )
      for (const at of [0, 1, 2, 3]) {
        const [p50 = 0, p95 = 0, max = 0, min = 0] = ['p50', 'p95', 'max', 'min'].map((id) => lines[id]?.[at])
        expect(Number.isNaN(max) || (min <= p50 && p50 <= p95 && p95 <= max)).toBe(true)
      }
    }),
  )
})
