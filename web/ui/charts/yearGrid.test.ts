import { expect, test } from 'vitest'
import { monthSummaries, nextDay, yearGrid } from './yearGrid.ts'
import type { YearDay } from './yearGrid.ts'

const days = (from: string, count: number): YearDay[] =>
  Array.from({ length: count }, (_, index) => ({
    date: new Date(Date.parse(`${from}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
    value: index,
    label: '',
  }))

test('days lie in their week and weekday, Monday first', () => {
  // The 20th of November 2026 is a Friday.
  const { weekdays, weeks } = yearGrid(days('2026-11-20', 5))
  expect(weeks).toBe(2)
  expect(weekdays).toEqual([
    [-1, 3],
    [-1, 4],
    [-1, -1],
    [-1, -1],
    [0, -1],
    [1, -1],
    [2, -1],
  ])
})

test('a year has each day once and the name of each month where it begins', () => {
  const { weekdays, months } = yearGrid(days('2025-11-21', 365))
  expect(weekdays.flat().filter((index) => index >= 0)).toHaveLength(365)
  // Ten days of November at the left edge have no room for a name.
  expect(months.map(({ date }) => date.slice(0, 7))).toEqual(
    ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'].concat([
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ]),
  )
})

test('keys go by day and week and stay in the year', () => {
  expect(nextDay('ArrowDown', 3, 365)).toBe(4)
  expect(nextDay('ArrowRight', 3, 365)).toBe(10)
  expect(nextDay('ArrowLeft', 3, 365)).toBe(0)
  expect(nextDay('End', 3, 365)).toBe(364)
  expect(nextDay('a', 3, 365)).toBeNull()
})

test('months are summed up by the days that have data', () => {
  const [first, second] = days('2026-10-31', 2)
  expect(
    monthSummaries([{ date: '2026-10-30', value: null, label: '' }, ...(first && second ? [first, second] : [])]),
  ).toEqual([
    { month: '2026-10', days: 1, mean: 0, least: 0 },
    { month: '2026-11', days: 1, mean: 1, least: 1 },
  ])
  expect(monthSummaries([{ date: '2026-10-30', value: null, label: '' }])[0]).toMatchObject({ days: 0, mean: null })
})
