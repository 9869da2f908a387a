import type { SortValue } from './column.ts'

export interface SortBy<T> {
  readonly value: (row: T) => SortValue
  readonly desc: boolean
}

/**
 * The places of `rows` in their new order: by the first, among equals by the next. Equal ones keep their order, text
 * compares as people count (`npu-2` before `npu-10`), and null is last in both directions. Numbers come before text.
 */
export function sortOrder<T>(rows: readonly T[], by: readonly SortBy<T>[], locale: string): readonly number[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const keys = by.map(({ value, desc }) => ({ values: rows.map(value), sign: desc ? -1 : 1 }))
  return Array.from(rows.keys()).sort((left, right) => {
    for (const { values, sign } of keys) {
      const difference = compareKeys(values[left] ?? null, values[right] ?? null, sign, compare)
      if (difference !== 0) return difference
    }
    return left - right
  })
}

type CompareText = (a: string, b: string) => number

function compareKeys(a: SortValue, b: SortValue, sign: number, compareText: CompareText): number {
  if (a === b) return 0
  if (isNothing(a)) return isNothing(b) ? 0 : 1
  if (isNothing(b)) return -1
  return sign * compareValues(a, b, compareText)
}

function isNothing(value: SortValue): value is null {
  return value === null || Number.isNaN(value)
}

function compareValues(a: string | number, b: string | number, compareText: CompareText): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  return typeof b === 'number' ? 1 : compareText(a, b)
}
