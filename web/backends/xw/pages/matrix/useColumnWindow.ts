import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

interface ColumnWindow {
  readonly first: number
  /** One after the last. */
  readonly end: number
}

/** Columns beyond each edge, and so many scroll past between two drawings. */
const overscan = 2
const step = 2

/**
 * The columns in sight: of forty servers a screen shows ten, and drawing the cells of all costs four times as much.
 * All columns have one width, which the first of the heads tells. The column of models covers a part of the scroller.
 */
export function useColumnWindow(scroller: RefObject<HTMLElement | null>, count: number): ColumnWindow {
  const [sight, setSight] = useState({ first: 0, end: Math.min(count, 12) })

  useEffect(() => {
    const box = scroller.current
    if (box === null) return undefined
    const look = (): void => {
      const [corner, head] = box.querySelectorAll<HTMLElement>('[role="columnheader"]')
      const width = head?.offsetWidth ?? 0
      // Without a layout, as in a test, all are in sight.
      if (width === 0) return setSight({ first: 0, end: count })
      const room = box.clientWidth - (corner?.offsetWidth ?? 0)
      const first = Math.floor(box.scrollLeft / width / step) * step
      const next = {
        first: Math.max(0, first - overscan),
        end: Math.min(count, first + Math.ceil(room / width) + step + overscan),
      }
      setSight((before) => (before.first === next.first && before.end === next.end ? before : next))
    }
    look()
    box.addEventListener('scroll', look, { passive: true })
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(look)
    observer?.observe(box)
    return () => {
      observer?.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [scroller, count])

  return { first: Math.min(sight.first, count), end: Math.min(sight.end, count) }
}
