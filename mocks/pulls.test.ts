import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type PullEvent, readPullEvent } from '@/backends/xw/schema/pull.ts'
import { type Simulator, type SimulatorOptions, createSimulator } from './simulator.ts'
import { ask, eventsOf, readToEnd } from './testing.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 10, 20, 12) })
})
afterEach(() => {
  vi.useRealTimers()
})

const start = (options: SimulatorOptions = {}) => createSimulator({ seed: 3, ...options })

const pull = (simulator: Simulator, model: string, signal?: AbortSignal) =>
  ask(simulator, 'npu-01', '/api/models/pull', { model }, signal ? { signal } : {})

/** Reads a pull to its end while the clock runs, at most ten minutes. */
async function walk(response: Response): Promise<{ events: PullEvent[]; dropped: boolean; tookMs: number }> {
  const from = Date.now()
  let tookMs = 0
  const reading = readToEnd(response).then((read) => {
    tookMs = Date.now() - from
    return read
  })
  await vi.advanceTimersByTimeAsync(600_000)
  const { events, dropped } = await reading
  return { events: events.map(readPullEvent), dropped, tookMs }
}

async function statusOf(simulator: Simulator, model: string): Promise<unknown> {
  const { models }: { models: { name: string; status: string }[] } = await (
    await ask(simulator, 'npu-01', '/api/models/list', {})
  ).json()
  return models.find(({ name }) => name === model)?.status
}

const percents = (events: readonly PullEvent[]) =>
  events.flatMap((event) => (event.kind === 'progress' && event.progress ? [event.progress.percent] : []))

const drops = (list: readonly number[]) => list.some((percent, i) => percent < (list[i - 1] ?? 0))

/** MB/s that the server says soon after a resume. */
async function shownSpeed(resumedBytesCount: boolean): Promise<number> {
  const simulator = start({ quirks: { resumedBytesCount, percentDrops: false, bareFileNames: false } })
  simulator.world.xw[0]?.wholeFiles.set('qwen3-14b', 8)
  const { events } = await walk(await pull(simulator, 'qwen3-14b'))
  const third = events.filter((event) => event.kind === 'progress')[2]
  return Number(/([\d.]+) MB\/s/.exec(third?.message ?? '')?.[1])
}

describe('a pull', () => {
  test('goes from the first status over progress and heartbeats to complete and end', async () => {
    const simulator = start()
    const { events, dropped, tookMs } = await walk(await pull(simulator, 'qwen3-14b'))
    expect(dropped).toBe(false)
    expect(events[0]).toEqual({ kind: 'status', message: 'Starting download of qwen3-14b...' })
    expect(events.slice(-2)).toEqual([
      expect.objectContaining({ kind: 'complete', path: '/root/.xw/models/qwen3-14b/latest' }),
      { kind: 'end' },
    ])
    expect(events.filter(({ kind }) => kind === 'heartbeat').length).toBeGreaterThan(5)
    expect(events.some(({ kind }) => kind === 'unreadable' || kind === 'error')).toBe(false)
    expect(percents(events).at(-1)).toBe(100)
    expect(await statusOf(simulator, 'qwen3-14b')).toBe('downloaded')
    expect(tookMs).toBeGreaterThan(30_000)
    expect(tookMs).toBeLessThan(150_000)
  })

  test('takes a tenth of the time at ten times the speed', async () => {
    const { tookMs } = await walk(await pull(start({ speed: 10 }), 'qwen3-14b'))
    expect(tookMs).toBeLessThan(15_000)
  })

  test('loses the unfinished file, and says a lower percentage, when an attempt fails', async () => {
    const all = await Promise.all(
      ['qwen3-14b', 'glm-4-9b-chat', 'qwq-32b'].map(async (model) => walk(await pull(start(), model))),
    )
    expect(all.some(({ events: one }) => drops(percents(one)))).toBe(true)
    const without = await walk(await pull(start({ quirks: { percentDrops: false } }), 'qwen3-14b'))
    expect(drops(percents(without.events))).toBe(false)
  })

  test('stops when its reader leaves; the lock lives on for a moment, whole files for good', async () => {
    const simulator = start({ quirks: { percentDrops: false } })
    const leaving = new AbortController()
    const response = await pull(simulator, 'qwen3-14b', leaving.signal)
    const events = eventsOf(response)
    const reading = (async () => {
      try {
        for await (const _ of events);
      } catch {
        return 'left'
      }
      return 'ended'
    })()
    await vi.advanceTimersByTimeAsync(25_000)
    expect(await statusOf(simulator, 'qwen3-14b')).toBe('downloading')
    leaving.abort()
    expect(await reading).toBe('left')
    expect(await statusOf(simulator, 'qwen3-14b')).toBe('downloading')
    const refused = await walk(await pull(simulator, 'qwen3-14b'))
    expect(refused.events.at(-1)).toMatchObject({
      kind: 'error',
      lock: { path: expect.stringContaining('.download.lock') },
    })
    expect(await statusOf(simulator, 'qwen3-14b')).toBe('not_downloaded')
    const resumed = await walk(await pull(simulator, 'qwen3-14b'))
    expect(percents(resumed.events)[0]).toBeGreaterThan(10)
    expect(resumed.events.at(-1)).toEqual({ kind: 'end' })
  })

  test('is cancelled by cancelling its body, too', async () => {
    const simulator = start()
    const response = await pull(simulator, 'qwen3-14b')
    await vi.advanceTimersByTimeAsync(2_000)
    await response.body?.cancel()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await statusOf(simulator, 'qwen3-14b')).toBe('not_downloaded')
  })

  test('of a model that nobody knows is refused before any stream', async () => {
    const response = await pull(start(), 'nope')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: 'Model not found: nope', code: '404' })
  })
})

describe('what can befall a pull', () => {
  test('breaking off drops the connection; the scenario does so twice and then lets it through', async () => {
    const simulator = start({ scenario: 'pull-breaks-off' })
    const first = await walk(await pull(simulator, 'qwen3-14b'))
    expect(first.dropped).toBe(true)
    expect((await walk(await pull(simulator, 'qwen3-14b'))).dropped).toBe(true)
    expect((await walk(await pull(simulator, 'qwen3-14b'))).events.at(-1)).toEqual({ kind: 'end' })
  })

  test('ending early closes in good order without complete', async () => {
    const simulator = start()
    simulator.fault('npu-01', 'pull-ends-early', 1)
    const { events, dropped } = await walk(await pull(simulator, 'qwen3-14b'))
    expect(dropped).toBe(false)
    expect(events.some(({ kind }) => kind === 'complete' || kind === 'end')).toBe(false)
    expect((await walk(await pull(simulator, 'qwen3-14b'))).events.at(-1)).toEqual({ kind: 'end' })
  })

  test('failing sends an error event that is not JSON and can be read all the same', async () => {
    const simulator = start()
    simulator.fault('npu-01', 'pull-fails')
    const response = await pull(simulator, 'qwen3-14b')
    const { events, dropped } = await walk(response)
    expect(dropped).toBe(false)
    expect(events.at(-1)).toMatchObject({ kind: 'error', message: expect.stringContaining('no such host') })
  })

  test('silence lasts for 45 s, without so much as a heartbeat', async () => {
    const simulator = start({ quirks: { percentDrops: false } })
    simulator.fault('npu-01', 'pull-silent')
    const times: number[] = []
    const reading = (async () => {
      for await (const _ of eventsOf(await pull(simulator, 'qwen3-14b'))) times.push(Date.now())
    })()
    await vi.advanceTimersByTimeAsync(600_000)
    await reading
    const longest = Math.max(...times.map((time, i) => time - (times[i - 1] ?? time)))
    expect(longest).toBeGreaterThan(44_000)
    expect(longest).toBeLessThan(60_000)
  })

  test('behind a proxy with a buffer events come together, twenty seconds apart', async () => {
    const simulator = start()
    simulator.fault('npu-01', 'pull-buffered')
    const times: number[] = []
    const frames: string[] = []
    const reading = (async () => {
      for await (const frame of eventsOf(await pull(simulator, 'qwen3-14b'))) {
        times.push(Date.now())
        frames.push(frame)
      }
    })()
    await vi.advanceTimersByTimeAsync(600_000)
    await reading
    expect(frames.at(-1)).toContain('end')
    const moments = [...new Set(times)]
    expect(times.length).toBeGreaterThan(3 * moments.length)
    const gaps = moments.slice(1, -1).map((time, index) => time - (moments[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20_000)
  })

  test('garbling sends frames that nobody can read, and completes', async () => {
    const simulator = start()
    simulator.fault('npu-01', 'pull-garbled')
    const { events } = await walk(await pull(simulator, 'qwen3-14b'))
    expect(events.some(({ kind }) => kind === 'unreadable')).toBe(true)
    expect(events.at(-1)).toEqual({ kind: 'end' })
  })

  test('a lock that someone else holds is named, one goes in time and a stale one only by hand', async () => {
    const simulator = start({ scenario: 'pull-locked' })
    const live = await walk(await pull(simulator, 'qwen3-4b'))
    expect(live.events.at(-1)).toMatchObject({ kind: 'error', lock: { pid: 4242 } })
    expect(await statusOf(simulator, 'qwen3-4b')).toBe('downloaded')
    const stale = await walk(await pull(simulator, 'qwen3-14b'))
    expect(stale.events.at(-1)).toMatchObject({ kind: 'error', lock: { pid: 1377 } })
    simulator.removeLock('npu-01', 'qwen3-14b')
    expect((await walk(await pull(simulator, 'qwen3-14b'))).events.at(-1)).toEqual({ kind: 'end' })
  })

  test('after a resume the server’s own speed is far too good, unless told otherwise', async () => {
    expect(await shownSpeed(true)).toBeGreaterThan(5_000)
    expect(await shownSpeed(false)).toBeLessThan(2_000)
  })
})
