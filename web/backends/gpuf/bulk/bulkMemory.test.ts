// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { createBulkMemory } from './bulkMemory.ts'
import type { BulkRun } from './bulkRun.ts'

const run: BulkRun = {
  id: 'r1',
  server: 'fleet',
  startedAt: 5,
  what: { kind: 'edit', change: { name: { how: 'replace', find: 'a', by: '' }, status: 'offline' } },
  phase: { kind: 'running' },
  rows: [
    {
      clientId: 'f'.repeat(32),
      name: '<b>x</b>',
      from: { name: 'a' },
      to: { name: 'b' },
      state: { kind: 'accepted', at: 1, fate: { kind: 'overwritten', by: 'online' } },
    },
    { clientId: 'e'.repeat(32), name: '', from: {}, to: { os: '' }, state: { kind: 'sending' } },
    {
      clientId: 'd'.repeat(32),
      name: '',
      from: {},
      to: { os: '' },
      state: { kind: 'refused', words: 'no', status: 200 },
      kept: { name: 'theirs' },
    },
  ],
}

const memory = createBulkMemory(() => sessionStorage)
beforeEach(() => sessionStorage.clear())

test('a run in the middle comes back as interrupted; what was on its way is not known to have arrived', () => {
  memory.keep(run)
  const [back] = memory.all()
  expect(back?.phase).toEqual({ kind: 'interrupted' })
  expect(back?.what).toEqual(run.what)
  expect(back?.rows.map(({ state }) => state.kind)).toEqual(['accepted', 'waiting', 'refused'])
  expect(back?.rows[2]).toEqual(run.rows[2])
})

test('the latest comes first, and what is garbled is not there', () => {
  memory.keep({ ...run, phase: { kind: 'finished' } })
  memory.keep({ ...run, id: 'r2', startedAt: 9, phase: { kind: 'stopped' } })
  sessionStorage.setItem('quarterdeck.gpuf.bulk/r3', '{"id":"r3","rows":')
  sessionStorage.setItem('quarterdeck.gpuf.bulk/r4', '{"id":"r4","rows":[{}]}')
  expect(memory.all().map(({ id, phase }) => [id, phase.kind])).toEqual([
    ['r2', 'stopped'],
    ['r1', 'finished'],
  ])
  memory.forget('r2')
  expect(memory.all()).toHaveLength(1)
})

test('a storage that refuses costs nothing but the memory', () => {
  const none = createBulkMemory(() => {
    throw new Error('no storage')
  })
  expect(none.keep(run)).toBe(false)
  expect(none.all()).toEqual([])
})
