import type { Span } from './span.ts'

/** Rows by columns of time, row after row; NaN is a gap. */
export interface HeatValues {
  readonly rows: number
  readonly columns: number
  readonly values: Float32Array
}

export interface HeatCell {
  readonly row: number
  readonly column: number
}

export interface RowSummary {
  /** Null where the row has no values at all. */
  readonly least: number | null
  readonly mean: number | null
  readonly most: number | null
  /** The part of the columns with a value, 0–100. */
  readonly known: number
}

export function valueAt({ rows, columns, values }: HeatValues, { row, column }: HeatCell): number {
  if (row < 0 || row >= rows || column < 0 || column >= columns) return Number.NaN
  return values[row * columns + column] ?? Number.NaN
}

/** The stretch of time of a column. */
export function columnSpan(column: number, columns: number, { from, to }: Span): Span {
  const wide = (to - from) / Math.max(1, columns)
  return { from: from + column * wide, to: from + (column + 1) * wide }
}

export function columnAt(at: number, columns: number, { from, to }: Span): number {
  return Math.max(0, Math.min(columns - 1, Math.floor(((at - from) / Math.max(1, to - from)) * columns)))
}

export function rowSummary({ columns, values }: HeatValues, row: number): RowSummary {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  for (let index = row * columns; index < (row + 1) * columns; index += 1) {
    const value = values[index] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    least = Math.min(least, value)
    most = Math.max(most, value)
    sum += value
    count += 1
  }
  if (count === 0) return { least: null, mean: null, most: null, known: 0 }
  return { least, mean: sum / count, most, known: (count / Math.max(1, columns)) * 100 }
}

/** Where a key leads from a cell; null for keys that do not lead anywhere. */
export function nextHeatCell(
  key: string,
  { row, column }: HeatCell,
  { rows, columns }: HeatValues,
  rowsInSight: number,
): HeatCell | null {
  const to = (nextRow: number, nextColumn: number): HeatCell => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    column: Math.max(0, Math.min(columns - 1, nextColumn)),
  })
  switch (key) {
    case 'ArrowLeft':
      return to(row, column - 1)
    case 'ArrowRight':
      return to(row, column + 1)
    case 'ArrowUp':
      return to(row - 1, column)
    case 'ArrowDown':
      return to(row + 1, column)
    case 'Home':
      return to(row, 0)
    case 'End':
      return to(row, columns - 1)
    case 'PageUp':
      return to(row - rowsInSight, column)
    case 'PageDown':
      return to(row + rowsInSight, column)
    default:
      return null
  }
}
