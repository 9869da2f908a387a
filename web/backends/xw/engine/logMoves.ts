import { drawRow, wordsOf } from '@/lib/terminalRow.ts'

/** What a row with cursor movements does to those above it. Lines are counted from its own, as -1. */
export type RowMoves =
  /** It stands so many lines further up, in the place of all from there on. */
  | { readonly kind: 'replaces'; readonly up: number }
  /** It writes on lines further up too. `isEmpty`: on its own it leaves nothing. */
  | { readonly kind: 'draws'; readonly up: number; readonly lines: readonly number[]; readonly isEmpty: boolean }

/** Further rows of that length are no progress display. */
const LONGEST = 64 * 1024

export function rowMoves(bytes: Uint8Array): RowMoves | null {
  const drawn = drawRow(new TextDecoder().decode(bytes.subarray(0, LONGEST)))
  const lines = [...drawn.lines].flatMap(([line, spans]) => (wordsOf(spans).trim() === '' ? [] : [line]))
  const above = lines.filter((line) => line < 0)
  const isEmpty = !lines.includes(0)
  if (isEmpty && drawn.end < 0 && above.every((line) => line === drawn.end)) {
    return { kind: 'replaces', up: -drawn.end }
  }
  if (above.length === 0) return null
  return { kind: 'draws', up: -Math.min(...above), lines: above, isEmpty }
}
