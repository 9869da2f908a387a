import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'

interface Options {
  readonly enabled: boolean
  readonly count: number
  /** In pixels, as the next one: every row has exactly this height. */
  readonly rowHeight: number
  /** The header covers so much of the upper edge. */
  readonly headerHeight: number
}

interface RowWindow {
  readonly first: number
  /** One after the last. */
  readonly end: number
  /** More rows are coming than can be drawn in a frame: those that are new have to do with less for now. */
  readonly isRushing: boolean
  /** The others are drawn for the scroll that comes next; while it is between two steps, a few of them are in sight. */
  readonly isInSight: (index: number) => boolean
  readonly bringIntoView: (index: number) => void
}

/** Rows beyond each edge: the browser may show the new place before this has heard of it. */
const overscan = 6
/** So many rows scroll past between two drawings. */
const step = 4
/** Of the 16 a frame has; layout and paint take twice as much again. */
const drawingMs = 4
/** After so long without a scroll nothing rushes any more. */
const restMs = 150
/** What a row costs until it has been measured. */
const usualRowMs = 0.3

/**
 * The rows in sight. As all have one height this is arithmetic: it costs the same at a hundred rows and at a hundred
 * thousand, and rows that come or change order measure nothing.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { enabled, count, rowHeight, headerHeight }: Options,
): RowWindow {
  const [{ steps, isRushing }, setView] = useState({ steps: 0, isRushing: false })
  const [height, setHeight] = useState(() => innerHeight)
  const rowMs = useRef(usualRowMs)

  // Not earlier: the scroller is around these rows, and is there after them.
  useEffect(() => {
    const box = scroller.current
    if (!enabled || box === null) return undefined
    let last = stepsTo(box.scrollTop, rowHeight)
    let timer: ReturnType<typeof setTimeout> | undefined
    const rest = () => setView((view) => (view.isRushing ? { ...view, isRushing: false } : view))
    const onScroll = () => {
      const steps = stepsTo(box.scrollTop, rowHeight)
      const coming = Math.min(Math.abs(steps - last) * step, Math.ceil(box.clientHeight / rowHeight))
      if (coming === 0) return
      last = steps
      const isRushing = coming * rowMs.current > drawingMs
      const start = performance.now()
      // In the frame that shows the new place, not in the one after it: there would be nothing to see.
      flushSync(() => setView({ steps, isRushing }))
      clearTimeout(timer)
      if (isRushing) timer = setTimeout(rest, restMs)
      else rowMs.current += ((performance.now() - start) / coming - rowMs.current) / 4
    }
    const measure = () => {
      // Without a layout, as in a tab that is not shown, it has no height.
      if (box.clientHeight > 0) setHeight(box.clientHeight)
    }
    const begin = () => {
      setView({ steps: last, isRushing: false })
      measure()
    }
    begin()
    box.addEventListener('scroll', onScroll, { passive: true })
    const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(measure)
    observer?.observe(box)
    return () => {
      clearTimeout(timer)
      observer?.disconnect()
      box.removeEventListener('scroll', onScroll)
    }
  }, [enabled, scroller, rowHeight])

  const bringIntoView = useCallback(
    (index: number) => {
      const box = scroller.current
      if (!enabled || box === null) return
      const highest = index * rowHeight
      const lowest = headerHeight + highest + rowHeight - box.clientHeight
      const top = Math.min(Math.max(box.scrollTop, lowest), highest)
      if (top === box.scrollTop) return
      box.scrollTo?.({ top })
      setView({ steps: stepsTo(top, rowHeight), isRushing: false })
    },
    [enabled, scroller, rowHeight, headerHeight],
  )

  if (!enabled) return { first: 0, end: count, isRushing: false, isInSight: () => true, bringIntoView }
  const sight = Math.ceil(height / rowHeight)
  const inSight = sight + step
  // A list that became shorter ends before the place it was scrolled to, until the browser has said so.
  const top = Math.max(0, Math.min(steps * step, count - inSight))
  const first = Math.max(0, top - overscan)
  const end = Math.min(count, top + inSight + overscan)
  return { first, end, isRushing, isInSight: (index) => index >= top && index < top + sight, bringIntoView }
}

function stepsTo(top: number, rowHeight: number): number {
  return Math.max(0, Math.floor(top / rowHeight / step))
}
