import { expect, test } from 'vitest'
import type { ActivityEntry, ActivityOutcome } from './activityEntry.ts'
import { activityRows, spanOf } from './activityRows.ts'

const done: ActivityOutcome = { kind: 'done' }
const refused: ActivityOutcome = { kind: 'refused', status: 500, words: null }

function entry(id: number, more: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id,
    tab: 't',
    user: null,
    server: { kind: 'xw', id: 'npu-01', label: 'npu-01' },
    operation: 'xw.stopInstance',
    target: `chat-${id}`,
    path: '/api/runtime/stop',
    body: '{}',
    cut: 0,
    at: 1_000 * id,
    outcome: done,
    tookMs: 500,
    ...more,
  }
}

const stop = { id: 'g', kind: 'xw.stop' }
const together = (id: number, more: Partial<ActivityEntry> = {}) => entry(id, { group: stop, ...more })

function rowsOf(all: readonly ActivityEntry[], open: readonly string[] = [], shown = all) {
  return activityRows(shown.toReversed(), all, open).map((row) =>
    row.kind === 'entry'
      ? `${row.isPart ? '- ' : ''}${row.entry.id}`
      : `${row.group.kind} ${row.count}: ${row.tally.map(({ kind, count }) => `${count} ${kind}`).join(', ')}`,
  )
}

const many = [
  entry(1),
  together(2),
  together(3, { outcome: refused }),
  entry(4),
  together(5),
  entry(6, { group: null }),
]

test('what was asked for together is one row, where its newest change stands', () => {
  expect(rowsOf(many)).toEqual(['6', 'xw.stop 3: 2 done, 1 refused', '4', '1'])
})

test('open, it is followed by its changes, the newest first', () => {
  expect(rowsOf(many, ['g'])).toEqual(['6', 'xw.stop 3: 2 done, 1 refused', '- 5', '- 3', '- 2', '4', '1'])
})

test('a filter leaves of it what matches, and it still tells of all', () => {
  const shown = many.filter(({ outcome }) => outcome === refused)
  expect(rowsOf(many, ['g'], shown)).toEqual(['xw.stop 3: 2 done, 1 refused', '- 3'])
})

test('one that nothing came with, and entries of former versions, are rows like any other', () => {
  expect(rowsOf([entry(1), together(2)], ['g'])).toEqual(['2', '1'])
})

test('what was tried again counts once, as it ended at last', () => {
  const again = [together(1, { outcome: refused }), together(2), together(3, { target: 'chat-1' })]
  expect(rowsOf(again)).toEqual(['xw.stop 2: 2 done'])
})

test('the steps of an update are one a server', () => {
  const group = { id: 'u', kind: 'xw.update' }
  const other = { kind: 'xw', id: 'npu-02', label: 'npu-02' }
  const steps = [
    entry(1, { group, operation: 'xw.update', target: '0.0.6' }),
    entry(2, { group, operation: 'xw.reloadConfig', target: null }),
    entry(3, { group, operation: 'xw.update', target: '0.0.6', server: other, outcome: refused }),
  ]
  expect(rowsOf(steps)).toEqual(['xw.update 2: 1 done, 1 refused'])
})

test('it took from the first question to the last answer; not known as long as one is under way', () => {
  expect(spanOf([entry(1), entry(3)])).toBe(2_500)
  expect(spanOf([entry(1), entry(3, { outcome: { kind: 'under-way' }, tookMs: null })])).toBeNull()
  // By a clock that was set back.
  expect(spanOf([entry(3), entry(1, { at: 0, tookMs: null })])).toBe(500)
})
