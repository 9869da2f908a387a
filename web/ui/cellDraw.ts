import type { CellGrid } from './cellGrid.ts'
import type { CellLegendEntry } from './cellLegend.ts'
import { paintCells } from './cellPaint.ts'
import type { CellPalette } from './cellPalette.ts'

/** Finer screens show no more of a cell, and cost four times the memory. */
const finest = 2

export function drawCells(
  canvas: HTMLCanvasElement,
  grid: CellGrid,
  colourOf: Uint8Array,
  count: number,
  legend: readonly CellLegendEntry[],
  palette: CellPalette,
): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const inks = legend.map(({ colour, mark }) => ({ fill: palette[colour], mark }))
  const scale = Math.min(finest, Math.max(1, devicePixelRatio))
  const { bytes, width, height } = paintCells(grid, colourOf, count, inks, palette.surface, scale)
  canvas.width = width
  canvas.height = height
  context.putImageData(new ImageData(bytes, width, height), 0, 0)
}
