import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** What stays in sight may take so much of the table's width. */
const mostOfWidth = 0.7

/**
 * How many of the pinned columns can stay in sight, and where: each stops at `--pin-0`, `--pin-1`… from the start of
 * the scroller. In a fixed layout only the browser knows how wide a column came out.
 */
export function useStickyColumns(scroller: RefObject<HTMLElement | null>, pinned: number, hasBoxes: boolean): number {
  const [sticking, setSticking] = useState(pinned)

  useLayoutEffect(() => {
    const box = scroller.current
    const cells = [...(box?.querySelectorAll('thead th') ?? [])].slice(0, pinned + (hasBoxes ? 1 : 0))
    if (box === null || pinned === 0) return undefined
    const measure = () => {
      let taken = 0
      let fitting = 0
      for (const [place, cell] of cells.entries()) {
        const index = place - (hasBoxes ? 1 : 0)
        if (index >= 0) box.style.setProperty(`--pin-${index}`, `${taken}px`)
        taken += cell instanceof HTMLElement ? cell.offsetWidth : 0
        if (index >= 0 && taken <= box.clientWidth * mostOfWidth) fitting = index + 1
      }
      // Without a layout nothing is too wide.
      setSticking(taken === 0 ? pinned : fitting)
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    for (const cell of cells) observer.observe(cell)
    return () => observer.disconnect()
  }, [scroller, pinned, hasBoxes])

  return Math.min(sticking, pinned)
}
