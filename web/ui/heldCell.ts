import { useMemo, useState } from 'react'
import { findRow } from './rowSource.ts'

interface HeldCell {
  readonly index: number
  /** The map has the focus. */
  readonly isInside: boolean
  /** How often a key has moved it: only then the page follows. */
  readonly moves: number
  readonly enter: () => void
  readonly leave: () => void
  readonly move: (to: number) => void
}

const same = (key: string) => key

/** The cell with the focus. It is held by key: when cells come and go, it is where its key is, or nearest to it. */
export function useHeldCell(count: number, keyOf: ((index: number) => string) | undefined): HeldCell {
  const [place, setPlace] = useState<{ readonly index: number; readonly key: string | null }>({ index: 0, key: null })
  const [isInside, setInside] = useState(false)
  const [moves, setMoves] = useState(0)

  const index = useMemo(() => {
    const nearest = Math.max(0, Math.min(place.index, count - 1))
    if (!isInside || place.key === null || keyOf === undefined) return nearest
    const found = findRow({ length: count, at: keyOf }, same, place.key, place.index)
    return found === -1 ? nearest : found
  }, [place, count, keyOf, isInside])

  const keyAt = (at: number) => keyOf?.(at) ?? null

  // The next search begins here, and when its cell is gone this is the one.
  if (isInside && index !== place.index) setPlace({ index, key: keyAt(index) })

  return {
    index,
    isInside,
    moves,
    enter: () => {
      setPlace({ index, key: keyAt(index) })
      setInside(true)
    },
    leave: () => setInside(false),
    move: (to) => {
      setPlace({ index: to, key: keyAt(to) })
      setMoves((last) => last + 1)
    },
  }
}
