import { describe, expect, test } from 'vitest'
import { clientWith } from '../../schema/client.fixture.ts'
import { tableOf } from '../../schema/clientColumns.ts'
import { allRows, fleetRows, placesOf } from './fleetRows.ts'

const idOf = (number: number) => number.toString(16).padStart(32, '0')
const names = ['a', 'twin', '', 'twin', 'b', '']
const table = tableOf(names.map((name, number) => clientWith({ id: idOf(number), name, status: 'online' })))
const indexes = names.map((_, number) => table.indexOf(idOf(number)))

describe('the rows of the fleet', () => {
  test('come in the order shown, each found by its id', () => {
    const order = Uint32Array.from([indexes[4] ?? 0, indexes[0] ?? 0])
    const rows = fleetRows(table, order, [], 0)
    expect(allRows(rows).map(({ name }) => name)).toEqual(['b', 'a'])
    expect(rows.indexOfKey?.(idOf(0))).toBe(1)
    expect(rows.indexOfKey?.(idOf(1))).toBe(-1)
    expect(rows.indexOfKey?.('nobody')).toBe(-1)
    expect(rows.at(7)).toBeUndefined()
  })

  test('show what was written here, as the same object at each look', () => {
    const write = {
      clientId: idOf(0),
      fields: { status: 'maintenance' },
      at: 1000,
      confirmed: false,
      overwrittenBy: null,
    }
    const rows = fleetRows(table, Uint32Array.from(indexes), [write], 2000)
    expect(rows.at(0)).toMatchObject({ status: 'maintenance', mark: { kind: 'pending' } })
    expect(rows.at(0)).toBe(rows.at(0))
    expect(rows.at(4)?.mark).toBeUndefined()
  })

  test('know where each client is', () => {
    expect([...placesOf(Uint32Array.from([2, 0]), 4)]).toEqual([1, -1, 0, -1])
  })
})
