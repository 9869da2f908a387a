import type { Column } from './column.ts'
import type { Room } from './screenRoom.ts'

/** Which columns an operator wants to see, by their ids. Ids that no column has are of no account. */
export interface ColumnLayout {
  readonly hidden: readonly string[]
  /** From the start. A column that is not named here is where it is by default. */
  readonly order: readonly string[]
  /** At the start, in sight while the others scroll sideways. */
  readonly pinned: readonly string[]
}

export interface PlacedColumns<T> {
  readonly columns: readonly Column<T>[]
  /** So many of them, from the start, stay in sight. */
  readonly pinned: number
}

export const EMPTY_LAYOUT: ColumnLayout = { hidden: [], order: [], pinned: [] }

/** Nothing was chosen: the width of the screen says what is shown. */
export function isEmptyLayout({ hidden, order, pinned }: ColumnLayout): boolean {
  return hidden.length === 0 && order.length === 0 && pinned.length === 0
}

/** The columns in the operator's order, without the hidden ones, at every width of the screen. */
export function applyLayout<T>(columns: readonly Column<T>[], layout: ColumnLayout): PlacedColumns<T> {
  const placed = placeColumns(columns, layout)
  const shown = placed.columns.filter((column) => isShown(column, layout))
  return { columns: shown, pinned: placed.columns.slice(0, placed.pinned).filter((one) => shown.includes(one)).length }
}

/** All columns in the operator's order, the hidden ones too. */
export function placeColumns<T>(columns: readonly Column<T>[], layout: ColumnLayout): PlacedColumns<T> {
  const ordered = inOrder(
    columns.filter((column) => column.pinned !== true),
    layout.order,
  )
  const pinned = ordered.filter((column) => layout.pinned.includes(column.id))
  return {
    columns: [
      ...pinned,
      ...ordered.filter((column) => !layout.pinned.includes(column.id)),
      // What one came to press is at the end, whatever else moves.
      ...columns.filter((column) => column.pinned === true),
    ],
    pinned: pinned.length,
  }
}

/** The columns of a table that nobody has arranged: as many as there is room for. */
export function columnsInRoom<T>(columns: readonly Column<T>[], room: Room): PlacedColumns<T> {
  return { columns: columns.filter((column) => (column.priority ?? 1) <= room && column.optional !== true), pinned: 0 }
}

/** What a column needs in a table of fixed layout, in pixels. */
export function leastWidth<T>({ width, grow }: Column<T>): number {
  if (typeof width === 'number') return width
  return grow ? 168 : 120
}

/** The most columns that fit into so many pixels, and no more than the screen is for; two priorities at least. */
export function roomWithin<T>(columns: readonly Column<T>[], width: number, screen: Room): Room {
  const fits = (room: Room) =>
    columnsInRoom(columns, room).columns.reduce((sum, column) => sum + leastWidth(column), 0) <= width
  return ([4, 3] as const).find((room) => room <= screen && fits(room)) ?? (screen === 1 ? 1 : 2)
}

/** What is shown without a choice, as a layout to start from: changing one column changes no other. */
export function layoutInRoom<T>(columns: readonly Column<T>[], room: Room): ColumnLayout {
  const { columns: shown } = columnsInRoom(columns, room)
  const choices = columns.filter(isChoice)
  return {
    hidden: choices.filter((column) => !shown.includes(column)).map(({ id }) => id),
    order: choices.map(({ id }) => id),
    pinned: [],
  }
}

/** Whether an operator can move and hide it; what only has buttons is where it is. */
export function isChoice<T>(column: Column<T>): boolean {
  return column.pinned !== true && column.headerHidden !== true
}

/** Whether it shows in a layout that was chosen. */
export function isShown<T>(column: Column<T>, { hidden, order }: ColumnLayout): boolean {
  if (column.always === true || !isChoice(column)) return true
  if (hidden.includes(column.id)) return false
  return column.optional !== true || order.includes(column.id)
}

function inOrder<T>(columns: readonly Column<T>[], order: readonly string[]): readonly Column<T>[] {
  const byId = new Map(columns.map((column) => [column.id, column]))
  const placed = [...new Set(order)].flatMap((id) => byId.get(id) ?? [])
  const named = new Set(placed)
  for (const [index, column] of columns.entries()) {
    if (named.has(column)) continue
    // After the column it follows by default, which has its place by now.
    const before = columns[index - 1]
    placed.splice(before === undefined ? 0 : placed.indexOf(before) + 1, 0, column)
  }
  return placed
}

const between = '*'

/** Short text for an address: `name.status*device*name` of order, hidden and pinned. Empty when nothing was chosen. */
export function formatLayout({ order, hidden, pinned }: ColumnLayout): string {
  const parts = [order, hidden, pinned].map((ids) => ids.map(escapeId).join('.'))
  return parts.join(between).replace(/\*+$/, '')
}

/** What {@link formatLayout} wrote. Of anything else, ids that no column has. */
export function parseLayout(text: string): ColumnLayout {
  const [order = [], hidden = [], pinned = []] = text
    .split(between)
    .map((part) => (part === '' ? [] : part.split('.').map(unescapeId)))
  return { hidden, order, pinned }
}

function escapeId(id: string): string {
  return encodeURIComponent(id).replaceAll('.', '%2E').replaceAll('*', '%2A')
}

function unescapeId(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
