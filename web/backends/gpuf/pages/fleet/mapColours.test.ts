import { describe, expect, test } from 'vitest'
import { MAP_COLOURS } from '../../paths.ts'
import { filterOf, type MapColour } from '../../pathsFleet.ts'
import { clientWith } from '../../schema/client.fixture.ts'
import { tableOf } from '../../schema/clientColumns.ts'
import { viewFleet } from '../../schema/viewFleet.ts'
import { mapColours } from './mapColours.ts'

const now = 1_000_000_000_000
const MINUTE_MS = 60_000

const idOf = (number: number) => number.toString(16).padStart(32, '0')

// The ends of both filters are in them: an age of an hour to the millisecond is in two.
const ages = [0, 2, 3, 5, 6, 59, 61, 1439, 3000].map((minutes) => minutes * MINUTE_MS)
const statuses = ['active', 'online', 'offline', 'maintenance', 'error', 'odd', '']
const shares = [-5, 0, 9.99, 10, 29.5, 30, 50, 69, 70, 89.99, 90, 100, 300]

const fleet = Array.from({ length: 100 }, (_, number) =>
  clientWith({
    id: idOf(number),
    name: `n-${number}`,
    status: statuses[number % statuses.length] ?? '',
    lastOnline: number % 17 === 16 ? null : now - (ages[number % ages.length] ?? 0),
    health: Math.min(Math.max(shares[number % shares.length] ?? 0, 0), 100),
    cpu: shares[number % shares.length] ?? 0,
    memory: shares[(number + 1) % shares.length] ?? 0,
    reported: number % 17 !== 16,
  }),
)
const table = tableOf(fleet)
const order = Uint32Array.from(fleet.keys())

function keys(by: MapColour) {
  const { entries, codes } = mapColours(table.columns, order, by, now)
  return new Map(fleet.map(({ id }) => [id, entries[codes[table.indexOf(id)] ?? -1]?.key]))
}

describe('the colours of the map', () => {
  test('by status: the documented ones, and one for all others', () => {
    const found = keys('status')
    expect(statuses.map((_, number) => found.get(idOf(number)))).toEqual([
      'status.active',
      'status.online',
      'status.offline',
      'status.maintenance',
      'status.error',
      'status.other',
      'status.other',
    ])
  })

  test('by the age of the last heartbeat', () => {
    const found = keys('age')
    expect(ages.map((_, number) => found.get(idOf(number)))).toEqual(
      ['now', 'now', 'late', 'late', 'hour', 'hour', 'day', 'day', 'older'].map((key) => `age.${key}`),
    )
    expect(found.get(idOf(16))).toBe('age.never')
  })

  test('by a share, of which what is out of 0–100 belongs to the ends', () => {
    const found = keys('cpu')
    expect(shares.map((_, number) => found.get(idOf(number)))).toEqual(
      ['0', '0', '0', '10', '10', '30', '50', '50', '70', '70', '90', '90', '90'].map((key) => `percent.${key}`),
    )
    expect(found.get(idOf(16))).toBe('percent.never')
  })

  test.each(MAP_COLOURS)('a press on the legend of %s leaves the cells that it counts', (by) => {
    const { entries, codes } = mapColours(table.columns, order, by, now)
    const left: [string, number[]][] = []
    const expected: typeof left = []
    for (const [code, { key, filter }] of entries.entries()) {
      if (filter === undefined) continue
      const counted = [...order].filter((_, place) => codes[place] === code)
      const request = { filter: filterOf(filter, []), sorts: [], group: null, locale: 'en', now, writes: [] }
      left.push([key, [...viewFleet(table, request).order].toSorted((a, b) => a - b)])
      expected.push([key, counted])
    }
    expect(left).toEqual(expected)
  })
})
