/** The moment under the pointer or the keyboard, shared by the charts that move together. */
export interface ChartCursor {
  /** Milliseconds since the epoch; null when nothing is pointed at. */
  readonly read: () => number | null
  readonly move: (at: number | null) => void
  readonly listen: (listener: () => void) => () => void
}

/** Outside of React, so that a moving pointer draws crosshairs and nothing else. */
export function createChartCursor(): ChartCursor {
  let at: number | null = null
  const listeners = new Set<() => void>()
  return {
    read: () => at,
    move: (next) => {
      if (next === at) return
      at = next
      for (const listener of listeners) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
