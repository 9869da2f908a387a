// @vitest-environment jsdom
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { setConnections, useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { forgetReachability, startReachability } from '@/kit/reachability.ts'
import { version } from '@/backends/xw/queries.ts'
import { startOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import { useFindings } from './findingStore.ts'
import { watchFindings } from './watchFindings.ts'

const server = (id: string) => ({ kind: 'xw', id, label: id, baseUrl: `http://${id}.test` })
const servers = [server('npu-01'), server('npu-02'), server('npu-03')] as const
const config = { streams: null, title: null, demo: null, access: 'full', user: null, problems: [] } as const

/** What each server says to a question for its name, and how often it was asked. */
const answering = (names: Readonly<Record<string, string | null>>) => {
  const ask = vi.fn<(url: string) => Promise<Response>>((url) => {
    const name = names[new URL(url).hostname.split('.')[0] ?? '']
    return Promise.resolve(name ? Response.json({ name }) : new Response('{}', { status: 404 }))
  })
  vi.stubGlobal('fetch', ask)
  return ask
}

const begin = (startedAt: Readonly<Record<string, number>>) => {
  const queryClient = createQueryClient()
  onTestFinished(startReachability(queryClient))
  setConnections({ servers, ...config })
  for (const at of servers) {
    startOutcome(at, 'xw.version')()
    const told = { version: '0.0.4', startedAt: startedAt[at.id] ?? 0, gitCommit: null }
    queryClient.setQueryData(version(at).queryKey, told)
  }
  onTestFinished(watchFindings(queryClient))
  return queryClient
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  forgetReachability()
  useFindings.setState({ findings: [], items: [] })
  useConnections.setState({ twins: [] })
})

test('servers are asked for their names once in a while, those that do not tell it too, and twins are left out', async () => {
  const ask = answering({ 'npu-01': 'npu-01', 'npu-02': null, 'npu-03': 'npu-01' })
  begin({ 'npu-01': 1_000, 'npu-02': 2_000, 'npu-03': 1_000 })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(ask).toHaveBeenCalledTimes(3)
  expect(useFindings.getState().findings).toMatchObject([{ kind: 'same-server', name: 'npu-01' }])
  expect(useConnections.getState().twins.map(({ id }) => id)).toEqual(['npu-03'])

  // The twins sooner, so that what one of them has is soon there when its address is put right.
  await vi.advanceTimersByTimeAsync(30_000)
  expect(ask).toHaveBeenCalledTimes(5)
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  expect(ask.mock.calls.filter(([url]) => url.includes('npu-02'))).toHaveLength(2)
})

test('once the address is put right, both are there again', async () => {
  const names: Record<string, string> = { 'npu-01': 'npu-01', 'npu-02': 'npu-02', 'npu-03': 'npu-01' }
  answering(names)
  begin({ 'npu-01': 1_000, 'npu-02': 2_000, 'npu-03': 1_000 })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(useConnections.getState().twins).toHaveLength(1)
  names['npu-03'] = 'npu-03'
  await vi.advanceTimersByTimeAsync(40_000)
  expect(useConnections.getState().twins).toEqual([])
  expect(useFindings.getState().findings).toEqual([])
})

test('a server that comes back is asked for its name at once: it may be another one', async () => {
  const names: Record<string, string> = { 'npu-01': 'npu-01', 'npu-02': 'npu-02', 'npu-03': 'npu-03' }
  const ask = answering(names)
  begin({ 'npu-01': 1_000, 'npu-02': 2_000, 'npu-03': 3_000 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ask).toHaveBeenCalledTimes(3)
  names['npu-02'] = 'npu-07'
  const facts = { kind: 'request', reason: 'unreachable' } as const
  startOutcome(servers[1], 'xw.version')(new Problem(servers[1], 'xw.version', facts))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(ask, 'not while it is away').toHaveBeenCalledTimes(3)
  startOutcome(servers[1], 'xw.version')()
  await vi.advanceTimersByTimeAsync(7_000)
  expect(useFindings.getState().findings).toMatchObject([{ kind: 'changed-name', was: 'npu-02', now: 'npu-07' }])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ask, 'once').toHaveBeenCalledTimes(4)
})

test('who becomes one with another server is not told from it by the start of the one before', async () => {
  const names: Record<string, string> = { 'npu-01': 'npu-01', 'npu-02': 'npu-02', 'npu-03': 'npu-03' }
  answering(names)
  const queryClient = begin({ 'npu-01': 1_000, 'npu-02': 2_000, 'npu-03': 3_000 })
  const said: string[] = []
  onTestFinished(useFindings.subscribe(({ findings }) => said.push(...findings.map(({ kind }) => kind))))
  await vi.advanceTimersByTimeAsync(60_000)
  names['npu-02'] = 'npu-01'
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  for (const at of servers.slice(0, 2)) {
    queryClient.setQueryData(version(at).queryKey, { version: '0.0.4', startedAt: 1_000, gitCommit: null })
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(said).not.toContain('same-name')
  expect(useFindings.getState().findings).toMatchObject([{ kind: 'same-server', name: 'npu-01' }])
})
