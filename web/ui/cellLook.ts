import type { CSSProperties } from 'react'
import type { Column } from './column.ts'
import { cx } from './cx.ts'

export interface CellLook {
  readonly className: string
  readonly style: CSSProperties | undefined
}

/** How the cells of each column look: worked out once for a table, not for each cell that scrolls into sight. */
export function cellLooks<T>(columns: readonly Column<T>[], fixed: boolean, sticking: number): readonly CellLook[] {
  return columns.map((column, index) => ({
    style: {
      minWidth: fixed || column.grow ? undefined : column.width,
      insetInlineStart: index < sticking ? `var(--pin-${index})` : undefined,
    },
    className: cx(
      'border-b border-line px-3 text-sm first:ps-4 last:pe-4',
      fixed ? 'overflow-hidden py-0 text-ellipsis whitespace-nowrap' : 'py-1',
      !fixed && (column.grow ? 'w-full max-w-0 min-w-40 truncate' : 'whitespace-nowrap'),
      column.align === 'end' && 'text-end',
      index < sticking && 'sticky z-1 bg-inherit',
      index === sticking - 1 && 'border-e',
      column.pinned && 'sticky end-0 z-1 bg-inherit',
      column.mono && 'font-mono',
    ),
  }))
}

/** Of the header's cells, which lie above those of the rows. */
export function headerLook<T>(column: Column<T>, index: number, sticking: number): CellLook {
  const sticks = index < sticking
  return {
    style: sticks ? { insetInlineStart: `var(--pin-${index})` } : undefined,
    className: cx(
      sticks ? 'sticky z-20' : column.pinned ? 'sticky end-0 z-20' : 'z-10',
      index === sticking - 1 && 'border-e',
    ),
  }
}
