import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeTicks, valueTicks } from './ticks.ts'

const at = (time: string): number => Date.parse(`2026-11-20T${time}Z`)

describe('moments on the axis', () => {
  test('an hour is marked every ten minutes', () => {
    expect(timeTicks(at('18:03:37'), at('19:03:37'))).toEqual(
      ['18:10:00', '18:20:00', '18:30:00', '18:40:00', '18:50:00', '19:00:00'].map(at),
    )
  })

  test('they lie in the window, and are few', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 60_000, max: 4e10 }), (from, span) => {
        const ticks = timeTicks(from, from + span)
        expect(ticks.length).toBeLessThanOrEqual(7)
        expect(ticks.every((tick) => tick >= from && tick <= from + span)).toBe(true)
      }),
    )
  })
})

describe('values on the axis', () => {
  test('percent and counts are round in tens', () => {
    expect(valueTicks(100)).toEqual([0, 25, 50, 75, 100])
    expect(valueTicks(7)).toEqual([0, 2, 4, 6, 8])
  })

  test('bytes are round in their unit', () => {
    const mib = 1024 ** 2
    expect(valueTicks(380 * mib, 1024)).toEqual([0, 100, 200, 300, 400].map((n) => n * mib))
  })

  test('nothing but zeros, or nothing at all, still has an axis', () => {
    expect(valueTicks(0)).toEqual([0, 1])
    expect(valueTicks(Number.NaN)).toEqual([0, 1])
  })

  test('the highest value is never above the axis, and there are at most six marks', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e15, noNaN: true }), fc.constantFrom(1000, 1024), (max, base) => {
        const ticks = valueTicks(max, base === 1024 ? 1024 : 1000)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.at(-1) ?? 0).toBeGreaterThanOrEqual(max * 0.999_999)
      }),
    )
  })
})
