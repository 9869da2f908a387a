import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from '@/lib/line.ts'
import { HEARTBEAT_INTERVAL_MS, SILENCE_MS } from './interval.ts'
import { beat, columnsOf, DAY, HOUR, MINUTE, steady, type Beat } from './history.fixture.ts'
import { FleetSeries } from './historyFleet.ts'

const range = { from: 0, to: HOUR }

function cpu(beats: readonly Beat[], within = range) {
  return new FleetSeries(columnsOf(beats), within).level('cpu')
}

function down(beats: readonly Beat[], within = range) {
  return new FleetSeries(columnsOf(beats), within).rates('down')
}

function points({ t, v }: Line) {
  return Array.from(t, (at, index) => [at / MINUTE, v[index]])
}

describe('levels', () => {
  test('median, p95, maximum and minimum of the clients in an interval, by hand', () => {
    const beats = Array.from({ length: 20 }, (_, index) => beat(1, { clientId: `c${index}`, cpu: index + 1 }))
    const { p50, p95, max, min } = cpu(beats)
    expect([p50, p95, max, min].map((line) => points(line))).toEqual([[[1, 10]], [[1, 19]], [[1, 20]], [[1, 1]]])
  })

  test('one machine with many heartbeats in an interval is one of the machines', () => {
    const chatty = Array.from({ length: 50 }, (_, index) =>
      beat(index / 60, { clientId: 'chatty', cpu: 90 + (index % 9) }),
    )
    const { p50, max } = cpu([...chatty, beat(1, { clientId: 'x', cpu: 1 }), beat(1, { clientId: 'y', cpu: 2 })])
    expect(points(p50)).toEqual([[1, 2]])
    expect(points(max)).toEqual([[1, 98]])
  })

  test('a peak of one heartbeat stays a peak in a month of them', () => {
    const beats = Array.from({ length: 21_600 }, (_, index) => beat(index * 2, { cpu: index === 14_000 ? 99 : 5 }))
    const { max } = cpu(beats, { from: 0, to: 30 * DAY })
    expect(Math.max(...max.v)).toBe(99)
    expect(max.t).toHaveLength(21_600)
  })

  test('values that were not sent count for nothing', () => {
    const { p50 } = cpu([beat(1, { cpu: null }), beat(1, { clientId: 'b', cpu: 40 })])
    expect(points(p50)).toEqual([[1, 40]])
    expect(points(cpu([beat(1, { cpu: null })]).max)).toEqual([])
  })

  test('heartbeats from outside the range are in no line, and no point lies outside', () => {
    const { max } = cpu([beat(-2), beat(0, { cpu: 1 }), beat(60, { cpu: 2 }), beat(62), beat(90)])
    expect(points(max).filter(([, v]) => !Number.isNaN(v))).toEqual([
      [1, 1],
      [60, 2],
    ])
  })
})

describe('gaps', () => {
  test('an outage of all breaks the line', () => {
    const beats = steady().filter(({ at }) => at <= 10 * MINUTE || at >= 30 * MINUTE)
    const { max, min } = cpu(beats)
    expect(points(max).filter(([, v]) => Number.isNaN(v))).toEqual([[20, Number.NaN]])
    expect(points(min)).toEqual(points(max))
  })

  test('an outage of one of two does not', () => {
    const gone = steady(() => ({ clientId: 'b' })).filter(({ at }) => at < 20 * MINUTE)
    expect(points(cpu([...steady(), ...gone]).p50).some(([, v]) => Number.isNaN(v))).toBe(false)
  })

  test('a late heartbeat does not', () => {
    const late = [0, 2, 4.9, 7, 8, 10.1, 13].map((minutes) => beat(minutes))
    expect([...cpu(late).max.v]).not.toContain(Number.NaN)
  })

  test('a value that nobody sends for an hour is a gap, though heartbeats come', () => {
    const beats = steady((minutes) => ({ cpu: minutes > 10 && minutes < 50 ? null : 10 }))
    expect(points(cpu(beats).max).filter(([, v]) => Number.isNaN(v))).toEqual([[30, Number.NaN]])
  })

  test('no heartbeats at all are no points', () => {
    expect(
      [cpu([]).max, new FleetSeries(columnsOf([]), range).heard(), down([]).total].map(({ t }) => t.length),
    ).toEqual([0, 0, 0])
  })
})

describe('network rates', () => {
  test('bytes since the previous heartbeat ÷ the time between the two', () => {
    const { total } = down(steady())
    // 1200 bytes each 120 s; the first heartbeat has no previous one.
    expect(total.t).toHaveLength(30)
    for (const v of total.v) expect(v).toBeCloseTo(10)
  })

  test('clients add up; the busiest one is told', () => {
    const { total, max } = down([...steady(), ...steady(() => ({ clientId: 'b', downBytes: 2400 }))])
    for (const v of total.v) expect(v).toBeCloseTo(30)
    for (const v of max.v) expect(v).toBeCloseTo(20)
  })

  test('clients that report a minute apart add up too', () => {
    const shifted = steady((minutes) => ({ clientId: 'b', at: (minutes + 1) * MINUTE }))
    const { total } = down([...steady(), ...shifted])
    for (const v of total.v.subarray(1, -1)) expect(v).toBeCloseTo(20)
  })

  test('nothing is said across an outage, however many bytes its end brings', () => {
    const { total, max } = down([beat(0), beat(2), beat(30, { downBytes: 1e12 }), beat(32)])
    expect(points(total)).toEqual([
      [1, 10],
      [16, Number.NaN],
      [31, 10],
    ])
    expect(Math.max(...max.v.filter((v) => !Number.isNaN(v)))).toBe(10)
  })

  test('two heartbeats in one second are one report in two parts', () => {
    const half = { at: 2 * MINUTE + 400, downBytes: 600 }
    // 1200 + 600 in the first two minutes, 600 in the next.
    for (const beats of [
      [beat(0), beat(2), beat(2, half), beat(4, { downBytes: 600 })],
      [beat(0), beat(2, { downBytes: 600 }), beat(2), beat(4, { downBytes: 600 })],
    ]) {
      expect(points(down(beats).total)).toEqual([
        [1, 15],
        [3, 5],
      ])
    }
  })

  test('negative and wrapped counters are gaps, not rates', () => {
    const beats = steady((minutes) => {
      if (minutes >= 20 && minutes <= 30) return { downBytes: -5 }
      return minutes >= 40 && minutes <= 50 ? { downBytes: 2 ** 64 - 4096 } : {}
    })
    const { total } = down(beats)
    expect(points(total).filter(([, v]) => Number.isNaN(v))).toEqual([
      [24, Number.NaN],
      [44, Number.NaN],
    ])
    for (const v of total.v.filter((value) => !Number.isNaN(value))) expect(v).toBeCloseTo(10)
  })

  test('a peak of one heartbeat is in the maximum as it was, also when it lies across two intervals', () => {
    const beats = steady((minutes) => ({ at: (minutes + 1) * MINUTE, downBytes: minutes === 20 ? 1_200_000 : 1200 }))
    expect(Math.max(...down(beats).max.v)).toBe(10_000)
  })
})

test('how many were heard', () => {
  const heard = new FleetSeries(
    columnsOf([...steady(), beat(3, { clientId: 'b' }), beat(3.5, { clientId: 'b' })]),
    range,
  ).heard()
  expect(points(heard).slice(0, 3)).toEqual([
    [1, 1],
    [3, 2],
    [5, 1],
  ])
})

const anyBeats = fc.array(
  fc.record({
    clientId: fc.constantFrom('a', 'b', 'c', 'd'),
    at: fc.integer({ min: -HOUR, max: 2 * HOUR }),
    cpu: fc.option(fc.integer({ min: 0, max: 100 })),
    downBytes: fc.option(fc.integer({ min: -1000, max: 1_000_000 })),
  }),
  { maxLength: 60 },
)

test('p50 ≤ p95 ≤ max, and all of them measured', () => {
  fc.assert(
    fc.property(anyBeats, (beats) => {
      const { p50, p95, max, min } = cpu(beats)
      const measured = new Set(beats.map((one) => one.cpu))
      for (const [index, highest] of max.v.entries()) {
        if (Number.isNaN(highest)) continue
        const [a = 0, b = 0, c = 0] = [min, p50, p95].map((line) => line.v[index] ?? Number.NaN)
        expect(a <= b && b <= c && c <= highest).toBe(true)
        for (const v of [a, b, c, highest]) expect(measured.has(v)).toBe(true)
      }
    }),
  )
})

test('every heartbeat’s value within the range lies between min and max of its interval', () => {
  fc.assert(
    fc.property(anyBeats, (beats) => {
      const { max, min } = cpu(beats)
      for (const { at, cpu: value } of beats) {
        if (value === null || value === undefined || at < range.from || at > range.to) continue
        const bucket = Math.floor(at / HEARTBEAT_INTERVAL_MS)
        const own = max.t.findIndex((t, index) => {
          return !Number.isNaN(max.v[index] ?? 0) && Math.floor(t / HEARTBEAT_INTERVAL_MS) === bucket
        })
        expect(max.v[own]).toBeGreaterThanOrEqual(value)
        expect(min.v[own]).toBeLessThanOrEqual(value)
      }
    }),
  )
})

test('a rate is never negative, never of a gap, never beyond what was reported', () => {
  fc.assert(
    fc.property(anyBeats, (beats) => {
      const { total, max } = down(beats)
      // Over a second at least.
      const highest = beats.reduce((sum, { downBytes }) => sum + Math.max(0, downBytes ?? 0), 0)
      for (const { v } of [total, max]) {
        expect(v.every((rate) => Number.isNaN(rate) || (rate >= 0 && rate <= highest))).toBe(true)
      }
      const { t } = columnsOf(beats)
      for (const [index, at] of total.t.entries()) {
        if (Number.isNaN(total.v[index] ?? 0)) continue
        // Someone was heard shortly before and after.
        expect(t.some((one) => Math.abs(one - at) <= SILENCE_MS)).toBe(true)
      }
    }),
  )
})

test('times ascend in every line', () => {
  fc.assert(
    fc.property(anyBeats, (beats) => {
      const lines = [...Object.values(cpu(beats)), ...Object.values(down(beats))]
      for (const { t } of lines) {
        for (const [index, at] of t.entries()) expect(at > (t[index - 1] ?? -Infinity)).toBe(true)
      }
    }),
  )
})
