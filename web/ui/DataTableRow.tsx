import { memo } from 'react'
import type { Column } from './column.ts'
import { cx } from './cx.ts'

interface Props<T> {
  readonly row: T
  /** Its place in the order shown. */
  readonly index: number
  readonly columns: readonly Column<T>[]
  readonly height: number
  /** In a table of fixed layout: nothing makes the row higher. */
  readonly fixed: boolean
  readonly opens: boolean
  readonly current: boolean
  /** Undefined where the row itself takes no focus. */
  readonly tabIndex: 0 | -1 | undefined
}

function Row<T>({ row, index, columns, height, fixed, opens, current, tabIndex }: Props<T>) {
  return (
    <tr
      data-index={index}
      aria-rowindex={fixed ? index + 2 : undefined}
      aria-current={current || undefined}
      tabIndex={tabIndex}
      className={cx(
        'focus-visible:-outline-offset-2',
        opens && 'cursor-pointer hover:bg-hover',
        current && 'bg-accent-soft',
      )}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          style={{ height, minWidth: fixed || column.grow ? undefined : column.width }}
          className={cx(
            'border-b border-line px-3 text-sm first:ps-4 last:pe-4',
            fixed ? 'overflow-hidden py-0 text-ellipsis whitespace-nowrap' : 'py-1',
            !fixed && (column.grow ? 'w-full max-w-0 min-w-40 truncate' : 'whitespace-nowrap'),
            column.align === 'end' && 'text-end',
            column.pinned && 'sticky end-0 bg-surface',
            column.mono && 'font-mono',
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** Drawn again only when something of its own has changed: while scrolling, most rows are the same. */
export const DataTableRow = memo(Row) as typeof Row
