type Listener = () => void

const listeners = new Set<Listener>()
let wokeAt = Number.NEGATIVE_INFINITY

/** The computer slept, or the page was frozen, until now. */
export function wakeUp(): void {
  wokeAt = performance.now()
  for (const listener of listeners) listener()
}

/** @returns ends the telling */
export function onWake(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function wokeWithin(ms: number): boolean {
  return performance.now() - wokeAt < ms
}
