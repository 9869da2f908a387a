import { hatchPath } from './hatch.ts'

/** A hatched cell, as what has no value looks. */
export function HatchSwatch() {
  return (
    <svg aria-hidden width={12} height={12} className="shrink-0 rounded-sm forced-color-adjust-none">
      <path d={hatchPath(0, 0, 12, 12, 5)} stroke="var(--line-strong)" fill="none" />
      <rect x={0.5} y={0.5} width={11} height={11} fill="none" stroke="var(--line)" />
    </svg>
  )
}
