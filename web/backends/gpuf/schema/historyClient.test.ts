import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Line } from '@/lib/line.ts'
import { SILENCE_MS } from './interval.ts'
import { beat, columnsOf, HOUR, MINUTE, steady, type Beat } from './history.fixture.ts'
import type { Metric } from './history.ts'
import { clientLine } from './historyClient.ts'

const range = { from: 0, to: HOUR }

function lineOf(beats: readonly Beat[], metric: Metric, client = 0) {
  return clientLine(columnsOf(beats), client, metric, range)
}

function points({ t, v }: Line) {
  return Array.from(t, (at, index) => [at / MINUTE, v[index]])
}

test('every heartbeat is a point, where it was reported', () => {
  const line = lineOf([beat(0, { cpu: 1 }), beat(2.5, { cpu: 50 }), beat(4, { cpu: 2 }), beat(90)], 'cpu')
  expect(points(line)).toEqual([
    [0, 1],
    [2.5, 50],
    [4, 2],
  ])
})

test('an outage is a gap in its middle, a value left out is not', () => {
  const line = lineOf([beat(0), beat(2, { memory: null }), beat(4), beat(10)], 'memory')
  expect(points(line)).toEqual([
    [0, 20],
    [4, 20],
    [7, Number.NaN],
    [10, 20],
  ])
})

test('a rate stands where it was reported, and never at the end of an outage', () => {
  const beats = [beat(-2), beat(0), beat(2, { downBytes: 2400 }), beat(30, { downBytes: 1e15 }), beat(32)]
  expect(points(lineOf(beats, 'down'))).toEqual([
    [0, 10],
    [2, 20],
    [16, Number.NaN],
    [32, 10],
  ])
  expect(points(lineOf([beat(0), beat(2, { upBytes: -1 }), beat(4, { upBytes: 240 })], 'up'))).toEqual([[4, 2]])
})

test('two heartbeats in the same millisecond are two points of a level', () => {
  const { t, v } = lineOf([beat(2, { cpu: 10 }), beat(2, { cpu: 90 })], 'cpu')
  expect([...t]).toEqual([2 * MINUTE, 2 * MINUTE + 1])
  expect([...v].toSorted((a, b) => a - b)).toEqual([10, 90])
})

test('whatever comes: no rate of a gap, none over less than a second, none below zero', () => {
  const beats = fc.array(
    fc.record({
      clientId: fc.constant('a'),
      at: fc.integer({ min: 0, max: HOUR }),
      downBytes: fc.integer({ max: 1e9 }),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(beats, (list) => {
      const { t, v } = lineOf(list, 'down')
      const times = list.map(({ at }) => at)
      for (const [index, at] of t.entries()) {
        const rate = v[index] ?? 0
        if (Number.isNaN(rate)) continue
        expect(rate).toBeGreaterThanOrEqual(0)
        expect(times.some((one) => at - one >= 1000 && at - one <= SILENCE_MS)).toBe(true)
      }
    }),
  )
})

test('steady heartbeats make a steady line', () => {
  expect(points(lineOf(steady(), 'disk'))).toHaveLength(31)
})
