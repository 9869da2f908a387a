import { EMPTY_LINE, type Line, LineBuilder, within } from './line.ts'

interface Window {
  readonly from: number
  readonly to: number
}

/** The first and the last point of a line are kept besides those of its columns, each with a gap beside it. */
const ENDS = 4

/**
 * Thins a line out to at most `points` points: of each column of equal width the lowest and the highest, besides the
 * line's first and last. Where there was a gap between two of them, there still is one. A line with few enough points
 * stays as it is.
 *
 * @param columnMs the width of a column, see {@link columnWidth}; columns begin at its multiples, so that they do not
 *   flicker while a window moves
 */
export function decimate(line: Line, window: Window, points: number, columnMs: number): Line {
  const { t, v } = within(line, window)
  if (t.length <= points) return { t: t.slice(), v: v.slice() }
  const kept = keep(t, v, columnMs)
  const out = new LineBuilder(Math.min(points, kept.length * 2))
  let before = -1
  for (const index of kept) {
    const gap = before === -1 ? -1 : gapBetween(v, before, index)
    if (gap !== -1) out.add(t[gap] ?? 0, Number.NaN)
    out.add(t[index] ?? 0, v[index] ?? 0)
    before = index
  }
  return out.line()
}

/** The points worth keeping, in order, each once: no gaps among them. */
function keep(t: Float64Array, v: Float64Array, columnMs: number): readonly number[] {
  const kept: number[] = []
  let column = Number.NaN
  let low = -1
  let high = -1
  let first = -1
  let last = -1
  const close = () => {
    if (low === -1) return
    const [a, b] = low < high ? [low, high] : [high, low]
    if (kept.length === 0 && first < a) kept.push(first)
    kept.push(a)
    if (b !== a) kept.push(b)
  }
  for (let index = 0; index < t.length; index++) {
    const value = v[index] ?? Number.NaN
    if (Number.isNaN(value)) continue
    const own = Math.floor((t[index] ?? 0) / columnMs)
    if (own !== column) {
      close()
      column = own
      low = index
      high = index
      if (first === -1) first = index
    } else if (value < (v[low] ?? 0)) low = index
    else if (value > (v[high] ?? 0)) high = index
    last = index
  }
  close()
  if (last !== -1 && kept.at(-1) !== last) kept.push(last)
  return kept
}

function gapBetween(v: Float64Array, from: number, to: number): number {
  for (let index = from + 1; index < to; index++) if (Number.isNaN(v[index] ?? 0)) return index
  return -1
}

/**
 * How wide a column may be at least, so that no line of them takes more than `points` points. All lines of a chart get
 * the same. It is a multiple of `baseMs`, and `baseMs` where nothing has to be left out.
 */
export function columnWidth(lines: readonly Line[], window: Window, points: number, baseMs: number): number {
  const columns = Math.max(1, Math.min(...lines.map((line) => columnsFor(within(line, window), points)), Infinity))
  if (columns === Infinity) return baseMs
  // One column is lost to the two halves at the ends.
  return baseMs * Math.max(1, Math.ceil((window.to - window.from) / Math.max(1, columns - 1) / baseMs))
}

/** Infinity where all points fit. */
function columnsFor({ t, v }: Line, points: number): number {
  if (t.length <= points) return Infinity
  let gaps = 0
  let wasGap = false
  for (let index = 0; index < v.length; index++) {
    const isGap = Number.isNaN(v[index] ?? 0)
    if (isGap && !wasGap) gaps++
    wasGap = isGap
  }
  // Two points a column and each gap once, or, where gaps are many, a gap before each point.
  return Math.max(Math.floor((points - ENDS - gaps) / 2), Math.floor((points - ENDS) / 4))
}

/** {@link decimate} for one line on its own. */
export function decimateTo(line: Line, window: Window, points: number, baseMs = 1): Line {
  if (line.t.length === 0) return EMPTY_LINE
  return decimate(line, window, points, columnWidth([line], window, points, baseMs))
}
