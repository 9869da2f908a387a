import { useRef } from 'react'
import type { MouseEvent } from 'react'
import type { TableSelection } from './column.ts'
import { indexOf } from './rowWalk.ts'
import { findRow } from './rowSource.ts'
import type { RowSource } from './rowSource.ts'

interface Anchor {
  readonly key: string
  readonly index: number
}

interface TableSelect {
  readonly toggle: (index: number, on: boolean, range: boolean) => void
  /** Whether a press was on a cell that chooses its row. */
  readonly onClick: (event: MouseEvent) => boolean
  readonly onMouseDown: (event: MouseEvent) => void
}

/** What a press on the box of a row does. With Shift, to all rows since the last one that was pressed. */
export function useTableSelect<T>(
  selection: TableSelection<T> | undefined,
  rows: RowSource<T>,
  rowKey: (row: T) => string,
): TableSelect {
  const last = useRef<Anchor | null>(null)

  const toggle = (index: number, on: boolean, range: boolean) => {
    const row = rows.at(index)
    if (row === undefined || selection === undefined) return
    const key = rowKey(row)
    const from = range && last.current !== null ? findRow(rows, rowKey, last.current.key, last.current.index) : -1
    last.current = { key, index }
    if (from === -1) selection.onToggle(row, key, on)
    else selection.onRange(Math.min(from, index), Math.max(from, index), on)
  }

  return {
    toggle,
    onClick(event) {
      const cell = event.target instanceof Element ? event.target.closest('[data-select]') : null
      const index = indexOf(event.target)
      const box = cell?.querySelector('input')
      if (index === null || !box) return false
      // Pressed beside the box, the box has not changed by itself.
      toggle(index, box === event.target ? box.checked : !box.checked, event.shiftKey)
      return true
    },
    onMouseDown(event) {
      const cell = event.target instanceof Element ? event.target.closest('[data-select]') : null
      if (cell === null || !event.shiftKey) return
      // With Shift the browser would mark all text from here to there.
      event.preventDefault()
      cell.querySelector('input')?.focus()
    },
  }
}
