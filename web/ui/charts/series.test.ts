import { expect, test } from 'vitest'
import { chartRows, extentOf, lineOf, rangeWithin } from './series.ts'

const line = (...points: readonly (readonly [number, number | null])[]) =>
  lineOf({ id: 'a', label: 'a', tone: 'accent', points: points.map(([t, v]) => ({ t, v })) })

const all = { from: 0, to: 100 }

test('points become a line once, and a null in them a gap', () => {
  const points = [
    { t: 1, v: 5 },
    { t: 2, v: null },
  ]
  const series = { id: 'a', label: 'a', tone: 'accent', points } as const
  expect([...lineOf(series).v]).toEqual([5, Number.NaN])
  expect(lineOf({ ...series })).toBe(lineOf(series))
})

test('rows are in the order of time, one for each moment; a gap is not a missing word', () => {
  const rows = chartRows([line([0, 1], [20, 3], [30, null]), line([10, 5], [20, 6])], all)
  expect(rows).toEqual([
    { t: 0, values: [[1, 1], undefined] },
    { t: 10, values: [undefined, [5, 5]] },
    {
      t: 20,
      values: [
        [3, 3],
        [6, 6],
      ],
    },
    { t: 30, values: [null, undefined] },
  ])
})

test('rows of a stretch keep its least and its most, and a gap beside a value does not hide it', () => {
  const rows = chartRows([line([0, 3], [1, 97], [2, null], [10, null], [15, 4])], all, 10)
  expect(rows).toEqual([
    { t: 0, values: [[3, 97]] },
    { t: 10, values: [[4, 4]] },
  ])
})

test('only what the window shows is in the rows and on the axis', () => {
  const lines = [line([0, 500], [10, 7], [20, null], [30, 9], [40, 800])]
  const window = { from: 10, to: 30 }
  expect(chartRows(lines, window).map(({ t }) => t)).toEqual([10, 20, 30])
  expect(rangeWithin(lines, window)).toEqual({ low: 7, high: 9 })
})

test('lines reach from the first to the last moment of any; without moments they reach nowhere', () => {
  expect(extentOf([line([5, 1]), line([1, null], [9, 1])])).toEqual({ from: 1, to: 9 })
  expect(extentOf([line()])).toBeNull()
})
