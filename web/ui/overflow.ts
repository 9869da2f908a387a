import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

interface Overflow {
  /** The content is wider than its box. */
  readonly wide: boolean
  /** The content is higher than its box. */
  readonly tall: boolean
}

/** Whether the first child of an element needs more room than there is; measured before it is painted. */
export function useOverflow(box: RefObject<HTMLElement | null>): Overflow {
  const [overflow, setOverflow] = useState<Overflow>({ wide: false, tall: false })

  useLayoutEffect(() => {
    const outer = box.current
    const inner = outer?.firstElementChild
    if (!outer || !(inner instanceof HTMLElement)) return undefined
    const measure = () => {
      const wide = inner.offsetWidth > outer.clientWidth + 1
      const tall = inner.offsetHeight > outer.clientHeight + 1
      setOverflow((last) => (last.wide === wide && last.tall === tall ? last : { wide, tall }))
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(outer)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [box])

  return overflow
}
