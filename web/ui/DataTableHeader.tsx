import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { headerLook } from './cellLook.ts'
import type { TableModel } from './tableModel.ts'
import type { Column, TableSelection, TableSort } from './column.ts'
import { cx } from './cx.ts'

interface Props<T> {
  readonly table: TableModel
  readonly columns: ReadonlyMap<string, Column<T>>
  readonly sorts: readonly TableSort[]
  readonly sortable: boolean
  /** There are rows. */
  readonly filled: boolean
  readonly selection: TableSelection<T> | undefined
  /** Where the header stops while the rows go on. */
  readonly sticks: 'in-scroller' | 'on-page' | 'not'
  /** So many columns stay in sight while the others scroll sideways. */
  readonly sticking: number
  readonly dense: boolean
  readonly fixed: boolean
}

const places = { 'in-scroller': 'sticky top-0', 'on-page': 'sticky top-(--sticky-top)', not: '' } as const
const directions = { asc: 'ascending', desc: 'descending' } as const

export function DataTableHeader<T>(props: Props<T>) {
  const { table, columns, sorts, sortable, filled, selection, sticks, sticking, dense, fixed } = props
  const t = useTranslations('ui')
  const id = useId()
  const cell = cx('border-b border-line bg-surface', dense ? 'h-7' : 'h-8', places[sticks])
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} aria-rowindex={fixed ? 1 : undefined}>
          {selection && (
            <th scope="col" className={cx(cell, 'sticky start-0 z-20 ps-4 pe-1 text-start')}>
              <input
                ref={(box) => {
                  if (box) box.indeterminate = selection.all === 'mixed'
                }}
                type="checkbox"
                aria-label={t('table.selectAll')}
                checked={selection.all === true}
                disabled={!filled}
                onChange={(event) => selection.onToggleAll(event.target.checked)}
                className="block size-4 cursor-pointer accent-accent disabled:cursor-default"
              />
            </th>
          )}
          {group.headers.map((header, index) => {
            const column = columns.get(header.column.id)
            if (!column) return null
            const canSort = sortable && column.sortValue !== undefined
            const sorted = canSort && header.column.getIsSorted()
            const place = sorts.length > 1 && sorted ? header.column.getSortIndex() + 1 : 0
            const look = headerLook(column, index, sticking)
            const toggle = header.column.getToggleSortingHandler()
            return (
              <th
                key={header.id}
                scope="col"
                // One column at a time: those after it say their place in their description.
                aria-sort={canSort ? (sorted && place <= 1 ? directions[sorted] : 'none') : undefined}
                style={look.style}
                className={cx(
                  cell,
                  'px-3 text-xs font-medium whitespace-nowrap text-ink-3 first:ps-4 last:pe-4',
                  column.align === 'end' ? 'text-end' : 'text-start',
                  fixed && 'overflow-hidden text-ellipsis',
                  look.className,
                )}
              >
                {column.headerHidden ? (
                  <span className="sr-only">{column.header}</span>
                ) : canSort ? (
                  <>
                    <button
                      type="button"
                      onClick={toggle}
                      onKeyDown={(event: KeyboardEvent) => {
                        // Not every browser hands the Shift on to the click.
                        if (!event.shiftKey || (event.key !== 'Enter' && event.key !== ' ')) return
                        event.preventDefault()
                        toggle?.(event)
                      }}
                      aria-describedby={place > 0 ? `${id}-${header.id}` : undefined}
                      className={cx(
                        'group/sort -mx-1 inline-flex max-w-full items-center gap-1 rounded-sm px-1 py-0.5 select-none hover:text-ink',
                        column.align === 'end' && 'flex-row-reverse',
                        sorted && 'text-ink',
                      )}
                    >
                      <span className={fixed ? 'truncate' : undefined}>{column.header}</span>
                      <SortMark sorted={sorted} place={place} />
                    </button>
                    {place > 0 && (
                      <span id={`${id}-${header.id}`} hidden>
                        {t('table.sortPlace', { place, direction: sorted || 'asc' })}
                      </span>
                    )}
                  </>
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

function SortMark({ sorted, place }: { readonly sorted: false | 'asc' | 'desc'; readonly place: number }) {
  if (sorted) {
    const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown
    return (
      <span aria-hidden className="inline-flex shrink-0 items-center">
        <Arrow className="size-3" />
        {place > 0 && <span className="text-[0.625rem] leading-none">{place}</span>}
      </span>
    )
  }
  return (
    <ChevronsUpDown
      aria-hidden
      className="size-3 shrink-0 opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100"
    />
  )
}
