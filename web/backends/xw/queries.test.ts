import { MutationObserver, type MutationObserverOptions, QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import * as queries from './queries.ts'
import * as config from './queriesConfig.ts'
import * as inference from './queriesInference.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }

function serve(answer: unknown, status = 200): void {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(answer, { status })))
}

let queryClient: QueryClient
beforeEach(() => {
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.useMemory.setState({ ready: {}, stopped: {}, downloading: {} })
  vi.spyOn(console, 'warn').mockReturnValue()
})
afterEach(() => queryClient.clear())

test('each question has a key of its own under its server', () => {
  const keys = [
    queries.health(at),
    queries.version(at),
    queries.devices(at),
    queries.supportedDevices(at),
    queries.models(at),
    queries.downloadedModels(at),
    queries.model(at, 'm'),
    queries.instances(at),
    queries.checkReady(at, 'a'),
    config.configInfo(at),
    config.configValue(at, 'name'),
    config.updates(at),
    config.currentVersion(at),
    inference.inferenceHealth(at),
  ].map(({ queryKey }) => queryKey)
  expect(keys.every(([kind, server]) => kind === 'xw' && server === 'npu-01')).toBe(true)
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length)
})

/** Runs a change and tells which of these questions it made old. */
async function madeOld(change: () => Promise<unknown>): Promise<string[]> {
  const resources = ['instances', 'models', 'downloaded', 'config', 'updates', 'devices', 'health']
  for (const resource of resources) queryClient.setQueryData(queries.keyOf(at, resource), {})
  await change()
  return resources.filter((resource) => queryClient.getQueryState(queries.keyOf(at, resource))?.isInvalidated)
}

function mutate<D, V, C>(options: MutationObserverOptions<D, Error, V, C>, variables: V): Promise<D> {
  return new MutationObserver(queryClient, options).mutate(variables)
}

describe('changes make old what they change', () => {
  test('a start with its steps makes the instances old', async () => {
    const body = 'data: Starting model instance...\n\nevent: done\ndata: {"status":"success"}\n\n'
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response(body, { headers: { 'content-type': 'text/event-stream' } })),
    )
    const steps: string[] = []
    const request = { model_id: 'm', backend_type: 'vllm', deployment_mode: 'docker', interactive: false } as const
    const handlers = { onEvent: (_event: unknown, raw: string) => void steps.push(raw) }
    expect(await madeOld(() => mutate(queries.startInstance(at, queryClient), { request, handlers }))).toEqual([
      'instances',
    ])
    expect(steps[0]).toBe('Starting model instance...')
  })

  test('another registry offers other versions', async () => {
    serve({})
    const change = { key: 'registry', value: 'https://r.test' } as const
    expect(await madeOld(() => mutate(config.setConfigValue(at, queryClient), change))).toEqual(['config', 'updates'])
  })

  test('a reload and an update can change models and devices', async () => {
    serve({ success: true })
    const configured = ['models', 'downloaded', 'config', 'updates', 'devices']
    expect(await madeOld(() => mutate(config.reloadConfig(at, queryClient), undefined))).toEqual(configured)
    expect(await madeOld(() => mutate(config.update(at, queryClient), { version: '' }))).toEqual(configured)
  })

  test('what a model computes makes nothing old', async () => {
    serve({ output: 'x', data: [], input_tokens: 1 })
    expect(await madeOld(() => mutate(inference.run(at), { model: 'm', input: 'x' }))).toEqual([])
    expect(await madeOld(() => mutate(inference.embeddings(at), { model: 'm', input: 'x' }))).toEqual([])
    expect(await madeOld(() => mutate(inference.countTokens(at), { model: 'm', messages: [] }))).toEqual([])
  })
})

describe('what was seen before', () => {
  test('an instance that was ready is remembered, for this start of it only', async () => {
    const instance = { id: 'a', model_id: 'm', state: 'ready', started_at: '2026-04-27T01:20:00Z' }
    serve({ instances: [instance, { ...instance, id: 'b', state: 'unhealthy' }] })
    await queryClient.fetchQuery(queries.instances(at))
    const start = { id: 'a', startedAt: Date.parse('2026-04-27T01:20:00Z') }
    expect(queries.useMemory.getState().ready).toEqual({ [queries.startKey(at, start)]: true })
    expect(queries.startKey(at, { ...start, startedAt: 0 })).not.toBe(queries.startKey(at, start))
  })

  test('a download is dated from when it was first seen, and forgotten when it is over', async () => {
    const downloading = { models: [{ name: 'm', status: 'downloading' }] }
    queries.useMemory.setState({ downloading: { 'npu-02/m': 1 } })
    serve(downloading)
    await queryClient.fetchQuery(queries.models(at))
    const first = queries.useMemory.getState().downloading['npu-01/m']
    expect(first).toBeGreaterThan(1)
    await queryClient.fetchQuery(queries.models(at))
    expect(queries.useMemory.getState().downloading['npu-01/m']).toBe(first)
    serve({ models: [{ name: 'm', status: 'downloaded' }] })
    await queryClient.fetchQuery(queries.models(at))
    expect(queries.useMemory.getState().downloading).toEqual({ 'npu-02/m': 1 })
  })
})
