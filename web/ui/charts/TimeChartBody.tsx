import { useMemo } from 'react'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { DotItemDotProps } from 'recharts'
import { chartRows, dashOf, loneMoments, strokes } from './series.ts'
import type { ChartRow, ChartSeries, TimeChartProps } from './series.ts'
import { timeTicks, valueTicks } from './ticks.ts'

type Props = TimeChartProps & { readonly height: number }

const tick = { fontSize: 11, fill: 'var(--ink-3)' } as const

/** The only place that knows recharts, and heavy for it: loaded by `TimeChart` alone. */
export function TimeChartBody({ series, formatValue, formatTime, formatTick, base, height, domain }: Props) {
  const rows = useMemo(() => [...chartRows(series)], [series])
  const from = domain?.from ?? rows[0]?.t ?? 0
  const to = domain?.to ?? rows.at(-1)?.t ?? from
  const valueMarks = useMemo(() => valueTicks(domain?.max ?? highest(rows), base), [domain?.max, rows, base])
  return (
    <div aria-hidden className="h-full w-full">
      <ResponsiveContainer width="100%" height={height}>
        <LineChart data={rows} margin={{ top: 4, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="t"
            type="number"
            scale="time"
            domain={[from, to]}
            ticks={timeTicks(from, to)}
            tickFormatter={formatTick ?? formatTime}
            tick={tick}
            stroke="var(--line)"
            tickLine={false}
            minTickGap={48}
          />
          <YAxis
            domain={[domain?.min ?? 0, domain?.max ?? valueMarks.at(-1) ?? 'auto']}
            ticks={valueMarks}
            allowDataOverflow={false}
            tickFormatter={formatValue}
            tick={tick}
            stroke="var(--line)"
            tickLine={false}
            axisLine={false}
            width={base === 1024 ? 72 : 48}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--line-strong)' }}
            content={<Hint rows={rows} series={series} formatValue={formatValue} formatTime={formatTime} />}
          />
          {series.map((one, index) => (
            <Line
              key={one.id}
              name={one.label}
              dataKey={(row: ChartRow) => row.drawn[one.id]}
              stroke={strokes[one.tone]}
              strokeDasharray={dashOf(index)}
              strokeWidth={1.5}
              dot={loneDots(one)}
              activeDot={{ r: 3 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}

function highest(rows: readonly ChartRow[]): number {
  let most = 0
  for (const { values } of rows) for (const value of Object.values(values)) most = Math.max(most, value ?? 0)
  return most
}

interface HintProps extends Pick<TimeChartProps, 'series' | 'formatValue' | 'formatTime'> {
  readonly rows: readonly ChartRow[]
  /** The chart gives these: whether the pointer is there, and at which moment. */
  readonly active?: boolean
  readonly label?: string | number
}

function Hint({ rows, series, formatValue, formatTime, active = false, label }: HintProps) {
  if (!active || typeof label !== 'number') return null
  return (
    <div className="popup px-2 py-1.5 text-xs">
      <div className="text-ink-3">{formatTime(label)}</div>
      {measuredAt(rows, label, series).map(({ one, value }) => (
        <div key={one.id} className="flex gap-3 tabular-nums">
          <span className="flex-1 text-ink-2">{one.label}</span>
          <span>{formatValue(value)}</span>
        </div>
      ))}
    </div>
  )
}

/** What was measured at a moment: a line that only passes there has no value to show. */
function measuredAt(rows: readonly ChartRow[], t: number, series: readonly ChartSeries[]) {
  const row = rows.find((one) => one.t === t)
  return series.flatMap((one) => {
    const value = row?.values[one.id]
    return typeof value === 'number' ? [{ one, value }] : []
  })
}

/** Dots only where there is no line. */
function loneDots({ points, tone }: ChartSeries) {
  const lone = loneMoments(points)
  if (lone.size === 0) return false
  return ({ cx, cy, payload, key }: DotItemDotProps) =>
    isChartRow(payload) && lone.has(payload.t) && cx !== undefined && cy !== undefined ? (
      <circle key={key} cx={cx} cy={cy} r={1.5} fill={strokes[tone]} />
    ) : (
      <g key={key} />
    )
}

function isChartRow(value: unknown): value is ChartRow {
  return typeof value === 'object' && value !== null && 't' in value && 'drawn' in value
}
