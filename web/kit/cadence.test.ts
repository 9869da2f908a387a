import { afterEach, expect, test } from 'vitest'
import { startOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import { setShut } from '@/net/shut.ts'
import { cadence, jitter } from './cadence.ts'
import { createQueryClient } from './queryClient.ts'
import { forgetReachability, startReachability } from './reachability.ts'

interface Polled {
  queryKey: readonly string[]
  queryHash: string
  state: {
    data: string | undefined
    status: 'pending' | 'error' | 'success'
    dataUpdateCount: number
    errorUpdateCount: number
  }
}

const query = (): Polled => ({
  queryKey: ['xw', 'npu-01'],
  queryHash: '["xw","npu-01"]',
  state: { data: undefined, status: 'pending', dataUpdateCount: 0, errorUpdateCount: 0 },
})
const server = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api' }
const refused = new Problem(server, 'xw.health', { kind: 'request', reason: 'unreachable' })
afterEach(() => setShut(server, null))

const answered = (polled: Polled, data: string) => {
  polled.state = { ...polled.state, data, status: 'success', dataUpdateCount: polled.state.dataUpdateCount + 1 }
}
const failed = (polled: Polled) => {
  polled.state = { ...polled.state, status: 'error', errorUpdateCount: polled.state.errorUpdateCount + 1 }
}
const near = (ms: number) => Math.round(ms * jitter('["xw","npu-01"]'))

test('polls faster while something moves', () => {
  const pace = cadence<string>({ still: 10_000, moving: 2_000, isMoving: (data) => data === 'loading' })
  const polled = query()
  expect(pace(polled)).toBe(near(10_000))
  answered(polled, 'loading')
  expect(pace(polled)).toBe(near(2_000))
  answered(polled, 'ready')
  expect(pace(polled)).toBe(near(10_000))
})

test('a server that fails is asked less and less, up to once a minute, and at the usual pace once it answers', () => {
  const pace = cadence<string>({ still: 5_000 })
  const polled = query()
  answered(polled, 'ready')
  pace(polled)
  const pauses = Array.from({ length: 6 }, () => {
    failed(polled)
    return pace(polled)
  })
  expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000].map(near))
  answered(polled, 'ready')
  expect(pace(polled)).toBe(near(5_000))
  failed(polled)
  expect(pace(polled)).toBe(near(10_000))
})

test('a server that never answered is asked less and less too, though each attempt looks like the first', () => {
  const pace = cadence<string>({ still: 5_000 })
  const polled = query()
  const pauses = Array.from({ length: 3 }, () => {
    polled.state = { ...polled.state, status: 'pending' }
    pace(polled)
    failed(polled)
    return pace(polled)
  })
  expect(pauses).toEqual([10_000, 20_000, 40_000].map(near))
})

test('a failure that was there before anybody looked counts once', () => {
  const polled = query()
  polled.state.errorUpdateCount = 7
  answered(polled, 'ready')
  failed(polled)
  expect(cadence<string>({ still: 5_000 })(polled)).toBe(near(10_000))
})

test('a pace slower than a minute stays', () => {
  const polled = query()
  failed(polled)
  expect(cadence<string>({ still: 300_000 })(polled)).toBe(near(300_000))
})

test('every query has a pace of its own, always the same', () => {
  const paces = Array.from({ length: 200 }, (_, index) => jitter(`["xw","npu-${index}"]`))
  expect(new Set(paces).size).toBeGreaterThan(100)
  expect(Math.min(...paces)).toBeGreaterThanOrEqual(0.9)
  expect(Math.max(...paces)).toBeLessThan(1.1)
  expect(jitter('a')).toBe(jitter('a'))
})

test('a server that wants the operator to sign in is not polled, and others are', () => {
  const stop = startReachability(createQueryClient())
  const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api' }
  const pace = cadence<string>({ still: 10_000 })
  startOutcome(at, 'xw.version')(new Problem(at, 'xw.version', { kind: 'server', status: 401 }))
  expect(pace({ ...query(), queryKey: ['xw', 'npu-01', 'devices'] })).toBe(Infinity)
  expect(pace({ ...query(), queryKey: ['xw', 'npu-02', 'devices'] })).toBe(near(10_000))
  startOutcome(at, 'xw.version')()
  expect(pace({ ...query(), queryKey: ['xw', 'npu-01', 'devices'] })).toBe(near(10_000))
  stop()
  forgetReachability()
})

test('while a server is shut only the probe goes on, sooner at first and at a growing distance', () => {
  const polled = query()
  setShut(server, refused)
  expect(cadence<string>({ still: 5_000 })(polled)).toBe(Infinity)

  const probe = cadence<string>({ still: 10_000, isProbe: true })
  answered(polled, 'ready')
  probe(polled)
  const pauses = Array.from({ length: 6 }, () => {
    failed(polled)
    return probe(polled)
  })
  expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000].map(near))
  setShut(server, null)
  expect(cadence<string>({ still: 5_000 })(query())).toBe(near(5_000))
})

test('where a session is wanted first, the probe rests too', () => {
  setShut(
    server,
    new Problem({ ...server, label: 'npu-01', baseUrl: 'api' }, 'xw.health', { kind: 'server', status: 401 }),
  )
  expect(cadence<string>({ still: 10_000, isProbe: true })(query())).toBe(Infinity)
  setShut(server, null)
  expect(cadence<string>({ still: 10_000, isProbe: true })(query())).toBe(near(10_000))
})
