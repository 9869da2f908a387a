import { useCallback, useSyncExternalStore } from 'react'
import { isMany, useConnections } from './connections.ts'

/** What comes in that time is drawn at once: as much of it is left for the operator's own clicks and keys. */
const BETWEEN_DRAWINGS_MS = 50

/** A click takes less; who drags or selects for longer sees what comes meanwhile. */
const CLICK_MS = 500

let waiting: (() => void)[] = []
let drawnAt = -Infinity
let pressedUntil = -Infinity
let timer: ReturnType<typeof setTimeout> | undefined

// A row that moves between a button's going down and up would take the click with it: neither row would have it.
if (typeof document !== 'undefined') {
  addEventListener('pointerdown', () => (pressedUntil = performance.now() + CLICK_MS), true)
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(
      end,
      () => {
        pressedUntil = -Infinity
        // The click itself comes first.
        setTimeout(drawAll)
      },
      true,
    )
  }
}

/**
 * Runs `work` in this moment's end, so that an answer is in the frame that comes next; with many servers, with others;
 * while a button of the pointer is held down, once it is let go.
 */
export function draw(work: () => void): void {
  if (!isPaced()) return queueMicrotask(work)
  waiting.push(work)
  if (waiting.length > 1) return
  const restMs = Math.max(pressedUntil, drawnAt + BETWEEN_DRAWINGS_MS) - performance.now()
  // Nobody looks, and browsers let timers of hidden pages wait.
  if (restMs <= 0 || document.hidden) queueMicrotask(drawAll)
  else timer = setTimeout(drawAll, restMs)
}

function drawAll(): void {
  clearTimeout(timer)
  timer = undefined
  if (waiting.length === 0) return
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
  return performance.now() < pressedUntil || isMany(useConnections.getState().servers)
}

/** Of a store that changes with each answer, drawn with what else comes in that moment. `read` gives what is stable. */
export function usePaced<T>(subscribe: (listener: () => void) => () => void, read: () => T): T {
  const subscribePaced = useCallback(
    (listener: () => void) => subscribe(() => (isPaced() ? draw(listener) : listener())),
    [subscribe],
  )
  return useSyncExternalStore(subscribePaced, read)
}
