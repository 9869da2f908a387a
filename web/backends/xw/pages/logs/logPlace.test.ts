import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExact, lastTop, moved, offsetOf, placeAt, scrolledHeight, TALLEST } from './logPlace.ts'

const heightOf = (pos: number) => 20 * (1 + (Math.abs(pos) % 3))

test('a million lines are no taller than a browser can draw, and any of them can be reached', () => {
  const span = { first: 1000, end: 1_001_000, visible: 40 }
  const height = scrolledHeight(span, 800)
  expect(height).toBe(TALLEST)
  const most = height - 800
  expect(isExact(span, false)).toBe(false)
  for (const top of [1000, 12_345, 500_000, 990_000]) {
    const place = placeAt(span, offsetOf(span, { kind: 'from', top }, most, false), most, false)
    expect(place).toEqual({ kind: 'from', top: expect.closeTo(top, 0) })
  }
  expect(placeAt(span, most, most, false)).toEqual({ kind: 'end' })
  expect(offsetOf(span, { kind: 'end' }, most, false)).toBe(most)
})

test('near the ends of a long log the wheel has as far to go as there are lines', () => {
  const span = { first: 0, end: 1_000_000, visible: 40 }
  const most = scrolledHeight(span, 800) - 800
  const top = lastTop(span) - 75
  expect(offsetOf(span, { kind: 'from', top }, most, false)).toBe(most - 1500)
  expect(offsetOf(span, { kind: 'from', top: 75 }, most, false)).toBe(1500)
})

test('of fewer lines a pixel is a pixel', () => {
  const span = { first: 0, end: 1000, visible: 40 }
  expect(placeAt(span, 205, scrolledHeight(span, 800) - 800, true)).toEqual({ kind: 'from', top: 10.25 })
})

test('moving by pixels and back ends where it began, whatever the heights', () => {
  fc.assert(
    fc.property(fc.double({ min: 100, max: 200, noNaN: true }), fc.integer({ min: -900, max: 900 }), (top, pixels) => {
      expect(moved(moved(top, pixels, heightOf), -pixels, heightOf)).toBeCloseTo(top, 6)
    }),
  )
})
