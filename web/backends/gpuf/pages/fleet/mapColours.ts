import type { CellColour, CellMark } from '@/ui/cellLegend.ts'
import type { FleetSearch } from '../../paths.ts'
import { joinWords, type MapColour } from '../../pathsFleet.ts'
import { CLIENT_STATUSES, type ClientStatus } from '../../schema/client.ts'
import type { ClientColumns } from '../../schema/clientTable.ts'
import { HEARTBEAT_INTERVAL_MS, SILENCE_MS } from '../../schema/interval.ts'

type Step = '0' | '10' | '30' | '50' | '70' | '90' | 'never'
export type MapKey =
  | `status.${ClientStatus | 'other'}`
  | `health.${Step}`
  | `percent.${Step}`
  | `age.${'now' | 'late' | 'hour' | 'day' | 'older' | 'never'}`

/** What one colour of the map stands for, and the filter that leaves only its clients. */
export interface MapEntry {
  /** Of its words. */
  readonly key: MapKey
  readonly colour: CellColour
  readonly mark?: CellMark
  readonly filter?: FleetSearch
}

export interface MapColours {
  readonly entries: readonly MapEntry[]
  /** The entry of each cell, in the order shown. */
  readonly codes: Uint8Array
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * The colours of the whole map, in one pass over one column.
 *
 * @param order indexes into the columns
 * @param now by the server's clock
 */
export function mapColours(columns: ClientColumns, order: Uint32Array, by: MapColour, now: number): MapColours {
  switch (by) {
    case 'status':
      return byStatus(columns, order)
    case 'age':
      return byAge(columns, order, now)
    default:
      return byShare(columns, order, by)
  }
}

const statusLooks = {
  active: { colour: 'good', mark: 'dot' },
  online: { colour: 'good' },
  offline: { colour: 'idle', mark: 'slash' },
  maintenance: { colour: 'warn', mark: 'bar' },
  error: { colour: 'bad', mark: 'cross' },
} as const satisfies Record<(typeof CLIENT_STATUSES)[number], Omit<MapEntry, 'key'>>

const OTHER = CLIENT_STATUSES.length

function byStatus({ status }: ClientColumns, order: Uint32Array): MapColours {
  const entryOf = Uint8Array.from(status.words, (word) => {
    const known = CLIENT_STATUSES.findIndex((one) => one === word)
    return known === -1 ? OTHER : known
  })
  const codes = new Uint8Array(order.length)
  for (let place = 0; place < order.length; place++) {
    codes[place] = entryOf[status.codes[order[place] ?? 0] ?? 0] ?? OTHER
  }
  const entries: MapEntry[] = CLIENT_STATUSES.map((word) => ({
    key: `status.${word}` as const,
    ...statusLooks[word],
    filter: { status: joinWords([word]) },
  }))
  if (codes.includes(OTHER)) {
    const others = status.words.filter((word) => !CLIENT_STATUSES.some((known) => known === word))
    entries.push({
      key: 'status.other',
      colour: 'accent',
      mark: 'ring',
      filter: { status: joinWords(others.map((word) => word || '-')) },
    })
  }
  return { entries, codes }
}

/** Six steps of 0–100; what is outside of it belongs to the nearest. */
const STEPS = [
  { below: 10, key: '0', colour: 'scale-1' },
  { below: 30, key: '10', colour: 'scale-2' },
  { below: 50, key: '30', colour: 'scale-3' },
  { below: 70, key: '50', colour: 'scale-4' },
  { below: 90, key: '70', colour: 'scale-5' },
  { below: Number.POSITIVE_INFINITY, key: '90', colour: 'scale-6' },
] as const

function byShare(columns: ClientColumns, order: Uint32Array, by: 'health' | 'cpu' | 'memory'): MapColours {
  const values = columns[by]
  const codes = new Uint8Array(order.length)
  for (let place = 0; place < order.length; place++) {
    const index = order[place] ?? 0
    const value = values[index] ?? 0
    codes[place] =
      columns.reported[index] === 1
        ? value < 30
          ? value < 10
            ? 0
            : 1
          : value < 50
            ? 2
            : value < 70
              ? 3
              : value < 90
                ? 4
                : 5
        : STEPS.length
  }
  const words = by === 'health' ? 'health' : 'percent'
  const entries = STEPS.map(({ below, key, colour }): MapEntry => {
    // The filter has both its ends in it; the step ends before the next begins.
    const to = Number.isFinite(below) ? below - 0.01 : 100
    return by === 'health'
      ? { key: `${words}.${key}`, colour, filter: { health: `${key}-${to}` } }
      : { key: `${words}.${key}`, colour }
  })
  const never = { key: `${words}.never`, colour: 'line', mark: 'bar' } as const
  entries.push(by === 'health' ? { ...never, filter: { seen: 'never' } } : never)
  return { entries, codes }
}

const AGES = [
  { key: 'age.now', colour: 'good', filter: { seen: 'now' } },
  { key: 'age.late', colour: 'busy', mark: 'dot', filter: { seen: 'late' } },
  { key: 'age.hour', colour: 'scale-2', mark: 'bar', filter: { seen: 'silent', age: '-1h' } },
  { key: 'age.day', colour: 'warn', mark: 'slash', filter: { seen: 'silent', age: '1h-1d' } },
  { key: 'age.older', colour: 'bad', mark: 'cross', filter: { seen: 'silent', age: '1d-' } },
  { key: 'age.never', colour: 'line', mark: 'ring', filter: { seen: 'never' } },
] as const satisfies readonly MapEntry[]

function byAge({ lastOnline, reported }: ClientColumns, order: Uint32Array, now: number): MapColours {
  const codes = new Uint8Array(order.length)
  for (let place = 0; place < order.length; place++) {
    const index = order[place] ?? 0
    const age = now - (lastOnline[index] ?? Number.NaN)
    codes[place] =
      reported[index] !== 1 || Number.isNaN(age)
        ? 5
        : age <= HEARTBEAT_INTERVAL_MS
          ? 0
          : age <= SILENCE_MS
            ? 1
            : age <= HOUR_MS
              ? 2
              : age <= DAY_MS
                ? 3
                : 4
  }
  return { entries: AGES, codes }
}
