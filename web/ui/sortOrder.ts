import type { SortValue } from './column.ts'

/**
 * The places of `rows` in their new order. Equal ones keep their order, text compares as people count
 * (`npu-2` before `npu-10`), and null is last in both directions. Numbers come before text.
 */
export function sortOrder<T>(
  rows: readonly T[],
  sortValue: (row: T) => SortValue,
  desc: boolean,
  locale: string,
): readonly number[] {
  const values = rows.map(sortValue)
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const sign = desc ? -1 : 1
  return Array.from(values.keys()).sort((left, right) => {
    const a = values[left] ?? null
    const b = values[right] ?? null
    if (a === b) return left - right
    if (isNothing(a)) return isNothing(b) ? left - right : 1
    if (isNothing(b)) return -1
    return sign * compareValues(a, b, compare) || left - right
  })
}

function isNothing(value: SortValue): value is null {
  return value === null || Number.isNaN(value)
}

function compareValues(a: string | number, b: string | number, compareText: (a: string, b: string) => number): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  return typeof b === 'number' ? 1 : compareText(a, b)
}
