import { rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ColumnDef, ReactTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Column, TableSort } from './column.ts'

const features = tableFeatures({ rowSortingFeature })
type Features = typeof features

/** A row in sight and its place in the whole order. */
export interface PlacedRow<T> {
  readonly index: number
  readonly row: T
}

export type TableModel<T> = ReactTable<Features, PlacedRow<T>>

interface Options<T> {
  readonly columns: readonly Column<T>[]
  /** The rows in sight, already in order: a model of all of them would cost 100 ms at a hundred thousand. */
  readonly shown: PlacedRow<T>[]
  readonly rowKey: (row: T) => string
  readonly sort: TableSort | null
  readonly onSortChange: (sort: TableSort | null) => void
}

/** The header and the rows in sight as a table model; the order itself is made elsewhere. */
export function useTableModel<T>({ columns, shown, rowKey, sort, onSortChange }: Options<T>): TableModel<T> {
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<Features, PlacedRow<T>> => {
        const { sortValue } = column
        return {
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original.row),
          enableSorting: sortValue !== undefined,
          // Of numbers one wants the largest, of names the first.
          sortDescFirst: column.align === 'end',
          accessorFn: ({ row }) => sortValue?.(row) ?? null,
        }
      }),
    [columns],
  )
  const sorting = useMemo(() => (sort === null ? [] : [{ id: sort.id, desc: sort.desc }]), [sort])
  return useTable({
    features,
    columns: definitions,
    data: shown,
    getRowId: ({ row }) => rowKey(row),
    manualSorting: true,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (update) => {
      const [first] = typeof update === 'function' ? update(sorting) : update
      onSortChange(first ? { id: first.id, desc: first.desc } : null)
    },
  })
}
