import type { ColumnLayout } from './columnLayout.ts'

/**
 * The column changes places with its neighbour on its side of the pinned ones. `order` names all columns, the pinned
 * ones first.
 */
export function moveColumn(layout: ColumnLayout, id: string, by: 1 | -1): ColumnLayout {
  const from = layout.order.indexOf(id)
  const other = layout.order[from + by]
  if (from === -1 || other === undefined || layout.pinned.includes(id) !== layout.pinned.includes(other)) return layout
  return { ...layout, order: layout.order.with(from, other).with(from + by, id) }
}

export function showColumn(layout: ColumnLayout, id: string, on: boolean): ColumnLayout {
  const hidden = layout.hidden.filter((one) => one !== id)
  return { ...layout, hidden: on ? hidden : [...hidden, id], pinned: on ? layout.pinned : without(layout.pinned, id) }
}

/** It becomes the last of the pinned ones, or the first of the others. */
export function pinColumn(layout: ColumnLayout, id: string, on: boolean): ColumnLayout {
  const pinned = on ? [...without(layout.pinned, id), id] : without(layout.pinned, id)
  const others = without(layout.order, id)
  const place = others.filter((one) => pinned.includes(one)).length
  return { ...layout, pinned, order: others.toSpliced(place, 0, id) }
}

function without(ids: readonly string[], id: string): readonly string[] {
  return ids.filter((one) => one !== id)
}
