import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { applyLayout, columnsInRoom, isEmptyLayout, leastWidth } from './columnLayout.ts'
import type { ColumnLayout } from './columnLayout.ts'
import { DataTableBody } from './DataTableBody.tsx'
import { DataTableHeader } from './DataTableHeader.tsx'
import { EmptyState } from './EmptyState.tsx'
import type { Column, TableSelection, TableSort } from './column.ts'
import { cx } from './cx.ts'
import { useOverflow } from './overflow.ts'
import type { RowSource } from './rowSource.ts'
import { useScreenRoom, type Room } from './screenRoom.ts'
import { sortOrder } from './sortOrder.ts'
import type { SortBy } from './sortOrder.ts'
import { useStickyColumns } from './stickyColumns.ts'
import { useTableModel } from './tableModel.ts'

export type { Column, TableSort } from './column.ts'

interface Props<T> {
  /** An array, or a source of rows that are in order already. */
  readonly rows: readonly T[] | RowSource<T>
  /** Kept stable by the page: a new array is a new order to compute. */
  readonly columns: readonly Column<T>[]
  /** Stable over polls. */
  readonly rowKey: (row: T) => string
  /** What the table lists, for those who do not see the heading above it. */
  readonly caption: string
  /** Without `onSortChange` only where it starts. */
  readonly sort?: TableSort | null | undefined
  readonly onSortChange?: ((sort: TableSort | null) => void) | undefined
  /** In the place of `sort`, where the page keeps an order by several columns. */
  readonly sorts?: readonly TableSort[] | undefined
  readonly onSortsChange?: ((sorts: readonly TableSort[]) => void) | undefined
  /** The rows come in the order of `sort` already. */
  readonly presorted?: boolean
  readonly empty?: ReactNode
  /** A click or Enter on a row. Rows take the focus, arrow keys walk. */
  readonly onRowOpen?: ((row: T) => void) | undefined
  /** A click anywhere on a row follows the first link in it; arrow keys walk from link to link. */
  readonly rowOpensLink?: boolean
  /** The row that is open beside the table. */
  readonly currentKey?: string | undefined
  /** A box before each row. */
  readonly selection?: TableSelection<T> | undefined
  /** What the operator has made of the columns. An empty one is none: the width of the screen decides. */
  readonly layout?: ColumnLayout | undefined
  /** Which columns fit, where the page knows it better than the width of the screen does. */
  readonly room?: Room | undefined
  /** Scrolls inside this height, as `60vh`. */
  readonly maxHeight?: string | undefined
  readonly dense?: boolean
  /** In pixels. Above 100 rows, and from a source, every row has exactly this height. */
  readonly rowHeight?: number
  readonly className?: string
}

/** From here on only the rows in sight are in the document. */
const virtualFrom = 100
const scrollerHeight = 'max(20rem, calc(100dvh - 14rem))'
const boxColumnWidth = 40
const noSorts: readonly TableSort[] = []

/** A table that stays one for screen readers, at ten rows and at a hundred thousand. */
export function DataTable<T>({
  rows,
  columns,
  rowKey,
  caption,
  sort,
  onSortChange,
  sorts: givenSorts,
  onSortsChange,
  presorted = false,
  empty,
  onRowOpen,
  rowOpensLink = false,
  currentKey,
  selection,
  layout,
  room: givenRoom,
  maxHeight,
  dense = false,
  rowHeight = dense ? 28 : 36,
  className,
}: Props<T>) {
  const t = useTranslations('ui')
  const scroller = useRef<HTMLDivElement>(null)
  const { wide, tall } = useOverflow(scroller)
  const screenRoom = useScreenRoom()
  const room = givenRoom ?? screenRoom
  const given = useMemo(() => givenSorts ?? (sort ? [sort] : noSorts), [givenSorts, sort])
  const [ownSorts, setOwnSorts] = useState(given)
  const sorts = onSortsChange || onSortChange ? given : ownSorts

  const { columns: visible, pinned } = useMemo(
    () => (layout && !isEmptyLayout(layout) ? applyLayout(columns, layout) : columnsInRoom(columns, room)),
    [columns, layout, room],
  )
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const ordered = useOrdered(rows, byId, presorted ? noSorts : sorts)

  // A source stays in one layout, however few rows a filter leaves of it.
  const virtual = !Array.isArray(rows) || rows.length > virtualFrom
  const height = maxHeight ?? (virtual ? scrollerHeight : undefined)
  const sticking = useStickyColumns(scroller, pinned, selection !== undefined)
  const scrolls = wide || (height !== undefined && tall)
  const least = visible.reduce((sum, column) => sum + leastWidth(column), selection ? boxColumnWidth : 0)

  const changeSorts = (next: readonly TableSort[]) => {
    // Who asks for the largest wants to see the largest.
    if (scroller.current) scroller.current.scrollTop = 0
    if (onSortsChange) onSortsChange(next)
    else if (onSortChange) onSortChange(next[0] ?? null)
    else setOwnSorts(next)
  }
  const several = onSortsChange !== undefined || onSortChange === undefined
  const model = useTableModel({ columns: visible, sorts, several, onSortsChange: changeSorts })

  return (
    <div
      ref={scroller}
      {...(scrolls ? { role: 'region', tabIndex: 0, 'aria-label': t('table.region', { caption }) } : {})}
      style={{ maxHeight: height }}
      className={cx(
        // Rows that change places must not take the operator along.
        'relative isolate min-w-0 [overflow-anchor:none]',
        height !== undefined ? 'overflow-auto' : wide && 'overflow-x-auto',
        scrolls && 'focus-visible:-outline-offset-2',
        className,
      )}
    >
      <table
        aria-rowcount={virtual ? rows.length + 1 : undefined}
        style={virtual ? { minWidth: least } : undefined}
        className={cx('w-full border-separate border-spacing-0', virtual && 'table-fixed')}
      >
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          {selection && <col style={{ width: boxColumnWidth }} />}
          {visible.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <DataTableHeader
          table={model}
          columns={byId}
          sorts={sorts}
          // The order that a page keeps is there before its rows.
          sortable={rows.length > 0 || onSortsChange !== undefined}
          filled={rows.length > 0}
          selection={selection}
          sticks={height !== undefined ? 'in-scroller' : wide ? 'not' : 'on-page'}
          sticking={sticking}
          dense={dense}
          fixed={virtual}
        />
        <DataTableBody
          scroller={scroller}
          rows={ordered}
          columns={visible}
          rowKey={rowKey}
          onRowOpen={onRowOpen}
          rowOpensLink={rowOpensLink}
          currentKey={currentKey}
          selection={selection}
          virtual={virtual}
          rowHeight={rowHeight}
          headerHeight={dense ? 28 : 32}
          sticking={sticking}
          empty={empty ?? <EmptyState compact title={t('table.empty')} />}
        />
      </table>
    </div>
  )
}

/** The rows in the order shown; what is no array is in order already. */
function useOrdered<T>(
  rows: readonly T[] | RowSource<T>,
  columns: ReadonlyMap<string, Column<T>>,
  sorts: readonly TableSort[],
): RowSource<T> {
  const locale = useLocale()
  return useMemo(() => {
    const by = sorts.flatMap(({ id, desc }): SortBy<T>[] => {
      const value = columns.get(id)?.sortValue
      return value === undefined ? [] : [{ value, desc }]
    })
    if (!isArray(rows) || by.length === 0) return rows
    const order = sortOrder(rows, by, locale)
    return { length: rows.length, at: (index: number) => rows[order[index] ?? -1] }
  }, [rows, columns, sorts, locale])
}

function isArray<T>(rows: readonly T[] | RowSource<T>): rows is readonly T[] {
  return Array.isArray(rows)
}
