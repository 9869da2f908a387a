import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { type Log, openLog } from './clientLogs.ts'
import type { LogRow } from './schema/logRow.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu.test' }
const encoder = new TextEncoder()

type Answer =
  | { readonly status: number; readonly body: string }
  | { readonly drops: string }
  | { readonly hangs: string }

let answers: Answer[]
let asked: string[]
let stop: (() => void) | undefined

beforeEach(() => {
  answers = []
  asked = []
  vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit) => {
    asked.push(url)
    const answer = answers.shift()
    if (!answer) throw new TypeError('refused')
    if ('status' in answer) {
      const headers = { 'content-type': answer.status < 400 ? 'text/plain; charset=utf-8' : 'application/json' }
      return new Response(answer.body, { status: answer.status, headers })
    }
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(encoder.encode('drops' in answer ? answer.drops : answer.hangs))
        signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')))
        if ('drops' in answer) setTimeout(() => controller.error(new TypeError('dropped')), 20)
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/plain' } })
  })
})

afterEach(() => {
  stop?.()
  vi.useRealTimers()
})

function follow(streams = 4): Log {
  const log = openLog({ at, alias: 'chat large', streams: () => streams })
  stop = log.subscribe(() => undefined)
  return log
}

async function rowsOf(log: Log): Promise<readonly LogRow[]> {
  return (await log.ask('rows', { from: 0, count: 100 })).rows
}

const line = (second: number, text: string) => `2026-11-20T12:00:0${second}.5Z ${text}\n`

test('a log is asked for by its alias and followed', async () => {
  answers = [{ hangs: line(1, 'one') }]
  const log = follow()
  await vi.waitFor(() => expect(log.snapshot().state?.lines).toBe(1))
  expect(log.snapshot().connection.kind).toBe('following')
  expect(asked).toEqual(['http://npu.test/api/runtime/logs?alias=chat+large&follow=true'])
})

test('a drop is told with when the next attempt is, and that one goes on after the last line', async () => {
  answers = [{ drops: line(1, 'one') }, { hangs: line(1, 'one') + line(2, 'two') }]
  const log = follow()
  await vi.waitFor(() =>
    expect(log.snapshot().connection).toMatchObject({
      kind: 'retrying',
      facts: { kind: 'broken-off', reason: 'dropped' },
    }),
  )
  log.connect()
  await vi.waitFor(async () =>
    expect((await rowsOf(log)).map(({ seam, text }) => seam?.kind ?? text)).toEqual(['one', 'continued', 'two']),
  )
  expect(log.snapshot().connection.kind).toBe('following')
})

test('attempts that fail come less and less often', async () => {
  const log = follow()
  const waits: number[] = []
  for (let n = 0; n < 6; n += 1) {
    await vi.waitFor(() => expect(asked).toHaveLength(n + 1))
    await vi.waitFor(() => expect(log.snapshot().connection.kind).toBe('retrying'))
    const { connection } = log.snapshot()
    if (connection.kind === 'retrying') waits.push(connection.retryAt - connection.at)
    log.connect()
  }
  expect(waits).toEqual([1000, 2000, 5000, 10_000, 30_000, 30_000])
})

test('an instance that is not there is not asked for again and again', async () => {
  answers = [
    { status: 404, body: '{"error":"Instance not found: chat large","code":"404"}' },
    { hangs: line(1, 'one') },
  ]
  const log = follow()
  await vi.waitFor(() => expect(log.snapshot().connection.kind).toBe('gone'))
  log.connect()
  await vi.waitFor(() => expect(log.snapshot().state?.lines).toBe(1))
})

test('a log that ends in good order waits to be read on', async () => {
  answers = [{ status: 200, body: `${line(1, 'one')}no end` }]
  const log = follow()
  await vi.waitFor(() => expect(log.snapshot().connection.kind).toBe('ended'))
  expect((await rowsOf(log)).map(({ text }) => text)).toEqual(['one', 'no end'])
  expect(asked).toHaveLength(1)
})

test('a log that is closed though its instance runs is followed again after the last line, later each time', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  const log = follow()
  const waits: number[] = []
  for (let n = 0; n < 4; n += 1) {
    answers.push({ status: 200, body: line(1, 'one') })
    if (n > 0) log.connect()
    await vi.waitFor(() => expect(log.snapshot().connection.kind).toBe('ended'))
    log.resume()
    await vi.waitFor(() => expect(log.snapshot().connection.kind).toBe('closed'))
    const { connection } = log.snapshot()
    if (connection.kind === 'closed') waits.push(Math.round((connection.retryAt - connection.at) / 1_000))
  }
  expect(waits).toEqual([1, 2, 5, 10])
  answers.push({ hangs: line(1, 'one') + line(2, 'two') })
  await vi.advanceTimersByTimeAsync(10_000)
  await vi.waitFor(() => expect(log.snapshot().connection.kind).toBe('following'))
  expect((await rowsOf(log)).filter(({ seam }) => seam === null).map(({ text }) => text)).toEqual(['one', 'two'])
})

test('a page in place of a log is a problem, and no lines', async () => {
  answers = [{ status: 200, body: '' }]
  vi.stubGlobal('fetch', async () => new Response('<html>Sign in', { headers: { 'content-type': 'text/html' } }))
  const log = follow()
  await vi.waitFor(() =>
    expect(log.snapshot().connection).toMatchObject({ kind: 'retrying', facts: { kind: 'response', reason: 'html' } }),
  )
})

test('where all connections are taken a log waits for one', async () => {
  answers = [{ hangs: line(1, 'one') }, { hangs: line(2, 'two') }]
  const first = follow(1)
  const stopFirst = stop
  await vi.waitFor(() => expect(first.snapshot().connection.kind).toBe('following'))
  const second = follow(1)
  await vi.waitFor(() => expect(second.snapshot().connection.kind).toBe('waiting'))
  expect(asked).toHaveLength(1)
  stopFirst?.()
  await vi.waitFor(() => expect(second.snapshot().connection.kind).toBe('following'))
})
