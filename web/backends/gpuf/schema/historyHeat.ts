import { firstFrom } from '@/lib/line.ts'
import { SILENCE_MS } from './interval.ts'
import type { HeatGrid, HeatRequest, HistoryRange, Metric } from './history.ts'
import { clientLine } from './historyClient.ts'
import type { HistoryColumns } from './historyColumns.ts'

/** @param order of all clients, as indexes: see {@link heatOrder} */
export function heatGrid(columns: HistoryColumns, order: Uint32Array, request: HeatRequest): HeatGrid {
  const { range, metric, rows } = request
  const width = Math.max(1, Math.floor(request.columns))
  const shown = order.slice(rows.offset, rows.offset + rows.count)
  const values = new Float32Array(shown.length * width).fill(Number.NaN)
  for (const [row, client] of shown.entries()) {
    fillCells(values.subarray(row * width, (row + 1) * width), columns, client, metric, range)
  }
  return {
    ids: Array.from(shown, (client) => columns.ids[client] ?? ''),
    columns: width,
    range,
    values,
    total: order.length,
  }
}

function fillCells(
  cells: Float32Array,
  columns: HistoryColumns,
  client: number,
  metric: Metric,
  { from, to }: HistoryRange,
): void {
  const width = cells.length
  const cellMs = (to - from) / width
  const cellOf = (at: number) => Math.min(width - 1, Math.floor((at - from) / cellMs))
  // A little more than the window: cells at its edges may lie between two heartbeats of which one is outside.
  const { t, v } = clientLine(columns, client, metric, { from: from - SILENCE_MS, to: to + SILENCE_MS })
  for (let point = 0; point < t.length; point++) {
    const at = t[point] ?? 0
    const value = v[point] ?? Number.NaN
    if (at < from || at > to || Number.isNaN(value)) continue
    const cell = cellOf(at)
    if (!((cells[cell] ?? Number.NaN) >= value)) cells[cell] = value
  }
  if (cellMs > SILENCE_MS) return
  // Cells so narrow that none need be in them, also without an outage: a report holds for the time before it.
  const heard = Uint8Array.from(cells, (value) => (Number.isNaN(value) ? 0 : 1))
  for (let point = 1; point < t.length; point++) {
    const value = v[point] ?? Number.NaN
    const before = t[point - 1] ?? 0
    if (Number.isNaN(value) || Number.isNaN(v[point - 1] ?? Number.NaN)) continue
    const end = Math.min(width - 1, Math.floor(((t[point] ?? 0) - from) / cellMs))
    for (let cell = Math.max(0, Math.floor((before - from) / cellMs)); cell <= end; cell++) {
      if (heard[cell] === 0 && !((cells[cell] ?? Number.NaN) >= value)) cells[cell] = value
    }
  }
}

/**
 * All clients with a heartbeat in the range: by name (`byName`), or the highest value first, then by the mean.
 *
 * @param byName the indexes of clients in order of their names
 */
export function heatOrder(
  columns: HistoryColumns,
  byName: Uint32Array,
  { range, metric, order }: Pick<HeatRequest, 'range' | 'metric' | 'order'>,
): Uint32Array {
  const heard = byName.filter((client) => {
    const end = columns.starts[client + 1] ?? 0
    const first = firstFrom(columns.t, range.from, columns.starts[client] ?? 0, end)
    return first < end && (columns.t[first] ?? 0) <= range.to
  })
  if (order === 'name') return heard
  const peaks = new Float64Array(columns.ids.length).fill(-1)
  const means = new Float64Array(columns.ids.length).fill(-1)
  for (const client of heard) {
    let sum = 0
    let count = 0
    for (const value of clientLine(columns, client, metric, range).v) {
      if (Number.isNaN(value)) continue
      sum += value
      count++
      if (value > (peaks[client] ?? 0)) peaks[client] = value
    }
    if (count > 0) means[client] = sum / count
  }
  // Sorting is stable: equals stay in the order of their names.
  return heard.sort((a, b) => (peaks[b] ?? 0) - (peaks[a] ?? 0) || (means[b] ?? 0) - (means[a] ?? 0))
}
