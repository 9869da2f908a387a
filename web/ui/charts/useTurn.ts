import { useEffect, useState } from 'react'

const waiting: (() => void)[] = []
let busy = false

/** Each in a task and a frame of its own. */
function giveTurns(): void {
  requestAnimationFrame(() =>
    setTimeout(() => {
      const take = waiting.shift()
      busy = take !== undefined
      take?.()
      if (busy) giveTurns()
    }),
  )
}

/**
 * Whether it is this chart's turn to be drawn: several first drawings in one task would hold up the page.
 * @param ready what all wait for first, or they would be drawn together when it arrives
 */
export function useTurn(wanted: boolean, ready: () => Promise<unknown>): boolean {
  const [hasTurn, setHasTurn] = useState(false)

  useEffect(() => {
    if (!wanted || hasTurn) return undefined
    let gone = false
    const take = () => setHasTurn(true)
    const queue = () => {
      if (gone) return
      waiting.push(take)
      if (busy) return
      busy = true
      giveTurns()
    }
    // What could not be loaded is said by the drawing itself.
    ready().then(queue, queue)
    return () => {
      gone = true
      const place = waiting.indexOf(take)
      if (place >= 0) waiting.splice(place, 1)
    }
  }, [wanted, hasTurn, ready])

  return hasTurn
}
