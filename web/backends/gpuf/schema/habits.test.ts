import { expect, test } from 'vitest'
import { dateQuery, ignoredDates } from './habits.ts'

const from = Date.UTC(2025, 6, 28, 12, 30, 5, 700)
const to = Date.UTC(2025, 6, 29, 12, 30, 5, 700)

test('dates are asked for in the documented form first, in the long form where that is ignored', () => {
  expect(dateQuery({ from, to }, 'documented')).toEqual({ start_date: '2025-07-28', end_date: '2025-07-29' })
  expect(dateQuery({ from, to }, 'long')).toEqual({
    start_date: '2025-07-28T12:30:05',
    // One second more, as the long form leaves its end out.
    end_date: '2025-07-29T12:30:06',
  })
  expect(dateQuery({ from }, 'documented')).toEqual({ start_date: '2025-07-28' })
  expect(dateQuery({}, 'long')).toEqual({})
})

test('a server that answers days nobody asked for has ignored the dates', () => {
  const now = Date.UTC(2025, 7, 5)
  expect(ignoredDates([Date.UTC(2025, 6, 28), Date.UTC(2025, 6, 29, 23, 59, 59)], { from, to }, now)).toBe(false)
  expect(ignoredDates([Date.UTC(2025, 6, 27, 23, 59, 59)], { from, to }, now)).toBe(true)
  expect(ignoredDates([Date.UTC(2025, 6, 30)], { from, to }, now)).toBe(true)
  expect(ignoredDates([0, now], {}, now)).toBe(false)
})

test('a machine whose clock is ahead does not look like ignored dates', () => {
  expect(ignoredDates([Date.UTC(2025, 6, 30, 1)], { from, to }, to)).toBe(false)
})
