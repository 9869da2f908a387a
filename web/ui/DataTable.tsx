import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { Fragment, useMemo, useRef, useState } from 'react'
import type { MouseEvent, KeyboardEvent, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { DataTableHeader } from './DataTableHeader.tsx'
import { DataTableRow } from './DataTableRow.tsx'
import { EmptyState } from './EmptyState.tsx'
import type { Column, TableSort } from './column.ts'
import { cx } from './cx.ts'
import { useOverflow } from './overflow.ts'
import { indexOf, useRowWalk } from './rowWalk.ts'
import { useScreenRoom } from './screenRoom.ts'
import { sortOrder } from './sortOrder.ts'
import { useTableModel } from './tableModel.ts'
import type { PlacedRow } from './tableModel.ts'

export type { Column, TableSort } from './column.ts'

interface Props<T> {
  readonly rows: readonly T[]
  /** Kept stable by the page: a new array is a new order to compute. */
  readonly columns: readonly Column<T>[]
  /** Stable over polls. */
  readonly rowKey: (row: T) => string
  /** What the table lists, for those who do not see the heading above it. */
  readonly caption: string
  /** Without `onSortChange` only where it starts. */
  readonly sort?: TableSort | null | undefined
  readonly onSortChange?: ((sort: TableSort | null) => void) | undefined
  /** The rows come in the order of `sort` already. */
  readonly presorted?: boolean
  readonly empty?: ReactNode
  /** A click or Enter on a row. Rows take the focus, arrow keys walk. */
  readonly onRowOpen?: ((row: T) => void) | undefined
  /** A click anywhere on a row follows the first link in it; arrow keys walk from link to link. */
  readonly rowOpensLink?: boolean
  /** The row that is open beside the table. */
  readonly currentKey?: string | undefined
  /** Scrolls inside this height, as `60vh`. */
  readonly maxHeight?: string | undefined
  readonly dense?: boolean
  /** In pixels. Above 100 rows every row has exactly this height. */
  readonly rowHeight?: number
  readonly className?: string
}

/** From here on only the rows in sight are in the document. */
const virtualFrom = 100
const scrollerHeight = 'max(20rem, calc(100dvh - 14rem))'
const interactive = 'a,button,input,select,textarea,label,summary,[role="button"],[role="menuitem"]'

/** A table that stays one for screen readers, at ten rows and at a hundred thousand. */
export function DataTable<T>({
  rows,
  columns,
  rowKey,
  caption,
  sort: givenSort = null,
  onSortChange,
  presorted = false,
  empty,
  onRowOpen,
  rowOpensLink = false,
  currentKey,
  maxHeight,
  dense = false,
  rowHeight = dense ? 28 : 36,
  className,
}: Props<T>) {
  const t = useTranslations('ui')
  const locale = useLocale()
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const { wide, tall } = useOverflow(scroller)
  const room = useScreenRoom()
  const [ownSort, setOwnSort] = useState(givenSort)
  const sort = onSortChange ? givenSort : ownSort

  const visible = useMemo(() => columns.filter((column) => (column.priority ?? 1) <= room), [columns, room])
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])

  const sortValue = presorted || sort === null ? undefined : byId.get(sort.id)?.sortValue
  const desc = sort?.desc ?? false
  const order = useMemo(
    () => (sortValue === undefined ? null : sortOrder(rows, sortValue, desc, locale)),
    [rows, sortValue, desc, locale],
  )

  const virtual = rows.length > virtualFrom
  const height = maxHeight ?? (virtual ? scrollerHeight : undefined)
  const headerHeight = dense ? 28 : 32
  const opens = rowOpensLink || onRowOpen !== undefined
  const takesFocus = onRowOpen ? 'row' : rowOpensLink ? 'link' : 'none'
  const walk = useRowWalk(body, rows.length, takesFocus, (index) => {
    if (virtual) virtualizer.scrollToIndex(index)
  })
  // oxlint-disable-next-line react/incompatible-library -- there is no compiler that would memoize it
  const virtualizer = useVirtualizer({
    enabled: virtual,
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The header covers the first rows; the last must stop above the lower edge by as much.
    scrollPaddingEnd: headerHeight,
    // The row with the focus stays, however far away: a focus that is gone cannot be found again.
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range)
      return walk.held === null || near.includes(walk.held) ? near : [...near, walk.held].sort((a, b) => a - b)
    },
  })

  const items = virtual ? virtualizer.getVirtualItems() : null
  const shown: PlacedRow<T>[] = []
  for (const index of items?.map((item) => item.index) ?? rows.keys()) {
    const row = rows[order?.[index] ?? index]
    // The virtualizer can be one drawing behind a list that became shorter.
    if (row !== undefined) shown.push({ index, row })
  }
  const changeSort = onSortChange ?? setOwnSort
  const model = useTableModel({
    columns: visible,
    shown,
    rowKey,
    sort,
    onSortChange: (next) => {
      // Who asks for the largest wants to see the largest.
      if (scroller.current) scroller.current.scrollTop = 0
      changeSort(next)
    },
  })

  const stop = shown.some(({ index }) => index === walk.stop) ? walk.stop : shown[0]?.index
  const after = items?.at(-1)?.end
  const scrolls = wide || (height !== undefined && tall)

  const open = (index: number, event: MouseEvent | KeyboardEvent) => {
    const row = rows[order?.[index] ?? index]
    if (row === undefined) return
    if (onRowOpen) onRowOpen(row)
    else if (rowOpensLink) {
      const { ctrlKey, metaKey, shiftKey } = event
      const link = body.current?.querySelector(`tr[data-index="${index}"] a[href]`)
      link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
    }
  }

  return (
    <div
      ref={scroller}
      {...(scrolls ? { role: 'region', tabIndex: 0, 'aria-label': t('table.region', { caption }) } : {})}
      style={{ maxHeight: height }}
      className={cx(
        'relative isolate min-w-0',
        height !== undefined ? 'overflow-auto' : wide && 'overflow-x-auto',
        scrolls && 'focus-visible:-outline-offset-2',
        className,
      )}
    >
      <table
        aria-rowcount={virtual ? rows.length + 1 : undefined}
        style={virtual ? { minWidth: visible.reduce((sum, column) => sum + leastWidth(column), 0) } : undefined}
        className={cx('w-full border-separate border-spacing-0', virtual && 'table-fixed')}
      >
        <caption className="sr-only">{caption}</caption>
        <colgroup>
          {visible.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <DataTableHeader
          table={model}
          columns={byId}
          sortable={rows.length > 0}
          sticks={height !== undefined ? 'in-scroller' : wide ? 'not' : 'on-page'}
          dense={dense}
          fixed={virtual}
        />
        <tbody
          ref={body}
          className={virtual ? undefined : '[&>tr:last-child>td]:border-b-0'}
          {...(opens && {
            onFocus: walk.onFocus,
            onBlur: walk.onBlur,
            onKeyDown: (event: KeyboardEvent) => {
              const index = indexOf(event.target)
              // On a link, Enter is the link's.
              if (event.key === 'Enter' && index !== null && event.target instanceof HTMLTableRowElement) {
                open(index, event)
              } else walk.onKeyDown(event)
            },
            onClick: (event: MouseEvent) => {
              const index = indexOf(event.target)
              const own = event.target instanceof Element && event.target.closest(interactive) !== null
              // Who marks text in a row wants to copy it.
              if (index !== null && !own && getSelection()?.isCollapsed !== false) open(index, event)
            },
          })}
        >
          {model.getRowModel().rows.map(({ id, original: { row, index } }, position) => {
            const before = items?.[position]
            const gap = before ? before.start - (items[position - 1]?.end ?? 0) : 0
            return (
              <Fragment key={id}>
                {gap > 0 && <Spacer height={gap} columns={visible.length} />}
                <DataTableRow
                  row={row}
                  index={index}
                  columns={visible}
                  height={rowHeight}
                  fixed={virtual}
                  opens={opens}
                  current={currentKey !== undefined && currentKey === id}
                  tabIndex={takesFocus === 'row' ? (index === stop ? 0 : -1) : undefined}
                />
              </Fragment>
            )
          })}
          {after !== undefined && <Spacer height={virtualizer.getTotalSize() - after} columns={visible.length} />}
          {rows.length === 0 && (
            <tr>
              <td colSpan={visible.length} className="p-0">
                {empty ?? <EmptyState compact title={t('table.empty')} />}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

/** The height of rows that are not drawn. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- there is nothing in it to name */}
      <td colSpan={columns} style={{ height }} className="p-0" />
    </tr>
  )
}

/** What a column needs in a table of fixed layout, in pixels. */
function leastWidth<T>({ width, grow }: Column<T>): number {
  if (typeof width === 'number') return width
  return grow ? 200 : 120
}
