import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** How wide an element is, in pixels; measured before it is painted. Without a layout, `otherwise`. */
export function useRoomWidth(box: RefObject<HTMLElement | null>, otherwise = 960): number {
  const [width, setWidth] = useState(otherwise)

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = () => {
      if (element.clientWidth > 0) setWidth(element.clientWidth)
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])

  return width
}
