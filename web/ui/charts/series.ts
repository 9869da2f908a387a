import type { Line } from '@/lib/line.ts'
import type { Tone } from '../tone.ts'
import type { ChartCursor } from './cursor.ts'
import type { Span } from './span.ts'

export interface ChartPoint {
  /** Milliseconds since the epoch. */
  readonly t: number
  /** Null where nothing was measured: a gap, not a zero. */
  readonly v: number | null
}

interface SeriesLook {
  readonly id: string
  readonly label: string
  readonly tone: Tone | 'accent'
}

/** Values in the order of time, some hundreds: more than the screen has pixels only costs time. */
export type ChartSeries = SeriesLook &
  (
    | { readonly points: readonly ChartPoint[]; readonly line?: undefined }
    | { readonly line: Line; readonly points?: undefined }
  )

export interface ChartDomain {
  readonly min?: number
  readonly max?: number
  /** The window asked for, in milliseconds since the epoch: data may fill only a part of it. */
  readonly from?: number
  readonly to?: number
}

/** A stretch of time to point out, as an outage. */
export interface ChartShade extends Span {
  readonly label: string
  readonly tone: Tone
}

/** A value not to be reached, as the temperature a device throttles at. */
export interface ChartLimit {
  readonly value: number
  readonly label: string
  readonly tone: Tone
}

export interface TimeChartProps {
  readonly series: readonly ChartSeries[]
  /** As "%" or "°C", named once at the chart; empty where the values have none. */
  readonly unit: string
  /** Whole, with its unit where one belongs beside the number. */
  readonly formatValue: (value: number) => string
  readonly formatTime: (time: number) => string
  /** Short, for the axis; the zone is named once elsewhere. */
  readonly formatTick?: (time: number) => string
  /** 1024 for bytes: the axis is then marked at round MiB. */
  readonly base?: 1000 | 1024
  readonly height?: number
  /** What is shown, with the window: the chart's name. */
  readonly label: string
  readonly domain?: ChartDomain
  /** What is shown of the time; before `domain`, and named above the plot. */
  readonly window?: Span
  /** How far one can look around; without it, the values and the window. */
  readonly whole?: Span
  /** The closest one can look, two intervals of what is measured. */
  readonly leastMs?: number
  /** Makes the chart zoomable. Null is the whole. The page keeps the span and gives it back as `window`. */
  readonly onZoom?: (span: Span | null) => void
  /** The span asked for last, where the page still reads for it: a key that comes meanwhile goes on from there. */
  readonly aim?: () => Span
  /** False where the page has one `ZoomControls` for several charts. */
  readonly controls?: boolean
  /** Shared by charts whose crosshairs move together. */
  readonly cursor?: ChartCursor
  /** What one drawn point stands for, in a sentence. */
  readonly resolution?: string
  /** What one drawn point stands for: the table then has a row for each such stretch, with its least and its most. */
  readonly resolutionMs?: number
  /** The operator's zone, as `GMT+8`, named at the axis. */
  readonly zone?: string
  /** Begins the names of the files that can be saved, which it makes possible. */
  readonly download?: string
  readonly shades?: readonly ChartShade[]
  readonly limits?: readonly ChartLimit[]
}

/** A series as it is drawn. */
export interface DrawnSeries extends SeriesLook {
  readonly line: Line
  readonly dash: string
}

const converted = new WeakMap<readonly ChartPoint[], Line>()

export function lineOf({ points, line }: ChartSeries): Line {
  if (line !== undefined) return line
  const known = converted.get(points)
  if (known) return known
  const made: Line = {
    t: Float64Array.from(points, (point) => point.t),
    v: Float64Array.from(points, (point) => point.v ?? Number.NaN),
  }
  converted.set(points, made)
  return made
}

export function drawnSeries(series: readonly ChartSeries[]): readonly DrawnSeries[] {
  return series.map((one, index) => ({
    id: one.id,
    label: one.label,
    tone: one.tone,
    line: lineOf(one),
    dash: dashOf(index),
  }))
}

/** From the first to the last moment that any series speaks of. */
export function extentOf(lines: readonly Line[]): Span | null {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const { t } of lines) {
    from = Math.min(from, t[0] ?? Number.POSITIVE_INFINITY)
    to = Math.max(to, t.at(-1) ?? Number.NEGATIVE_INFINITY)
  }
  return from <= to ? { from, to } : null
}

/** The least and the most of what lies in a window; infinities when that is nothing. */
export function rangeWithin(
  lines: readonly Line[],
  { from, to }: Span,
): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const { t, v } of lines) {
    for (let index = 0; index < t.length; index += 1) {
      const value = v[index] ?? Number.NaN
      const at = t[index] ?? Number.NaN
      if (!Number.isFinite(value) || at < from || at > to) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return { low, high }
}

export interface ChartRow {
  readonly t: number
  /** In the order of the series: least and most measured at this moment, null in a gap, undefined without a word. */
  readonly values: readonly (readonly [low: number, high: number] | null | undefined)[]
}

/**
 * One row for each moment within a window at which any series says something.
 * @param columnMs one row for each stretch of this length instead, by its first moment
 */
export function chartRows(lines: readonly Line[], window: Span, columnMs?: number): readonly ChartRow[] {
  const rows = new Map<number, (readonly [number, number] | null | undefined)[]>()
  for (const [place, { t, v }] of lines.entries()) {
    for (let index = 0; index < t.length; index += 1) {
      const at = t[index] ?? Number.NaN
      if (!(at >= window.from && at <= window.to)) continue
      const key = columnMs ? window.from + Math.floor((at - window.from) / columnMs) * columnMs : at
      let values = rows.get(key)
      if (!values) rows.set(key, (values = Array.from({ length: lines.length }, () => undefined)))
      const value = v[index] ?? Number.NaN
      const before = values[place]
      if (!Number.isFinite(value)) values[place] = before ?? null
      else values[place] = before ? [Math.min(before[0], value), Math.max(before[1], value)] : [value, value]
    }
  }
  return [...rows].sort(([a], [b]) => a - b).map(([t, values]) => ({ t, values }))
}

export const strokes = {
  accent: 'var(--accent)',
  good: 'var(--good)',
  warn: 'var(--warn)',
  bad: 'var(--bad)',
  busy: 'var(--busy)',
  idle: 'var(--idle)',
} as const

const dashes = ['none', '6 3', '2 3', '8 3 2 3'] as const

/** Lines differ by their dashes too, as colours alone do not tell them apart for everyone. */
export function dashOf(index: number): string {
  return dashes[index % dashes.length] ?? 'none'
}
