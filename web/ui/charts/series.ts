import type { Tone } from '../tone.ts'

export interface ChartPoint {
  /** Milliseconds since the epoch. */
  readonly t: number
  /** Null where nothing was measured: a gap, not a zero. */
  readonly v: number | null
}

export interface ChartSeries {
  readonly id: string
  readonly label: string
  readonly tone: Tone | 'accent'
  /** In the order of time; at most 500, more costs long tasks. */
  readonly points: readonly ChartPoint[]
}

export interface ChartDomain {
  readonly min?: number
  readonly max?: number
  /** The window asked for, in milliseconds since the epoch: data may fill only a part of it. */
  readonly from?: number
  readonly to?: number
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
}

export interface ChartRow {
  readonly t: number
  /** What was measured at this moment; a series without a word about it is missing. */
  readonly values: Readonly<Record<string, number | null>>
  /** Where each line passes at this moment, also between two measurements of its own. */
  readonly drawn: Readonly<Record<string, number | null>>
}

/** One row for each moment at which any series says something. */
export function chartRows(series: readonly ChartSeries[]): readonly ChartRow[] {
  const measured = new Map<number, Record<string, number | null>>()
  for (const { id, points } of series) {
    for (const { t, v } of points) {
      const values = measured.get(t) ?? {}
      values[id] = v
      measured.set(t, values)
    }
  }
  const times = [...measured.keys()].sort((a, b) => a - b)
  const lines = series.map(({ id, points }) => ({ id, at: lineThrough(points) }))
  return times.map((t) => ({
    t,
    values: measured.get(t) ?? {},
    drawn: Object.fromEntries(lines.map(({ id, at }) => [id, at(t)])),
  }))
}

/**
 * Series measured at different moments would tear each other's lines apart, because a moment without a value
 * is drawn as a gap. Asked in the order of time, this answers where the straight line passes, and null in true gaps.
 */
function lineThrough(points: readonly ChartPoint[]): (t: number) => number | null {
  let next = 0
  return (t) => {
    while ((points[next]?.t ?? Number.POSITIVE_INFINITY) < t) next += 1
    const right = points[next]
    if (!right) return null
    if (right.t === t) return right.v
    const left = points[next - 1]
    if (!left || left.v === null || right.v === null) return null
    return left.v + ((right.v - left.v) * (t - left.t)) / (right.t - left.t)
  }
}

/** The moments of measurements with a gap on both sides: no line passes there, so they need a dot. */
export function loneMoments(points: readonly ChartPoint[]): ReadonlySet<number> {
  const lone = points.filter(
    ({ v }, index) => v !== null && (points[index - 1]?.v ?? null) === null && (points[index + 1]?.v ?? null) === null,
  )
  return new Set(lone.map(({ t }) => t))
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
