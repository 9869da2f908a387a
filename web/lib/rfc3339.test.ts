import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRfc3339 } from './rfc3339.ts'

const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    minLength: length,
    maxLength: length,
  })
const within = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'))

const times = fc
  .tuple(
    digits(4),
    within(13),
    within(32),
    within(24),
    within(60),
    within(60),
    fc.oneof(
      fc.constant(''),
      fc
        .integer({ min: 0, max: 9 })
        .chain(digits)
        .map((text) => `.${text}`),
    ),
    fc.oneof(
      fc.constantFrom('Z', 'z', '', '+0800'),
      fc.tuple(fc.constantFrom('+', '-'), within(25), within(60)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  )
  .map(([y, m, d, h, min, s, fraction, zone]) => `${y}-${m}-${d}T${h}:${min}:${s}${fraction}${zone}`)

test('is what the browser makes of it, or left to the browser', () => {
  fc.assert(
    fc.property(times, (text) => {
      expect([undefined, Date.parse(text)]).toContain(readRfc3339(text))
    }),
    { numRuns: 5000 },
  )
})

test('of every moment that a server writes', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      const text = date.toISOString()
      // Days that not every year or month has are left to the browser.
      expect(readRfc3339(text) ?? Date.parse(text)).toBe(date.getTime())
      expect(readRfc3339(text.replace('Z', '456+00:00')) ?? date.getTime()).toBe(date.getTime())
    }),
  )
  expect(readRfc3339('2026-11-20T12:00:00.123456Z')).toBe(Date.UTC(2026, 10, 20, 12, 0, 0, 123))
  expect(readRfc3339('2026-11-20T12:00:00-05:30')).toBe(Date.UTC(2026, 10, 20, 17, 30))
})

test.each([
  '',
  '2026-11-20',
  '2026-11-20 12:00:00Z',
  '2026-11-20T12:00:00',
  '2026-02-30T12:00:00Z',
  '2026-11-20T12:00:00.Z',
  '2026-11-20T12:00:0xZ',
  '20261-1-20T12:00:00Z',
])('nothing is made of %j', (text) => {
  expect(readRfc3339(text)).toBeUndefined()
})
