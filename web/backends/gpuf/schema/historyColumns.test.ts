import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { beat, columnsOf, inOrder, MINUTE, type Beat } from './history.fixture.ts'
import { HistoryBuilder } from './historyColumns.ts'

test('rows of one client lie together, oldest first, however they came', () => {
  const columns = inOrder([
    beat(6, { cpu: 3 }),
    beat(6, { clientId: 'b', cpu: 30 }),
    beat(2, { cpu: 1 }),
    beat(4, { cpu: 2 }),
    beat(2, { clientId: 'b', cpu: null }),
  ])
  expect(columns.ids).toEqual(['a', 'b'])
  expect([...columns.starts]).toEqual([0, 3, 5])
  expect([...columns.t].map((at) => at / MINUTE)).toEqual([2, 4, 6, 2, 6])
  expect([...columns.cpu]).toEqual([1, 2, 3, Number.NaN, 30])
  expect(columns.outOfOrder).toBe(1)
})

test('ids are one client’s however they are spelt, and its newest name is its name', () => {
  const columns = inOrder([
    beat(4, { clientId: '0xAB', clientName: null }),
    beat(3, { clientId: 'ab', clientName: 'new' }),
    beat(2, { clientId: 'AB', clientName: 'old' }),
  ])
  expect(columns.ids).toEqual(['ab'])
  expect(columns.names).toEqual(['new'])
  expect(columns.t).toHaveLength(3)
})

test('names are data: of 255 characters, of markup, of an object’s own words', () => {
  const names = ['n'.repeat(255), '<img src=x onerror=alert(1)>', '__proto__', 'constructor', '']
  const columns = inOrder(
    names.map((clientName, index) => beat(1, { clientId: clientName || `c${index}`, clientName })),
  )
  expect(columns.names).toEqual(names)
  expect(columns.ids).toHaveLength(5)
})

test('no row is lost or mixed with another', () => {
  const beats = fc.array(fc.record({ clientId: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 50 }) }), {
    maxLength: 80,
  })
  fc.assert(
    fc.property(beats, (list) => {
      const marked: Beat[] = list.map((one, index) => ({ ...one, cpu: index, downBytes: -index }))
      const { ids, starts, t, cpu, down } = inOrder(marked)
      expect(t).toHaveLength(list.length)
      for (const [client, id] of ids.entries()) {
        for (let row = starts[client] ?? 0; row < (starts[client + 1] ?? 0); row++) {
          const source = marked[cpu[row] ?? -1]
          expect(source).toMatchObject({ clientId: id, at: t[row] })
          expect(down[row]).toBe(source?.downBytes)
        }
        const own = t.slice(starts[client], starts[client + 1])
        expect(own).toEqual(own.toSorted())
      }
    }),
  )
})

test('more rows than one chunk holds', () => {
  const count = 70_000
  const { t, cpu } = columnsOf(Array.from({ length: count }, (_, index) => beat(index, { cpu: index })))
  expect(t[65_536]).toBe(65_536 * MINUTE)
  expect(cpu.every((value, index) => value === index)).toBe(true)
})

test('an earlier reading goes on: what is older than the range is left out, what was read again is replaced', () => {
  const earlier = columnsOf([beat(0), beat(2), beat(4, { cpu: 1 }), beat(6, { cpu: 1 }), beat(4, { clientId: 'b' })])
  const builder = new HistoryBuilder()
  const again = builder.clientOf('a')
  builder.add(again, null, 8 * MINUTE, 2, 0, 0, 0, 0)
  builder.add(again, null, 6 * MINUTE, 2, 0, 0, 0, 0)
  builder.addEarlier(earlier, 2 * MINUTE, 6 * MINUTE)
  const { ids, starts, t, cpu, outOfOrder } = builder.build()
  expect(ids).toEqual(['a', 'b'])
  expect([...starts]).toEqual([0, 4, 5])
  expect([...t].map((at) => at / MINUTE)).toEqual([2, 4, 6, 8, 4])
  expect([...cpu]).toEqual([10, 1, 2, 2, 10])
  expect(outOfOrder).toBe(0)
})
