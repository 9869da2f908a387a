import { expect, test } from 'vitest'
import type { ActivityEntry } from './activityEntry.ts'
import { activityCsv, activityJson } from './activityFile.ts'
import { filterActivity } from './activityFilter.ts'

const entry = (id: number, more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id,
  tab: 't',
  user: null,
  server: { kind: 'xw', id: 'npu-01', label: 'npu-01' },
  operation: 'xw.stopInstance',
  target: 'chat-large',
  path: '/api/runtime/stop',
  body: '{"alias":"chat-large"}',
  cut: 0,
  at: 1_000_000 * id,
  outcome: { kind: 'done' },
  tookMs: 10,
  ...more,
})
const whatOf = ({ target }: ActivityEntry) => `Stop instance ${target ?? ''}`

const entries = [
  entry(1, { user: 'mira', at: 9e12 }),
  entry(2, { server: { kind: 'gpuf', id: 'fleet', label: 'Fleet' }, operation: 'gpuf.editClient', target: 'edge' }),
  entry(3, {
    outcome: { kind: 'refused', status: 409, words: '=cmd|"busy"' },
    group: { id: 'stop-1', kind: 'xw.stop' },
  }),
]
const found = (search: Parameters<typeof filterActivity>[1], now = 0) =>
  filterActivity(entries, search, whatOf, now).map(({ id }) => id)

test('the newest comes first by the order of asking, whatever the clock said', () => {
  expect(found({})).toEqual([3, 2, 1])
})

test('filters go together; words are looked for in what was asked, of whom, and what was answered', () => {
  expect(found({ q: 'BUSY cmd' })).toEqual([3])
  expect(found({ q: 'stop mira' })).toEqual([1])
  expect(found({ server: ['gpuf/fleet'] })).toEqual([2])
  expect(found({ user: ['-'], outcome: ['done'] })).toEqual([2])
  expect(found({ what: ['xw.stopInstance'], outcome: ['refused'] })).toEqual([3])
  expect(found({ range: '1h' }, 9e12)).toEqual([1])
})

test('a table file runs nothing in a spreadsheet, and says how it ended', () => {
  const headings = {
    time: 'Time',
    user: 'User',
    server: 'Server',
    what: 'What',
    outcome: 'Outcome',
    status: 'Status',
    words: 'Words',
    tookMs: 'ms',
    request: 'Request',
    body: 'Body',
    group: 'Group',
  }
  const [head, line] = activityCsv(entries.slice(2), headings, whatOf).split('\r\n')
  expect(head).toBe('\uFEFFTime,User,Server,What,Outcome,Status,Words,ms,Request,Body,Group')
  expect(line).toBe(
    `1970-01-01T00:50:00.000Z,,npu-01,Stop instance chat-large,refused,409,"'=cmd|""busy""",10,POST /api/runtime/stop,"{""alias"":""chat-large""}",stop-1`,
  )
  expect(JSON.parse(activityJson([entry(1, { at: 9e15 })]))).toMatchObject([{ time: '', id: 1 }])
})
