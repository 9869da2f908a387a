import { describe, expect, test } from 'vitest'
import { cellGrid } from './cellGrid.ts'
import { isMarked, paintCells } from './cellPaint.ts'
import type { CellInk, Rgb } from './cellPaint.ts'

const red: Rgb = [200, 0, 0]
const blue: Rgb = [0, 0, 200]
const white: Rgb = [255, 255, 255]

function painted(count: number, width: number, inks: readonly CellInk[], scale = 1, pitch?: number) {
  const grid = cellGrid(count, width, pitch)
  const colourOf = Uint8Array.from({ length: count }, (_, index) => index % inks.length)
  const picture = paintCells(grid, colourOf, count, inks, white, scale)
  const at = (x: number, y: number) => [...picture.bytes.subarray((y * picture.width + x) * 4).subarray(0, 4)]
  return { ...picture, at }
}

describe('the picture of a map', () => {
  test('has each cell in its colour, and nothing in the gaps and after the last', () => {
    const { at } = painted(5, 30, [{ fill: red }, { fill: blue }], 1, 10)
    expect(at(0, 0)).toEqual([200, 0, 0, 255])
    expect(at(8, 8)).toEqual([200, 0, 0, 255])
    expect(at(9, 0)).toEqual([0, 0, 0, 0])
    expect(at(10, 0)).toEqual([0, 0, 200, 255])
    expect(at(0, 10)).toEqual([0, 0, 200, 255])
    expect(at(20, 10)).toEqual([0, 0, 0, 0])
  })

  test('has cells of three pixels side by side', () => {
    const { at } = painted(100_000, 1100, [{ fill: red }, { fill: blue }])
    expect(at(2, 2)).toEqual([200, 0, 0, 255])
    expect(at(3, 0)).toEqual([0, 0, 200, 255])
  })

  test('is as fine as the screen', () => {
    const { width, height, at } = painted(6, 30, [{ fill: red }, { fill: blue }], 1.5, 10)
    expect([width, height]).toEqual([45, 30])
    expect(at(15, 0)).toEqual([0, 0, 200, 255])
  })

  test('has marks on cells that are large enough, and on no others', () => {
    const inks: readonly CellInk[] = [{ fill: red, mark: 'dot' }]
    expect(painted(1, 30, inks, 1, 20).at(9, 9)).toEqual([255, 255, 255, 255])
    expect(painted(1, 30, inks, 1, 20).at(1, 1)).toEqual([200, 0, 0, 255])
    expect(painted(1, 30, inks, 1, 8).at(3, 3)).toEqual([200, 0, 0, 255])
  })

  test('has marks that differ in shape', () => {
    const shapes = (['dot', 'ring', 'slash', 'cross', 'bar'] as const).map((mark) =>
      Array.from({ length: 400 }, (_, at) => (isMarked(mark, (at % 20) / 20, Math.floor(at / 20) / 20) ? 1 : 0)).join(
        '',
      ),
    )
    expect(new Set(shapes).size).toBe(shapes.length)
  })
})
