/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface SpanBounds {
  /** All there is to look at. */
  readonly whole: Span
  /** Two intervals of what is measured: closer, there is nothing more to see. */
  readonly leastMs: number
}

/** How much of the window a step to the side moves. */
const panPart = 0.25
const zoomFactor = 2

const width = ({ from, to }: Span): number => to - from

/** The wished span, as near as the bounds allow: never narrower than the least, never beyond the whole. */
export function bounded(wished: Span, { whole, leastMs }: SpanBounds): Span {
  const from = Math.min(wished.from, wished.to)
  const to = Math.max(wished.from, wished.to)
  const room = Math.max(0, width(whole))
  const wide = Math.min(room, Math.max(to - from, Math.min(leastMs, room)))
  const start = (from + to) / 2 - wide / 2
  const first = Math.max(whole.from, Math.min(start, whole.to - wide))
  return { from: first, to: Math.min(whole.to, first + wide) }
}

export function zoomedIn(span: Span, bounds: SpanBounds, around?: number): Span {
  return scaled(span, bounds, 1 / zoomFactor, around)
}

export function zoomedOut(span: Span, bounds: SpanBounds, around?: number): Span {
  return scaled(span, bounds, zoomFactor, around)
}

/** @param around stays where it is on the screen; without it, or outside of the span, the middle does */
function scaled(span: Span, bounds: SpanBounds, factor: number, around?: number): Span {
  const middle = (span.from + span.to) / 2
  const fixed = around !== undefined && around >= span.from && around <= span.to ? around : middle
  const wide = Math.max(width(span) * factor, bounds.leastMs)
  const part = width(span) > 0 ? (fixed - span.from) / width(span) : 0.5
  const from = fixed - wide * part
  return bounded({ from, to: from + wide }, bounds)
}

export function panned(span: Span, bounds: SpanBounds, direction: -1 | 1): Span {
  const by = width(span) * panPart * direction
  return bounded({ from: span.from + by, to: span.to + by }, bounds)
}

export function isWhole(span: Span, whole: Span): boolean {
  return span.from <= whole.from && span.to >= whole.to
}

/** What to report for a span: null when it is all there is. Whole milliseconds, so that an address stays short. */
export function reported(span: Span, { whole }: SpanBounds): Span | null {
  if (isWhole(span, whole)) return null
  return { from: Math.floor(span.from), to: Math.ceil(span.to) }
}
