import { useCallback, useSyncExternalStore } from 'react'

/** One clock an interval, shared by everything that shows an age, so that all of it ticks together. */
class Clock {
  readonly #intervalMs: number
  readonly #listeners = new Set<() => void>()
  #now = Date.now()
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs
  }

  readonly read = (): number => {
    // Nobody has kept it going: what it shows is as old as its last listener.
    if (this.#listeners.size === 0 && Math.abs(Date.now() - this.#now) >= this.#intervalMs) this.#now = Date.now()
    return this.#now
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) {
      document.addEventListener('visibilitychange', this.#onVisibility)
      this.#onVisibility()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      document.removeEventListener('visibilitychange', this.#onVisibility)
      this.#stop()
    }
  }

  /** A hidden page has no reader: it stops, and is right again the moment it is looked at. */
  readonly #onVisibility = () => {
    this.#stop()
    if (document.hidden) return
    this.#tick()
    this.#timer = setInterval(this.#tick, this.#intervalMs)
  }

  readonly #tick = () => {
    this.#now = Date.now()
    for (const listener of this.#listeners) listener()
  }

  #stop() {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

const clocks = new Map<number, Clock>()

function clockOf(intervalMs: number): Clock {
  const known = clocks.get(intervalMs)
  if (known) return known
  const made = new Clock(intervalMs)
  clocks.set(intervalMs, made)
  return made
}

/** Milliseconds since the epoch, moving every `intervalMs` while the page is visible. */
export function useNow(intervalMs = 1000): number {
  const clock = clockOf(intervalMs)
  const subscribe = useCallback((listener: () => void) => clock.listen(listener), [clock])
  return useSyncExternalStore(subscribe, clock.read)
}
