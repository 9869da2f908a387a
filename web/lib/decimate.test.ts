import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnWidth, decimate, decimateTo } from './decimate.ts'
import { type Line, within } from './line.ts'

function lineOf(values: readonly number[], stepMs = 10): Line {
  return { t: Float64Array.from(values, (_, index) => index * stepMs), v: Float64Array.from(values) }
}

function pairs({ t, v }: Line): [number, number][] {
  return Array.from(t, (at, index) => [at, v[index] ?? Number.NaN])
}

const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 100 }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
)
/** Irregular times, values and gaps. */
const anyLine = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), value), { maxLength: 600 }).map((steps): Line => {
  let at = 0
  const t = steps.map(([step]) => (at += step))
  return { t: Float64Array.from(t), v: Float64Array.from(steps, ([, v]) => v) }
})
const zoomed = fc
  .tuple(
    anyLine,
    fc.integer({ min: 0, max: 60_000 }),
    fc.integer({ min: 1, max: 60_000 }),
    fc.integer({ min: 16, max: 200 }),
  )
  .map(([line, from, length, points]) => ({ line, window: { from, to: from + length }, points }))

describe('by hand', () => {
  test('a peak and a dip of one point each stay among ten thousand', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => (index === 7001 ? 99 : index === 7003 ? 1 : 50))
    const thin = decimateTo(lineOf(values), { from: 0, to: 100_000 }, 100)
    expect(thin.t.length).toBeLessThanOrEqual(100)
    expect(pairs(thin)).toContainEqual([70_010, 99])
    expect(pairs(thin)).toContainEqual([70_030, 1])
  })

  test('each column keeps its lowest and its highest, in their order', () => {
    const values = [5, 1, 9, 3, 3, 7, 2, 4, 6, 6, 6, 6, 8, 0, 1, 2, 3]
    const thin = decimate(lineOf(values), { from: 0, to: 160 }, 16, 40)
    expect(thin.v).toEqual(Float64Array.of(5, 1, 9, 7, 2, 6, 8, 0, 3))
  })

  test('a gap of one point is still a gap', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index === 500 ? Number.NaN : index % 7))
    const thin = decimateTo(lineOf(values), { from: 0, to: 10_000 }, 50)
    expect(pairs(thin).filter(([, v]) => Number.isNaN(v))).toEqual([[5000, Number.NaN]])
  })

  test('the columns of a moving window stay where they are', () => {
    const values = Array.from({ length: 3000 }, (_, index) => (index * 7919) % 101)
    const at = (from: number) => pairs(decimate(lineOf(values), { from, to: from + 20_000 }, 100, 600))
    const [before, after] = [at(1200), at(1800)]
    // But for the first and the last column, which the window's ends cut.
    expect(after.slice(2, 50)).toEqual(before.slice(4, 52))
  })

  test('a line with no values is none', () => {
    expect(decimateTo(lineOf([]), { from: 0, to: 10 }, 16).t).toHaveLength(0)
  })
})

describe('whatever the line, the zoom and the width', () => {
  test('never more points than allowed', () => {
    fc.assert(
      fc.property(zoomed, ({ line, window, points }) => {
        expect(decimateTo(line, window, points).t.length).toBeLessThanOrEqual(points)
      }),
    )
  })

  test('of each column the extremes are kept, and the first and the last point', () => {
    fc.assert(
      fc.property(zoomed, ({ line, window, points }) => {
        const width = columnWidth([line], window, points, 1)
        const kept = byColumn(decimate(line, window, points, width), width)
        for (const [column, values] of byColumn(within(line, window), width)) {
          expect(Math.min(...(kept.get(column) ?? []))).toBe(Math.min(...values))
          expect(Math.max(...(kept.get(column) ?? []))).toBe(Math.max(...values))
        }
        const [before, after] = [knownTimes(within(line, window)), knownTimes(decimate(line, window, points, width))]
        expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)])
      }),
    )
  })

  test('points are those of the line, in its order', () => {
    fc.assert(
      fc.property(zoomed, ({ line, window, points }) => {
        const thin = decimateTo(line, window, points)
        const all = new Map(pairs(line))
        let before = -Infinity
        for (const [at, v] of pairs(thin)) {
          expect(at).toBeGreaterThan(before)
          expect(v).toBe(all.get(at))
          before = at
        }
      }),
    )
  })

  test('between two points there is a gap exactly where the line has one', () => {
    fc.assert(
      fc.property(zoomed, ({ line, window, points }) => {
        const thin = pairs(decimateTo(line, window, points))
        const known = thin.filter(([, v]) => !Number.isNaN(v))
        for (const [index, [to]] of known.entries()) {
          const from = known[index - 1]?.[0]
          if (from === undefined) continue
          const between = (one: readonly [number, number][]) => gapIn(one.filter(([at]) => at > from && at < to))
          expect(between(thin)).toBe(between(pairs(line)))
        }
      }),
    )
  })

  test('what is thin enough stays as it is', () => {
    fc.assert(
      fc.property(zoomed, ({ line, window, points }) => {
        const thin = decimateTo(line, window, points)
        expect(decimateTo(thin, window, points)).toEqual(thin)
      }),
    )
  })
})

function byColumn({ t, v }: Line, width: number): Map<number, number[]> {
  const columns = new Map<number, number[]>()
  for (const [index, at] of t.entries()) {
    const own = v[index] ?? Number.NaN
    if (Number.isNaN(own)) continue
    const column = Math.floor(at / width)
    columns.set(column, [...(columns.get(column) ?? []), own])
  }
  return columns
}

function knownTimes({ t, v }: Line): Float64Array {
  return t.filter((_, index) => !Number.isNaN(v[index] ?? 0))
}

function gapIn(part: readonly [number, number][]): boolean {
  return part.some(([, v]) => Number.isNaN(v))
}
