// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { markLastKnown } from '@/kit/lastKnown.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { newPull, type PullState } from '../pulls/pullState.ts'
import { useMemory } from '../queries.ts'
import type { CatalogModelWire } from '../schema/model.ts'
import type { HealthWire } from '../schema/health.ts'
import type { InstanceWire } from '../schema/instance.ts'
import { useAttention } from './attention.ts'

const { pulls } = vi.hoisted(() => ({ pulls: { own: [] as unknown[], others: [] as unknown[], lost: [] } }))
vi.mock('../pulls/pullStore.ts', () => ({
  usePulls: (selector: (state: typeof pulls) => unknown) => selector(pulls),
}))

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const longAgo = '2026-01-01T00:00:00Z'
const instance = { id: 'a', model_id: 'qwen3-8b', state: 'ready', started_at: longAgo } satisfies InstanceWire

interface Answers {
  readonly health?: HealthWire
  readonly instances?: readonly InstanceWire[]
  readonly models?: readonly CatalogModelWire[]
}

function serve({ health = { status: 'healthy' }, instances = [], models = [] }: Answers): void {
  vi.stubGlobal('fetch', (url: string) => {
    if (url.endsWith('/api/health')) return Promise.resolve(Response.json(health))
    if (url.endsWith('/api/models/list')) return Promise.resolve(Response.json({ models }))
    return Promise.resolve(Response.json({ instances }))
  })
}

const watch = () => renderHook(() => useAttention(), { wrapper: TestKit }).result
const pulling = (state: Partial<PullState>): PullState => ({
  ...newPull({ server: 'npu-01', model: 'm' }, 0),
  ...state,
})

beforeEach(() => {
  useConnections.setState({ servers: [at] })
  useMemory.setState({ ready: {}, stopped: {}, downloading: {} })
  pulls.own = []
  pulls.others = []
})
afterEach(cleanup)

test('instances that need a person are named, those that do their work are not', async () => {
  serve({
    instances: [
      instance,
      { ...instance, id: 'silent', state: 'unhealthy' },
      { ...instance, id: 'loads', state: 'unhealthy', started_at: new Date().toISOString() },
      { ...instance, id: 'crashed', state: 'error', error: 'Container exited unexpectedly with code 1' },
      { ...instance, id: 'stopped', state: 'error', error: 'Container exited unexpectedly with code 137' },
    ],
  })
  const items = watch()
  await waitFor(() => expect(items.current).toHaveLength(3))
  expect(items.current.map(({ severity, title, href }) => [severity, title, href])).toEqual([
    ['critical', 'crashed on npu-01 exited with code 1', '/instances?server=npu-01&q=crashed'],
    ['critical', 'silent on npu-01 is not answering', '/instances?server=npu-01&q=silent'],
    ['notice', 'stopped on npu-01 was stopped, though not from here (code 137)', '/instances?server=npu-01&q=stopped'],
  ])
})

test('a server that says itself that it is not well', async () => {
  serve({ health: { status: 'degraded', message: 'container engine silent' } })
  const items = watch()
  await waitFor(() => expect(items.current).toHaveLength(1))
  expect(items.current[0]).toMatchObject({
    severity: 'warning',
    title: 'npu-01 reports that it is degraded',
    detail: 'container engine silent',
    href: '/xw/npu-01',
  })
})

test('a download that nobody here pulls is noticed after a while, and warned of after hours', async () => {
  serve({
    models: [
      { name: 'm', status: 'downloading' },
      { name: 'old', status: 'downloading' },
      { name: 'longer', status: 'downloading' },
      { name: 'new', status: 'downloading' },
    ],
  })
  useMemory.setState({
    downloading: { 'npu-01/old': Date.now() - 3 * 3_600_000, 'npu-01/longer': Date.now() - 3_600_000 },
  })
  pulls.own = [pulling({ phase: { kind: 'downloading' } })]
  const items = watch()
  await waitFor(() => expect(items.current).toHaveLength(2))
  expect(items.current.map(({ severity, title }) => [severity, title])).toEqual([
    ['notice', 'longer on npu-01 is being downloaded, and not by this console'],
    ['warning', 'old on npu-01 has been downloading for 3h without anyone here pulling it'],
  ])
})

test('pulls that failed or met a stale lock, with the file to remove', async () => {
  serve({})
  const lock = { pid: 1, time: 0, path: '/m/.lock' }
  pulls.own = [
    pulling({ key: 'a', phase: { kind: 'failed', at: 5, reason: { kind: 'server-said', words: 'disk full' } } }),
    pulling({ key: 'b', phase: { kind: 'stale-lock', lock, startedAt: 9 } }),
    pulling({ key: 'c', phase: { kind: 'downloading' } }),
  ]
  const items = watch()
  await waitFor(() => expect(items.current).toHaveLength(2))
  expect(items.current.map(({ title, detail, since }) => [title, detail, since])).toEqual([
    ['Pulling m to npu-01 failed', 'disk full', 5],
    ['Pulling m to npu-01 meets a stale lock', 'Remove /m/.lock on the server, then pull again.', undefined],
  ])
})

test('what was last known before the page was loaded needs nobody until it is confirmed', async () => {
  const crashed = { ...instance, id: 'crashed', state: 'error', error: 'Container exited unexpectedly with code 1' }
  serve({ instances: [crashed], health: { status: 'degraded' } })
  const queryClient = createQueryClient()
  const { result } = renderHook(() => useAttention(), {
    wrapper: ({ children }) => <TestKit queryClient={queryClient}>{children}</TestKit>,
  })
  await waitFor(() => expect(result.current).toHaveLength(2))
  for (const resource of ['instances', 'health']) {
    const data = structuredClone(queryClient.getQueryData(['xw', 'npu-01', resource]))
    markLastKnown(data, 1)
    act(() =>
      queryClient
        .getQueryCache()
        .find({ queryKey: ['xw', 'npu-01', resource] })
        ?.setState({ data, dataUpdatedAt: 1 }),
    )
  }
  await waitFor(() => expect(result.current).toEqual([]))
})
