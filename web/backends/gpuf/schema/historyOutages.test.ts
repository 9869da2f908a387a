import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { beat, columnsOf, DAY, HOUR, MINUTE, type Beat } from './history.fixture.ts'
import { outages } from './historyOutages.ts'

const range = { from: 0, to: HOUR }

/** Heartbeats each two minutes from `start`, but not between the last before `from` and the first from `to` on. */
function away(clientId: string, from = Infinity, to = Infinity, start = 0): Beat[] {
  const all = Array.from({ length: 31 }, (_, index) => beat(start + index * 2, { clientId }))
  return all.filter(({ at }) => at <= HOUR && (at <= from * MINUTE || at >= to * MINUTE))
}

function fleet(count: number, from: number, to: number): Beat[] {
  return Array.from({ length: count }, (_, index) => away(`c${index}`, from, to)).flat()
}

function found(beats: readonly Beat[], within = range, since?: ReadonlyMap<string, number>) {
  return outages(columnsOf(beats), within, since).map(({ from, to, clients, kind }) => ({
    from: from / MINUTE,
    to: to === null ? null : to / MINUTE,
    clients: clients.length === 1 ? clients[0] : clients.length,
    kind,
  }))
}

describe('silences', () => {
  test('from the last heartbeat to the next', () => {
    expect(found(away('a', 10, 30))).toEqual([{ from: 10, to: 30, clients: 'a', kind: 'client' }])
  })

  test('one late heartbeat is none', () => {
    expect(found([beat(0), beat(2), beat(6.9), beat(9)], { from: 0, to: 9 * MINUTE })).toEqual([])
  })

  test('what lasts is judged by now: two and a half intervals', () => {
    expect(found([beat(0), beat(2)], { from: 0, to: 7 * MINUTE })).toEqual([])
    expect(found([beat(0), beat(2)], { from: 0, to: 7.1 * MINUTE })).toEqual([
      { from: 2, to: null, clients: 'a', kind: 'client' },
    ])
  })

  test('one that began before the range and ends within it is told as a whole', () => {
    expect(found([beat(-9), ...away('a', Infinity, Infinity, 20)])).toEqual([
      { from: -9, to: 20, clients: 'a', kind: 'client' },
    ])
    expect(found([beat(-90), beat(-80), ...away('a')])).toEqual([])
  })

  test('a machine whose clock is ahead is not silent', () => {
    const ahead = Array.from({ length: 31 }, (_, index) => beat(10 + index * 2))
    expect(found(ahead)).toEqual([])
  })

  test('nobody counts before the first heartbeat, unless known to have been registered', () => {
    const beats = away('a', Infinity, Infinity, 30)
    expect(found(beats)).toEqual([])
    expect(found(beats, range, new Map([['a', -DAY]]))).toEqual([{ from: 0, to: 30, clients: 'a', kind: 'client' }])
    expect(found(beats, range, new Map([['a', 29 * MINUTE]]))).toEqual([])
    expect(found(beats, range, new Map([['never', 40 * MINUTE]]))).toEqual([
      { from: 40, to: null, clients: 'never', kind: 'client' },
    ])
  })

  test('several of one client', () => {
    const beats = away('a', 10, 20).filter(({ at }) => at <= 30 * MINUTE || at >= 50 * MINUTE)
    expect(found(beats).map(({ from, to }) => [from, to])).toEqual([
      [10, 20],
      [30, 50],
    ])
  })
})

describe('together', () => {
  test('five in the same minutes are one failure of the pipeline, four are four of machines', () => {
    expect(found(fleet(5, 10, 30))).toEqual([{ from: 10, to: 30, clients: 5, kind: 'pipeline' }])
    expect(found(fleet(4, 10, 30)).map(({ kind }) => kind)).toEqual(['client', 'client', 'client', 'client'])
  })

  test('within one interval is together, beyond it is not', () => {
    const shifted = Array.from({ length: 5 }, (_, index) => away(`s${index}`, 10 + index / 2, 40))
    expect(found(shifted.flat())).toHaveLength(1)
    const apart = Array.from({ length: 5 }, (_, index) => away(`s${index}`, 10 + index * 4, 50))
    expect(found(apart.flat()).every(({ kind }) => kind === 'client')).toBe(true)
  })

  test('one that fell silent shortly before is not counted in', () => {
    const result = found([...away('before', 8, 50), ...fleet(6, 12, 30)])
    expect(result).toEqual([
      { from: 8, to: 50, clients: 'before', kind: 'client' },
      { from: 12, to: 30, clients: 6, kind: 'pipeline' },
    ])
  })

  test('it is over when half are heard again; who stays silent has a trouble of its own from there', () => {
    expect(found([...fleet(6, 10, 30), ...away('dead', 10)])).toEqual([
      { from: 10, to: 30, clients: 7, kind: 'pipeline' },
      { from: 30, to: null, clients: 'dead', kind: 'client' },
    ])
  })

  test('one that lasts', () => {
    expect(found(fleet(6, 40, Infinity))).toEqual([{ from: 40, to: null, clients: 6, kind: 'pipeline' }])
  })

  test('a hundred thousand at once', () => {
    const beats = Array.from({ length: 100_000 }, (_, index) => [
      beat(0, { clientId: `${index}` }),
      beat(20, { clientId: `${index}` }),
    ]).flat()
    expect(found(beats, { from: 0, to: 20 * MINUTE })).toEqual([
      { from: 0, to: 20, clients: 100_000, kind: 'pipeline' },
    ])
  })
})

test('a perfect day has no outage, with clocks that wander', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -60_000, max: 60_000 }), { minLength: 720, maxLength: 720 }), (jitter) => {
      const beats = jitter.map((ms, index) => beat(0, { at: index * 2 * MINUTE + ms }))
      expect(outages(columnsOf(beats), { from: 0, to: DAY })).toEqual([])
    }),
    { numRuns: 20 },
  )
})
