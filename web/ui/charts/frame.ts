import type { DrawnSeries, ChartLimit, ChartShade, TimeChartProps } from './series.ts'
import { drawnSeries, extentOf, rangeWithin } from './series.ts'
import type { Span, SpanBounds } from './span.ts'
import { dayStarts, timeTicks, valueAxis } from './ticks.ts'
import type { ValueAxis } from './ticks.ts'
import { offsetsWithin } from './localTime.ts'

/** Everything about a chart that its parts agree on. */
export interface ChartFrame {
  readonly series: readonly DrawnSeries[]
  readonly window: Span
  readonly bounds: SpanBounds
  readonly axis: ValueAxis
  readonly timeTicks: readonly number[]
  readonly days: readonly number[]
  readonly shades: readonly ChartShade[]
  readonly limits: readonly ChartLimit[]
  /** Whether there is any value at all. */
  readonly anything: boolean
}

export function chartFrame(props: TimeChartProps, timeZone: string | undefined): ChartFrame {
  const { domain, base, zone } = props
  const series = drawnSeries(props.series)
  const lines = series.map((one) => one.line)
  const extent = extentOf(lines)
  const window = props.window ?? {
    from: domain?.from ?? extent?.from ?? 0,
    to: domain?.to ?? extent?.to ?? domain?.from ?? 0,
  }
  const whole = props.whole ?? {
    from: Math.min(window.from, extent?.from ?? window.from),
    to: Math.max(window.to, extent?.to ?? window.to),
  }
  const limits = props.limits ?? []
  const { low, high } = rangeWithin(lines, window)
  const highest = limits.reduce((most, { value }) => Math.max(most, value), high)
  const offsetAt = offsetsWithin(window, timeZone)
  const ticks = timeTicks(window.from, window.to, 6, offsetAt)
  return {
    series,
    window,
    bounds: { whole, leastMs: Math.min(props.leastMs ?? 1000, Math.max(1, whole.to - whole.from)) },
    axis: valueAxis(low, highest, domain, base),
    // The zone stands where the label of a tick at the very edge would be.
    timeTicks: zone === undefined ? ticks : ticks.filter((at) => at - window.from > (window.to - window.from) * 0.05),
    days: dayStarts(window.from, window.to, offsetAt).filter((at) => at > window.from && at < window.to),
    shades: (props.shades ?? []).filter(({ from, to }) => to >= window.from && from <= window.to),
    limits,
    anything: lines.some(({ v }) => v.some((value) => Number.isFinite(value))),
  }
}
