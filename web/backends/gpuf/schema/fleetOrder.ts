import { NO_RANK, nameShown, ranksOfWords, type Ranks } from './fleetIndex.ts'
import type { FleetColumnId, FleetSort } from './fleetView.ts'
import type { ShownFleet } from './shownFleet.ts'

type Order = Uint32Array<ArrayBuffer>

/** Orders of a fleet without writes of ours, the latest last. */
const kept = new WeakMap<object, Map<string, Order>>()
const KEPT_AT_MOST = 4

/** Every row of the fleet, by the sorts, then by name, then by id. */
export function orderFleet(fleet: ShownFleet, sorts: readonly FleetSort[]): Order {
  const key = sorts.map(({ id, desc }) => `${id} ${desc}`).join()
  const { columns } = fleet.index
  const isKeepable = fleet.names.size === 0 && fleet.status === columns.status && fleet.os === columns.os
  const orders = kept.get(fleet.index) ?? new Map<string, Order>()
  const known = isKeepable ? orders.get(key) : undefined
  if (known) return known
  const order = sorted(fleet, sorts)
  if (isKeepable) {
    orders.set(key, order)
    for (const oldest of orders.keys()) if (orders.size > KEPT_AT_MOST) orders.delete(oldest)
    kept.set(fleet.index, orders)
  }
  return order
}

/** The first rows of that order where they are to be had for less; undefined where they are not. */
export function firstOfFleet(
  fleet: ShownFleet,
  sorts: readonly FleetSort[],
  isWanted: (row: number) => boolean,
  atMost: number,
): readonly number[] | undefined {
  const [first, second] = sorts
  const isByName = first === undefined || (first.id === 'name' && !first.desc)
  if (!isByName || second !== undefined || fleet.names.size > 0) return undefined
  return fleet.index.byName().first(atMost, isWanted)
}

function sorted(fleet: ShownFleet, sorts: readonly FleetSort[]): Order {
  const names = namesOf(fleet)
  let order = names.order
  // Each pass keeps what the passes before it did among equals: the last sort is the first pass.
  for (const { id, desc } of sorts.toReversed()) {
    if (id === 'name' && !desc && order === names.order) continue
    order = pass(order, ranksOf(fleet, id, names), desc)
  }
  return order
}

interface Names extends Ranks {
  readonly order: Order
}

function ranksOf(fleet: ShownFleet, id: FleetColumnId, names: Names): Ranks {
  const { index } = fleet
  switch (id) {
    case 'name':
      return names
    case 'id':
      return index.byId()
    case 'status':
      return ranksOfWords(fleet.status, index.compare)
    case 'os':
      return ranksOfWords(fleet.os, index.compare)
    case 'device':
      return ranksOfWords(index.columns.device, index.compare)
    case 'site':
      return ranksOfWords(fleet.site(), index.compare)
    default:
      return index.figureRanks(id)
  }
}

/** Counting sort: as long as the rows are, whatever their values. */
function pass(order: Order, { ranks, distinct }: Ranks, desc: boolean): Order {
  const next = new Uint32Array(distinct + 2)
  const placeOf = (rank: number) => (rank === NO_RANK ? distinct : desc ? distinct - 1 - rank : rank)
  for (let at = 0; at < order.length; at++) {
    const place = placeOf(ranks[order[at] ?? 0] ?? NO_RANK) + 1
    next[place] = (next[place] ?? 0) + 1
  }
  for (let place = 1; place < next.length; place++) next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0)
  const passed = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0
    const place = placeOf(ranks[row] ?? NO_RANK)
    const to = next[place] ?? 0
    passed[to] = row
    next[place] = to + 1
  }
  return passed
}

/** The order by name with the rows that were renamed here at their new places. */
function namesOf(fleet: ShownFleet): Names {
  const { index, names } = fleet
  const original = index.byName().order()
  if (names.size === 0) return original
  const { table, compare } = index
  const nameOf = (row: number) => nameShown(names.get(row) ?? table.nameAt(row), table.idAt(row))
  const compareRows = (a: number, b: number) =>
    compare(nameOf(a), nameOf(b)) || (table.idAt(a) < table.idAt(b) ? -1 : 1)
  const renamed = [...names.keys()].sort(compareRows)
  const others = original.order.filter((row) => !names.has(row))
  const order = new Uint32Array(original.order.length)
  let from = 0
  let at = 0
  for (const row of renamed) {
    const to = placeIn(others, from, (other) => compareRows(other, row) < 0)
    order.set(others.subarray(from, to), at)
    at += to - from
    order[at++] = row
    from = to
  }
  order.set(others.subarray(from), at)

  const ranks = new Uint32Array(order.length)
  let rank = 0
  for (let place = 1; place < order.length; place++) {
    const row = order[place] ?? 0
    const before = order[place - 1] ?? 0
    const areEqual =
      names.has(row) || names.has(before)
        ? compare(nameOf(before), nameOf(row)) === 0
        : original.ranks[before] === original.ranks[row]
    if (!areEqual) rank++
    ranks[row] = rank
  }
  return { order, ranks, distinct: order.length === 0 ? 0 : rank + 1 }
}

function placeIn(order: Order, from: number, isBefore: (row: number) => boolean): number {
  let low = from
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(order[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}
