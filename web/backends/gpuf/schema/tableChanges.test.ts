import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientChanges, type Change } from './changeLog.ts'
import { clientWith } from './client.fixture.ts'
import type { Client } from './client.ts'
import { tableOf } from './clientColumns.ts'
import { tableChanges } from './tableChanges.ts'

const minute = 60_000
const looks = { before: { at: 0, serverNow: 10 * minute }, after: { at: minute, serverNow: 11 * minute } }

function changes(before: readonly Client[], after: readonly Client[]): readonly Change[] {
  return [...tableChanges(tableOf(before), tableOf(after), looks)].flat()
}

const ids = Array.from({ length: 6 }, (_, index) => String(index).padStart(32, '0'))
const word = fc.constantFrom('', 'a', 'b', 'Linux')
const row = fc.record({
  name: word,
  status: fc.constantFrom('online', 'error', 'superposed'),
  os: fc.option(fc.constantFrom('Linux', 'Kylin')),
  deviceName: fc.option(fc.constantFrom('A', 'B')),
  lastOnline: fc.option(fc.integer({ min: 0, max: 11 * minute })),
  reported: fc.boolean(),
  loadedModels: fc
    .uniqueArray(fc.constantFrom('qwen', 'bge', 'glm'))
    .map((models) => models.map((id) => ({ id, ownedBy: null, createdAt: null }))),
})
const fleet = fc
  .uniqueArray(fc.constantFrom(...ids))
  .chain((chosen) => fc.tuple(...chosen.map((id) => row.map((given) => clientWith({ ...given, id })))))

function sorted(list: readonly Change[]): readonly Change[] {
  return list.toSorted((a, b) => (a.clientId + a.field < b.clientId + b.field ? -1 : 1))
}

describe('two lists compared as columns', () => {
  test('say what comparing client by client says', () => {
    fc.assert(
      fc.property(fleet, fleet, (before, after) => {
        const one = new Map(before.map((client) => [client.id, client]))
        const other = new Map(after.map((client) => [client.id, client]))
        const expected = ids.flatMap((id) => clientChanges(one.get(id) ?? null, other.get(id) ?? null, looks))
        expect(sorted(changes(before, after))).toEqual(sorted(expected))
      }),
    )
  })

  test('the same list is no change, whatever order its words came in', () => {
    const rows = ids.map((id, index) => clientWith({ id, os: index % 2 ? 'Linux' : 'Kylin', lastOnline: 10 * minute }))
    expect(changes(rows, rows)).toEqual([])
    expect(changes(rows, rows.toReversed())).toEqual([])
  })
})
