import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem } from '@/net/problem.ts'
import { readPoints } from './clientRegister.ts'
import {
  HistoryGoneError,
  historyHeat,
  historyLines,
  historyOutages,
  isOver,
  readHistory,
  readMonitor,
  releaseHistory,
} from './clientHistory.ts'
import type { HeartbeatWire } from './schema/heartbeat.ts'
import type { HistoryView } from './schema/history.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const OTHER = '00000000000000000000000000000001'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOON = Date.UTC(2025, 6, 29, 12)

type AskedQuery = Readonly<Record<string, string>>

let asked: AskedQuery[] = []
let answer: (query: AskedQuery) => Response = () => ok([])
let at: Endpoint
let connections = 0

function ok(data: unknown, now = NOON): Response {
  return new Response(JSON.stringify({ success: true, data, message: 'success', timestamp: isoOf(now) }))
}

function isoOf(moment: number): string {
  return new Date(moment).toISOString()
}

function beat(moment: number, changes: Partial<HeartbeatWire> = {}): HeartbeatWire {
  return {
    client_id: ID,
    client_name: 'node-1',
    timestamp: isoOf(moment),
    cpu_usage: 10,
    mem_usage: 20,
    disk_usage: 30,
    network_up: 0,
    network_down: 1200,
    ...changes,
  }
}

/** Newest first, as a server sends them. */
function beats(from: number, to: number, changes: Partial<HeartbeatWire> = {}): HeartbeatWire[] {
  const list: HeartbeatWire[] = []
  for (let moment = to; moment >= from; moment -= 2 * MINUTE) list.push(beat(moment, changes))
  return list
}

beforeEach(() => {
  asked = []
  // What is learnt of one connection must not show in another.
  connections += 1
  at = { kind: 'gpuf', id: `history-${connections}`, label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const query = Object.fromEntries(new URL(new Request(input).url).searchParams)
    asked.push(query)
    return answer(query)
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.catch((reason: unknown) => reason)
  if (!isProblem(error)) throw new Error('expected a Problem')
  return { operation: error.operation, ...error.facts }
}

const fleet: HistoryView = {
  range: { from: NOON - HOUR, to: NOON },
  points: 500,
  mode: { kind: 'fleet' },
  metrics: ['cpu', 'down'],
}

test('every call names the tenant', async () => {
  await readHistory(at, { windowMs: HOUR })
  await readMonitor(at)
  expect(asked.map((query) => query['user_id'])).toEqual(['12', '12'])
})

describe('a window that ends now', () => {
  test('has the heartbeats of its range, by client, and lines of them', async () => {
    answer = () =>
      ok([...beats(NOON - HOUR, NOON), ...beats(NOON - HOUR, NOON, { client_id: OTHER, client_name: 'a' })])
    const history = await readHistory(at, { windowMs: HOUR })
    expect(history).toMatchObject({
      range: { from: NOON - HOUR, to: NOON },
      heartbeats: 62,
      firstAt: NOON - HOUR,
      lastAt: NOON,
      outOfOrder: 0,
      ahead: 0,
      clients: [
        { id: OTHER, name: 'a', heartbeats: 31 },
        { id: ID, name: 'node-1', heartbeats: 31 },
      ],
    })
    const lines = await historyLines(history, fleet)
    expect(lines.metrics.cpu?.map(({ id, line }) => [id, line.t.length])).toEqual([
      ['p50', 31],
      ['p95', 31],
      ['max', 31],
      ['min', 31],
    ])
    expect(lines.metrics.down?.map(({ id }) => id)).toEqual(['total', 'max'])
    expect(lines).toMatchObject({ resolutionMs: 120_000, baseMs: 120_000 })
    expect(lines.heard?.v.every((count) => count === 2)).toBe(true)
  })

  test('ends at the server’s now, not at the browser’s', async () => {
    const now = NOON + 10 * MINUTE
    answer = () => ok(beats(NOON - HOUR, now), now)
    const history = await readHistory(at, { windowMs: HOUR })
    expect(history.range).toEqual({ from: now - HOUR, to: now })
    expect(history).toMatchObject({ ahead: 0, lastAt: now })
    await readHistory(at, { windowMs: DAY })
    // No end is named: it would be the browser's.
    expect(asked.map((query) => query['end_date'])).toEqual([undefined, undefined])
  })

  test('is found also by a browser whose clock is a day off', async () => {
    vi.setSystemTime(NOON + DAY)
    answer = () => ok(beats(NOON - HOUR, NOON))
    expect(await readHistory(at, { windowMs: HOUR })).toMatchObject({ heartbeats: 31, lastAt: NOON })
    expect(asked.map((query) => query['start_date'])).toEqual(['2025-07-30', '2025-07-29'])
    await readHistory(at, { windowMs: HOUR })
    expect(asked).toHaveLength(3)
  })

  test('heartbeats of clocks that are ahead are counted, and in no line; who sends them is not silent', async () => {
    answer = () => ok(beats(NOON - 50 * MINUTE, NOON + 10 * MINUTE))
    const history = await readHistory(at, { windowMs: HOUR })
    expect(history).toMatchObject({ heartbeats: 26, ahead: 5, lastAt: NOON })
    const { metrics } = await historyLines(history, { ...fleet, mode: { kind: 'clients', ids: [ID] } })
    expect(Math.max(...(metrics.cpu?.[0]?.line.t ?? []))).toBe(NOON)
    expect(await historyOutages(history, history.range, new Map())).toEqual([])
  })

  test('one heartbeat out of order is put in its place, and told', async () => {
    const [first, second, ...rest] = beats(NOON - HOUR, NOON)
    answer = () => ok([second, first, ...rest])
    const history = await readHistory(at, { windowMs: HOUR })
    expect(history).toMatchObject({ heartbeats: 31, outOfOrder: 1, lastAt: NOON })
  })

  test('figures that were not sent are none', async () => {
    const nothing = { cpu_usage: null, mem_usage: null, disk_usage: null, network_up: null, network_down: null }
    answer = () => ok(beats(NOON - HOUR, NOON, { ...nothing, client_name: null }))
    const history = await readHistory(at, { windowMs: HOUR })
    expect(history).toMatchObject({ heartbeats: 31, clients: [{ id: ID, name: null }] })
    const { metrics } = await historyLines(history, fleet)
    expect([metrics.cpu, metrics.down].flat().every((one) => one?.line.t.length === 0)).toBe(true)
  })

  test('names of 255 characters and of markup are data', async () => {
    const names = ['n'.repeat(255), '<img src=x onerror=alert(1)>\u202E', '__proto__', '']
    answer = () => ok(names.map((client_name, index) => beat(NOON, { client_id: `${index}`, client_name })))
    const { clients } = await readHistory(at, { windowMs: HOUR })
    expect(new Set(clients.map(({ name }) => name))).toEqual(new Set([null, ...names.slice(0, 3)]))
  })
})

describe('dates', () => {
  test('on a server that ignores the documented form, foreign rows are dropped and the long form is used', async () => {
    const rows = [...beats(NOON - HOUR, NOON), beat(NOON - 40 * DAY)]
    answer = () => ok(rows)
    expect(await readHistory(at, { windowMs: HOUR })).toMatchObject({ heartbeats: 31 })
    expect(await readHistory(at, { windowMs: HOUR })).toMatchObject({ heartbeats: 31 })
    await readPoints(at, { from: NOON - HOUR, to: NOON }).catch(() => null)
    expect(asked.map((query) => query['start_date'])).toEqual([
      '2025-07-29',
      '2025-07-29T10:50:00',
      '2025-07-29T11:00:00',
    ])
  })

  test('and it is not heard to the end of its whole history', async () => {
    let sent = 0
    const encoder = new TextEncoder()
    let isCancelled = false
    answer = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(encoder.encode('{"success":true,"data":[')),
          pull(controller) {
            const rows = beats(NOON - (sent + 1) * 5 * DAY + MINUTE, NOON - sent * 5 * DAY).map((row) =>
              JSON.stringify(row),
            )
            controller.enqueue(encoder.encode(`${sent === 0 ? '' : ','}${rows.join(',')}`))
            sent += 1
          },
          cancel() {
            isCancelled = true
          },
        }),
      )
    const history = await readHistory(at, { windowMs: HOUR })
    // Its own now comes last, and was not waited for: the first heartbeat may be just outside.
    expect(history.heartbeats).toBeGreaterThanOrEqual(30)
    expect(isCancelled).toBe(true)
    expect(sent).toBeLessThan(12)
    answer = () => ok([])
    await readHistory(at, { windowMs: HOUR })
    expect(asked[1]?.['start_date']).toHaveLength(19)
  })

  test('a server that sends no order is heard to its end', async () => {
    const shuffled = [beat(NOON - 9 * DAY), ...beats(NOON - HOUR, NOON)]
    answer = () => ok(shuffled)
    expect(await readHistory(at, { windowMs: HOUR })).toMatchObject({ heartbeats: 31 })
  })

  test('on a server that understands the documented form, it stays', async () => {
    // The days that were asked for are longer than the range.
    answer = () => ok(beats(NOON - 12 * HOUR, NOON))
    const range = { from: NOON - 3 * HOUR, to: NOON - HOUR }
    expect(await readHistory(at, range)).toMatchObject({ heartbeats: 61, range })
    await readHistory(at, range)
    expect(asked[1]).toMatchObject({ start_date: '2025-07-29', end_date: '2025-07-29' })
  })

  test('a range that is over is over, a window never is', () => {
    expect(isOver(at, { from: NOON - DAY, to: NOON - HOUR })).toBe(true)
    expect(isOver(at, { from: NOON - DAY, to: NOON + HOUR })).toBe(false)
    expect(isOver(at, { windowMs: HOUR })).toBe(false)
  })

  test('a range that goes on into the future ends, for silence, at now', async () => {
    answer = () => ok(beats(NOON - HOUR, NOON))
    const history = await readHistory(at, { from: NOON - HOUR, to: NOON + 6 * HOUR })
    expect(await historyOutages(history, history.range, new Map())).toEqual([])
  })
})

describe('one client', () => {
  test('on a server that fails filters by client, everything is read and filtered here, from then on at once', async () => {
    answer = ({ client_id: filter }) =>
      filter === undefined ? ok([beat(NOON), beat(NOON, { client_id: OTHER })]) : new Response(null, { status: 500 })
    const history = await readHistory(at, { windowMs: HOUR }, { clientIds: [ID] })
    expect(history.clients.map(({ id }) => id)).toEqual([ID])
    answer = () =>
      ok([{ client_id: ID, date: '2025-07-29' }, { client_id: OTHER, date: '2025-07-29' }, { client_id: OTHER }])
    expect(await readMonitor(at, ID)).toMatchObject({ days: [{ clientId: ID }], withoutStatistics: [] })
    expect(asked.map((query) => query['client_id'])).toEqual([ID, undefined, undefined])
  })

  test('a server that fails with and without the filter is simply failing', async () => {
    answer = () => new Response(null, { status: 500 })
    expect(await problemOf(readMonitor(at, ID))).toMatchObject({ kind: 'server', status: 500 })
    expect(await problemOf(readHistory(at, { windowMs: HOUR }, { clientIds: [ID] }))).toMatchObject({
      operation: 'gpuf.readHeartbeats',
      kind: 'server',
      status: 500,
      code: 'no-reason-given',
    })
    answer = () => ok([])
    await readMonitor(at, ID)
    expect(asked.at(-1)?.['client_id']).toBe(ID)
  })

  test('one that nobody knows has no line', async () => {
    answer = () => ok(beats(NOON - HOUR, NOON))
    const history = await readHistory(at, { windowMs: HOUR })
    const { metrics } = await historyLines(history, { ...fleet, mode: { kind: 'clients', ids: ['nobody', ID] } })
    expect(metrics.cpu?.map(({ id, line }) => [id, line.t.length])).toEqual([
      ['nobody', 0],
      [ID, 31],
    ])
  })
})

describe('some clients', () => {
  const THIRD = '00000000000000000000000000000003'
  const world = [ID, OTHER, THIRD].flatMap((id) => beats(NOON - 4 * DAY, NOON, { client_id: id }))
  const filtered = (query: AskedQuery, now = NOON) =>
    ok(
      world
        .filter(({ client_id: id }) => query['client_id'] === undefined || id === query['client_id'])
        .filter(({ timestamp }) => timestamp >= (query['start_date'] ?? ''))
        .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1)),
      now,
    )
  const filter = { windowMs: 3 * DAY }
  const options = { clientIds: [ID, OTHER] }

  test('are asked for one by one, and are one history, also after a refresh', async () => {
    answer = filtered
    const some = await readHistory(at, filter, options)
    expect(asked.map((query) => query['client_id'])).toEqual([ID, OTHER])
    const all = await readHistory(at, filter)
    const [mine, others] = [some, all].map(({ clients }) => clients.filter(({ id }) => id !== THIRD))
    expect(some.clients).toHaveLength(2)
    expect(mine).toEqual(others)
    const view: HistoryView = { ...fleet, range: some.range, points: 5000, mode: { kind: 'clients', ids: [ID, OTHER] } }
    const lines = await historyLines(all, view)
    expect(await historyLines(some, view)).toEqual(lines)

    asked = []
    const again = await readHistory(at, filter, { ...options, earlier: some })
    expect(asked.map((query) => query['start_date'])).toEqual(['2025-07-29', '2025-07-29'])
    expect(again.clients).toEqual(some.clients)
    expect(await historyLines(again, view)).toEqual(lines)
    // What was on screen meanwhile is not lost.
    expect(await historyLines(some, view)).toEqual(lines)
  })

  test('of which one cannot be read are no history', async () => {
    answer = (query) => (query['client_id'] === OTHER ? new Response(null, { status: 503 }) : filtered(query))
    expect(await problemOf(readHistory(at, filter, options))).toMatchObject({ kind: 'server', status: 503 })
  })

  test('are picked out of one reading of all where the server fails the filter', async () => {
    answer = (query) => (query['client_id'] === undefined ? filtered(query) : new Response(null, { status: 500 }))
    const { clients } = await readHistory(at, filter, options)
    expect(clients.map(({ id }) => id).toSorted()).toEqual([ID, OTHER].toSorted())
    expect(asked.map((query) => query['client_id'])).toEqual([ID, undefined])
  })

  test('are not, where all must not be read in their place', async () => {
    answer = (query) => (query['client_id'] === undefined ? filtered(query) : new Response(null, { status: 500 }))
    const refused = readHistory(at, filter, { ...options, mayReadAll: false })
    expect(await problemOf(refused)).toMatchObject({ kind: 'server', status: 500 })
    expect(asked.map((query) => query['client_id'])).toEqual([ID])
  })
})

describe('a refresh', () => {
  test('asks from the day of the last heartbeat, and makes the same of it as reading all', async () => {
    const all = (now: number) => [...beats(NOON - 4 * DAY, now), ...beats(NOON - 4 * DAY, now, { client_id: OTHER })]
    const within = (query: AskedQuery, now: number) =>
      ok(
        all(now)
          .filter(({ timestamp }) => timestamp >= (query['start_date'] ?? ''))
          .toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : -1)),
        now,
      )
    answer = (query) => within(query, NOON)
    const filter = { windowMs: 3 * DAY }
    const before = await readHistory(at, filter)
    const later = NOON + 10 * MINUTE
    vi.setSystemTime(later)
    answer = (query) => within(query, later)
    const after = await readHistory(at, filter, { earlier: before })
    expect(asked.map((query) => query['start_date'])).toEqual(['2025-07-26', '2025-07-29'])

    const whole = await readHistory(at, filter)
    const ignored = { key: '', tookMs: 0, bytes: 0 }
    expect({ ...after, ...ignored }).toEqual({ ...whole, ...ignored })
    const view: HistoryView = { ...fleet, range: after.range, points: 5000 }
    expect(await historyLines(after, view)).toEqual(await historyLines(whole, view))
  })

  test('of a short window, or of a history that is no longer kept, reads all', async () => {
    answer = () => ok(beats(NOON - HOUR, NOON))
    const before = await readHistory(at, { windowMs: HOUR })
    await readHistory(at, { windowMs: HOUR }, { earlier: before })
    expect(asked[1]?.['start_date']).toBe(asked[0]?.['start_date'])
    answer = () => ok(beats(NOON - 2 * DAY, NOON))
    const long = await readHistory(at, { windowMs: 2 * DAY })
    releaseHistory(long.key)
    const again = await readHistory(at, { windowMs: 2 * DAY }, { earlier: long })
    expect(again.heartbeats).toBe(long.heartbeats)
    expect(asked.at(-1)?.['start_date']).toBe('2025-07-27')
  })
})

describe('what cannot be used', () => {
  test('a mistyped field names itself', async () => {
    answer = () => ok([beat(NOON), beat(NOON), { ...beat(NOON), cpu_usage: '45' }])
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({
      operation: 'gpuf.readHeartbeats',
      kind: 'response',
      reason: 'schema',
      path: 'data[2].cpu_usage',
      expected: 'number',
      received: '"45"',
    })
  })

  test('a time that is none names itself; one without a zone is UTC', async () => {
    answer = () => ok([beat(NOON, { timestamp: 'yesterday' })])
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({ path: 'data[0].timestamp' })
    answer = () => ok([beat(NOON, { timestamp: '2025-07-29T11:59:00' })])
    expect(await readHistory(at, { windowMs: HOUR })).toMatchObject({ lastAt: NOON - MINUTE })
  })

  test('a body that is cut, a web page, nothing, a list that is none', async () => {
    answer = () => new Response(`{"success":true,"data":[${JSON.stringify(beat(NOON))},{"client_id":"6e`)
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({ kind: 'response', reason: 'cut' })
    answer = () => new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } })
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({ kind: 'response', reason: 'html' })
    answer = () => new Response('')
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({ kind: 'response', reason: 'empty' })
    answer = () => ok({ rows: [] })
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({ reason: 'schema', path: 'data' })
  })

  test('a 200 that says success:false has the server’s words', async () => {
    answer = () => Response.json({ success: false, data: null, message: 'no such tenant' })
    expect(await problemOf(readHistory(at, { windowMs: HOUR }))).toMatchObject({
      kind: 'server',
      status: 200,
      words: 'no such tenant',
    })
  })

  test('a list that is null is an empty one', async () => {
    answer = () => ok(null)
    expect(await readHistory(at, { windowMs: HOUR })).toMatchObject({ heartbeats: 0, clients: [], firstAt: null })
  })
})

test('heat: the highest of each cell, gaps between, the worst first', async () => {
  answer = () =>
    ok([
      ...beats(NOON - HOUR, NOON, { client_id: 'a', cpu_usage: 5 }),
      ...beats(NOON - HOUR, NOON - 40 * MINUTE, { client_id: 'b', cpu_usage: 7 }),
      beat(NOON, { client_id: 'b', cpu_usage: 90 }),
    ])
  const history = await readHistory(at, { windowMs: HOUR })
  const request = { range: history.range, columns: 6, metric: 'cpu', rows: { offset: 0, count: 10 } } as const
  const byName = await historyHeat(history, { ...request, order: 'name' })
  expect(byName.ids).toEqual(['a', 'b'])
  expect(byName.total).toBe(2)
  const gap = Number.NaN
  expect([...byName.values]).toEqual([5, 5, 5, 5, 5, 5, 7, 7, 7, gap, gap, 90])
  const worst = await historyHeat(history, { ...request, order: 'worst', rows: { offset: 0, count: 1 } })
  expect(worst.ids).toEqual(['b'])
  // Cells narrower than a heartbeat interval have no gaps where there was no outage.
  const narrow = await historyHeat(history, { ...request, columns: 120, order: 'name', rows: { offset: 0, count: 1 } })
  expect(narrow.values.every((value) => value === 5)).toBe(true)
})

test('three histories are kept; what was released, or is a fourth, is gone', async () => {
  const first = await readHistory(at, { windowMs: HOUR })
  const second = await readHistory(at, { windowMs: 2 * HOUR })
  await readHistory(at, { windowMs: 3 * HOUR })
  await historyLines(first, fleet)
  const third = await readHistory(at, { windowMs: 4 * HOUR })
  await expect(historyLines(second, fleet)).rejects.toThrow(HistoryGoneError)
  await historyLines(first, fleet)
  releaseHistory(first.key)
  await expect(historyLines(first, fleet)).rejects.toThrow(HistoryGoneError)
  await historyLines(third, fleet)
})
