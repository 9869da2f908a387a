import { describe, expect, test } from 'vitest'
import { clientWith } from '../../schema/client.fixture.ts'
import { SEEN_FILTERS } from '../../paths.ts'
import { filterFleet, NO_OS, type FleetFilter } from './fleetFilter.ts'

const now = 1_000_000_000

const fleet = [
  clientWith({ id: 'a1', name: 'Rack-1', os: 'Linux', status: 'online', lastOnline: now - 60_000 }),
  clientWith({ id: 'b2', name: 'rack-2', os: 'Windows', status: 'online', lastOnline: now - 600_000 }),
  clientWith({ id: 'c3', name: 'desk', os: null, status: 'error', storage: 97, lastOnline: now - 200_000 }),
  clientWith({ id: 'd4', name: '', deviceName: null, os: null, reported: false, status: 'offline', lastOnline: null }),
]

function left(filter: FleetFilter) {
  return filterFleet(fleet, filter, now).rows.map((client) => client.id)
}

describe('the filters of the fleet', () => {
  test('the search finds every word, anywhere in name, id, device or OS, in any case', () => {
    expect(left({ q: 'RACK' })).toEqual(['a1', 'b2'])
    expect(left({ q: 'rack windows' })).toEqual(['b2'])
    expect(left({ q: 'a100 C3' })).toEqual(['c3'])
    expect(left({ q: '  ' })).toHaveLength(4)
    expect(left({ q: '.*' })).toEqual([])
  })

  test('by status, OS (also none), last heartbeat and what needs attention', () => {
    expect(left({ status: 'online' })).toEqual(['a1', 'b2'])
    expect(left({ os: NO_OS })).toEqual(['c3', 'd4'])
    expect(SEEN_FILTERS.map((seen) => left({ seen }))).toEqual([['a1'], ['c3'], ['b2'], ['d4']])
    expect(left({ warn: 'any' })).toEqual(['b2', 'c3'])
    expect(left({ warn: 'disk' })).toEqual(['c3'])
  })

  test('a choice is counted as if it were made, the other filters staying', () => {
    const { counts } = filterFleet(fleet, { q: 'rack', status: 'online', seen: 'silent' }, now)
    expect([...counts.seen]).toEqual([
      ['now', 1],
      ['silent', 1],
    ])
    expect([...counts.status]).toEqual([['online', 1]])
    expect([...counts.os]).toEqual([['Windows', 1]])
    expect([...counts.warn]).toEqual([
      ['any', 1],
      ['silent', 1],
    ])
  })

  test('maintenance that was overwritten is found', () => {
    const marked = { ...clientWith(), mark: { kind: 'overwritten', fields: {}, by: 'online' } as const }
    expect(filterFleet([marked], { warn: 'overwritten' }, now).rows).toHaveLength(1)
  })
})
