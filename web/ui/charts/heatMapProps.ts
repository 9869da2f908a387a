import type { ChartCursor } from './cursor.ts'
import type { TimeChartProps } from './series.ts'
import type { Span } from './span.ts'

export interface HeatMapProps extends Pick<
  TimeChartProps,
  | 'label'
  | 'unit'
  | 'formatValue'
  | 'formatTime'
  | 'formatTick'
  | 'whole'
  | 'leastMs'
  | 'onZoom'
  | 'controls'
  | 'resolution'
  | 'zone'
  | 'download'
> {
  readonly rows: readonly { readonly id: string; readonly label: string }[]
  /** How many stretches of time the window is divided into, evenly. */
  readonly columns: number
  readonly window: Span
  /** Row after row; NaN is a gap. */
  readonly values: Float32Array
  /** What the last colour ends at; 100 if not given. */
  readonly max?: number
  readonly cursor?: ChartCursor
  readonly onOpen?: (row: number) => void
}
