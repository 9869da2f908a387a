import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneOffset } from './localTime.ts'
import { dayStarts, timeTicks, valueAxis, valueTicks } from './ticks.ts'

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

const shanghai = () => 8 * 3_600_000
const berlin = (ms: number) => zoneOffset(ms, 'Europe/Berlin')

describe('on the operator’s clock', () => {
  test('half-days are marked where the clock shows them, not where UTC does', () => {
    expect(timeTicks(at('00:00:00'), at('23:59:00'), 2, shanghai)).toEqual(['04:00:00', '16:00:00'].map(at))
    expect(dayStarts(at('00:00:00'), at('23:59:00'), shanghai)).toEqual([at('16:00:00')])
  })

  test('a day that is an hour longer still begins at midnight, and no mark comes twice', () => {
    const from = Date.parse('2026-10-23T22:00:00Z')
    const marks = timeTicks(from, from + 73 * 3_600_000, 4, berlin)
    expect(marks.map((mark) => new Date(mark).toISOString().slice(5, 16))).toEqual([
      '10-23T22:00',
      '10-24T22:00',
      '10-25T23:00',
      '10-26T23:00',
    ])
  })

  test('many days are not marked one by one', () => {
    expect(dayStarts(0, 15 * 86_400_000, () => 0)).toEqual([])
  })
})

describe('the axis of values', () => {
  test('is what was asked for, and grows for what lies beyond it', () => {
    expect(valueAxis(0, 97, { min: 0, max: 100 })).toMatchObject({ min: 0, max: 100 })
    expect(valueAxis(0, 300, { min: 0, max: 100 })).toMatchObject({ min: 0, max: 300 })
    expect(valueAxis(-12, 7).min).toBeLessThanOrEqual(-12)
  })

  test('without any value it still has ends', () => {
    expect(valueAxis(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual({ min: 0, max: 1, ticks: [0, 1] })
  })
})
