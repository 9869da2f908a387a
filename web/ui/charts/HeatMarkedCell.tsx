import type { ReactNode } from 'react'
import type { HeatCell } from './heatGrid.ts'
import { useHeldCell } from './heldCell.ts'
import type { HeldCell } from './heldCell.ts'

interface Props {
  readonly held: HeldCell
  readonly describe: (cell: HeatCell) => string
  /** What the line says while no cell is pointed at. */
  readonly children: ReactNode
}

/** One line that is always there, so that it covers nothing and nothing moves. */
export function HeatMarkedCell({ held, describe, children }: Props) {
  const cell = useHeldCell(held)
  return (
    <p className="min-h-4 tabular-nums max-sm:min-h-8">
      {cell ? <span className="text-ink">{describe(cell)}</span> : <span className="text-ink-3">{children}</span>}
    </p>
  )
}
