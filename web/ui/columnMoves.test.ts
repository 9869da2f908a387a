import { expect, test } from 'vitest'
import { moveColumn, pinColumn, showColumn } from './columnMoves.ts'

const layout = { order: ['name', 'os', 'cpu'], hidden: [], pinned: ['name'] }

test('a column changes places with its neighbour, but not over the last pinned one', () => {
  expect(moveColumn(layout, 'os', 1).order).toEqual(['name', 'cpu', 'os'])
  expect(moveColumn(layout, 'os', -1)).toBe(layout)
  expect(moveColumn(layout, 'cpu', 1)).toBe(layout)
  expect(moveColumn(layout, 'gone', 1)).toBe(layout)
})

test('a column that is hidden is not pinned any more', () => {
  expect(showColumn(layout, 'name', false)).toEqual({ order: layout.order, hidden: ['name'], pinned: [] })
  expect(showColumn({ ...layout, hidden: ['os'] }, 'os', true).hidden).toEqual([])
})

test('a pinned column is the last of the pinned ones, and the first of the others when it is not', () => {
  expect(pinColumn(layout, 'cpu', true)).toEqual({ order: ['name', 'cpu', 'os'], hidden: [], pinned: ['name', 'cpu'] })
  expect(pinColumn({ ...layout, pinned: ['name', 'os'] }, 'name', false).order).toEqual(['os', 'name', 'cpu'])
})
