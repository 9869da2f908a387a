import { useLayoutEffect, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'

interface RowWalk {
  /** The row that Tab comes to. */
  readonly stop: number
  /** The row with the focus inside. */
  readonly held: number | null
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const pageRows = 10

/**
 * Arrow keys, Page Up and Down, Home and End walk over the rows of a table, also over those not drawn yet.
 * What takes the focus is the row itself or the first link in it. Rows carry their place in `data-index`.
 */
export function useRowWalk(
  body: RefObject<HTMLElement | null>,
  count: number,
  takesFocus: 'row' | 'link' | 'none',
  bringIntoView: (index: number) => void,
): RowWalk {
  const wanted = useRef<number | null>(null)
  const [{ stop, inside }, setPlace] = useState({ stop: 0, inside: false })

  // The row may only be there after the next drawing.
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const row = body.current?.querySelector(`tr[data-index="${wanted.current}"]`)
    if (!(row instanceof HTMLElement)) return
    wanted.current = null
    anchorOf(row, takesFocus)?.focus()
  })

  return {
    stop,
    held: inside && stop < count ? stop : null,
    onFocus(event) {
      const index = indexOf(event.target)
      if (index !== null) setPlace({ stop: index, inside: true })
    },
    onBlur() {
      setPlace((place) => (place.inside ? { ...place, inside: false } : place))
    },
    onKeyDown(event) {
      const row = event.target instanceof Element ? event.target.closest('tr') : null
      const index = indexOf(event.target)
      // Keys pressed inside a button or a field of the row are its own.
      if (row === null || index === null || anchorOf(row, takesFocus) !== event.target) return
      const next = nextPlace(event.key, index, count - 1)
      if (next === null) return
      event.preventDefault()
      wanted.current = next
      bringIntoView(next)
      setPlace({ stop: next, inside: true })
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

function anchorOf(row: HTMLElement, takesFocus: 'row' | 'link' | 'none'): HTMLElement | null {
  if (takesFocus === 'none') return null
  return takesFocus === 'row' ? row : row.querySelector<HTMLElement>('a[href]')
}

/** The place of the row that an element belongs to, or null outside of any row. */
export function indexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('tr[data-index]') : null
  return row === null ? null : Number(row.dataset['index'])
}
