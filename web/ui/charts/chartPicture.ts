import { strokes } from './series.ts'
import type { DrawnSeries } from './series.ts'

interface Words {
  readonly title: string
  /** Below the title: window, zone, resolution. */
  readonly lines: readonly string[]
  readonly legend: readonly Pick<DrawnSeries, 'id' | 'label' | 'tone' | 'dash'>[]
}

const pixelsPerPixel = 2
const margin = 16

/**
 * A chart with its words as a PNG, in the colours of the theme shown. Drawn shape by shape: an SVG can only become a
 * picture through an image address, which a strict content policy forbids.
 */
export async function chartPicture(drawing: SVGSVGElement, { title, lines, legend }: Words): Promise<Blob | null> {
  const { width, height } = drawing.getBoundingClientRect()
  const look = getComputedStyle(drawing)
  const colour = (name: string) => look.getPropertyValue(name).trim()
  const resolve = (paint: string) => paint.replace(/^var\((--[\w-]+)\)$/, (_, name: string) => colour(name))

  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) return null
  const font = (size: number, weight = 400) => `${weight} ${size}px ${look.fontFamily}`

  context.font = font(12)
  const legendRows = wrapped(context, legend, width)
  const head = margin + 20 + lines.length * 18 + legendRows.length * 18 + 8
  canvas.width = Math.round((width + 2 * margin) * pixelsPerPixel)
  canvas.height = Math.round((head + height + margin) * pixelsPerPixel)
  context.scale(pixelsPerPixel, pixelsPerPixel)
  context.fillStyle = colour('--surface')
  context.fillRect(0, 0, canvas.width, canvas.height)

  let y = margin + 13
  context.font = font(14, 600)
  context.fillStyle = colour('--ink')
  context.fillText(title, margin, y, width)
  context.font = font(12)
  context.fillStyle = colour('--ink-2')
  for (const line of lines) context.fillText(line, margin, (y += 18), width)
  for (const row of legendRows) {
    y += 18
    for (const { one, x } of row) {
      context.strokeStyle = resolve(strokes[one.tone])
      context.lineWidth = 2
      context.setLineDash(one.dash === 'none' ? [] : one.dash.split(' ').map(Number))
      context.stroke(new Path2D(`M${margin + x},${y - 4}h20`))
      context.setLineDash([])
      context.fillText(one.label, margin + x + 26, y)
    }
  }

  context.translate(margin, head)
  drawShapes(context, drawing)
  return new Promise((done) => canvas.toBlob(done, 'image/png'))
}

function wrapped(context: CanvasRenderingContext2D, legend: Words['legend'], width: number) {
  const rows: { one: Words['legend'][number]; x: number }[][] = [[]]
  let x = 0
  for (const one of legend) {
    const wide = 26 + context.measureText(one.label).width + 16
    if (x > 0 && x + wide > width) {
      rows.push([])
      x = 0
    }
    rows.at(-1)?.push({ one, x })
    x += wide
  }
  return rows
}

const shapes = 'path,line,rect,circle,text'

function drawShapes(context: CanvasRenderingContext2D, drawing: SVGSVGElement): void {
  for (const shape of drawing.querySelectorAll<SVGGraphicsElement>(shapes)) {
    if (shape.closest('clipPath,defs,[data-part="crosshair"],[data-part="selection"],[data-part="ground"]')) continue
    const look = getComputedStyle(shape)
    const clip = shape
      .closest('[clip-path]')
      ?.getAttribute('clip-path')
      ?.match(/#([^)"]+)/)?.[1]
    const box = clip === undefined ? null : document.getElementById(clip)?.querySelector('rect')
    context.save()
    if (box) context.clip(outline(box))
    if (shape instanceof SVGTextContentElement) drawText(context, shape, look)
    else {
      const path = outline(shape)
      if (look.fill !== 'none') {
        context.globalAlpha = Number(look.fillOpacity)
        context.fillStyle = look.fill
        context.fill(path)
      }
      if (look.stroke !== 'none') {
        context.globalAlpha = Number(look.strokeOpacity)
        context.strokeStyle = look.stroke
        context.lineWidth = Number.parseFloat(look.strokeWidth) || 1
        context.lineJoin = 'round'
        const dashes = look.strokeDasharray === 'none' ? [] : look.strokeDasharray.split(/[ ,]+/)
        context.setLineDash(dashes.map(Number.parseFloat))
        context.stroke(path)
      }
    }
    context.restore()
  }
}

function drawText(context: CanvasRenderingContext2D, text: SVGTextContentElement, look: CSSStyleDeclaration): void {
  const content = text.textContent
  if (content === '') return
  const start = text.getStartPositionOfChar(0)
  context.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`
  context.fillStyle = look.fill
  context.fillText(content, start.x, start.y)
}

function outline(shape: Element): Path2D {
  const number = (name: string) => Number(shape.getAttribute(name) ?? 0)
  const path = new Path2D(shape instanceof SVGPathElement ? (shape.getAttribute('d') ?? '') : '')
  if (shape instanceof SVGLineElement) {
    path.moveTo(number('x1'), number('y1'))
    path.lineTo(number('x2'), number('y2'))
  } else if (shape instanceof SVGRectElement) path.rect(number('x'), number('y'), number('width'), number('height'))
  else if (shape instanceof SVGCircleElement) path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI)
  return path
}
