import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from '@/lib/line.ts'
import { linePath, nearestIndex, nextMoment, snapped } from './linePath.ts'

const scale = { x: (t: number) => t, y: (v: number) => -v }
const line = (...points: readonly (readonly [number, number])[]): Line => ({
  t: Float64Array.from(points, ([t]) => t),
  v: Float64Array.from(points, ([, v]) => v),
})
const gap = Number.NaN

describe('the path of a line', () => {
  test('breaks at a gap, and a measurement alone is a dot', () => {
    const drawn = linePath(line([0, 1], [1, 2], [2, gap], [3, 7], [4, gap], [5, 4], [6, 5]), 0, 10, scale)
    expect(drawn.d).toBe('M0,-1L1,-2M5,-4L6,-5')
    expect(drawn.dots).toEqual([{ x: 3, y: -7, t: 3 }])
  })

  test('comes from the measurement before the window and goes on to the one after it', () => {
    const drawn = linePath(line([0, 1], [10, 1], [20, 1], [30, 1], [40, 1], [50, 1]), 15, 25, scale)
    expect(drawn.d).toBe('M10,-1L20,-1L30,-1L40,-1')
  })

  test('a value that is no number is a gap', () => {
    expect(linePath(line([0, 1], [1, Number.POSITIVE_INFINITY], [2, 1]), 0, 2, scale).d).toBe('')
  })

  test('never bridges a gap, and draws every measurement once', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 1000 }), { nil: gap }), { maxLength: 60 })
    fc.assert(
      fc.property(values, (all) => {
        const { d, dots } = linePath(line(...all.map((v, t) => [t, v] as const)), 0, all.length, scale)
        const runs = d.split('M').filter(Boolean)
        const places = runs.map((run) => run.split('L').map((at) => Number(at.split(',')[0])))
        for (const run of places) {
          expect(run.length).toBeGreaterThan(1)
          expect(run.every((t, index) => index === 0 || t === (run[index - 1] ?? 0) + 1)).toBe(true)
        }
        const drawn = [...places.flat(), ...dots.map(({ t }) => t)].sort((a, b) => a - b)
        expect(drawn).toEqual(all.flatMap((v, t) => (Number.isNaN(v) ? [] : [t])))
      }),
    )
  })
})

test('the nearest measurement is found within reach, and gaps are none', () => {
  const one = line([0, 1], [10, gap], [20, 3])
  expect(nearestIndex(one, 11, 100)).toBe(2)
  expect(nearestIndex(one, 4, 100)).toBe(0)
  expect(nearestIndex(one, 11, 3)).toBe(-1)
})

test('a pointer goes to the measurement beside it, but in a gap it stays where it is', () => {
  const lines = [line([0, 1], [10, 2], [20, gap], [90, 3], [100, 4])]
  expect(snapped(lines, 7, 1)).toBe(10)
  expect(snapped(lines, 50, 1)).toBe(50)
  expect(snapped(lines, 89.5, 1)).toBe(90)
})

test('the keys go through the moments of all lines, without gaps, and end at the window', () => {
  const lines = [line([0, 1], [10, gap], [20, 3], [20, 4], [30, 1]), line([15, 1], [40, 1])]
  const walk = (from: number, direction: -1 | 1) => nextMoment(lines, from, direction, 0, 30)
  expect([walk(Number.NEGATIVE_INFINITY, 1), walk(0, 1), walk(15, 1), walk(20, 1), walk(30, 1)]).toEqual([
    0,
    15,
    20,
    30,
    null,
  ])
  expect([walk(30, -1), walk(20, -1), walk(15, -1), walk(0, -1)]).toEqual([20, 15, 0, null])
  // The last of all is beyond the window: it is not where the walk back begins.
  expect(nextMoment(lines, 31, -1, 0, 30)).toBe(30)
})
