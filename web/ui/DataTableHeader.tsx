import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { TableModel } from './tableModel.ts'
import type { Column } from './column.ts'
import { cx } from './cx.ts'

interface Props<T> {
  readonly table: TableModel<T>
  readonly columns: ReadonlyMap<string, Column<T>>
  readonly sortable: boolean
  /** Where the header stops while the rows go on. */
  readonly sticks: 'in-scroller' | 'on-page' | 'not'
  readonly dense: boolean
  readonly fixed: boolean
}

const places = { 'in-scroller': 'sticky top-0', 'on-page': 'sticky top-(--sticky-top)', not: '' } as const
const directions = { asc: 'ascending', desc: 'descending' } as const

export function DataTableHeader<T>({ table, columns, sortable, sticks, dense, fixed }: Props<T>) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} aria-rowindex={fixed ? 1 : undefined}>
          {group.headers.map((header) => {
            const column = columns.get(header.column.id)
            if (!column) return null
            const canSort = sortable && column.sortValue !== undefined
            const sorted = canSort && header.column.getIsSorted()
            return (
              <th
                key={header.id}
                scope="col"
                aria-sort={canSort ? (sorted ? directions[sorted] : 'none') : undefined}
                className={cx(
                  'z-10 border-b border-line bg-surface px-3 text-xs font-medium whitespace-nowrap text-ink-3 first:ps-4 last:pe-4',
                  dense ? 'h-7' : 'h-8',
                  places[sticks],
                  column.align === 'end' ? 'text-end' : 'text-start',
                  column.pinned && 'sticky end-0',
                  fixed && 'overflow-hidden text-ellipsis',
                )}
              >
                {column.headerHidden ? (
                  <span className="sr-only">{column.header}</span>
                ) : canSort ? (
                  <button
                    type="button"
                    onClick={header.column.getToggleSortingHandler()}
                    className={cx(
                      'group/sort -mx-1 inline-flex max-w-full items-center gap-1 rounded-sm px-1 py-0.5 hover:text-ink',
                      column.align === 'end' && 'flex-row-reverse',
                      sorted && 'text-ink',
                    )}
                  >
                    <span className={fixed ? 'truncate' : undefined}>{column.header}</span>
                    <SortMark sorted={sorted} />
                  </button>
                ) : (
                  column.header
                )}
              </th>
            )
          })}
        </tr>
      ))}
    </thead>
  )
}

function SortMark({ sorted }: { readonly sorted: false | 'asc' | 'desc' }) {
  if (sorted === 'asc') return <ArrowUp aria-hidden className="size-3 shrink-0" />
  if (sorted === 'desc') return <ArrowDown aria-hidden className="size-3 shrink-0" />
  return (
    <ChevronsUpDown
      aria-hidden
      className="size-3 shrink-0 opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100"
    />
  )
}
