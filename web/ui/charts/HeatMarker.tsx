import type { ChartCursor } from './cursor.ts'
import { useHeldCell } from './heldCell.ts'
import type { HeldCell } from './heldCell.ts'
import type { Span } from './span.ts'
import { useCursor } from './useCursor.ts'

interface Props {
  readonly cursor: ChartCursor
  readonly held: HeldCell
  readonly window: Span
  readonly columns: number
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  readonly top: number
}

/** The moment that all charts point at, and the cell pointed at here. */
export function HeatMarker({ cursor, held, window: shown, columns, width, height, rowHeight, top }: Props) {
  const at = useCursor(cursor)
  const cell = useHeldCell(held)
  const wide = width / Math.max(1, columns)
  const x = at === null ? 0 : ((at - shown.from) / Math.max(1, shown.to - shown.from)) * width
  // Whole within the picture, at its edges too.
  const left = cell ? Math.max(1, Math.min(width - wide - 5, cell.column * wide - 2)) : 0
  return (
    <g pointerEvents="none">
      {at !== null && at >= shown.from && at <= shown.to && !cell && (
        <line x1={x} x2={x} y1={0} y2={height} stroke="var(--ink)" strokeDasharray="3 3" />
      )}
      {cell && (
        <>
          <rect
            x={left}
            y={cell.row * rowHeight - top - 2}
            width={wide + 4}
            height={rowHeight + 3}
            fill="none"
            stroke="var(--surface)"
            strokeWidth={3}
          />
          <rect
            x={left}
            y={cell.row * rowHeight - top - 2}
            width={wide + 4}
            height={rowHeight + 3}
            fill="none"
            stroke="var(--ink)"
            strokeWidth={1.5}
          />
        </>
      )}
    </g>
  )
}
