import { cx } from '../cx.ts'
import { useHeldCell } from './heldCell.ts'
import type { HeldCell } from './heldCell.ts'

interface Props {
  readonly rows: readonly { readonly id: string; readonly label: string }[]
  readonly width: number
  readonly height: number
  readonly rowHeight: number
  readonly top: number
  readonly held: HeldCell
  readonly onOpen: ((row: number) => void) | undefined
}

/** The names beside the rows in sight. */
export function HeatRowLabels({ rows, width, height, rowHeight, top, held, onOpen }: Props) {
  const cell = useHeldCell(held)
  const first = Math.floor(top / rowHeight)
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight))
  return (
    <div className="relative shrink-0" style={{ width }}>
      {rows.slice(first, last).map(({ id, label }, index) => {
        const row = first + index
        const look = cx(
          'absolute block truncate pe-2 text-start',
          rowHeight < 16 ? 'text-[11px]' : 'text-xs',
          cell?.row === row ? 'text-ink' : 'text-ink-2',
        )
        const style = { top: row * rowHeight - top, width, height: rowHeight, lineHeight: `${rowHeight - 1}px` }
        return onOpen ? (
          <button
            key={id}
            type="button"
            // With the keyboard, Enter on a cell opens its row.
            tabIndex={-1}
            title={label}
            className={cx(look, 'hover:text-accent hover:underline')}
            style={style}
            onClick={() => onOpen(row)}
          >
            {label}
          </button>
        ) : (
          <span key={id} title={label} className={look} style={style}>
            {label}
          </span>
        )
      })}
    </div>
  )
}
