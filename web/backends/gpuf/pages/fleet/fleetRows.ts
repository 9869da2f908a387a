import type { ClientTable } from '../../schema/clientTable.ts'
import { withPending, type PendingWrite, type ShownClient } from '../../schema/pendingWrites.ts'
import type { RowSource } from '@/ui/rowSource.ts'

/**
 * The clients in the order shown, each an object only when somebody looks at it, with what was written here and is not
 * confirmed yet.
 *
 * @param now by this browser's clock, as the writes
 */
export function fleetRows(
  table: ClientTable,
  order: Uint32Array,
  writes: readonly PendingWrite[],
  now: number,
): RowSource<ShownClient> {
  const writeOf = new Map(writes.map((write) => [write.clientId, write]))
  const written = new Map<number, ShownClient>()
  let places: Int32Array | undefined

  const shown = (index: number): ShownClient | undefined => {
    const known = written.get(index)
    if (known) return known
    const client = table.client(index)
    const write = client && writeOf.get(client.id)
    if (!write) return client
    const marked = withPending(client, write, now)
    written.set(index, marked)
    return marked
  }
  return {
    length: order.length,
    at: (place) => shown(order[place] ?? -1),
    indexOfKey(id) {
      places ??= placesOf(order, table.length)
      return places[table.indexOf(id)] ?? -1
    },
  }
}

/** The rows as an array, for what does something with each of them. */
export function allRows(rows: RowSource<ShownClient>): readonly ShownClient[] {
  return Array.from({ length: rows.length }, (_, place) => rows.at(place)).filter((client) => client !== undefined)
}

/** Where each row of the table is in the order; -1 for those that a filter leaves out. */
export function placesOf(order: Uint32Array, count: number): Int32Array {
  const places = new Int32Array(count).fill(-1)
  for (const [place, index] of order.entries()) places[index] = place
  return places
}
