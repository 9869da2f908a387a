import { use, useId, useMemo } from 'react'
import { usePlotArea } from 'recharts'
import { Crosshair } from './Crosshair.tsx'
import { hatchPath } from './hatch.ts'
import { linePath, snapped } from './linePath.ts'
import type { Scale } from './linePath.ts'
import { PlotContext } from './plotContext.ts'
import type { PlotArea, PlotProps } from './plotContext.ts'
import { PlotPointer } from './PlotPointer.tsx'
import { strokes } from './series.ts'
import { TimeMarks } from './TimeMarks.tsx'
import { nearMs } from './valuesAt.ts'

/** What recharts' axes frame: one path a series, however many values it has, and the marks of the time. */
export function Plot() {
  const plot = use(PlotContext)
  const area = usePlotArea()
  return plot && area && area.width > 0 && area.height > 0 && <Drawing {...plot} area={area} />
}

function Drawing({ frame, cursor, onZoom, zone, formatTick, area }: PlotProps & { readonly area: PlotArea }) {
  const clip = useId()
  const { window, axis, series, shades, limits, days } = frame
  const { x: left, y: top, width, height } = area

  const scale = useMemo<Scale>(() => {
    const perMs = width / Math.max(1, window.to - window.from)
    const perUnit = height / (axis.max - axis.min || 1)
    return { x: (t) => left + (t - window.from) * perMs, y: (v) => top + height - (v - axis.min) * perUnit }
  }, [left, top, width, height, window.from, window.to, axis.min, axis.max])

  const drawn = useMemo(
    () => series.map((one) => ({ ...one, ...linePath(one.line, window.from, window.to, scale) })),
    [series, window.from, window.to, scale],
  )

  const perDay = days.length > 1 ? scale.x(days[1] ?? 0) - scale.x(days[0] ?? 0) : width
  return (
    <>
      <clipPath id={clip}>
        <rect x={left} y={top - 2} width={width} height={height + 4} />
      </clipPath>
      {shades.map((shade) => {
        const x = Math.max(left, scale.x(shade.from))
        // However short it was, it is there to be seen.
        const wide = Math.max(2, Math.min(left + width, scale.x(shade.to)) - x)
        return (
          <g key={`${shade.from} ${shade.to} ${shade.label}`} data-part="shade">
            <rect x={x} y={top} width={wide} height={height} fill={strokes[shade.tone]} fillOpacity={0.09} />
            <path d={hatchPath(x, top, wide, height)} stroke={strokes[shade.tone]} strokeOpacity={0.45} fill="none" />
          </g>
        )
      })}
      {days.map((at) => (
        <g key={at} data-part="day">
          <line
            x1={scale.x(at)}
            x2={scale.x(at)}
            y1={top}
            y2={top + height}
            stroke="var(--line-strong)"
            strokeDasharray="1 3"
          />
          {perDay >= 40 && left + width - scale.x(at) >= 40 && !frame.timeTicks.includes(at) && (
            <text x={scale.x(at) + 4} y={top + 9} fontSize={10} fill="var(--ink-3)">
              {formatTick(at)}
            </text>
          )}
        </g>
      ))}
      {limits.map(({ value, label, tone }) => (
        <g key={`${value} ${label}`} data-part="limit">
          <line
            x1={left}
            x2={left + width}
            y1={scale.y(value)}
            y2={scale.y(value)}
            stroke={strokes[tone]}
            strokeDasharray="10 4"
          />
          <text
            x={left + width - 4}
            y={scale.y(value) < top + 14 ? scale.y(value) + 12 : scale.y(value) - 4}
            textAnchor="end"
            fontSize={11}
            fill={strokes[tone]}
            stroke="var(--surface)"
            strokeWidth={3}
            paintOrder="stroke"
          >
            {label}
          </text>
        </g>
      ))}
      <g clipPath={`url(#${clip})`} data-part="lines">
        {drawn.map(({ id, d, dots, tone, dash }) => (
          <g key={id}>
            <path
              className="recharts-line-curve"
              d={d}
              fill="none"
              stroke={strokes[tone]}
              strokeWidth={1.5}
              strokeDasharray={dash}
              strokeLinejoin="round"
            />
            {dots.map((dot) => (
              <circle key={dot.t} cx={dot.x} cy={dot.y} r={1.75} fill={strokes[tone]} />
            ))}
          </g>
        ))}
      </g>
      <TimeMarks ticks={frame.timeTicks} area={area} x={scale.x} zone={zone} formatTick={formatTick} />
      <Crosshair frame={frame} cursor={cursor} area={area} scale={scale} />
      <PlotPointer
        shown={window}
        bounds={frame.bounds}
        area={area}
        onZoom={onZoom}
        onPoint={(at) => {
          const lines = series.map((one) => one.line)
          cursor.move(Math.max(window.from, Math.min(window.to, snapped(lines, at, nearMs(window)))))
        }}
        onLeave={() => cursor.move(null)}
      />
    </>
  )
}
