import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, startOfDay } from './startOfDay.ts'
import { readClock } from './time.ts'

test.each([
  ['2026-11-20', 'UTC', '2026-11-20T00:00:00Z'],
  ['2026-11-20', 'Europe/Berlin', '2026-11-19T23:00:00Z'],
  ['2026-07-20', 'Asia/Shanghai', '2026-07-19T16:00:00Z'],
  // The days on which clocks change: one of 23 hours, one of 25.
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
  // Clocks went from 23:59:59 to 01:00:00.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00Z'],
])('%s begins in %s at %s', (date, zone, moment) => {
  expect(startOfDay(date, zone)).toBe(Date.parse(moment))
})

test('what is no day has no beginning', () => {
  for (const text of ['', '2026-02-30', '2026-13-01', '20.11.2026', '2026-11-20T00:00:00Z']) {
    expect(startOfDay(text, 'UTC')).toBeUndefined()
  }
})

test('a day begins where the one before it ends, in every zone', () => {
  const zones = ['UTC', 'Europe/Berlin', 'Asia/Shanghai', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(...zones), (days, zone) => {
      const date = new Date(days * 86_400_000).toISOString().slice(0, 10)
      const start = startOfDay(date, zone)
      // A zone may have skipped a whole day, when it crossed the date line.
      if (start === undefined) return
      expect(readClock(start, zone)?.date).toBe(date)
      expect(readClock(start - 1, zone)?.date).not.toBe(date)
    }),
  )
})

test('the day after the last of a month is the first of the next', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  expect(dayAfter('2028-02-28')).toBe('2028-02-29')
})
