import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/net/problem.ts'
import type { ProblemFacts } from '@/net/problem.ts'
import type { ActivityEntry } from './activityEntry.ts'
import { type ActivityLog, createActivityLog } from './activityLog.ts'
import { type ActivityShelf, memoryShelf } from './activityShelf.ts'

const server = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api' }
const stop = {
  user: 'mira',
  server,
  operation: 'xw.stopInstance',
  target: 'chat-large',
  path: '/api/runtime/stop',
  body: '{}',
  cut: 0,
  at: 5,
} as const

/** Tabs of one browser. */
function browser(shelf: ActivityShelf = memoryShelf()) {
  const tabs = new Map<string, ActivityLog>()
  const watchers = new Map<string, () => void>()
  let mark: number | null = null
  const open = (id: string) => {
    const log = createActivityLog({
      shelf,
      presence: {
        id,
        watch: (tab, onGone) => {
          watchers.set(tab, onGone)
          return () => void watchers.delete(tab)
        },
      },
      tell: (news) => {
        for (const [other, { hear }] of tabs) if (other !== id) hear(news)
      },
      now: Date.now,
      mark: { get: () => mark, set: (at) => void (mark = at) },
    })
    tabs.set(id, log)
    return log
  }
  return { shelf, open, close: (tab: string) => watchers.get(tab)?.() }
}

const settle = () => vi.advanceTimersByTimeAsync(200)
const shown = (log: ActivityLog) => log.store.getState().entries?.map(({ id, outcome: { kind } }) => [id, kind])

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a change is there while it is under way, and then with its end, in every tab', async () => {
  const { open } = browser()
  const [here, there] = [open('here'), open('there')]
  await Promise.all([here.open(), there.open()])
  const end = here.begin(stop)
  await settle()
  expect([shown(here), shown(there)]).toEqual([[[1, 'under-way']], [[1, 'under-way']]])
  await end(undefined, 42)
  await settle()
  expect([shown(here), shown(there)]).toEqual([[[1, 'done']], [[1, 'done']]])
  expect(here.store.getState().entries?.[0]).toMatchObject({ user: 'mira', tookMs: 42, tab: 'here' })
})

test.each<[ProblemFacts, ActivityEntry['outcome']]>([
  [
    { kind: 'server', status: 409, words: 'busy' },
    { kind: 'refused', status: 409, words: 'busy' },
  ],
  [
    { kind: 'server', status: 200, words: 'disk full' },
    { kind: 'refused', status: 200, words: 'disk full' },
  ],
  [
    { kind: 'server', status: 403 },
    { kind: 'refused', status: 403, words: null },
  ],
  [{ kind: 'server', status: 401 }, { kind: 'signed-out' }],
  [{ kind: 'response', reason: 'redirect', status: 0 }, { kind: 'signed-out' }],
  [{ kind: 'response', reason: 'cut', status: 200 }, { kind: 'unreadable' }],
  [{ kind: 'server', status: 504 }, { kind: 'no-answer' }],
  [{ kind: 'request', reason: 'unreachable' }, { kind: 'no-answer' }],
  [{ kind: 'timeout', afterMs: 1 }, { kind: 'no-answer' }],
  [{ kind: 'broken-off', reason: 'dropped' }, { kind: 'broken-off' }],
  [{ kind: 'abort' }, { kind: 'cancelled' }],
])('what ends with %o is said to be %o', async (facts, outcome) => {
  const { shelf, open } = browser()
  await open('here').begin(stop)(new Problem(server, 'xw.stopInstance', facts), 1)
  expect((await shelf.all())[0]?.outcome).toEqual(outcome)
})

test('what a closed page left under way is said to be so at the next start, and what another tab does is not', async () => {
  const { shelf, open, close } = browser()
  const gone = open('gone')
  gone.begin(stop)
  const end = gone.begin(stop)
  open('lives').begin(stop)
  await settle()
  await end(undefined, 1)
  const next = open('next')
  await next.open()
  close('gone')
  await settle()
  expect(shown(next)).toEqual([
    [1, 'left'],
    [2, 'done'],
    [3, 'under-way'],
  ])
  expect(await shelf.all()).toHaveLength(3)
})

test('erased is erased in every tab; what was under way is written down again when it ends', async () => {
  const { shelf, open } = browser()
  const [here, there] = [open('here'), open('there')]
  await Promise.all([here.open(), there.open()])
  const end = here.begin(stop)
  await settle()
  await there.erase()
  expect([shown(here), shown(there), await shelf.all()]).toEqual([[], [], []])
  await end(undefined, 1)
  await settle()
  expect([shown(here), shown(there)]).toEqual([[[2, 'done']], [[2, 'done']]])
})

test('where the browser has no room left it is said, and nothing is lost while the page lives', async () => {
  const { open } = browser({
    ...memoryShelf(),
    kind: 'browser',
    add: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
  })
  const log = open('here')
  await log.open()
  await log.begin(stop)(undefined, 3)
  await settle()
  expect(log.store.getState()).toMatchObject({ kept: 'full', entries: [{ outcome: { kind: 'done' }, tookMs: 3 }] })
})

test('of more than are kept the oldest go, by the order of asking and not by the clock', async () => {
  const { shelf, open } = browser()
  const log = open('here')
  await log.open()
  for (let n = 0; n < 5_100; n += 1) log.begin({ ...stop, at: 10_000 - n })
  await settle()
  expect(log.store.getState().entries).toHaveLength(5_000)
  await settle()
  const kept = await shelf.all()
  expect(kept).toHaveLength(5_000)
  expect(kept[0]?.id).toBe(101)
})
