import type { PlotArea } from './plotContext.ts'

interface Props {
  /** Round moments within the window. */
  readonly ticks: readonly number[]
  readonly area: PlotArea
  readonly x: (t: number) => number
  readonly zone: string | undefined
  readonly formatTick: (time: number) => string
}

/** Pixels between the middles of two labels, at the least. */
const leastGap = 52

/** The time axis: round moments on the operator's clock, and which clock that is. */
export function TimeMarks({ ticks, area, x: xOf, zone, formatTick }: Props) {
  const y = area.y + area.height + 17
  const shown: { at: number; x: number }[] = []
  for (const at of ticks) {
    const x = xOf(at)
    if (x - (shown.at(-1)?.x ?? Number.NEGATIVE_INFINITY) >= leastGap) shown.push({ at, x })
  }
  return (
    <g data-part="times" fontSize={11} fill="var(--ink-3)" textAnchor="middle">
      {shown.map(({ at, x }) => (
        // A label at the edge stays within the drawing.
        <text key={at} x={Math.min(x, area.x + area.width - 12)} y={y}>
          {formatTick(at)}
        </text>
      ))}
      {zone !== undefined && (
        <text x={area.x - 6} y={y} textAnchor="end" fontSize={10}>
          {zone}
        </text>
      )}
    </g>
  )
}
