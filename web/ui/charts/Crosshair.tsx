import type { ChartCursor } from './cursor.ts'
import type { ChartFrame } from './frame.ts'
import type { Scale } from './linePath.ts'
import type { PlotArea } from './plotContext.ts'
import { strokes } from './series.ts'
import { useCursor } from './useCursor.ts'
import { valuesAt } from './valuesAt.ts'

interface Props {
  readonly frame: ChartFrame
  readonly cursor: ChartCursor
  readonly area: PlotArea
  readonly scale: Scale
}

/** Alone in being drawn anew when the cursor moves. */
export function Crosshair({ frame, cursor, area, scale }: Props) {
  const at = useCursor(cursor)
  if (at === null || at < frame.window.from || at > frame.window.to) return null
  const x = scale.x(at)
  return (
    <g data-part="crosshair" pointerEvents="none">
      <line x1={x} x2={x} y1={area.y} y2={area.y + area.height} stroke="var(--line-strong)" />
      {valuesAt(frame.series, at, frame.window).map(
        ({ series, point }) =>
          point && (
            <circle
              key={series.id}
              cx={scale.x(point.t)}
              cy={scale.y(point.v)}
              r={3}
              fill={strokes[series.tone]}
              stroke="var(--surface)"
            />
          ),
      )}
    </g>
  )
}
