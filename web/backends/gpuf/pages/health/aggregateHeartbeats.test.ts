import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Heartbeat } from '../../schema/heartbeat.ts'
import { aggregateHeartbeats, bucketFor, quantile } from './aggregateHeartbeats.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const range = { from: 0, to: HOUR }

function beat(minutes: number, changes: Partial<Heartbeat> = {}): Heartbeat {
  return {
    clientId: 'a',
    clientName: null,
    at: minutes * MINUTE,
    cpu: 10,
    memory: 20,
    disk: 30,
    upBytes: 0,
    downBytes: 1200,
    ...changes,
  }
}

/** Every two minutes over an hour, of one client. */
function steady(changes: (minutes: number) => Partial<Heartbeat> = () => ({})): Heartbeat[] {
  return Array.from({ length: 31 }, (_, index) => beat(index * 2, changes(index * 2)))
}

function values(points: readonly { v: number | null }[]) {
  return points.map((point) => point.v)
}

describe('levels', () => {
  test('median, p95 and maximum of the heartbeats in a bucket, by hand', () => {
    const beats = Array.from({ length: 20 }, (_, index) => beat(1, { clientId: `c${index}`, cpu: index + 1 }))
    const { cpu } = aggregateHeartbeats(beats, range)
    expect([values(cpu.p50), values(cpu.p95), values(cpu.max)]).toEqual([[10], [19], [20]])
  })

  test('a peak of one heartbeat stays a peak in a day of them', () => {
    const beats = Array.from({ length: 720 }, (_, index) => beat(index * 2, { cpu: index === 400 ? 99 : 5 }))
    const { cpu } = aggregateHeartbeats(beats, { from: 0, to: 24 * HOUR })
    expect(Math.max(...values(cpu.max).map((v) => v ?? 0))).toBe(99)
  })

  test('values that were not sent count for nothing', () => {
    const { cpu } = aggregateHeartbeats([beat(1, { cpu: null }), beat(1, { cpu: 40 })], range)
    expect(values(cpu.p50)).toEqual([40])
  })
})

describe('gaps', () => {
  test('an outage breaks the line', () => {
    const beats = steady().filter(({ at }) => at <= 10 * MINUTE || at >= 30 * MINUTE)
    const { cpu } = aggregateHeartbeats(beats, range)
    const at = cpu.max.findIndex((point) => point.v === null)
    expect(cpu.max[at]).toEqual({ t: 20 * MINUTE, v: null })
    expect(values(cpu.max).filter((v) => v === null)).toHaveLength(1)
  })

  test('a late heartbeat does not', () => {
    const late = [0, 2, 4.9, 7, 8, 10.1, 13].map((minutes) => beat(minutes))
    expect(values(aggregateHeartbeats(late, range).cpu.max)).not.toContain(null)
  })

  test('no heartbeats at all are no points', () => {
    expect(aggregateHeartbeats([], range)).toMatchObject({ heartbeats: 0, clients: 0, down: [], cpu: { max: [] } })
  })
})

describe('network rates', () => {
  test('bytes since the previous heartbeat ÷ the time between the two', () => {
    const { down } = aggregateHeartbeats(steady(), range)
    // 1200 bytes each 120 s; the first heartbeat has no previous one.
    expect(down).toHaveLength(30)
    for (const { v } of down) expect(v).toBeCloseTo(10)
  })

  test('clients add up', () => {
    const both = [...steady(), ...steady(() => ({ clientId: 'b', downBytes: 2400 }))].sort((x, y) => x.at - y.at)
    for (const { v } of aggregateHeartbeats(both, range).down) expect(v).toBeCloseTo(30)
  })

  test('nothing is said across an outage, however many bytes its end brings', () => {
    const beats = [beat(0), beat(2), beat(30, { downBytes: 1e12 }), beat(32)]
    for (const v of values(aggregateHeartbeats(beats, range).down)) expect(v ?? 0).toBeLessThan(11)
  })

  test('two heartbeats in one second are one', () => {
    const beats = [beat(0), beat(2), beat(2, { downBytes: 600 }), beat(4, { downBytes: 600 })]
    for (const v of values(aggregateHeartbeats(beats, range).down)) expect(v).toBeCloseTo(10)
  })
})

test('a longer window has wider buckets, never more than 500 points', () => {
  expect([HOUR, 6 * HOUR, 24 * HOUR].map((ms) => bucketFor(ms) / MINUTE)).toEqual([2, 5, 10])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 24 }), (hours) => {
      expect((hours * HOUR) / bucketFor(hours * HOUR)).toBeLessThanOrEqual(500)
    }),
  )
})

test('quantiles are values that were measured, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (list) => {
      const sorted = Float64Array.from(list).sort()
      const [p50, p95, max] = [0.5, 0.95, 1].map((share) => quantile(sorted, share) ?? Number.NaN)
      expect(sorted.includes(p50 ?? 0) && sorted.includes(p95 ?? 0)).toBe(true)
      expect(p50).toBeLessThanOrEqual(p95 ?? 0)
      expect(max).toBe(sorted.at(-1))
    }),
  )
})
