/** Where the cells of a map are, in pixels. */
export interface CellGrid {
  readonly columns: number
  readonly rows: number
  /** From the start of a cell to the start of the next. */
  readonly pitch: number
  readonly gap: number
  readonly width: number
  readonly height: number
}

const largest = 24
const smallest = 3
/** A map that fits the screen is seen as a whole; a larger one scrolls with the page. */
const wantedHeight = 480

/** @param pitch where the page wants cells of its own size */
export function cellGrid(count: number, width: number, pitch = fittingPitch(count, width)): CellGrid {
  const columns = Math.max(1, Math.floor(width / pitch))
  const rows = Math.ceil(count / columns)
  return { columns, rows, pitch, gap: gapOf(pitch), width: columns * pitch, height: rows * pitch }
}

function fittingPitch(count: number, width: number): number {
  let pitch = largest
  while (pitch > smallest && Math.ceil(count / Math.max(1, Math.floor(width / pitch))) * pitch > wantedHeight) pitch--
  return pitch
}

/** Small cells touch: a gap would be as large as what it parts. */
function gapOf(pitch: number): number {
  if (pitch >= 12) return 2
  return pitch >= 5 ? 1 : 0
}

/** The cell at a point, or null beside all of them. */
export function cellAt({ columns, pitch, width }: CellGrid, count: number, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= width) return null
  const index = Math.floor(y / pitch) * columns + Math.floor(x / pitch)
  return index < count ? index : null
}

/** Where a key leads from a cell, or null when it leads nowhere. */
export function nextCell({ columns }: CellGrid, count: number, from: number, key: string, far: boolean): number | null {
  const last = count - 1
  const column = from % columns
  switch (key) {
    case 'ArrowRight':
      return Math.min(from + 1, last)
    case 'ArrowLeft':
      return Math.max(from - 1, 0)
    case 'ArrowDown':
      return from + columns <= last ? from + columns : from
    case 'ArrowUp':
      return from - columns >= 0 ? from - columns : from
    case 'PageDown':
      return Math.min(from + columns * 10, column + Math.floor((last - column) / columns) * columns)
    case 'PageUp':
      return Math.max(from - columns * 10, column)
    case 'Home':
      return far ? 0 : from - column
    case 'End':
      return far ? last : Math.min(from - column + columns - 1, last)
    default:
      return null
  }
}
