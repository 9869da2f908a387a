import { ClientColumnsBuilder } from '../schema/clientColumns.ts'
import { ClientTable } from '../schema/clientTable.ts'
import { fleetSummary } from '../schema/fleetSummary.ts'
import { earlyView, viewFleet } from '../schema/viewFleet.ts'
import { ClientStream } from './clientStream.ts'
import { copyOf } from './columnCopies.ts'

const ROWS = 12_000
const SLICE = 400

/**
 * Reads and sorts a made-up fleet while the server is still thinking about the real one: an engine that has seen many
 * rows reads a hundred thousand in half the time of one that sees its first. It ends when `isOver`.
 */
export async function warmUp(isOver: () => boolean): Promise<void> {
  const builder = new ClientColumnsBuilder()
  const stream = new ClientStream(builder, () => Promise.reject(new TypeError('A row that is made up is not odd.')))
  const encoder = new TextEncoder()
  void stream.take(encoder.encode('{"success":true,"data":{"devices":['))
  for (let row = 0; row < ROWS; row += SLICE) {
    if (isOver()) return
    const rows = Array.from({ length: SLICE }, (_, at) => rowText(row + at))
    void stream.take(encoder.encode(`${row === 0 ? '' : ','}${rows.join(',')}`))
    await pause()
  }
  if (isOver()) return
  const table = new ClientTable(builder.finish())
  fleetSummary(table, 0)
  copyOf(table.columns)
  const request = { filter: {}, sorts: [], group: null, locale: 'en', now: 0, writes: [] }
  earlyView(table, request)
  viewFleet(table, request, () => undefined)
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

function rowText(row: number): string {
  const spread = Math.imul(row + 1, 2_654_435_761) >>> 0
  const second = String(row % 60).padStart(2, '0')
  return JSON.stringify({
    client_id: (row % 9 === 0 ? 'A' : 'a') + spread.toString(16).padStart(31, '0'),
    client_name: `warm-${row % 40}-${spread % 1000}`,
    client_status: row % 7 === 0 ? 'offline' : 'online',
    os_type: 'Linux',
    created_at: `2025-07-01T10:00:${second}.000000Z`,
    device_name: `GPU ${row % 12}`,
    tflops: row % 90,
    cpu_usage: row % 100,
    memory_usage: row % 99,
    storage_usage: row % 98,
    health: row % 97,
    last_online: `2025-07-29T17:55:${second}.826362Z`,
    uptime_days: row % 400,
    ...(row % 4 === 0 && {
      loaded_models: [{ id: `model-${row % 5}`, object: 'model', created: 1_767_736_957, owned_by: 'warm' }],
    }),
  })
}
