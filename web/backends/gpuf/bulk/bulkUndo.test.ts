import { expect, test } from 'vitest'
import { clientWith } from '../schema/client.fixture.ts'
import type { BulkRow } from './bulkRun.ts'
import { planUndo } from './bulkUndo.ts'

const row: BulkRow = {
  clientId: 'a',
  name: 'old',
  from: { name: 'old', status: 'online' },
  to: { name: 'new', status: 'maintenance' },
  state: { kind: 'accepted', at: 0, fate: { kind: 'confirmed' } },
}
const undo = (client: Parameters<typeof clientWith>[0] | null, one: BulkRow = row) =>
  planUndo([one], () => (client === null ? undefined : clientWith({ id: 'a', ...client })))[0]

test('what is as we left it is written back', () => {
  expect(undo({ name: 'new', status: 'maintenance' })).toMatchObject({
    from: { name: 'new', status: 'maintenance' },
    to: { name: 'old', status: 'online' },
    state: { kind: 'waiting' },
  })
})

test('what somebody else changed meanwhile is left alone, and said', () => {
  const partly = undo({ name: 'theirs', status: 'maintenance' })
  expect(partly).toMatchObject({ to: { status: 'online' }, kept: { name: 'theirs' }, state: { kind: 'waiting' } })
  expect(partly?.to).not.toHaveProperty('name')
  expect(undo({ name: 'theirs', status: 'error' })).toMatchObject({ state: { kind: 'skipped', why: 'changed' } })
})

test('what is as before already needs nothing', () => {
  expect(undo({ name: 'old', status: 'online' })).toMatchObject({ state: { kind: 'skipped', why: 'already' } })
})

test('a client that is gone is told of', () => {
  expect(undo(null)).toMatchObject({ state: { kind: 'skipped', why: 'gone' } })
})

test('one that was made invalid is in no list, and is brought back with all that was changed', () => {
  const hidden: BulkRow = {
    ...row,
    from: { name: 'old', validStatus: 'valid' },
    to: { name: 'new', validStatus: 'invalid' },
  }
  expect(undo(null, hidden)).toMatchObject({ to: { name: 'old', validStatus: 'valid' }, state: { kind: 'waiting' } })
})

test('rows that were refused or never sent are not undone', () => {
  const refused: BulkRow = { ...row, state: { kind: 'refused', words: null, status: 500 } }
  expect(planUndo([refused, { ...row, state: { kind: 'waiting' } }], () => undefined)).toEqual([])
})
