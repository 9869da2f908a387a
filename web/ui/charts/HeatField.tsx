import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useCellPalette } from '../cellPalette.ts'
import { useRoomWidth } from '../roomWidth.ts'
import type { ChartCursor } from './cursor.ts'
import { columnAt } from './heatGrid.ts'
import type { HeatCell, HeatValues } from './heatGrid.ts'
import { HeatMarker } from './HeatMarker.tsx'
import { paintHeat } from './heatPaint.ts'
import { HeatRowLabels } from './HeatRowLabels.tsx'
import type { HeldCell } from './heldCell.ts'
import { PlotPointer } from './PlotPointer.tsx'
import type { Span, SpanBounds } from './span.ts'
import { TimeMarks } from './TimeMarks.tsx'

interface Props {
  readonly grid: HeatValues
  readonly rows: readonly { readonly id: string; readonly label: string }[]
  readonly max: number
  readonly window: Span
  readonly bounds: SpanBounds
  readonly ticks: readonly number[]
  readonly zone: string | undefined
  readonly formatTick: (time: number) => string
  readonly cursor: ChartCursor
  readonly held: HeldCell
  readonly point: (cell: HeatCell | null) => void
  readonly onZoom: ((span: Span | null) => void) | undefined
  readonly onOpen: ((row: number) => void) | undefined
}

/** The most rows that are in sight without scrolling. */
const rowsInSight = 30
const axisHeight = 26

/** The picture: only the rows in sight are drawn, on a canvas that stays while the rows scroll under it. */
export function HeatField({ grid, rows, max, window: shown, bounds, ticks, zone, formatTick, ...rest }: Props) {
  const { cursor, held, point, onZoom, onOpen } = rest
  const box = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [top, setTop] = useState(0)
  const palette = useCellPalette()
  const room = useRoomWidth(inner)

  const rowHeight = rows.length <= 20 ? 20 : 14
  const labels = room >= 640 ? 150 : 88
  const width = Math.max(0, room - labels)
  const height = Math.min(rowsInSight, rows.length) * rowHeight

  useLayoutEffect(() => {
    if (canvas.current && width > 0) paintHeat(canvas.current, grid, { width, height, rowHeight, top, max }, palette)
  }, [grid, width, height, rowHeight, top, max, palette])

  useEffect(
    () =>
      held.listen(() => {
        const cell = held.read()
        const scroller = box.current
        if (!cell || !scroller) return
        const y = cell.row * rowHeight
        if (y < scroller.scrollTop) scroller.scrollTop = y
        else if (y + rowHeight > scroller.scrollTop + height) scroller.scrollTop = y + rowHeight - height
      }),
    [held, rowHeight, height],
  )

  const x = (t: number) => ((t - shown.from) / Math.max(1, shown.to - shown.from)) * width
  return (
    <>
      <div
        ref={box}
        className="overflow-y-auto"
        style={{ height }}
        // What the keys are for has the focus; this only scrolls under them.
        tabIndex={-1}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <div ref={inner} style={{ height: rows.length * rowHeight }}>
          <div aria-hidden className="sticky top-0 flex overflow-hidden" style={{ height }}>
            <HeatRowLabels
              rows={rows}
              width={labels}
              height={height}
              rowHeight={rowHeight}
              top={top}
              held={held}
              onOpen={onOpen}
            />
            <div className="relative" style={{ width }}>
              <canvas ref={canvas} style={{ width, height }} className="block forced-color-adjust-none" />
              <svg width={width} height={height} className="absolute inset-0 overflow-hidden">
                <HeatMarker
                  cursor={cursor}
                  held={held}
                  window={shown}
                  columns={grid.columns}
                  width={width}
                  height={height}
                  rowHeight={rowHeight}
                  top={top}
                />
                <PlotPointer
                  shown={shown}
                  bounds={bounds}
                  area={{ x: 0, y: 0, width, height }}
                  onZoom={onZoom}
                  onPoint={(at, y) =>
                    point({
                      row: Math.min(rows.length - 1, Math.floor((y + top) / rowHeight)),
                      column: columnAt(at, grid.columns, shown),
                    })
                  }
                  onLeave={() => point(null)}
                />
              </svg>
            </div>
          </div>
        </div>
      </div>
      <svg aria-hidden width={labels + width} height={axisHeight} className="block">
        <line x1={labels} x2={labels + width} y1={0.5} y2={0.5} stroke="var(--line)" />
        <TimeMarks
          ticks={ticks}
          area={{ x: labels, y: 0, width, height: 0 }}
          x={(t) => labels + x(t)}
          zone={zone}
          formatTick={formatTick}
        />
      </svg>
    </>
  )
}
