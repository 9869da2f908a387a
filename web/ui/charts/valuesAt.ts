import { nearestIndex } from './linePath.ts'
import type { DrawnSeries } from './series.ts'
import type { Span } from './span.ts'

export interface ValueAt {
  readonly series: DrawnSeries
  /** Null where nothing was measured then. */
  readonly point: { readonly t: number; readonly v: number } | null
}

/** The part of the window within which a measurement still belongs to the moment pointed at: some pixels. */
const nearPart = 0.008

export function nearMs({ from, to }: Span): number {
  return (to - from) * nearPart
}

/** What each series measured at a moment, or a few pixels beside it. A line that only passes there has no value. */
export function valuesAt(series: readonly DrawnSeries[], at: number, window: Span): readonly ValueAt[] {
  return series.map((one) => {
    const index = nearestIndex(one.line, at, nearMs(window))
    const t = one.line.t[index]
    const v = one.line.v[index]
    return {
      series: one,
      point: t === undefined || v === undefined || t < window.from || t > window.to ? null : { t, v },
    }
  })
}
