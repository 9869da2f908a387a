import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { availability, availabilityYear, dayShare } from './availability.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The beginning of a UTC day. */
const start = Date.UTC(2025, 6, 1)

function date(dayIndex: number) {
  return new Date(start + dayIndex * DAY).toISOString().slice(0, 10)
}

/** The rows that a server would hold of a machine that sends every 120 s from `from` on. */
function perfect(from: number, now: number) {
  const counts = new Map<string, number>()
  for (let at = from; at <= now; at += 120_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return [...counts].map(([day, heartbeats]) => ({ date: day, heartbeats }))
}

describe('availability', () => {
  test('a perfect day is 100 %', () => {
    const rows = [{ date: date(0), heartbeats: 720 }]
    const now = start + DAY
    expect(availability(rows, { now, createdAt: start, dayCount: 2 }).percent).toBe(100)
  })

  test('a perfect machine is at 100 % early in its second day, where the server’s health reads 52', () => {
    const now = start + DAY + HOUR
    const rows = [
      { date: date(0), heartbeats: 720 },
      { date: date(1), heartbeats: 30 },
    ]
    expect(availability(rows, { now, createdAt: start })).toMatchObject({ received: 750, expected: 750, percent: 100 })
  })

  test('a day without a row is a day of absence', () => {
    const rows = [{ date: date(0), heartbeats: 720 }]
    expect(availability(rows, { now: start + 2 * DAY, createdAt: start })).toMatchObject({
      received: 720,
      expected: 1440,
      percent: 50,
    })
  })

  test('nothing is expected before registration, and of the first day only what is left of it', () => {
    const createdAt = start + 12 * HOUR
    const { days, percent } = availability([{ date: date(0), heartbeats: 180 }], { now: start + DAY, createdAt })
    expect(days).toEqual([{ date: date(0), received: 180, expected: 360 }])
    expect(percent).toBe(50)
  })

  test('older days and days of nulls count for nothing', () => {
    const now = start + 10 * DAY
    const rows = [
      { date: date(0), heartbeats: 720 },
      { date: date(9), heartbeats: null },
    ]
    expect(availability(rows, { now, createdAt: null, dayCount: 3 })).toMatchObject({ received: 0, expected: 1440 })
  })

  test('a machine that was registered a moment ago has no availability yet', () => {
    expect(availability([], { now: start + 1000, createdAt: start }).percent).toBeNull()
  })

  test('twice the heartbeats are shown as what they are', () => {
    const rows = [{ date: date(0), heartbeats: 1440 }]
    expect(availability(rows, { now: start + DAY, createdAt: start, dayCount: 2 }).percent).toBe(200)
  })

  test('a machine that never misses a heartbeat is at 100 % at any moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120_000, max: 6 * DAY }), fc.integer({ min: 0, max: DAY - 1 }), (ageMs, offset) => {
        const createdAt = start + offset
        const now = createdAt + ageMs
        const { percent } = availability(perfect(createdAt, now), { now, createdAt })
        // One heartbeat can fall on either side of a midnight.
        expect(Math.abs((percent ?? 0) - 100)).toBeLessThanOrEqual((100 * 120_000) / ageMs + 0.2)
      }),
    )
  })
})

test('one day: perfect, half over, not counted, in the future', () => {
  const now = start + DAY + 12 * HOUR
  expect(dayShare({ date: date(0), heartbeats: 720 }, now)).toBe(100)
  expect(dayShare({ date: date(1), heartbeats: 361 }, now)).toBe(100)
  expect(dayShare({ date: date(1), heartbeats: 180 }, now)).toBe(50)
  expect(dayShare({ date: date(1), heartbeats: null }, now)).toBeNull()
  expect(dayShare({ date: date(2), heartbeats: 1 }, now)).toBeNull()
})

describe('a year by day', () => {
  const now = start + 400 * DAY + 6 * HOUR

  test('a perfect day is 100 %, whatever the others were', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 36, max: 399 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 719 }),
        (perfectDays, others) => {
          // Day 35 is the one before the year begins.
          const rows = [...new Set([35, ...perfectDays])].map((day) => ({
            date: date(day),
            heartbeats: perfectDays.includes(day) ? 720 : others,
          }))
          const year = availabilityYear(rows, { now, createdAt: start })
          for (const day of perfectDays) {
            const found = year.days.find((one) => one.date === date(day))
            expect(found).toMatchObject({ kind: 'counted', percent: 100 })
          }
          expect(year.perfectDays).toBe(perfectDays.length)
          expect(year.days).toHaveLength(365)
          expect(year.days.at(-1)?.date).toBe(date(400))
        },
      ),
    )
  })

  test('a client that never missed a heartbeat had a perfect year', () => {
    const rows = Array.from({ length: 400 }, (_, day) => ({ date: date(day), heartbeats: 720 }))
    const year = availabilityYear([...rows, { date: date(400), heartbeats: 180 }], { now, createdAt: start })
    expect(year).toMatchObject({ percent: 100, countedDays: 365, perfectDays: 365, absentDays: 0 })
  })

  test('days before registration, before the statistics, and of absence are told apart', () => {
    const createdAt = start + 390 * DAY + 12 * HOUR
    const rows = [
      { date: date(393), heartbeats: 720 },
      { date: date(395), heartbeats: 360 },
    ]
    const { days, countedDays, absentDays, percent } = availabilityYear(rows, { now, createdAt })
    const kindOf = (day: number) => days.find((one) => one.date === date(day))?.kind
    expect(kindOf(389)).toBe('before-registration')
    expect(kindOf(390)).toBe('before-statistics')
    expect(kindOf(393)).toBe('counted')
    expect(days.find((one) => one.date === date(394))).toMatchObject({ kind: 'counted', received: 0, expected: 720 })
    expect(countedDays).toBe(8)
    expect(absentDays).toBe(6)
    expect(percent).toBeCloseTo((100 * 1080) / (7 * 720 + 180))
  })

  test('a client without statistics is not said to have been absent', () => {
    const { percent, days } = availabilityYear([{ date: date(399), heartbeats: null }], { now, createdAt: null })
    expect(percent).toBeNull()
    expect(new Set(days.map((day) => day.kind))).toEqual(new Set(['before-statistics']))
  })

  test('on the day of registration only what is left of it counts', () => {
    const createdAt = start + 399 * DAY + 18 * HOUR
    const { days } = availabilityYear([{ date: date(399), heartbeats: 180 }], { now, createdAt })
    expect(days.find((one) => one.date === date(399))).toMatchObject({ received: 180, expected: 180, percent: 100 })
  })
})
