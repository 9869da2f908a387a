import type { ClientTable } from './clientTable.ts'
import { groupsOf } from './fleetGroups.ts'
import { fleetIndex } from './fleetIndex.ts'
import { matchFleet } from './fleetMatch.ts'
import { firstOfFleet, orderFleet } from './fleetOrder.ts'
import { NO_FACETS, type FleetView, type FleetViewRequest } from './fleetView.ts'
import { shownFleet } from './shownFleet.ts'

/** More than fit on any screen. */
const FIRST_ROWS = 200
/** Fewer are sorted faster than anyone looks. */
const WORTH_IT_FROM = 10_000

/**
 * Filters, counts, sorts and groups a fleet. What does not depend on the filter is kept with the table, so that the
 * next view of it costs one walk.
 *
 * @param onFirst is given the same view beforehand, if that is to be had for less: only its first rows are in order
 */
export function viewFleet(
  table: ClientTable,
  { filter, sorts, group, locale, now, writes }: FleetViewRequest,
  onFirst?: (view: FleetView) => void,
): FleetView {
  const index = fleetIndex(table, locale)
  const fleet = shownFleet(index, writes)
  const { passes, count, facets } = matchFleet(fleet, filter, now)
  if (onFirst && group === null && table.length >= WORTH_IT_FROM) {
    const first = firstOfFleet(fleet, sorts, (row) => passes[row] === 1, FIRST_ROWS)
    if (first) onFirst({ order: withFirst(first, passes, count), facets, repeated: new Uint8Array(0), groups: [] })
  }
  const order = passing(orderFleet(fleet, sorts), passes, count)
  const repeated = index.repeated().slice()
  return { order, facets, repeated, groups: group === null ? [] : groupsOf(fleet, order, group, now) }
}

/** A view that is had for little, for the moment until `viewFleet` has the whole one. */
export interface EarlyView {
  readonly view: FleetView
  /** It is what `viewFleet` would give. */
  readonly isWhole: boolean
}

/**
 * What is to be seen the moment a list has been read: of a small fleet everything, of a large one that nothing filters
 * its first rows, not counted by any choice yet. Undefined where that is no less work than the whole view.
 */
export function earlyView(table: ClientTable, request: FleetViewRequest): EarlyView | undefined {
  if (table.length < WORTH_IT_FROM) return { view: viewFleet(table, request), isWhole: true }
  const { filter, sorts, group, locale, writes } = request
  if (group !== null || Object.values(filter).some((wanted) => wanted !== undefined)) return undefined
  const fleet = shownFleet(fleetIndex(table, locale), writes)
  const first = firstOfFleet(fleet, sorts, () => true, FIRST_ROWS)
  if (!first) return undefined
  const order = withFirst(first, new Uint8Array(table.length).fill(1), table.length)
  return { view: { order, facets: NO_FACETS, repeated: new Uint8Array(0), groups: [] }, isWhole: false }
}

/** Does beforehand what the first search of a table would have to do, and how to search at all. */
export function prepareSearch(table: ClientTable, locale: string): void {
  matchFleet(shownFleet(fleetIndex(table, locale), []), { q: 'e 1' }, 0)
}

function passing(all: Uint32Array, passes: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(count)
  let at = 0
  for (let place = 0; place < all.length; place++) {
    const row = all[place] ?? 0
    if (passes[row] === 1) order[at++] = row
  }
  return order
}

function withFirst(first: readonly number[], passes: Uint8Array, count: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(count)
  const isFirst = new Set(first)
  order.set(first)
  let at = first.length
  for (let row = 0; row < passes.length; row++) if (passes[row] === 1 && !isFirst.has(row)) order[at++] = row
  return order
}
