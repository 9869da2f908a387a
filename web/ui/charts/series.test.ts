import { describe, expect, test } from 'vitest'
import { chartRows, loneMoments } from './series.ts'
import type { ChartSeries } from './series.ts'

const series = (id: string, points: readonly (readonly [number, number | null])[]): ChartSeries => ({
  id,
  label: id,
  tone: 'accent',
  points: points.map(([t, v]) => ({ t, v })),
})

describe('the rows of a chart', () => {
  test('are in the order of time, one for each moment', () => {
    const rows = chartRows([
      series('a', [
        [0, 1],
        [20, 3],
      ]),
      series('b', [
        [10, 5],
        [20, 6],
      ]),
    ])
    expect(rows.map((row) => row.t)).toEqual([0, 10, 20])
    expect(rows[2]?.values).toEqual({ a: 3, b: 6 })
  })

  test('a series measured at other moments does not tear a line apart', () => {
    const rows = chartRows([
      series('a', [
        [0, 1],
        [20, 3],
      ]),
      series('b', [[10, 5]]),
    ])
    expect(rows[1]?.drawn['a']).toBe(2)
    expect(rows[1]?.values).toEqual({ b: 5 })
  })

  test('a gap stays a gap', () => {
    const rows = chartRows([
      series('a', [
        [0, 1],
        [20, null],
        [40, 3],
      ]),
      series('b', [
        [10, 5],
        [30, 5],
      ]),
    ])
    expect(rows.map((row) => row.drawn['a'])).toEqual([1, null, null, null, 3])
  })

  test('a line does not go on before its first or after its last measurement', () => {
    const rows = chartRows([
      series('a', [
        [10, 1],
        [20, 1],
      ]),
      series('b', [
        [0, 5],
        [30, 5],
      ]),
    ])
    expect(rows.map((row) => row.drawn['a'])).toEqual([null, 1, 1, null])
  })
})

test('a measurement between two gaps is found, since no line passes there', () => {
  const { points } = series('a', [
    [0, 1],
    [1, null],
    [2, 7],
    [3, null],
    [4, 1],
    [5, 2],
  ])
  expect([...loneMoments(points)]).toEqual([0, 2])
})
