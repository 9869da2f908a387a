import type { Tone } from './tone.ts'

/** A step of a scale from little to much; each can be told from the next and from the ground. */
export type ScaleStep = 'scale-1' | 'scale-2' | 'scale-3' | 'scale-4' | 'scale-5' | 'scale-6'

/** A token of the theme. */
export type CellColour = Tone | 'accent' | 'line' | 'line-strong' | ScaleStep

/** What is drawn on cells that are large enough, so that the colour is not alone. */
export type CellMark = 'dot' | 'slash' | 'cross' | 'ring' | 'bar'

/** What one colour of a map stands for. */
export interface CellLegendEntry {
  readonly label: string
  readonly colour: CellColour
  readonly mark?: CellMark
}

/** How many cells there are of each entry. */
export function countCells(colourOf: Uint8Array, count: number, entries: number): Uint32Array {
  const counts = new Uint32Array(entries)
  for (let index = 0; index < count; index++) {
    const entry = colourOf[index] ?? 0
    counts[entry] = (counts[entry] ?? 0) + 1
  }
  return counts
}
