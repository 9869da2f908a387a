import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

interface Props {
  /** At even distances; null is a gap. */
  readonly points: readonly (number | null)[]
  /** What it shows, with its last value: the picture is for the eye only. */
  readonly label: string
  readonly width?: number
  readonly height?: number
  readonly tone?: Tone | 'accent'
  readonly min?: number
  readonly max?: number
  /** As wide as its container. */
  readonly fill?: boolean
  readonly className?: string
}

const strokes = {
  accent: 'stroke-accent fill-accent',
  good: 'stroke-good fill-good',
  warn: 'stroke-warn fill-warn',
  bad: 'stroke-bad fill-bad',
  busy: 'stroke-busy fill-busy',
  idle: 'stroke-idle fill-idle',
} as const

export function Sparkline({
  points,
  label,
  width = 96,
  height = 24,
  tone = 'accent',
  min,
  max,
  fill = false,
  className,
}: Props) {
  const known = points.filter((point): point is number => point !== null && Number.isFinite(point))
  const low = min ?? Math.min(0, ...known)
  const high = Math.max(max ?? Number.NEGATIVE_INFINITY, ...known, low + Number.EPSILON)
  const x = (index: number) => (points.length > 1 ? (index / (points.length - 1)) * (width - 2) + 1 : width / 2)
  const y = (value: number) => height - 1 - ((value - low) / (high - low)) * (height - 2)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      {...(fill ? { height } : { width, height })}
      className={cx('block shrink-0 overflow-visible', fill && 'w-full', strokes[tone], className)}
    >
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-line" strokeWidth={1} />
      {unbroken(points).map((run) => {
        const line = run.map(({ index, value }) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`)
        const first = run[0]
        const last = run.at(-1)
        if (!first || !last) return null
        return (
          <g key={first.index}>
            <polygon
              points={`${x(first.index).toFixed(1)},${height} ${line.join(' ')} ${x(last.index).toFixed(1)},${height}`}
              stroke="none"
              fillOpacity={0.12}
            />
            <polyline
              // A run of one point would be invisible.
              points={run.length > 1 ? line.join(' ') : `${line[0]} ${line[0]}`}
              fill="none"
              strokeWidth={1.5}
              strokeLinejoin="round"
              strokeLinecap="round"
              vectorEffect="non-scaling-stroke"
            />
          </g>
        )
      })}
    </svg>
  )
}

interface Point {
  readonly index: number
  readonly value: number
}

function unbroken(points: readonly (number | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = []
  let run: Point[] | undefined
  for (const [index, value] of points.entries()) {
    if (value === null || !Number.isFinite(value)) run = undefined
    else if (run) run.push({ index, value })
    else runs.push((run = [{ index, value }]))
  }
  return runs
}
