import { useSyncExternalStore } from 'react'
import type { HeatCell } from './heatGrid.ts'

/** The cell under the pointer or the keyboard; outside of React, so that only what shows it is drawn anew. */
export interface HeldCell {
  readonly read: () => HeatCell | null
  readonly move: (cell: HeatCell | null) => void
  readonly listen: (listener: () => void) => () => void
}

export function createHeldCell(): HeldCell {
  let held: HeatCell | null = null
  const listeners = new Set<() => void>()
  return {
    read: () => held,
    move: (cell) => {
      if (cell?.row === held?.row && cell?.column === held?.column) return
      held = cell
      for (const listener of listeners) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useHeldCell(held: HeldCell): HeatCell | null {
  return useSyncExternalStore(held.listen, held.read)
}
