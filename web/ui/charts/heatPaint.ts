import type { CellPalette } from '../cellPalette.ts'
import { evenStep, SCALE_COLOURS } from './colourStep.ts'
import type { HeatValues } from './heatGrid.ts'

interface Part {
  /** In pixels of the page. */
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  /** How far the rows are scrolled. */
  readonly top: number
  readonly max: number
}

/** Draws the rows in sight. What has no value is the hatched ground between the cells. */
export function paintHeat(canvas: HTMLCanvasElement, grid: HeatValues, part: Part, palette: CellPalette): void {
  const ratio = globalThis.devicePixelRatio || 1
  const { width, height, rowHeight, top, max } = part
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  paintRows(context, grid, part, palette)
  const paint = (step: number): string => css(palette[SCALE_COLOURS[step] ?? 'scale-6'])
  const x = (column: number) => Math.round((column / grid.columns) * width * ratio) / ratio
  const last = Math.min(grid.rows, Math.ceil((top + height) / rowHeight))
  for (let row = Math.floor(top / rowHeight); row < last; row += 1) {
    const y = row * rowHeight - top
    // Neighbours of one colour are one box: most of them are.
    let start = 0
    let before = -1
    for (let column = 0; column <= grid.columns; column += 1) {
      const value = column < grid.columns ? (grid.values[row * grid.columns + column] ?? Number.NaN) : Number.NaN
      const step = Number.isFinite(value) ? evenStep(value, max) : -1
      if (step === before && column < grid.columns) continue
      if (before >= 0) {
        context.fillStyle = paint(before)
        context.fillRect(x(start), y, x(column) - x(start), rowHeight - 1)
      }
      start = column
      before = step
    }
  }
}

const hatchGap = 6

function paintRows(context: CanvasRenderingContext2D, grid: HeatValues, part: Part, palette: CellPalette): void {
  const { width, height, rowHeight, top } = part
  const bottom = Math.min(height, grid.rows * rowHeight - top)
  context.fillStyle = css(palette.surface)
  context.fillRect(0, 0, width, height)
  context.strokeStyle = css(palette['line-strong'])
  context.globalAlpha = 0.6
  context.lineWidth = 0.75
  context.beginPath()
  // The hatching goes along with the rows.
  for (let x = -bottom - ((top % hatchGap) + hatchGap); x < width; x += hatchGap) {
    context.moveTo(x, bottom)
    context.lineTo(x + bottom, 0)
  }
  context.stroke()
  context.globalAlpha = 1
  context.fillStyle = css(palette.surface)
  for (let y = rowHeight - (top % rowHeight) - 1; y < bottom; y += rowHeight) context.fillRect(0, y, width, 1)
}

function css([red, green, blue]: readonly [number, number, number]): string {
  return `rgb(${red} ${green} ${blue})`
}
