/**
 * Rows that need not all be there: an array is one, and so is an order over columns of figures. The same row is the
 * same object as long as nothing in it has changed, or every row in sight is drawn again.
 */
export interface RowSource<T> {
  readonly length: number
  at(index: number): T | undefined
  /** Where the row of a key is now, or -1. Without it the rows are searched, from the old place outwards. */
  indexOfKey?(key: string): number
}

/** Where the row of a key is, or -1. `near` is where it was. */
export function findRow<T>(rows: RowSource<T>, rowKey: (row: T) => string, key: string, near: number): number {
  const isAt = (index: number) => {
    const row = index >= 0 && index < rows.length ? rows.at(index) : undefined
    return row !== undefined && rowKey(row) === key
  }
  if (isAt(near)) return near
  if (rows.indexOfKey) return rows.indexOfKey(key)
  const furthest = Math.max(near, rows.length - near)
  for (let step = 1; step <= furthest; step++) {
    if (isAt(near - step)) return near - step
    if (isAt(near + step)) return near + step
  }
  return -1
}
