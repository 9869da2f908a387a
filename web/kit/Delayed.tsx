import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'

interface Props {
  readonly ms?: number
  readonly children: ReactNode
}

/** What appears only when something takes long: an answer within a fifth of a second needs no announcement. */
export function Delayed({ ms = 200, children }: Props) {
  const [isDue, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return isDue ? children : null
}
