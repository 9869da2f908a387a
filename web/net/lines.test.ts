import { afterEach, expect, test, vi } from 'vitest'
import type { Line } from './lineSplitter.ts'
import { type LineRead, readLines } from './lines.ts'
import { onOutcome, type Outcome } from './outcomes.ts'
import type { Endpoint } from './endpoint.ts'
import { endpoint, gate, problemOf, serve } from './testServer.ts'

afterEach(() => {
  vi.useRealTimers()
})

function follow(at: Endpoint, more: Partial<LineRead> = {}): { texts: string[]; over: Promise<void> } {
  const texts: string[] = []
  const over = readLines({
    at,
    operation: 'xw.logs',
    path: '/api/runtime/logs',
    query: { alias: 'q', follow: true },
    ...more,
    onLines: (lines: Line[]) => {
      texts.push(...lines.map(({ text }) => text))
      more.onLines?.(lines)
    },
  })
  return { texts, over }
}

const text = { 'Content-Type': 'text/plain; charset=utf-8' }

test('each line arrives before the server writes the next, until the end', async () => {
  const first = gate()
  const { at, requests } = await serve(async (res) => {
    res.writeHead(200, text).write('one\ntw')
    await first.passed
    res.end('o\nthree')
  })
  const { texts, over } = follow(at, { onLines: () => first.open() })
  await over
  expect(texts).toEqual(['one', 'two', 'three'])
  expect(requests[0]?.url).toBe('/api/runtime/logs?alias=q&follow=true')
})

test('a connection that drops is told, and what came is kept', async () => {
  const first = gate()
  const { at } = await serve(async (res) => {
    res.writeHead(200, text).write('one\ntwo')
    await first.passed
    res.destroy()
  })
  const { texts, over } = follow(at, { onLines: () => first.open() })
  expect((await problemOf(over)).facts).toEqual({ kind: 'broken-off', reason: 'dropped' })
  expect(texts).toEqual(['one', 'two'])
})

test('abort closes the connection, so that the server sees it', async () => {
  const closed = gate()
  const { at } = await serve((res) => {
    res.on('close', () => closed.open())
    res.writeHead(200, text).write('one\n')
  })
  const controller = new AbortController()
  const { over } = follow(at, { signal: controller.signal, onLines: () => controller.abort() })
  expect((await problemOf(over)).facts).toEqual({ kind: 'abort' })
  await closed.passed
})

test('aborted from the start: nothing is sent', async () => {
  const { at, requests } = await serve((res) => void res.end())
  expect((await problemOf(follow(at, { signal: AbortSignal.abort() }).over)).kind).toBe('abort')
  expect(requests).toEqual([])
})

test('no head in time, but silence behind it is normal', async () => {
  const silent = await serve(() => undefined)
  expect((await problemOf(follow(silent.at, { timeoutMs: 30 }).over)).facts).toEqual({ kind: 'timeout', afterMs: 30 })

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const hours = gate()
  const quiet = await serve(async (res) => {
    res.writeHead(200, text).flushHeaders()
    await hours.passed
    res.end('late\n')
  })
  const opened = gate()
  const { texts, over } = follow(quiet.at, { onOpen: () => opened.open() })
  await opened.passed
  await vi.advanceTimersByTimeAsync(5 * 3_600_000)
  hours.open()
  await over
  expect(texts).toEqual(['late'])
})

test.each([
  { type: 'text/html', body: '<html>Sign in', facts: { kind: 'response', reason: 'html', status: 200 } },
  { type: 'application/json', body: '{}', facts: { kind: 'response', reason: 'not-a-stream', status: 200 } },
])('a $type answer is no log', async ({ type, body, facts }) => {
  const { at } = await serve((res) => void res.writeHead(200, { 'Content-Type': type }).end(body))
  const { texts, over } = follow(at)
  expect((await problemOf(over)).facts).toMatchObject(facts)
  expect(texts).toEqual([])
})

test('a refusal is read, and an unreachable server told', async () => {
  const { at } = await serve((res) => void res.writeHead(404).end('{"error":"no instance q","code":"404"}'))
  expect((await problemOf(follow(at).over)).facts).toEqual({ kind: 'server', status: 404, words: 'no instance q' })
  const nobody = follow(endpoint('http://127.0.0.1:1'))
  expect((await problemOf(nobody.over)).facts).toEqual({ kind: 'request', reason: 'unreachable' })
})

test('the start is an outcome', async () => {
  const outcomes: Outcome[] = []
  const stop = onOutcome((outcome) => outcomes.push(outcome))
  const { at } = await serve((res) => void res.writeHead(200, text).end('x'))
  await follow(at).over
  await problemOf(follow(endpoint('http://127.0.0.1:1')).over)
  stop()
  expect(outcomes.map(({ operation, problem }) => [operation, problem?.kind])).toEqual([
    ['xw.logs', undefined],
    ['xw.logs', 'request'],
  ])
})

test('an error of ours in the handler ends the stream', async () => {
  const closed = gate()
  const { at } = await serve((res) => {
    res.on('close', () => closed.open())
    res.writeHead(200, text).write('one\n')
  })
  const bug = new RangeError('ours')
  const over = follow(at, {
    onLines: () => {
      throw bug
    },
  }).over
  await expect(over).rejects.toBe(bug)
  await closed.passed
})
