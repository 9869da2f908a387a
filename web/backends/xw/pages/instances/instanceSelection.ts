import { useLocale, useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Column, TableSelection, TableSort } from '@/ui/column.ts'
import { sortOrder } from '@/ui/sortOrder.ts'
import type { InstanceRow } from './useInstanceRows.ts'

export interface InstanceSelection {
  /** By `rowKeyOf`; may name rows that a filter hides. */
  readonly chosen: ReadonlySet<string>
  readonly onChange: (next: (chosen: ReadonlySet<string>) => ReadonlySet<string>) => void
}

export function rowKeyOf({ at, instance }: Pick<InstanceRow, 'at' | 'instance'>): string {
  return `${at.id}/${instance.id}`
}

/** The boxes before the rows of a table of instances. */
export function useTableSelection(
  rows: readonly InstanceRow[],
  columns: readonly Column<InstanceRow>[],
  sort: TableSort | null,
  selection: InstanceSelection | undefined,
): TableSelection<InstanceRow> | undefined {
  const t = useTranslations('starts.table')
  const locale = useLocale()
  if (selection === undefined) return undefined
  const { chosen, onChange } = selection

  const change = (keys: readonly string[], on: boolean) =>
    onChange((before) => {
      const next = new Set(before)
      for (const key of keys) {
        if (on) next.add(key)
        else next.delete(key)
      }
      return next
    })
  const ordered = (): readonly InstanceRow[] => {
    const value = columns.find(({ id }) => id === sort?.id)?.sortValue
    if (sort === null || value === undefined) return rows
    return sortOrder(rows, [{ value, desc: sort.desc }], locale).flatMap((index) => rows[index] ?? [])
  }
  const count = rows.filter((row) => chosen.has(rowKeyOf(row))).length
  return {
    has: (key) => chosen.has(key),
    all: count === 0 ? false : count === rows.length ? true : 'mixed',
    onToggle: (_row, key, on) => change([key], on),
    onRange: (from, to, on) =>
      change(
        ordered()
          .slice(from, to + 1)
          .map(rowKeyOf),
        on,
      ),
    onToggleAll: (on) => change(rows.map(rowKeyOf), on),
    label: ({ at, instance }) => t('row', { name: inSentence(instance.alias), server: inSentence(at.label) }),
  }
}
