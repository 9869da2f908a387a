import { csvLine, CSV_MARK, type CsvValue } from '@/lib/csv.ts'
import { textAt, wordAt, type ClientColumns, type ClientTable } from '../../schema/clientTable.ts'
import type { FleetColumnId } from '../../schema/fleetView.ts'
import { withPending, type PendingWrite } from '../../schema/pendingWrites.ts'
import { siteOf } from '../../schema/site.ts'

export type ExportFormat = 'csv' | 'json'

type Exported = string | number | null | readonly string[]

interface ExportColumn {
  /** In the file: the same in every language. */
  readonly name: string
  readonly value: (columns: ClientColumns, index: number) => Exported
}

const figure =
  (id: 'tflops' | 'cpu' | 'memory' | 'storage' | 'health' | 'uptimeDays') => (columns: ClientColumns, index: number) =>
    columns.reported[index] === 1 ? known(columns[id][index]) : null

const moment = (id: 'lastOnline' | 'createdAt') => (columns: ClientColumns, index: number) => {
  const at = known(columns[id][index])
  return at === null || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString()
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}

const EXPORT_COLUMNS: Readonly<Record<FleetColumnId, ExportColumn>> = {
  name: { name: 'name', value: (columns, index) => textAt(columns.name, index) },
  id: { name: 'id', value: (columns, index) => textAt(columns.id, index) },
  status: { name: 'status', value: (columns, index) => wordAt(columns.status, index) },
  seen: { name: 'last_online', value: moment('lastOnline') },
  device: { name: 'device', value: (columns, index) => wordAt(columns.device, index) || null },
  os: { name: 'os', value: (columns, index) => wordAt(columns.os, index) || null },
  tflops: { name: 'tflops', value: figure('tflops') },
  cpu: { name: 'cpu_percent', value: figure('cpu') },
  memory: { name: 'memory_percent', value: figure('memory') },
  storage: { name: 'disk_percent', value: figure('storage') },
  health: { name: 'health', value: figure('health') },
  uptime: { name: 'uptime_days', value: figure('uptimeDays') },
  created: { name: 'created', value: moment('createdAt') },
  models: {
    name: 'loaded_models',
    value: ({ models }, index) => {
      const start = index === 0 ? 0 : (models.ends[index - 1] ?? 0)
      const end = models.ends[index] ?? start
      return Array.from({ length: end - start }, (_, at) => wordAt(models.id, start + at))
    },
  },
  site: { name: 'site', value: (columns, index) => siteOf(textAt(columns.name, index)) },
}

interface Wanted {
  readonly table: ClientTable
  /** Indexes into the table. */
  readonly order: ArrayLike<number>
  readonly columns: readonly FleetColumnId[]
  readonly format: ExportFormat
  /** What was written here and is not confirmed yet shows in the file as it does on the page. */
  readonly writes: readonly PendingWrite[]
  readonly now: number
}

/** A task longer than this is felt. */
const SLICE_MS = 12
/** Rows between two looks at the clock. */
const STRIDE = 200

/** The rows as a file, written in slices so that the page stays at hand, whatever their number. */
export async function exportFleet(wanted: Wanted, isStopped: () => boolean = () => false): Promise<Blob | null> {
  const { order, format } = wanted
  const columns = wanted.columns.map((id) => ({ id, ...EXPORT_COLUMNS[id] }))
  const parts: (string | Blob)[] = [format === 'csv' ? CSV_MARK + csvLine(columns.map(({ name }) => name)) : '[']
  const row = rowWriter(wanted, columns)

  let text = ''
  let since = performance.now()
  for (let place = 0; place < order.length; place++) {
    text += row(order[place] ?? -1, place)
    if (place % STRIDE === STRIDE - 1 && performance.now() - since > SLICE_MS) {
      // Encoded here and now: all at the end would be one long task.
      parts.push(new Blob([text]))
      text = ''
      await new Promise((resolve) => setTimeout(resolve))
      if (isStopped()) return null
      since = performance.now()
    }
  }
  parts.push(text)
  if (format === 'json') parts.push(order.length === 0 ? ']\n' : '\n]\n')
  return new Blob(parts, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json' })
}

function rowWriter(
  { table, format, writes, now }: Wanted,
  columns: readonly (ExportColumn & { readonly id: FleetColumnId })[],
): (index: number, place: number) => string {
  const writtenAt = writtenValues(table, writes, now)
  const values = (index: number) => {
    const own = writtenAt.get(index)
    return columns.map(({ id, value }) => {
      const written = own?.[id]
      return written === undefined ? value(table.columns, index) : written
    })
  }
  if (format === 'csv') return (index) => csvLine(values(index).map(inCsv))
  return (index, place) => {
    const fields = values(index).map((value, column) => [columns[column]?.name ?? '', value])
    return `${place === 0 ? '' : ','}\n${JSON.stringify(Object.fromEntries(fields))}`
  }
}

function writtenValues(
  table: ClientTable,
  writes: readonly PendingWrite[],
  now: number,
): ReadonlyMap<number, Partial<Record<FleetColumnId, string | null>>> {
  return new Map(
    writes.flatMap((write) => {
      const index = table.indexOf(write.clientId)
      const client = table.client(index)
      if (!client) return []
      const { name, status, os } = withPending(client, write, now)
      return [[index, { name, status, os, site: siteOf(name) }]]
    }),
  )
}

function inCsv(value: Exported): CsvValue {
  return typeof value === 'object' && value !== null ? value.join(' ') : value
}
