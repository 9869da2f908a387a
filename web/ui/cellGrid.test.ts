import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellAt, cellGrid, nextCell } from './cellGrid.ts'

const counts = fc.integer({ min: 1, max: 100_000 })
const widths = fc.integer({ min: 100, max: 2000 })

describe('the grid of a map', () => {
  test('has room for every cell and is never wider than its place', () => {
    fc.assert(
      fc.property(counts, widths, (count, width) => {
        const grid = cellGrid(count, width)
        expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count)
        expect(grid.width).toBeLessThanOrEqual(width)
        expect(grid.pitch).toBeGreaterThanOrEqual(3)
        expect(grid.pitch).toBeLessThanOrEqual(24)
      }),
    )
  })

  test('has large cells for a few and cells of three pixels without gaps for very many', () => {
    expect(cellGrid(12, 1100)).toMatchObject({ pitch: 24, gap: 2, rows: 1 })
    expect(cellGrid(1000, 1100)).toMatchObject({ pitch: 22, gap: 2 })
    expect(cellGrid(100_000, 1100)).toMatchObject({ pitch: 3, gap: 0, columns: 366 })
    expect(cellGrid(100_000, 358)).toMatchObject({ pitch: 3, columns: 119, height: 841 * 3 })
  })

  test('tells the cell at a point, and none beside them', () => {
    const grid = cellGrid(50, 240)
    expect(cellAt(grid, 50, 0, 0)).toBe(0)
    expect(cellAt(grid, 50, 239, 25)).toBe(19)
    expect(cellAt(grid, 50, 240, 0)).toBeNull()
    expect(cellAt(grid, 45, 239, 100)).toBeNull()
    expect(cellAt(grid, 50, -1, 0)).toBeNull()
  })
})

describe('the keys', () => {
  // Ten columns, the last row has five cells.
  const grid = cellGrid(45, 240)
  const from = (index: number, key: string, far = false) => nextCell(grid, 45, index, key, far)

  test('lead to neighbours, to the ends of a row and of the map', () => {
    expect(from(12, 'ArrowRight')).toBe(13)
    expect(from(12, 'ArrowLeft')).toBe(11)
    expect(from(12, 'ArrowUp')).toBe(2)
    expect(from(12, 'ArrowDown')).toBe(22)
    expect(from(12, 'Home')).toBe(10)
    expect(from(12, 'End')).toBe(19)
    expect(from(42, 'End')).toBe(44)
    expect(from(12, 'Home', true)).toBe(0)
    expect(from(12, 'End', true)).toBe(44)
    expect(from(12, 'a')).toBeNull()
  })

  test('stay in their column where there is no cell further on', () => {
    expect(from(37, 'ArrowDown')).toBe(37)
    expect(from(7, 'ArrowUp')).toBe(7)
    expect(from(7, 'PageDown')).toBe(37)
    expect(from(42, 'PageUp')).toBe(2)
  })

  test('never lead out of the map', () => {
    const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')
    fc.assert(
      fc.property(counts, widths, fc.nat(), keys, fc.boolean(), (count, width, at, key, far) => {
        const next = nextCell(cellGrid(count, width), count, at % count, key, far)
        expect(next).toBeGreaterThanOrEqual(0)
        expect(next).toBeLessThan(count)
      }),
    )
  })
})
