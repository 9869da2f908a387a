import { useEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Whether an element is in the window, or nearly. True where the browser cannot tell. */
export function useInSight(element: RefObject<Element | null>): boolean {
  const [isInSight, setInSight] = useState(typeof IntersectionObserver === 'undefined')

  useEffect(() => {
    const watched = element.current
    if (watched === null || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? false), {
      rootMargin: '100px',
    })
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element])

  return isInSight
}
