import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { findRow } from './rowSource.ts'
import type { RowSource } from './rowSource.ts'

/** What of a row takes the focus: the row itself, the first link in it, or only what it has of its own. */
export type TakesFocus = 'row' | 'link' | 'none'

interface Options<T> {
  readonly body: RefObject<HTMLElement | null>
  readonly rows: RowSource<T>
  readonly rowKey: (row: T) => string
  readonly takesFocus: TakesFocus
  readonly bringIntoView: (index: number) => void
}

interface RowWalk {
  /** The row that Tab comes to. */
  readonly stop: number
  /** The row with the focus inside. */
  readonly held: number | null
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

interface Place {
  readonly index: number
  /** Rows move, keys stay. */
  readonly key: string | null
  readonly part: 'anchor' | 'box'
  readonly inside: boolean
}

const pageRows = 10

/**
 * Arrow keys, Page Up and Down, Home and End walk over the rows of a table, also over those not drawn yet. The focus
 * stays with its row when new rows come in, and goes to the nearest one when its row is gone. Rows carry their place
 * in `data-index`.
 */
export function useRowWalk<T>({ body, rows, rowKey, takesFocus, bringIntoView }: Options<T>): RowWalk {
  const wanted = useRef<number | null>(null)
  const [place, setPlace] = useState<Place>({ index: 0, key: null, part: 'anchor', inside: false })

  const keyAt = (index: number) => {
    const row = rows.at(index)
    return row === undefined ? null : rowKey(row)
  }
  const now = useMemo(
    () => (place.inside && place.key !== null ? findRow(rows, rowKey, place.key, place.index) : place.index),
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-memo-dependencies -- one key a row, whatever tells it
    [rows, place],
  )
  if (place.inside && now !== place.index) {
    // Elsewhere, or gone: then the nearest row has the focus from now on.
    const index = now === -1 ? Math.max(0, Math.min(place.index, rows.length - 1)) : now
    setPlace({ ...place, index, key: keyAt(index) })
  }

  // The row may only be there after the next drawing.
  useLayoutEffect(() => {
    const target = wanted.current
    if (target === null) {
      if (place.inside && isFocusLost()) focusRow(body.current, place, takesFocus, () => setPlace(leave))
      return
    }
    const row = rowAt(body.current, target)
    if (row === null) return
    wanted.current = null
    partOf(row, place.part, takesFocus)?.focus()
  })

  return {
    stop: place.index,
    held: place.inside && place.index < rows.length ? place.index : null,
    onFocus(event) {
      const index = indexOf(event.target)
      if (index === null) return
      const part = event.target instanceof HTMLInputElement && isBox(event.target) ? 'box' : 'anchor'
      setPlace({ index, key: keyAt(index), part, inside: true })
    },
    onBlur(event) {
      // The window lost the focus, not the row.
      if (document.activeElement === event.target) return
      setPlace(leave)
    },
    onKeyDown(event) {
      const row = event.target instanceof Element ? event.target.closest('tr') : null
      const index = indexOf(event.target)
      if (row === null || index === null) return
      const part = event.target instanceof HTMLInputElement && isBox(event.target) ? 'box' : 'anchor'
      // Keys pressed inside a button or a field of the row are its own.
      if (part === 'anchor' && anchorOf(row, takesFocus) !== event.target) return
      const next = nextPlace(event.key, index, rows.length - 1)
      if (next === null) return
      event.preventDefault()
      wanted.current = next
      bringIntoView(next)
      setPlace({ index: next, key: keyAt(next), part, inside: true })
    },
  }
}

function nextPlace(key: string, from: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(from + 1, last)
    case 'ArrowUp':
      return Math.max(from - 1, 0)
    case 'PageDown':
      return Math.min(from + pageRows, last)
    case 'PageUp':
      return Math.max(from - pageRows, 0)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function leave(place: Place): Place {
  return place.inside ? { ...place, inside: false } : place
}

/** Without scrolling: the operator may be looking elsewhere. Where there is no row left, the table takes the focus. */
function focusRow(
  body: HTMLElement | null,
  { index, part }: Place,
  takesFocus: TakesFocus,
  onTableLeft: () => void,
): void {
  const row = rowAt(body, index)
  const target = row && (partOf(row, part, takesFocus) ?? row.querySelector<HTMLElement>(focusable))
  const table = body?.closest('table')
  if (target) target.focus({ preventScroll: true })
  else if (table) {
    table.tabIndex = -1
    const onBlur = () => {
      table.removeAttribute('tabindex')
      onTableLeft()
    }
    table.addEventListener('blur', onBlur, { once: true })
    table.focus({ preventScroll: true })
  }
}

const focusable = 'a[href],button,input,select,textarea,[tabindex]'

function rowAt(body: HTMLElement | null, index: number): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? null
}

function partOf(row: HTMLElement, part: Place['part'], takesFocus: TakesFocus): HTMLElement | null {
  if (part === 'box') return row.querySelector<HTMLElement>('[data-select] input')
  return anchorOf(row, takesFocus)
}

function anchorOf(row: HTMLElement, takesFocus: TakesFocus): HTMLElement | null {
  if (takesFocus === 'none') return null
  return takesFocus === 'row' ? row : row.querySelector<HTMLElement>('a[href]')
}

function isBox(element: Element): boolean {
  return element.closest('[data-select]') !== null
}

/** The place of the row that an element belongs to, or null outside of any row. */
export function indexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null
  return row === null ? null : Number(row.dataset['index'])
}
