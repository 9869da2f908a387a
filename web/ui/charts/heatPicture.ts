import type { CellPalette } from '../cellPalette.ts'
import { SCALE_COLOURS, STEPS } from './colourStep.ts'
import { hatchPath } from './hatch.ts'
import type { HeatMapProps } from './heatMapProps.ts'
import { paintHeat } from './heatPaint.ts'

interface Words {
  readonly title: string
  /** Below the title: window, zone, resolution. */
  readonly lines: readonly string[]
  readonly step: (from: number, to: number) => string
  readonly gap: string
  /** Round moments and how they read. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

const rowHeight = 14
const labels = 180
const plotWidth = 1000
const margin = 16
const foot = 20
const stepWidth = 150
/** A browser draws no canvas higher than this. */
const mostPixels = 16_000

/** All rows of a heat map with their names as a PNG, in the colours of the theme shown. */
export async function heatPicture(map: HeatMapProps, palette: CellPalette, words: Words): Promise<Blob | null> {
  const { rows, columns, values, max = 100, window: shown } = map
  const look = getComputedStyle(document.documentElement)
  const colour = (name: string) => look.getPropertyValue(name).trim()
  const font = (size: number, weight = 400) => `${weight} ${size}px ${look.fontFamily}`
  const head = margin + 20 + words.lines.length * 18 + 34
  const ratio = head + rows.length * rowHeight + foot + margin > mostPixels / 2 ? 1 : 2
  const drawn = Math.min(rows.length, Math.floor((mostPixels / ratio - head - foot - margin) / rowHeight))
  const height = drawn * rowHeight

  const cells = document.createElement('canvas')
  const grid = { rows: drawn, columns, values }
  paintHeat(cells, grid, { width: plotWidth, height, rowHeight, top: 0, max }, palette)

  const canvas = document.createElement('canvas')
  canvas.width = (labels + plotWidth + 2 * margin) * ratio
  canvas.height = (head + height + foot + margin) * ratio
  const context = canvas.getContext('2d')
  if (!context) return null
  context.scale(ratio, ratio)
  context.fillStyle = colour('--surface')
  context.fillRect(0, 0, canvas.width, canvas.height)

  let y = margin + 13
  context.fillStyle = colour('--ink')
  context.font = font(14, 600)
  context.fillText(words.title, margin, y, labels + plotWidth)
  context.font = font(12)
  context.fillStyle = colour('--ink-2')
  for (const line of words.lines) context.fillText(line, margin, (y += 18), labels + plotWidth)
  y += 20
  for (const [step, name] of SCALE_COLOURS.entries()) {
    const x = margin + step * stepWidth
    context.fillStyle = colour(`--${name}`)
    context.fillRect(x, y - 10, 12, 12)
    context.fillStyle = colour('--ink-2')
    context.fillText(words.step((step / STEPS) * max, ((step + 1) / STEPS) * max), x + 18, y, stepWidth - 24)
  }

  const hatched = margin + STEPS * stepWidth
  context.strokeStyle = colour('--line-strong')
  context.stroke(new Path2D(hatchPath(hatched, y - 10, 12, 12, 5)))
  context.fillText(words.gap, hatched + 18, y)

  context.drawImage(cells, margin + labels, head, plotWidth, height)
  context.font = font(11)
  for (const [row, { label }] of rows.slice(0, drawn).entries()) {
    context.fillText(cut(context, label, labels - 8), margin, head + row * rowHeight + 11)
  }
  context.textAlign = 'center'
  for (const { at, text } of words.ticks) {
    const x = margin + labels + ((at - shown.from) / Math.max(1, shown.to - shown.from)) * plotWidth
    context.fillText(text, Math.min(x, margin + labels + plotWidth - 14), head + height + 16)
  }
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  let end = text.length
  while (end > 0 && context.measureText(`${text.slice(0, end)}…`).width > width) end -= 1
  return `${text.slice(0, end)}…`
}
