import { useMemo } from 'react'
import type { TableSelection } from '@/ui/column.ts'

interface Options<T> {
  /** Keys, as they stand in the address; they stay chosen whatever the filters show. */
  readonly picked: readonly string[] | undefined
  readonly onPick: (keys: readonly string[]) => void
  /** In the order of the table. */
  readonly shown: readonly T[]
  /** Stable, as `label`. */
  readonly keyOf: (row: T) => string
  readonly label: (row: T) => string
}

/** The choice of rows in a table, kept by key. */
export function useChosenRows<T>({ picked, onPick, shown, keyOf, label }: Options<T>): TableSelection<T> {
  return useMemo(() => {
    const chosen = new Set(picked)
    const put = (keys: readonly string[], on: boolean): void => {
      const rest = [...chosen].filter((key) => !keys.includes(key))
      onPick(on ? [...rest, ...keys] : rest)
    }
    const count = shown.filter((row) => chosen.has(keyOf(row))).length
    return {
      has: (key) => chosen.has(key),
      all: count > 0 && count === shown.length ? true : count > 0 ? 'mixed' : false,
      onToggle: (_row, key, on) => put([key], on),
      onRange: (from, to, on) => put(shown.slice(Math.min(from, to), Math.max(from, to) + 1).map(keyOf), on),
      onToggleAll: (on) => put(shown.map(keyOf), on),
      label,
    }
  }, [picked, onPick, shown, keyOf, label])
}
