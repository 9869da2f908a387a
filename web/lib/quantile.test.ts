import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestRank, quantile, selectRank } from './quantile.ts'

test('quantiles by hand', () => {
  const twenty = Float64Array.from({ length: 20 }, (_, index) => index + 1)
  expect([0, 0.5, 0.95, 1].map((share) => quantile(twenty, share))).toEqual([1, 10, 19, 20])
  expect(quantile([], 0.5)).toBeNull()
  expect(quantile([7], 0.95)).toBe(7)
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

test('a quantile is found without sorting, in any part of a list, and nothing is lost', () => {
  // Without -0: it is equal to 0, so that either may stand first.
  const number = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true })).map((value) => value + 0)
  const numbers = fc.array(number, { minLength: 1 })
  fc.assert(
    fc.property(numbers, numbers, fc.double({ min: 0, max: 1, noNaN: true }), (before, list, share) => {
      const values = Float64Array.from([...before, ...list, ...before])
      const start = before.length
      const end = start + list.length
      const found = selectRank(values, start, end, start + nearestRank(share, list.length))
      expect(found).toBe(quantile(Float64Array.from(list).sort(), share))
      expect(values.slice(start, end).sort()).toEqual(Float64Array.from(list).sort())
      expect(values.slice(0, start)).toEqual(Float64Array.from(before))
      expect(values.slice(end)).toEqual(Float64Array.from(before))
    }),
  )
})
