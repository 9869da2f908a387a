import { rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ColumnDef, ReactTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Column, TableSort } from './column.ts'

const features = tableFeatures({ rowSortingFeature })
type Features = typeof features

export type TableModel = ReactTable<Features, never>

interface Options<T> {
  readonly columns: readonly Column<T>[]
  /** The first is what goes first. */
  readonly sorts: readonly TableSort[]
  /** Shift adds a column to the order. */
  readonly several: boolean
  readonly onSortsChange: (sorts: readonly TableSort[]) => void
}

/** The rows are none of its business: their order is made elsewhere, and a model of them would cost each frame. */
const noRows: never[] = []

/** The header as a table model: which columns there are, and what a press on each does to the order. */
export function useTableModel<T>({ columns, sorts, several, onSortsChange }: Options<T>): TableModel {
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<Features, never> => ({
        id: column.id,
        header: column.header,
        enableSorting: column.sortValue !== undefined,
        // Of numbers one wants the largest, of names the first.
        sortDescFirst: column.align === 'end',
        accessorFn: () => null,
      })),
    [columns],
  )
  const sorting = useMemo(() => sorts.map(({ id, desc }) => ({ id, desc })), [sorts])
  return useTable({
    features,
    columns: definitions,
    data: noRows,
    manualSorting: true,
    enableMultiSort: several,
    isMultiSortEvent: (event) => isWithShift(event),
    state: { sorting },
    onSortingChange: (update) => onSortsChange(typeof update === 'function' ? update(sorting) : update),
  })
}

function isWithShift(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'shiftKey' in event && event.shiftKey === true
}
