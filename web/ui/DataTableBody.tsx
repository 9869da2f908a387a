import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react'
import { cellLooks } from './cellLook.ts'
import type { Column, TableSelection } from './column.ts'
import { DataTableRow } from './DataTableRow.tsx'
import { FillQueue } from './fillQueue.ts'
import type { RowSource } from './rowSource.ts'
import { indexOf, useRowWalk } from './rowWalk.ts'
import { useRowWindow } from './rowWindow.ts'
import { useTableSelect } from './tableSelect.ts'

interface Props<T> {
  readonly scroller: RefObject<HTMLElement | null>
  /** In the order shown. */
  readonly rows: RowSource<T>
  readonly columns: readonly Column<T>[]
  readonly rowKey: (row: T) => string
  readonly onRowOpen: ((row: T) => void) | undefined
  readonly rowOpensLink: boolean
  readonly currentKey: string | undefined
  readonly selection: TableSelection<T> | undefined
  /** Only the rows in sight are in the document. */
  readonly virtual: boolean
  readonly rowHeight: number
  readonly headerHeight: number
  readonly sticking: number
  readonly empty: ReactNode
}

const interactive = 'a,button,input,select,textarea,label,summary,[role="button"],[role="menuitem"],[data-select]'

/** The rows of a table. Scrolling draws this and nothing around it. */
export function DataTableBody<T>({
  scroller,
  rows,
  columns,
  rowKey,
  onRowOpen,
  rowOpensLink,
  currentKey,
  selection,
  virtual,
  rowHeight,
  headerHeight,
  sticking,
  empty,
}: Props<T>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const view = useRowWindow(scroller, { enabled: virtual, count: rows.length, rowHeight, headerHeight })
  const [fills] = useState(() => new FillQueue())
  useEffect(() => {
    if (view.isRushing) fills.hold()
  }, [view, fills])
  const takesFocus = onRowOpen ? 'row' : rowOpensLink ? 'link' : 'none'
  const walk = useRowWalk({ body, rows, rowKey, takesFocus, bringIntoView: view.bringIntoView })
  const select = useTableSelect(selection, rows, rowKey)
  const looks = useMemo(() => cellLooks(columns, virtual, sticking), [columns, virtual, sticking])

  const layered = sticking > 0 || selection !== undefined || columns.some(({ pinned }) => pinned)
  const opens = takesFocus !== 'none'
  const places = shownPlaces(view.first, view.end, walk.held)
  const stop = places.includes(walk.stop) ? walk.stop : places[0]
  const span = columns.length + (selection ? 1 : 0)
  const below = rows.length - 1 - (places.at(-1) ?? rows.length - 1)

  const open = (index: number, event: MouseEvent | KeyboardEvent) => {
    const row = rows.at(index)
    if (row === undefined) return
    if (onRowOpen) onRowOpen(row)
    else if (rowOpensLink) {
      const { ctrlKey, metaKey, shiftKey } = event
      const link = body.current?.querySelector(`tr[data-index="${index}"] a[href]`)
      link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const index = indexOf(event.target)
    const isOnRow = index !== null && event.target instanceof HTMLTableRowElement
    // On a link, Enter is the link's.
    if (isOnRow && event.key === 'Enter') open(index, event)
    else if (isOnRow && event.key === ' ' && selection) {
      event.preventDefault()
      const row = rows.at(index)
      if (row !== undefined) select.toggle(index, !selection.has(rowKey(row)), event.shiftKey)
    } else walk.onKeyDown(event)
  }

  const onClick = (event: MouseEvent) => {
    if (selection && select.onClick(event)) return
    const index = indexOf(event.target)
    const own = event.target instanceof Element && event.target.closest(interactive) !== null
    // Who marks text in a row wants to copy it.
    if (opens && index !== null && !own && getSelection()?.isCollapsed !== false) open(index, event)
  }

  const listeners = {
    onFocus: walk.onFocus,
    onBlur: walk.onBlur,
    ...((opens || selection) && { onKeyDown, onClick, onMouseDown: select.onMouseDown }),
  }

  return (
    <tbody ref={body} className={virtual ? undefined : '[&>tr:last-child>td]:border-b-0'} {...listeners}>
      {places.map((index, position) => {
        const row = rows.at(index)
        if (row === undefined) return null
        const id = rowKey(row)
        const gap = index - (places[position - 1] ?? -1) - 1
        return (
          <Fragment key={id}>
            {gap > 0 && <Spacer height={gap * rowHeight} columns={span} />}
            <DataTableRow
              row={row}
              index={index}
              columns={columns}
              looks={looks}
              height={rowHeight}
              fixed={virtual}
              opens={opens}
              layered={layered}
              current={currentKey !== undefined && currentKey === id}
              tabIndex={takesFocus === 'row' ? (index === stop ? 0 : -1) : undefined}
              selected={selection?.has(id)}
              name={selection?.label(row)}
              isStop={selection !== undefined && index === stop}
              isLate={view.isRushing || !view.isInSight(index)}
              fills={fills}
            />
          </Fragment>
        )
      })}
      {below > 0 && <Spacer height={below * rowHeight} columns={span} />}
      {rows.length === 0 && (
        <tr>
          <td colSpan={span} className="p-0">
            {empty}
          </td>
        </tr>
      )}
    </tbody>
  )
}

/** The row with the focus stays, however far away: a focus that is gone cannot be found again. */
function shownPlaces(first: number, end: number, held: number | null): readonly number[] {
  const near = Array.from({ length: end - first }, (_, place) => first + place)
  if (held === null || (held >= first && held < end)) return near
  return held < first ? [held, ...near] : [...near, held]
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
