import { array, assert, asyncProperty, boolean, constantFrom, integer, record } from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MOST_UNDER_WAY, throughGate } from './gate.ts'
import type { Lane } from './lane.ts'
import { isProblem, Problem } from './problem.ts'
import { setShut } from './shut.ts'
import { countStream } from './streamsOpen.ts'

interface Asked {
  readonly name: string
  readonly answer: () => void
  readonly fail: () => void
  readonly ended: Promise<unknown>
}

const at = (id: string) => ({ kind: 'xw', id, label: id, baseUrl: 'api' })
const answeringNow = new Map<string, Asked>()
let sent: string[] = []
let mostAtOnce = 0
let atOnce = 0

/** Puts a request into the queue; it is under way until the test answers it. */
function ask(server: string, lane: Lane, more: { name?: string; signal?: AbortSignal; isProbe?: boolean } = {}) {
  const name = more.name ?? `${lane} ${server}`
  const ended = throughGate(
    { at: at(server), operation: 'xw.health', lane, canRepeat: true, ...more },
    (signal) =>
      new Promise<string>((resolve, reject) => {
        sent.push(name)
        atOnce += 1
        mostAtOnce = Math.max(mostAtOnce, atOnce)
        const end = (conclude: () => void) => () => {
          if (answeringNow.delete(name)) atOnce -= 1
          conclude()
        }
        const fail = end(() => {
          const reason: unknown = signal.reason
          const timeout = typeof reason === 'number' && ({ kind: 'timeout', afterMs: reason } as const)
          reject(new Problem(at(server), 'xw.health', timeout || { kind: 'abort' }))
        })
        signal.addEventListener('abort', fail, { once: true })
        answeringNow.set(name, { name, answer: end(() => resolve(name)), fail, ended })
      }),
  ).catch((error: unknown) => error)
  return ended
}

const answer = async (name: string) => {
  await vi.advanceTimersByTimeAsync(0)
  answeringNow.get(name)?.answer()
  await vi.advanceTimersByTimeAsync(0)
}
const settle = () => vi.advanceTimersByTimeAsync(0)
const servers = (count: number, prefix = 'npu') => Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  mostAtOnce = 0
  atOnce = 0
})

afterEach(async () => {
  do {
    for (const { answer: end } of Array.from(answeringNow.values())) end()
    // What was broken off keeps its place for a moment.
    await vi.advanceTimersByTimeAsync(100)
  } while (answeringNow.size > 0)
  vi.useRealTimers()
})

describe('how many are under way', () => {
  test('never more than four that nobody asked for, and all of them in the end', async () => {
    for (const server of servers(100)) void ask(server, 'background')
    await settle()
    expect(sent).toHaveLength(MOST_UNDER_WAY)
    for (let n = 0; n < 100; n += 1) {
      const [first] = answeringNow.keys()
      await answer(first ?? '')
    }
    expect(new Set(sent).size).toBe(100)
    expect(mostAtOnce).toBe(MOST_UNDER_WAY)
  })

  test('what is asked for has a place kept for it, and an action never waits', async () => {
    for (const server of servers(10)) void ask(server, 'background')
    for (const server of servers(3)) void ask(server, 'asked')
    for (const server of servers(3)) void ask(server, 'act')
    await settle()
    expect(sent.filter((name) => name.startsWith('act'))).toHaveLength(3)
    await answer('act npu-0')
    await answer('act npu-1')
    await answer('act npu-2')
    await settle()
    expect(sent.filter((name) => name.startsWith('asked'))).toHaveLength(1)
    await answer('background npu-0')
    expect(sent.at(-1)).toMatch(/^asked/)
  })

  test('fewer where streams hold connections', async () => {
    const streams = [countStream(), countStream(), countStream()]
    for (const server of servers(10)) void ask(server, 'background')
    await settle()
    expect(sent).toHaveLength(2)
    for (const end of streams) end()
    await answer(sent[0] ?? '')
    expect(answeringNow.size).toBe(MOST_UNDER_WAY)
  })
})

describe('whose turn it is', () => {
  test('what is on screen before what goes on by itself, whoever came first', async () => {
    for (const server of servers(8)) void ask(server, 'background')
    for (const server of servers(2)) void ask(server, 'seen')
    await answer('background npu-0')
    await answer('background npu-1')
    expect(sent.slice(-2)).toEqual(['seen npu-0', 'seen npu-1'])
  })

  test('one server with many questions does not keep the others waiting', async () => {
    for (let n = 0; n < 20; n += 1) void ask('big', 'background', { name: `big ${n}` })
    for (const server of servers(3)) void ask(server, 'background')
    await answer('big 0')
    await answer('big 1')
    await answer('big 2')
    expect(sent.slice(-3).toSorted()).toEqual(servers(3).map((server) => `background ${server}`))
  })

  test('a server that nobody has heard of is asked whether it answers, before all else', async () => {
    for (const server of servers(4, 'busy')) void ask(server, 'background')
    void ask('new', 'background', { name: 'list' })
    void ask('new', 'background', { name: 'health', isProbe: true })
    await answer('background busy-0')
    expect(sent.slice(4)).toEqual(['health'])
  })
})

describe('servers that let requests wait', () => {
  test('hold up nobody: quick ones are all done while fifty hang', async () => {
    const quick = new Set(servers(50, 'quick'))
    for (const index of servers(50).keys()) {
      void ask(`hang-${index}`, 'seen')
      void ask(`quick-${index}`, 'seen')
    }
    const done = new Set<string>()
    for (let waitedMs = 0; done.size < quick.size && waitedMs < 30_000; waitedMs += 50) {
      for (const { name, answer: end } of Array.from(answeringNow.values())) {
        if (!name.startsWith('seen quick')) continue
        done.add(name)
        end()
      }
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(done.size).toBe(50)
    expect(mostAtOnce).toBeLessThanOrEqual(MOST_UNDER_WAY)
  })

  test('keep their place for a moment after they were broken off, until their server knows of it', async () => {
    for (const server of servers(4, 'stuck')) void ask(server, 'background')
    for (const server of servers(4, 'next')) void ask(server, 'background')
    await settle()
    while (answeringNow.size === MOST_UNDER_WAY) await vi.advanceTimersByTimeAsync(10)
    expect(sent).toHaveLength(MOST_UNDER_WAY)
    await vi.advanceTimersByTimeAsync(50)
    expect(sent.length).toBeGreaterThan(MOST_UNDER_WAY)
  })

  test('get their answer all the same: what was broken off is sent again', async () => {
    const slow = servers(4, 'slow').map((server) => ask(server, 'background'))
    for (const server of servers(4)) void ask(server, 'background')
    await vi.advanceTimersByTimeAsync(4_000)
    for (const server of servers(4)) await answer(`background ${server}`)
    for (let n = 0; n < 4; n += 1) {
      await vi.advanceTimersByTimeAsync(1_000)
      for (const server of servers(4, 'slow')) await answer(`background ${server}`)
    }
    expect(await Promise.all(slow)).toEqual(servers(4, 'slow').map((server) => `background ${server}`))
  })

  test('are not broken off twice: each has its whole time in the end, however slow all others are', async () => {
    for (const server of servers(3, 'hang')) void ask(server, 'background')
    for (const server of servers(40, 'tired')) void ask(server, 'background')
    for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
      await vi.advanceTimersByTimeAsync(100)
      const tired = Array.from(answeringNow.values()).find(({ name }) => name.includes('tired'))
      if (waitedMs % 1_500 === 0) tired?.answer()
    }
    for (const server of servers(3, 'hang')) {
      expect(sent.filter((name) => name === `background ${server}`).length).toBeLessThanOrEqual(2)
    }
  })

  test('what the operator asked for is never broken off', async () => {
    const own = ask('slow-0', 'asked')
    for (const server of servers(4, 'slow')) void ask(server, 'background')
    for (const server of servers(20)) void ask(server, 'background')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sent.filter((name) => name === 'asked slow-0')).toHaveLength(1)
    await answer('asked slow-0')
    expect(await own).toBe('asked slow-0')
  })
})

describe('servers that were never heard of, and hang', () => {
  const dead = servers(50, 'silent')
  const asProbe = { isProbe: true }
  // Answers usually come at once: how long is waited for one depends on that.
  beforeEach(async () => {
    for (let n = 0; n < 30; n += 1) {
      void ask('usual', 'background')
      await answer('background usual')
    }
    sent = []
  })
  afterEach(() => {
    for (const server of [...dead, 'mute-0']) setShut(at(server), null)
  })

  /** Asks whether a server answers, and shuts it where it does not. */
  const find = async (server: string, named: Map<string, number>): Promise<void> => {
    const answered = await ask(server, 'seen', { name: `probe ${server}`, ...asProbe })
    if (!isProblem(answered)) return
    setShut(at(server), answered)
    named.set(server, answered.facts.kind === 'timeout' ? answered.facts.afterMs : -1)
  }

  test('are soon named where many wait to be asked, and what answers is asked before them', async () => {
    const named = new Map<string, number>()
    for (const server of dead) void find(server, named)
    const lists = servers(20, 'well').map((server) => ask(server, 'seen'))
    const times: number[] = []
    let passedMs = 0
    for (; named.size < dead.length - MOST_UNDER_WAY && passedMs < 100_000; passedMs += 100) {
      for (const { name, answer: end } of Array.from(answeringNow.values())) {
        if (!name.startsWith('seen well')) continue
        times.push(passedMs)
        end()
      }
      await vi.advanceTimersByTimeAsync(100)
    }
    await Promise.all(lists)
    expect(Math.max(...times)).toBeLessThan(7_500)
    // Less than one second each, with a place for those that answer.
    expect(passedMs).toBeLessThan(45_000)
    // The last ones keep nobody waiting, and have their whole time.
    expect(named.size).toBe(dead.length - MOST_UNDER_WAY)
    for (const afterMs of named.values()) expect(afterMs).toBeGreaterThanOrEqual(2_000)
    expect(mostAtOnce).toBe(MOST_UNDER_WAY)
  })

  test('are waited for longer each time, so that one that is only slow is found in the end', async () => {
    const named = new Map<string, number>()
    const asked = servers(10, 'tardy')
    const found: string[] = []
    const again = async (server: string): Promise<void> => {
      named.delete(server)
      await find(server, named)
      if (named.has(server)) return again(server)
      found.push(server)
    }
    for (const server of asked) void again(server)
    const since = new Map<Asked, number>()
    for (let passedMs = 0; found.length === 0 && passedMs < 300_000; passedMs += 100) {
      for (const one of Array.from(answeringNow.values())) {
        if (!since.has(one)) since.set(one, passedMs)
        if (one.name === 'probe tardy-0' && passedMs - (since.get(one) ?? 0) >= 5_000) one.answer()
      }
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(found).toEqual(['tardy-0'])
    expect(sent.filter((name) => name === 'probe tardy-0').length).toBeGreaterThan(2)
    for (const server of asked) setShut(at(server), null)
  })

  test('have their whole time where nobody waits for their place, or the operator asked', async () => {
    const few = servers(3, 'hushed').map((server) => ask(server, 'seen', asProbe))
    const own = ask('hushed-9', 'asked', asProbe)
    let ended = 0
    for (const one of [...few, own]) void one.finally(() => (ended += 1))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ended).toBe(0)
  })

  test('are asked again after what the page needs of those that answer', async () => {
    for (const server of servers(4)) void ask(server, 'seen')
    setShut(at('mute-0'), new Problem(at('mute-0'), 'xw.health', { kind: 'request', reason: 'unreachable' }))
    void ask('mute-0', 'seen', { name: 'probe mute-0', ...asProbe })
    for (const server of servers(4, 'well')) void ask(server, 'seen')
    for (const server of servers(4)) await answer(`seen ${server}`)
    expect(sent.slice(-4)).toEqual(servers(4, 'well').map((server) => `seen ${server}`))
    await answer('seen well-0')
    expect(sent.at(-1)).toBe('probe mute-0')
  })
})

describe('a server that is shut', () => {
  const problem = new Problem(at('npu-0'), 'xw.health', { kind: 'request', reason: 'unreachable' }, 42)
  afterEach(() => setShut(at('npu-0'), null))

  test('gets probes and what is asked for; the rest is told at once what is known, those in the queue too', async () => {
    for (const server of servers(8, 'busy')) void ask(server, 'background')
    const waiting = ask('npu-0', 'seen')
    setShut(at('npu-0'), problem)
    const later = ask('npu-0', 'background', { name: 'later' })
    for (const refused of [await waiting, await later]) {
      expect(isProblem(refused) && [refused.facts, refused.at]).toEqual([problem.facts, 42])
    }
    void ask('npu-0', 'asked')
    void ask('npu-0', 'act')
    void ask('npu-0', 'background', { name: 'probe', isProbe: true })
    for (const server of servers(8, 'busy')) await answer(`background ${server}`)
    expect(sent).toEqual(expect.arrayContaining(['asked npu-0', 'act npu-0', 'probe']))
    expect(sent).not.toContain('later')
  })
})

test('what is cancelled leaves the queue, and was never sent', async () => {
  for (const server of servers(4)) void ask(server, 'background')
  const gone = new AbortController()
  const cancelled = ask('npu-9', 'background', { signal: gone.signal })
  gone.abort()
  const error = await cancelled
  expect(isProblem(error) && error.kind).toBe('abort')
  for (const server of servers(4)) await answer(`background ${server}`)
  expect(sent).not.toContain('background npu-9')
})

test('whatever comes in whatever order: never too many at once, and nobody waits for ever', async () => {
  const asked = record({
    server: integer({ min: 0, max: 5 }),
    lane: constantFrom<Lane>('asked', 'seen', 'background'),
    takesMs: integer({ min: 0, max: 2_000 }),
    cancelled: boolean(),
  })
  await assert(
    asyncProperty(array(asked, { maxLength: 30 }), async (questions) => {
      mostAtOnce = 0
      let settled = 0
      for (const [index, { server, lane, cancelled }] of questions.entries()) {
        const gone = new AbortController()
        const ended = ask(`any-${server}`, lane, { name: `${index}`, signal: gone.signal })
        void ended.finally(() => {
          settled += 1
        })
        if (cancelled) gone.abort()
      }
      for (let round = 0; settled < questions.length && round < 200; round += 1) {
        await vi.advanceTimersByTimeAsync(300)
        for (const { name, answer: end } of Array.from(answeringNow.values())) {
          const { takesMs = 0 } = questions[Number(name)] ?? {}
          if (round * 300 >= takesMs) end()
        }
      }
      await settle()
      expect(settled).toBe(questions.length)
      expect(mostAtOnce).toBeLessThanOrEqual(MOST_UNDER_WAY + 1)
    }),
    { numRuns: 60 },
  )
})
