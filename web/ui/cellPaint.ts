import type { CellGrid } from './cellGrid.ts'
import type { CellMark } from './cellLegend.ts'

/** Red, green and blue, 0–255. */
export type Rgb = readonly [number, number, number]

export interface CellInk {
  readonly fill: Rgb
  readonly mark?: CellMark | undefined
}

/** Smaller ones have no room for a mark, in pixels of the page. */
const markFrom = 8
const samples = 4

/**
 * All cells as pixels, written line by line: fifty times as fast as a rectangle for each.
 *
 * @param scale pixels of the screen for each of the page
 * @param markColour of the marks, and of nothing else: between the cells it stays transparent
 */
export function paintCells(
  grid: CellGrid,
  colourOf: Uint8Array,
  count: number,
  inks: readonly CellInk[],
  markColour: Rgb,
  scale: number,
): { readonly bytes: Uint8ClampedArray<ArrayBuffer>; readonly width: number; readonly height: number } {
  const width = Math.round(grid.width * scale)
  const height = Math.round(grid.height * scale)
  const bytes = new Uint8ClampedArray(width * height * 4)
  const pixels = new Uint32Array(bytes.buffer)
  const stamps = inks.map((ink) => stamp(ink, grid, markColour, scale))
  const lefts = Uint32Array.from({ length: grid.columns }, (_, column) => Math.round(column * grid.pitch * scale))
  const side = Math.max(1, Math.round((grid.pitch - grid.gap) * scale))
  for (let row = 0; row < grid.rows; row++) {
    const top = Math.round(row * grid.pitch * scale)
    const cells = Math.min(grid.columns, count - row * grid.columns)
    let drawn = -1
    for (let line = 0; line < side && top + line < height; line++) {
      const start = (top + line) * width
      const isLikeLast = drawn >= 0 && stamps.every((one) => one.isPlain)
      if (isLikeLast) {
        pixels.copyWithin(start, drawn, drawn + width)
        continue
      }
      drawn = start
      for (let cell = 0; cell < cells; cell++) {
        const one = stamps[colourOf[row * grid.columns + cell] ?? 0]
        if (one === undefined) continue
        const from = start + (lefts[cell] ?? 0)
        const until = Math.min(from + side, start + width)
        if (one.isPlain) pixels.fill(one.colour, from, until)
        else pixels.set(one.pixels.subarray(line * side, line * side + until - from), from)
      }
    }
  }
  return { bytes, width, height }
}

interface Stamp {
  readonly isPlain: boolean
  readonly colour: number
  readonly pixels: Uint32Array
}

function stamp({ fill, mark }: CellInk, { pitch, gap }: CellGrid, markColour: Rgb, scale: number): Stamp {
  const colour = packed(fill)
  const side = Math.max(1, Math.round((pitch - gap) * scale))
  if (mark === undefined || pitch - gap < markFrom) return { isPlain: true, colour, pixels: new Uint32Array(0) }
  const pixels = Uint32Array.from({ length: side * side }, (_, at) => {
    const share = coverage(mark, (at % side) / side, Math.floor(at / side) / side, 1 / side)
    return packed(mix(fill, markColour, share))
  })
  return { isPlain: false, colour, pixels }
}

/** How much of a pixel the mark covers, from 0 to 1; places and sizes as shares of the cell. */
function coverage(mark: CellMark, left: number, top: number, size: number): number {
  let hits = 0
  for (let at = 0; at < samples * samples; at++) {
    const x = left + (((at % samples) + 0.5) / samples) * size
    const y = top + ((Math.floor(at / samples) + 0.5) / samples) * size
    if (isMarked(mark, x, y)) hits++
  }
  return hits / (samples * samples)
}

/** The shapes of the marks, in a cell from 0 to 1. */
export function isMarked(mark: CellMark, x: number, y: number): boolean {
  const fromCentre = Math.hypot(x - 0.5, y - 0.5)
  const isInside = Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) < 0.3
  switch (mark) {
    case 'dot':
      return fromCentre < 0.19
    case 'ring':
      return fromCentre < 0.32 && fromCentre > 0.19
    case 'slash':
      return isInside && Math.abs(x + y - 1) < 0.13
    case 'cross':
      return isInside && (Math.abs(x + y - 1) < 0.13 || Math.abs(x - y) < 0.13)
    case 'bar':
      return isInside && Math.abs(y - 0.5) < 0.09
  }
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * share)
  return [at(0), at(1), at(2)]
}

/** As image data has it: red first in memory, on machines that are all little-endian. */
function packed([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}
