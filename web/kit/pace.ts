import { useCallback, useSyncExternalStore } from 'react'
import { isMany, useConnections } from './connections.ts'

/** What comes in that time is drawn at once: as much of it is left for the operator's own clicks and keys. */
const BETWEEN_DRAWINGS_MS = 50

let waiting: (() => void)[] = []
let drawnAt = -Infinity

/** Runs `draw` in this moment's end, so that an answer is in the frame that comes next; with many servers, with others. */
export function draw(work: () => void): void {
  if (!isPaced()) return queueMicrotask(work)
  waiting.push(work)
  if (waiting.length > 1) return
  const restMs = drawnAt + BETWEEN_DRAWINGS_MS - performance.now()
  // Nobody looks, and browsers let timers of hidden pages wait.
  if (restMs <= 0 || document.hidden) queueMicrotask(drawAll)
  else setTimeout(drawAll, restMs)
}

function drawAll(): void {
  const works = waiting
  waiting = []
  drawnAt = performance.now()
  for (const work of works) work()
  // The rest counts from when all of it is on the page.
  setTimeout(() => {
    drawnAt = performance.now()
  })
}

function isPaced(): boolean {
  return isMany(useConnections.getState().servers)
}

/** Of a store that changes with each answer, drawn with what else comes in that moment. `read` gives what is stable. */
export function usePaced<T>(subscribe: (listener: () => void) => () => void, read: () => T): T {
  const subscribePaced = useCallback(
    (listener: () => void) => subscribe(() => (isPaced() ? draw(listener) : listener())),
    [subscribe],
  )
  return useSyncExternalStore(subscribePaced, read)
}
