import type { TableSort } from '@/ui/column.ts'

/** A table's order as it stands in the address: a column's id, with `-` in front for descending. */
export function readSort(text: string | undefined): TableSort | null {
  if (text === undefined) return null
  return text.startsWith('-') ? { id: text.slice(1), desc: true } : { id: text, desc: false }
}

export function writeSort(sort: TableSort | null): string | undefined {
  return sort === null ? undefined : `${sort.desc ? '-' : ''}${sort.id}`
}
