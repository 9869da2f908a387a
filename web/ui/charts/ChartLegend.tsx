import type { ChartCursor } from './cursor.ts'
import type { ChartFrame } from './frame.ts'
import { strokes } from './series.ts'
import { useCursor } from './useCursor.ts'
import { valuesAt } from './valuesAt.ts'

interface Props {
  readonly frame: ChartFrame
  readonly cursor: ChartCursor
  readonly unit: string
  readonly formatValue: (value: number) => string
}

/** Which line is which, and what each measured at the cursor: in a fixed place, so that it covers nothing. */
export function ChartLegend({ frame, cursor, unit, formatValue }: Props) {
  const at = useCursor(cursor)
  const values = at === null ? null : valuesAt(frame.series, at, frame.window)
  // Room for the widest value, so that nothing moves while the cursor does.
  const room = Math.max(2, ...frame.axis.ticks.map((tick) => formatValue(tick).length)) + 1
  return (
    <div className="flex items-start gap-4">
      <ul className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
        {frame.series.map((one, index) => {
          const point = values?.[index]?.point
          return (
            <li key={one.id} className="inline-flex max-w-full min-w-0 items-center gap-1.5">
              <svg aria-hidden width={20} height={8} className="shrink-0">
                <line
                  x1={0}
                  x2={20}
                  y1={4}
                  y2={4}
                  stroke={strokes[one.tone]}
                  strokeWidth={2}
                  strokeDasharray={one.dash}
                />
              </svg>
              <span className="min-w-0 truncate" title={one.label}>
                {one.label}
              </span>
              <span aria-hidden className="shrink-0 text-ink tabular-nums" style={{ minWidth: `${room}ch` }}>
                {point ? formatValue(point.v) : values && '–'}
              </span>
            </li>
          )
        })}
      </ul>
      {unit !== '' && <span className="shrink-0 text-ink-3">{unit}</span>}
    </div>
  )
}
