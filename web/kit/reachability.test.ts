// @vitest-environment jsdom
import { type QueryKey, QueryObserver } from '@tanstack/react-query'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { startOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import type { ProblemFacts } from '@/net/problem.ts'
import { whyShut } from '@/net/shut.ts'
import { createQueryClient } from './queryClient.ts'
import { afterOutcome, forgetReachability, reachabilityOf, startReachability, whenSignedIn } from './reachability.ts'
import type { Reachability } from './reachability.ts'

const server = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api' }
const unknown: Reachability = { state: 'unknown', lastAnswerAt: null, lastProblem: null, downSince: null }
const up = (at: number): Reachability => ({ ...unknown, state: 'up', lastAnswerAt: at })

const failed = (facts: ProblemFacts, at: number, tookMs = 10) => ({
  server,
  operation: 'xw.listDevices',
  at,
  tookMs,
  problem: new Problem(server, 'xw.listDevices', facts, at),
})
const unreachable: ProblemFacts = { kind: 'request', reason: 'unreachable' }

afterEach(() => forgetReachability())

describe('what an outcome says about its server', () => {
  test('an answer brings it up', () => {
    expect(afterOutcome(unknown, { server, operation: 'xw.health', at: 5, tookMs: 1 })).toEqual(up(5))
  })

  test('no answer takes it down, since the first failure, with the age of its last answer', () => {
    const first = afterOutcome(up(1_000), failed(unreachable, 5_000))
    expect(first).toMatchObject({ state: 'down', lastAnswerAt: 1_000, downSince: 5_000 })
    expect(afterOutcome(first, failed(unreachable, 9_000))).toMatchObject({ state: 'down', downSince: 5_000 })
  })

  test('a proxy that cannot reach it says that it is down', () => {
    expect(afterOutcome(unknown, failed({ kind: 'server', status: 502 }, 1)).state).toBe('down')
  })

  test('a sign-in page or a 401 asks to sign in', () => {
    expect(afterOutcome(up(1), failed({ kind: 'server', status: 401 }, 2)).state).toBe('sign-in')
    expect(afterOutcome(up(1), failed({ kind: 'response', reason: 'html', status: 200 }, 2)).state).toBe('sign-in')
  })

  test('errors of its own are a refusal, unless other operations go on answering', () => {
    const error = failed({ kind: 'server', status: 500 }, 20_000)
    expect(afterOutcome(unknown, error).state).toBe('refusing')
    expect(afterOutcome(up(1_000), error).state).toBe('refusing')
    expect(afterOutcome(up(15_000), error)).toEqual(up(15_000))
  })

  test('one slow operation does not take a server down that answers others', () => {
    const timeout = failed({ kind: 'timeout', afterMs: 30_000 }, 40_000, 30_000)
    expect(afterOutcome(up(20_000), timeout)).toEqual(up(20_000))
    expect(afterOutcome(up(9_000), timeout).state).toBe('down')
  })

  test('a refusal that is the asker’s fault, and an answer of another version, are answers', () => {
    expect(afterOutcome(unknown, failed({ kind: 'server', status: 404 }, 7))).toEqual(up(7))
    expect(afterOutcome(unknown, failed({ kind: 'response', reason: 'schema', status: 200 }, 7))).toEqual(up(7))
  })

  test('a stream that broke off says nothing', () => {
    expect(afterOutcome(up(3), failed({ kind: 'broken-off', reason: 'dropped' }, 7))).toEqual(up(3))
  })
})

const isShut = () => whyShut('xw/npu-01') !== undefined
const tell = (facts?: ProblemFacts) => {
  const done = startOutcome(server, 'xw.listDevices')
  done(facts && new Problem(server, 'xw.listDevices', facts))
}

test('once a server is back, what failed on it is asked again at once', async () => {
  const queryClient = createQueryClient()
  const refetch = vi.spyOn(queryClient, 'refetchQueries').mockResolvedValue()
  const stop = startReachability(queryClient)

  tell(unreachable)
  expect(reachabilityOf(server).state).toBe('down')
  expect(refetch).not.toHaveBeenCalled()

  tell()
  expect(reachabilityOf(server).state).toBe('up')
  expect(refetch).toHaveBeenCalledOnce()

  const query = (id: string, failure: boolean, dataUpdatedAt = Date.now() + 1) => {
    const queryKey: QueryKey = ['xw', id, 'devices']
    const built = queryClient.getQueryCache().build(queryClient, { queryKey })
    built.setState({ dataUpdatedAt, errorUpdatedAt: dataUpdatedAt + (failure ? 1 : -1) })
    return built
  }
  const predicate = refetch.mock.calls[0]?.[0]?.predicate
  expect(predicate?.(query('npu-01', true))).toBe(true)
  expect(predicate?.(query('npu-01', false))).toBe(false)
  expect(predicate?.(query('npu-02', true))).toBe(false)
  // It would have been asked again in the meantime.
  const invalidated = query('npu-01', false, 5)
  invalidated.invalidate()
  expect(predicate?.(invalidated)).toBe(true)

  stop()
  tell(unreachable)
  expect(reachabilityOf(server).state).toBe('up')
})

test('a server that fails in a row is left alone until it answers; one that fails once is not', () => {
  const queryClient = createQueryClient()
  const stop = startReachability(queryClient)

  tell()
  tell(unreachable)
  expect(isShut()).toBe(false)
  tell(unreachable)
  expect(isShut()).toBe(true)
  tell()
  expect(isShut()).toBe(false)
  // Another kind of trouble has an end of its own.
  tell(unreachable)
  tell(unreachable)
  tell({ kind: 'server', status: 500 })
  expect(isShut()).toBe(false)
  stop()
})

test('a server that has never answered is left alone after its first failure', () => {
  const stop = startReachability(createQueryClient())
  tell({ kind: 'timeout', afterMs: 10_000 })
  expect(whyShut('xw/npu-01')?.facts).toEqual({ kind: 'timeout', afterMs: 10_000 })
  stop()
})

const refusal = (status: 401 | 403) => new Problem(server, 'xw.version', { kind: 'server', status })

/** A server that has just answered, its probe, and what that one is answered from now on. */
const begin = (probe: () => Promise<string>) => {
  const queryClient = createQueryClient()
  const stop = startReachability(queryClient)
  onTestFinished(stop)
  tell()
  const ask = vi.fn<() => Promise<string>>(probe)
  const observer = new QueryObserver(queryClient, {
    queryKey: ['xw', 'npu-01', 'version'],
    queryFn: ask,
    meta: { isProbe: true },
    initialData: 'before',
    staleTime: Infinity,
  })
  onTestFinished(observer.subscribe(() => undefined))
  return { queryClient, ask }
}

describe('a refusal that asks to sign in', () => {
  test('of a server that lets others of our questions through is only about what was asked', async () => {
    const { ask } = begin(() => Promise.resolve('0.0.3'))
    tell({ kind: 'server', status: 403 })
    await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1))
    await Promise.resolve()
    expect(reachabilityOf(server).state).toBe('up')
  })

  test.each([401, 403] as const)('%i that befalls the next question too is the end of the session', async (status) => {
    const { ask } = begin(() => Promise.reject(refusal(status)))
    tell({ kind: 'server', status })
    tell({ kind: 'server', status })
    await vi.waitFor(() => expect(reachabilityOf(server).state).toBe('sign-in'))
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test('and then a sign-in: all that is on screen is asked again, failed or not', async () => {
    const { queryClient } = begin(() => Promise.reject(refusal(401)))
    const seen = vi.fn<() => Promise<string>>(() => Promise.resolve('chips'))
    const queryKey = ['xw', 'npu-01', 'devices']
    onTestFinished(new QueryObserver(queryClient, { queryKey, queryFn: seen }).subscribe(() => undefined))
    await vi.waitFor(() => expect(queryClient.getQueryData(queryKey)).toBe('chips'))
    tell({ kind: 'server', status: 401 })
    await vi.waitFor(() => expect(reachabilityOf(server).state).toBe('sign-in'))
    // Once to tell why it ages: here nothing keeps that from being sent.
    await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(2))
    const patient = whenSignedIn(server)
    tell()
    await patient
    await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(3))
  })

  test('a server that is gone when one comes back is left to those who look after such', async () => {
    begin(() => Promise.reject(refusal(401)))
    tell({ kind: 'server', status: 401 })
    await vi.waitFor(() => expect(whyShut('xw/npu-01')?.facts).toEqual({ kind: 'server', status: 401 }))
    tell(unreachable)
    expect(reachabilityOf(server).state).toBe('down')
    expect(whyShut('xw/npu-01')?.facts).toEqual(unreachable)
  })

  test('who waits for a sign-in need not wait for ever', async () => {
    begin(() => Promise.reject(refusal(401)))
    tell({ kind: 'server', status: 401 })
    await vi.waitFor(() => expect(reachabilityOf(server).state).toBe('sign-in'))
    const nobody = new AbortController()
    const patient = whenSignedIn(server, nobody.signal)
    nobody.abort()
    await patient
    expect(reachabilityOf(server).state).toBe('sign-in')
  })
})

test('what is on screen of a server that is shut says so at once, though nobody asks for it', async () => {
  const queryClient = createQueryClient()
  onTestFinished(startReachability(queryClient))
  const known = new Problem(server, 'xw.listDevices', unreachable)
  const queryFn = vi.fn<() => Promise<string[]>>(() =>
    whyShut('xw/npu-01') ? Promise.reject(known) : Promise.resolve(['chip']),
  )
  startOutcome(server, 'xw.health')()
  const observer = new QueryObserver(queryClient, { queryKey: ['xw', 'npu-01', 'devices'], queryFn })
  onTestFinished(observer.subscribe(() => undefined))
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toEqual(['chip']))
  for (let n = 0; n < 2; n += 1) startOutcome(server, 'xw.health')(known)
  await vi.waitFor(() => expect(observer.getCurrentResult()).toMatchObject({ data: ['chip'], error: known }))
  startOutcome(server, 'xw.health')(known)
  expect(queryFn).toHaveBeenCalledTimes(2)
})
