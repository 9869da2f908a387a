import { memo, useMemo } from 'react'
import { CartesianGrid, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { Plot } from './Plot.tsx'
import { PlotContext } from './plotContext.ts'
import type { PlotProps } from './plotContext.ts'
import type { TimeChartProps } from './series.ts'
import type { ValueAxis } from './ticks.ts'

interface Props extends PlotProps, Pick<TimeChartProps, 'formatValue' | 'base'> {
  readonly height: number
}

/**
 * Size, grid and axes are recharts': heavy, and loaded by `TimeChart` alone. All that changes with the window is drawn
 * by `Plot`, which gets it around recharts: a step of zoom then costs the same however much recharts does for its own.
 */
export function TimeChartBody({ height, formatValue, base, ...plot }: Props) {
  const { frame, cursor, onZoom, zone, formatTick } = plot
  const { min, max, ticks } = frame.axis
  const shape = `${min} ${max} ${ticks.join(' ')}`
  // oxlint-disable-next-line react/exhaustive-deps -- the same axis is made anew with every window
  const axis = useMemo<ValueAxis>(() => ({ min, max, ticks }), [shape])
  const value = useMemo(() => ({ frame, cursor, onZoom, zone, formatTick }), [frame, cursor, onZoom, zone, formatTick])
  return (
    <PlotContext value={value}>
      <Frame height={height} axis={axis} formatValue={formatValue} base={base ?? 1000} />
    </PlotContext>
  )
}

const tick = { fontSize: 11, fill: 'var(--ink-3)' } as const
const margin = { top: 6, right: 8, bottom: 0, left: 0 }
const unitDomain = [0, 1]
/** The lines are `Plot`'s: what recharts is given to draw costs it more than a millisecond for every ten points. */
const nothing: never[] = []

interface FrameProps extends Pick<TimeChartProps, 'formatValue'> {
  readonly height: number
  readonly axis: ValueAxis
  readonly base: 1000 | 1024
}

const Frame = memo(function Frame({ height, axis, formatValue, base }: FrameProps) {
  const labelWidth = Math.max(...axis.ticks.map((one) => formatValue(one).length * 7 + 8))
  return (
    <div aria-hidden className="h-full w-full">
      <ResponsiveContainer width="100%" height={height}>
        <LineChart data={nothing} margin={margin} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            type="number"
            domain={unitDomain}
            allowDataOverflow
            tick={false}
            tickLine={false}
            stroke="var(--line)"
            height={26}
          />
          <YAxis
            type="number"
            domain={[axis.min, axis.max]}
            allowDataOverflow
            ticks={axis.ticks}
            tickFormatter={formatValue}
            tick={tick}
            stroke="var(--line)"
            tickLine={false}
            axisLine={false}
            interval={0}
            width={Math.max(base === 1024 ? 72 : 48, labelWidth)}
          />
          <Plot />
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
})
