import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { currentGroup } from '@/net/changeGroup.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem, type ProblemFacts } from '@/net/problem.ts'
import type { PendingWrite } from '../schema/pendingWrites.ts'
import { createBulkEngine, LANES, type BulkDeps } from './bulkEngine.ts'
import type { BulkRow, BulkRun } from './bulkRun.ts'
import { tally } from './bulkRun.ts'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
const what = { kind: 'edit', change: { status: 'maintenance' } } as const

function rowsOf(count: number): BulkRow[] {
  return Array.from({ length: count }, (_, n) => ({
    clientId: n.toString(16).padStart(32, '0'),
    name: `c${n}`,
    from: { status: 'online' },
    to: { status: 'maintenance' },
    state: { kind: 'waiting' },
  }))
}

const problem = (facts: ProblemFacts) => new Problem(at, 'gpuf.editClient', facts)
const refusal = problem({ kind: 'server', status: 200, words: 'database is busy' })
const down = problem({ kind: 'request', reason: 'unreachable' })

/** A server that answers after 10 ms, by what the test says. */
function setUp(answer: (n: number) => Problem | null = () => null) {
  let runs: readonly BulkRun[] = []
  let shows = 0
  const sent: string[] = []
  const groups: unknown[] = []
  const writes: PendingWrite[] = []
  const kept: BulkRun[] = []
  let inFlight = 0
  let most = 0
  const deps: BulkDeps = {
    async send(_at, clientId, _to, signal) {
      inFlight += 1
      groups.push(currentGroup())
      most = Math.max(most, inFlight)
      const n = sent.push(clientId)
      await new Promise((resolve) => setTimeout(resolve, 10))
      inFlight -= 1
      if (signal.aborted) throw problem({ kind: 'abort' })
      const failure = answer(n)
      if (failure) throw failure
    },
    pending: ({ clientId }, since) => ({
      clientId,
      fields: { status: 'maintenance' },
      at: since,
      confirmed: false,
      overwrittenBy: null,
    }),
    addWrites: (_server, more) => void writes.push(...more),
    look: async () => undefined,
    onValidity: vi.fn<BulkDeps['onValidity']>(),
    show(next) {
      runs = next
      shows += 1
    },
    keep: (run) => void kept.push(run),
    forget: vi.fn<BulkDeps['forget']>(),
    now: Date.now,
  }
  const engine = createBulkEngine(deps)
  const run = () => {
    const [first] = runs
    if (!first) throw new Error('no run')
    return first
  }
  const counts = () => tally(run().rows, Date.now(), 30_000)
  return {
    engine,
    deps,
    run,
    counts,
    sent,
    groups,
    writes,
    kept,
    most: () => most,
    shows: () => shows,
    runs: () => runs,
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('all rows are sent, four at a time, and then it says so', async () => {
  const { engine, run, counts, sent, most, writes } = setUp()
  engine.start(at, what, rowsOf(50))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run().phase.kind).toBe('finished')
  expect(counts()).toMatchObject({ pending: 50, waiting: 0 })
  expect(new Set(sent).size).toBe(50)
  expect(most()).toBe(LANES)
  expect(writes).toHaveLength(50)
})

test('five thousand rows are told in a few drawings, and rows that did not change stay the same', async () => {
  const { engine, counts, shows, run } = setUp()
  engine.start(at, what, rowsOf(5_000))
  await vi.advanceTimersByTimeAsync(5_000)
  const before = run().rows
  await vi.advanceTimersByTimeAsync(250)
  const same = run().rows.filter((row, index) => row === before[index]).length
  expect(same).toBeGreaterThan(4_800)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(counts()).toMatchObject({ pending: 5_000 })
  expect(shows()).toBeLessThan(80)
})

test('every third row refused: the others go through, the refused ones keep the server’s words and can be sent again', async () => {
  let isBusy = true
  const { engine, run, counts, sent } = setUp((n) => (isBusy && n % 3 === 0 ? refusal : null))
  const id = engine.start(at, what, rowsOf(30))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(run().phase.kind).toBe('finished')
  expect(counts()).toMatchObject({ pending: 20, refused: 10 })
  expect(run().rows.find(({ state }) => state.kind === 'refused')?.state).toMatchObject({ words: 'database is busy' })

  isBusy = false
  engine.retryRefused(at, id)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(counts()).toMatchObject({ pending: 30, refused: 0 })
  expect(sent).toHaveLength(40)
})

describe('a server in trouble', () => {
  test('pauses the run, which tries again by itself and later each time', async () => {
    let isDown = true
    const { engine, run, counts, sent } = setUp(() => (isDown ? down : null))
    engine.start(at, what, rowsOf(20))
    await vi.advanceTimersByTimeAsync(500)
    expect(run().phase).toMatchObject({ kind: 'paused', problem: down })
    expect(counts()).toMatchObject({ waiting: 20 })
    const first = sent.length
    await vi.advanceTimersByTimeAsync(1_900)
    expect(sent.length).toBeGreaterThan(first)
    const second = sent.length
    await vi.advanceTimersByTimeAsync(3_000)
    expect(sent).toHaveLength(second)
    isDown = false
    await vi.advanceTimersByTimeAsync(3_000)
    expect(counts()).toMatchObject({ pending: 20 })
  })

  test('is tried at once when the operator asks', async () => {
    let isDown = true
    const { engine, counts } = setUp(() => (isDown ? down : null))
    const id = engine.start(at, what, rowsOf(3))
    await vi.advanceTimersByTimeAsync(100)
    isDown = false
    engine.tryNow(id)
    await vi.advanceTimersByTimeAsync(300)
    expect(counts()).toMatchObject({ pending: 3 })
  })

  test('that fails every row with 500 pauses the run too, and one such row alone does not', async () => {
    const empty = problem({ kind: 'server', status: 500 })
    const all = setUp(() => empty)
    all.engine.start(at, what, rowsOf(200))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(all.run().phase.kind).toBe('paused')
    expect(all.sent.length).toBeLessThan(30)

    const one = setUp((n) => (n === 5 ? empty : null))
    one.engine.start(at, what, rowsOf(20))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(one.counts()).toMatchObject({ pending: 19, refused: 1 })
  })
})

test('a stopped run sends nothing more, and goes on where it was', async () => {
  const { engine, run, counts, sent } = setUp()
  const id = engine.start(at, what, rowsOf(100))
  await vi.advanceTimersByTimeAsync(55)
  engine.stop(id)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(run().phase.kind).toBe('stopped')
  const done = counts().pending
  expect(done).toBeGreaterThan(0)
  expect(sent).toHaveLength(done)
  engine.goOn(at, id)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(run().phase.kind).toBe('finished')
  expect(new Set(sent).size).toBe(100)
  expect(sent).toHaveLength(100)
})

test('stopping also ends a pause', async () => {
  const { engine, run } = setUp(() => down)
  const id = engine.start(at, what, rowsOf(10))
  await vi.advanceTimersByTimeAsync(100)
  engine.stop(id)
  await vi.advanceTimersByTimeAsync(10)
  expect(run().phase.kind).toBe('stopped')
})

test('what reads say of the written values becomes the rows’ results', async () => {
  const { engine, counts, writes, run } = setUp()
  engine.start(at, what, rowsOf(5))
  await vi.advanceTimersByTimeAsync(1_500)
  const [a, b, c, d] = writes
  if (!a || !b || !c || !d) throw new Error('nothing written')
  engine.settle('fleet', [
    a,
    { ...b, confirmed: true },
    { ...c, overwrittenBy: 'online' },
    { ...d, overtakenBy: { status: 'error' } },
  ])
  await vi.advanceTimersByTimeAsync(300)
  expect(counts()).toMatchObject({ pending: 1, done: 2, overwritten: 1, overtaken: 1 })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(tally(run().rows, Date.now(), 30_000)).toMatchObject({ unconfirmed: 1 })
})

test('a read before the writes are taken up confirms nothing', async () => {
  const { engine, counts, writes } = setUp()
  engine.start(at, what, rowsOf(400))
  await vi.advanceTimersByTimeAsync(120)
  expect(writes).toEqual([])
  engine.settle('fleet', [])
  await vi.advanceTimersByTimeAsync(300)
  expect(counts().done).toBe(0)
})

test('clients made invalid are settled by the list that no longer has them', async () => {
  const { engine, deps, counts } = setUp()
  const listed = new Set<string>()
  Object.assign(deps, { look: async () => (id: string) => listed.has(id), pending: () => null })
  const rows: BulkRow[] = []
  for (const row of rowsOf(3)) rows.push({ ...row, from: { validStatus: 'valid' }, to: { validStatus: 'invalid' } })
  listed.add(rows[0]?.clientId ?? '')
  engine.start(at, { kind: 'edit', change: { validStatus: 'invalid' } }, rows)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(counts()).toMatchObject({ done: 2, pending: 1 })
  expect(deps.onValidity).toHaveBeenCalledTimes(1)
  listed.clear()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(counts()).toMatchObject({ done: 3 })
})

test('a run from before a reload shows what was done, and goes on when asked', async () => {
  const before = setUp()
  const id = before.engine.start(at, what, rowsOf(100))
  await vi.advanceTimersByTimeAsync(100)
  before.engine.keepNow()
  const kept = before.kept.at(-1)
  if (!kept) throw new Error('nothing kept')

  const after = setUp()
  after.engine.restore([{ ...kept, phase: { kind: 'interrupted' } }])
  const done = after.counts().pending
  expect(done).toBeGreaterThan(0)
  expect(after.writes).toHaveLength(done)
  expect(after.sent).toEqual([])
  after.engine.goOn(at, id)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(after.counts()).toMatchObject({ pending: 100 })
  expect(after.sent).toHaveLength(100 - done)
})

test('a run is dismissed, but not while it goes on', async () => {
  const { engine, runs, deps } = setUp()
  const id = engine.start(at, what, rowsOf(100))
  engine.dismiss(id)
  expect(runs()).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  engine.dismiss(id)
  expect(runs()).toEqual([])
  expect(deps.forget).toHaveBeenCalledWith(id)
})

test('all that a run sends is known to belong together, what is sent again too', async () => {
  const { engine, groups } = setUp((n) => (n === 2 ? refusal : null))
  const id = engine.start(at, what, rowsOf(3))
  await vi.advanceTimersByTimeAsync(1_000)
  engine.retryRefused(at, id)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(groups).toEqual(Array.from({ length: 4 }, () => ({ id, kind: 'gpuf.edit' })))
})
