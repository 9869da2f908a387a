import { expect, test } from 'vitest'
import { evenStep, stepAbove } from './colourStep.ts'
import { columnAt, columnSpan, nextHeatCell, rowSummary, valueAt } from './heatGrid.ts'
import { heatCsv } from './heatCsv.ts'

const nan = Number.NaN
const grid = { rows: 2, columns: 3, values: Float32Array.from([10, nan, 30, nan, nan, nan]) }
const window = { from: 0, to: 300 }

test('a row is summed up by what it has, and a row of gaps has nothing', () => {
  expect(rowSummary(grid, 0)).toEqual({ least: 10, mean: 20, most: 30, known: (2 / 3) * 100 })
  expect(rowSummary(grid, 1)).toEqual({ least: null, mean: null, most: null, known: 0 })
  expect(valueAt(grid, { row: 5, column: 0 })).toBeNaN()
})

test('columns divide the window evenly, to its very end', () => {
  expect(columnSpan(1, 3, window)).toEqual({ from: 100, to: 200 })
  expect([0, 99, 100, 300, -5].map((at) => columnAt(at, 3, window))).toEqual([0, 0, 1, 2, 0])
})

test('keys stay within the map', () => {
  const from = { row: 1, column: 2 }
  expect(nextHeatCell('ArrowRight', from, grid, 10)).toEqual(from)
  expect(nextHeatCell('PageUp', from, grid, 10)).toEqual({ row: 0, column: 2 })
  expect(nextHeatCell('Home', from, grid, 10)).toEqual({ row: 1, column: 0 })
  expect(nextHeatCell('x', from, grid, 10)).toBeNull()
})

test('colours go evenly from nothing to the most, and what is beyond has the last', () => {
  expect([-1, 0, 16, 17, 99, 100, 300].map((value) => evenStep(value, 100))).toEqual([0, 0, 0, 1, 5, 5, 5])
  expect([0, 50, 99.9, 100].map((value) => stepAbove(value, [50, 90, 95, 99, 100]))).toEqual([0, 1, 4, 5])
})

test('saved, each stretch of time is a line and each row a column', () => {
  const rows = [
    { id: 'a', label: 'npu-0' },
    { id: 'b', label: 'npu-1' },
  ]
  const text = heatCsv({ rows, columns: 3, values: grid.values, window }, { utc: 'u', local: 'l' }, 'UTC')
  const lines = text.replace('\uFEFF', '').split('\r\n')
  expect(lines[0]).toBe('u,l,npu-0,npu-1')
  expect(lines[1]).toBe('1970-01-01T00:00:00.000Z,1970-01-01 00:00:00 UTC,10,')
  expect(lines).toHaveLength(5)
})
