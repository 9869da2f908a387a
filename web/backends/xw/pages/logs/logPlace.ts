/** Lines are placed by arithmetic: without wrapping each is this high, in CSS pixels. */
export const LINE_HEIGHT = 20
/** Browsers cut elements off at 17 to 33 million pixels: a longer log is scrolled in proportion. */
export const TALLEST = 8_000_000
/** So many pixels the bar keeps from its ends, as long as there are lines for them. */
const ROOM = 4_000

/** Where one looks: at the end as it grows, or from a place on, which can be between two lines. */
export type LogPlace = { readonly kind: 'end' } | { readonly kind: 'from'; readonly top: number }

export interface LogSpan {
  /** Places of the lines there are. */
  readonly first: number
  readonly end: number
  /** Lines that fit. */
  readonly visible: number
}

/** How high the scrolled element is. */
export function scrolledHeight({ first, end }: LogSpan, viewport: number): number {
  return Math.max(viewport, Math.min((end - first) * LINE_HEIGHT, TALLEST))
}

/** Whether a pixel of scrolling is a pixel of lines. */
export function isExact({ first, end }: LogSpan, isWrapped: boolean): boolean {
  return !isWrapped && (end - first) * LINE_HEIGHT <= TALLEST
}

/** The last place that can be at the top, with the last line at the bottom. */
export function lastTop({ first, end, visible }: LogSpan): number {
  return Math.max(first, end - visible)
}

export function clampTop(span: LogSpan, top: number): number {
  return Math.min(Math.max(span.first, top), Math.max(span.first, span.end - 1))
}

/** The scroll offset that stands for a place. */
export function offsetOf(span: LogSpan, place: LogPlace, most: number, exact: boolean): number {
  if (place.kind === 'end') return most
  if (exact) return Math.min(most, (place.top - span.first) * LINE_HEIGHT)
  const last = lastTop(span)
  if (last <= span.first) return 0
  const share = (place.top - span.first) / (last - span.first)
  // Near its ends a bar in proportion would meet the end before the lines do, and the wheel would turn in vain.
  const above = Math.min(ROOM, (place.top - span.first) * LINE_HEIGHT)
  const below = Math.min(ROOM, Math.max(0, last - place.top) * LINE_HEIGHT)
  return Math.min(Math.max(most * share, above), most - below)
}

/** The place that a scroll offset stands for. */
export function placeAt(span: LogSpan, offset: number, most: number, exact: boolean): LogPlace {
  if (offset >= most - 1) return { kind: 'end' }
  if (exact) return { kind: 'from', top: span.first + offset / LINE_HEIGHT }
  return { kind: 'from', top: span.first + (offset / Math.max(1, most)) * (lastTop(span) - span.first) }
}

/**
 * So many pixels further, by the heights that the lines there have.
 *
 * @param heightOf a line that is drawn, else a guess
 */
export function moved(top: number, pixels: number, heightOf: (pos: number) => number): number {
  let pos = Math.floor(top)
  let offset = (top - pos) * heightOf(pos) + pixels
  for (let steps = 0; offset < 0 && steps < 10_000; steps += 1) {
    pos -= 1
    offset += heightOf(pos)
  }
  for (let steps = 0; offset >= heightOf(pos) && steps < 10_000; steps += 1) {
    offset -= heightOf(pos)
    pos += 1
  }
  return pos + offset / heightOf(pos)
}
