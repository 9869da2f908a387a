import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type ChangeGroup, currentGroup } from '@/net/changeGroup.ts'
import { Problem } from '@/net/problem.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { PullEvent } from '../schema/pull.ts'
import { FLUSH_MS, createPullRunner } from './pullRunner.ts'
import type { PullHandlers, PullRunner } from './pullRunner.ts'
import { pullKey } from './pullState.ts'
import type { PullState } from './pullState.ts'

const servers: readonly Endpoint[] = ['npu-01', 'npu-02'].map((id) => ({
  kind: 'xw',
  id,
  label: id,
  baseUrl: `api/xw/${id}`,
}))
const progress: PullEvent = { kind: 'progress', message: '5%', progress: { percent: 5, doneBytes: 5, totalBytes: 100 } }
const complete: PullEvent = { kind: 'complete', path: null, message: '' }
const locked: PullEvent = { kind: 'error', message: 'locked', lock: { pid: 1, time: 1_000, path: '/lock' } }

interface Stream {
  readonly group: ChangeGroup | null
  readonly server: string
  readonly model: string
  readonly handlers: PullHandlers
  say(event: PullEvent): void
  end(): void
  drop(reason?: 'dropped' | 'ended-early'): void
}

/** A server whose streams the test leads by hand, and as many connections as it allows. */
function world(connections = 4) {
  const streams: Stream[] = []
  const waiting: (() => void)[] = []
  const shown: (readonly PullState[])[] = []
  const settled: PullState[] = []
  let free = connections
  const runner: PullRunner = createPullRunner({
    endpointOf: (id) => servers.find((server) => server.id === id),
    limits: () => ({ perServer: 2, total: connections }),
    now: Date.now,
    serverStartedAt: () => Promise.resolve(2_000),
    onChange: (pulls) => shown.push(pulls),
    onSettled: (pull) => settled.push(pull),
    acquireSlot: async ({ signal }) => {
      if (free === 0) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve)
          signal.addEventListener('abort', () => {
            if (waiting.includes(resolve)) waiting.splice(waiting.indexOf(resolve), 1)
            reject(signal.reason)
          })
        })
      }
      free -= 1
      return () => {
        free += 1
        waiting.shift()?.()
      }
    },
    open: (at, { model }, handlers) =>
      new Promise((resolve, reject) => {
        handlers.signal.addEventListener('abort', () => reject(new Problem(at, 'xw.pull', { kind: 'abort' })))
        streams.push({
          group: currentGroup(),
          server: at.id,
          model,
          handlers,
          say: (event) => handlers.onEvent(event, JSON.stringify(event)),
          end: resolve,
          drop: (reason = 'dropped') => reject(new Problem(at, 'xw.pull', { kind: 'broken-off', reason })),
        })
      }),
  })
  const pull = (model: string, server = 'npu-01'): string => {
    runner.add({ server, model })
    return pullKey({ server, model })
  }
  const phase = (key: string) => runner.get(key)?.phase.kind
  return { runner, streams, shown, settled, pull, phase, last: () => streams[streams.length - 1] }
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

describe('a pull', () => {
  test('opens one stream and is shown until it has finished', async () => {
    const { streams, pull, phase, settled, shown } = world()
    const key = pull('a')
    await settle()
    expect(streams.map(({ server, model }) => [server, model])).toEqual([['npu-01', 'a']])
    expect(phase(key)).toBe('starting')
    streams[0]?.say(progress)
    expect(phase(key)).toBe('downloading')
    streams[0]?.say(complete)
    streams[0]?.end()
    expect(shown.at(-1)?.[0]?.phase.kind).toBe('finished')
    expect(settled).toHaveLength(1)
    await settle(600_000)
    expect(streams).toHaveLength(1)
  })

  test('belongs to those that it was asked for with, also when it is taken up again', async () => {
    const { streams, runner } = world()
    const group = { id: 'g', kind: 'xw.pull' }
    for (const model of ['a', 'b']) runner.add({ server: 'npu-01', model, group })
    await settle()
    streams[0]?.say(progress)
    streams[0]?.drop()
    await settle(10_000)
    expect(streams.map((stream) => [stream.model, stream.group])).toEqual([
      ['a', group],
      ['b', group],
      ['a', group],
    ])
  })

  test('asked for twice is pulled once', async () => {
    const { streams, pull } = world()
    pull('a')
    pull('a')
    await settle()
    expect(streams).toHaveLength(1)
  })

  test('asks for no connection that is not free, and says its place in the queue', async () => {
    const { streams, pull, runner } = world(1)
    const [a, b, c] = [pull('a'), pull('b'), pull('c', 'npu-02')]
    await settle(FLUSH_MS)
    expect(streams).toHaveLength(1)
    expect(runner.get(b)?.phase).toEqual({ kind: 'queued', position: 1 })
    expect(runner.get(c)?.phase).toEqual({ kind: 'queued', position: 2 })
    runner.cancel(a)
    await settle(FLUSH_MS)
    expect(streams.map(({ model }) => model)).toEqual(['a', 'b'])
    expect(runner.get(c)?.phase).toEqual({ kind: 'queued', position: 1 })
  })

  test('that is cancelled aborts its stream, and a queued one never opens any', async () => {
    const { streams, pull, runner, phase } = world(1)
    const [a, b] = [pull('a'), pull('b')]
    await settle()
    runner.cancel(b)
    runner.cancel(a)
    await settle(10_000)
    expect(streams).toHaveLength(1)
    expect(streams[0]?.handlers.signal.aborted).toBe(true)
    expect([phase(a), phase(b)]).toEqual(['cancelled', 'cancelled'])
  })

  test('that breaks off gives its connection to others and resumes by itself', async () => {
    const { streams, pull, phase } = world(1)
    const key = pull('a')
    await settle()
    streams[0]?.say(progress)
    streams[0]?.drop()
    await settle()
    expect(phase(key)).toBe('retrying')
    const other = pull('b')
    await settle()
    expect(phase(other)).toBe('starting')
    await settle(3_000)
    expect(phase(key)).toBe('queued')
    streams[1]?.say(complete)
    streams[1]?.end()
    await settle()
    expect(streams.map(({ model }) => model)).toEqual(['a', 'b', 'a'])
    expect(phase(key)).toBe('starting')
  })

  test('whose stream ends in good order without its last event is broken off, too', async () => {
    const { streams, pull, phase } = world()
    const key = pull('a')
    await settle()
    streams[0]?.end()
    await settle()
    expect(phase(key)).toBe('retrying')
  })

  test('whose connection is silent for minutes is made anew', async () => {
    const { streams, pull, phase } = world()
    const key = pull('a')
    await settle()
    await settle(25_000)
    expect(phase(key)).toBe('stalled')
    await settle(300_000)
    expect(streams[0]?.handlers.signal.aborted).toBe(true)
    expect(streams).toHaveLength(2)
  })

  test('that meets a stale lock says so as soon as the server has told when it started', async () => {
    const { streams, pull, phase } = world()
    const key = pull('a')
    await settle()
    streams[0]?.say(locked)
    streams[0]?.end()
    expect(phase(key)).toBe('held-elsewhere')
    await settle()
    expect(phase(key)).toBe('stale-lock')
  })

  test('keeps everything in its log, over all attempts, what cannot be read too', async () => {
    const { streams, pull, runner } = world()
    const key = pull('a')
    await settle()
    streams[0]?.handlers.onEvent({ kind: 'unreadable', data: 'x' }, `{"type":${'x'.repeat(10_000)}`)
    streams[0]?.drop()
    await settle(4_000)
    const lines = runner.log(key)?.lines() ?? []
    expect(lines.map((line) => ('note' in line ? line.note.kind : line.readable))).toEqual([
      'opening',
      false,
      'broken',
      'opening',
    ])
    const frame = lines[1]
    expect(frame && 'data' in frame && frame.data.length).toBeLessThan(2_100)
  })

  test('logs thousands of frames without keeping them all', async () => {
    const { streams, pull, runner } = world()
    const key = pull('a')
    await settle()
    for (let n = 0; n < 5_000; n += 1) streams[0]?.say(progress)
    expect(runner.log(key)?.lines()).toHaveLength(2_000)
    expect(runner.log(key)?.dropped()).toBe(3_001)
  })

  test('can be asked for again after it failed, and keeps the highest reached', async () => {
    const { streams, pull, runner, phase } = world()
    const key = pull('a')
    await settle()
    streams[0]?.say(progress)
    streams[0]?.say({ kind: 'error', message: 'disk full', lock: null })
    streams[0]?.end()
    await settle()
    expect(phase(key)).toBe('failed')
    runner.retry(key)
    await settle()
    expect(phase(key)).toBe('starting')
    expect(runner.get(key)?.highest).toBe(5)
  })
})

test('ten pulls with 100 events a second each are shown at most four times a second', async () => {
  const { streams, shown, pull } = world(10)
  for (let n = 0; n < 10; n += 1) pull(`m${n}`, n % 2 === 0 ? 'npu-01' : 'npu-02')
  await settle(1_000)
  shown.length = 0
  for (let tenth = 0; tenth < 100; tenth += 1) {
    for (const stream of streams) stream.say(progress)
    await settle(10)
  }
  expect(streams).toHaveLength(10)
  expect(shown.length).toBeGreaterThan(2)
  expect(shown.length).toBeLessThanOrEqual(5)
})
