import { type RefObject, useEffect } from 'react'

/** How near to its end, in pixels, counts as being there. */
const near = 40

/** Keeps a scrolling box at its end while what is in it grows, for as long as its reader is there. */
export function useStickToEnd(box: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const scroller = box.current
    const grows = content.current
    if (scroller === null || grows === null || typeof ResizeObserver === 'undefined') return undefined
    let isAtEnd = true
    let top = scroller.scrollTop
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller
      // The content may have grown again by the time this is told: only who goes up leaves the end.
      isAtEnd = scrollHeight - scrollTop - clientHeight <= near || (isAtEnd && scrollTop >= top)
      top = scrollTop
    }
    const observer = new ResizeObserver(() => {
      if (isAtEnd) scroller.scrollTop = scroller.scrollHeight
    })
    scroller.addEventListener('scroll', onScroll, { passive: true })
    observer.observe(grows)
    return () => {
      observer.disconnect()
      scroller.removeEventListener('scroll', onScroll)
    }
  }, [box, content])
}
