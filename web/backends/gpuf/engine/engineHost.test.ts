import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BulkError } from '@/net/bulkFailure.ts'
import { endpoint } from '@/net/testServer.ts'
import { clientWireWith } from '../schema/client.fixture.ts'
import { tableOf } from '../schema/clientColumns.ts'
import type { FleetViewRequest } from '../schema/fleetView.ts'
import { engines } from './engines.ts'
import { serveEngines, type Scope } from './serveEngines.ts'
import type { FromEngine } from './work.ts'

const call = { url: `${endpoint('http://fleet.test').baseUrl}/list`, timeoutMs: 5000 }
const request: FleetViewRequest = { filter: {}, sorts: [], group: null, locale: 'en', now: 0, writes: [] }

/** Workers that have been started, in their order. */
let started: FakeWorker[] = []
let isBroken = false

/** A worker as far as messages go: everything that crosses is cloned, and what is given away is gone. */
class FakeWorker {
  onmessage: ((event: { readonly data: FromEngine }) => void) | null = null
  onerror: ((event: { readonly preventDefault: () => void }) => void) | null = null
  onmessageerror: (() => void) | null = null
  isTerminated = false
  readonly #scope: Scope

  constructor() {
    started.push(this)
    this.#scope = {
      onmessage: null,
      postMessage: (message, transfer) => {
        const data = structuredClone(message, { transfer })
        queueMicrotask(() => !this.isTerminated && this.onmessage?.({ data }))
      },
    }
    if (isBroken) queueMicrotask(() => this.fail())
    else serveEngines(this.#scope, engines)
  }

  postMessage(message: never): void {
    const data = structuredClone(message)
    queueMicrotask(() => !this.isTerminated && this.#scope.onmessage?.(new MessageEvent('message', { data })))
  }

  terminate(): void {
    this.isTerminated = true
  }

  fail(): void {
    this.onerror?.({ preventDefault: () => undefined })
  }
}

beforeEach(() => {
  started = []
  isBroken = false
  vi.resetModules()
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('fetch', async () =>
    Response.json({
      success: true,
      data: { total: 1, devices: [clientWireWith()] },
      timestamp: '2025-07-29T17:56:00Z',
    }),
  )
})

afterEach(() => {
  vi.unstubAllGlobals()
})

async function start() {
  const { startEngine } = await import('./engineHost.ts')
  return startEngine('clients')
}

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.catch((reason: unknown) => reason)
  // Modules are loaded anew for each test, so that the class is another one.
  if (error instanceof Error && 'failure' in error) return (error as BulkError).failure
  throw error
}

test('the worker starts with the first operation, and keeps what it has read', async () => {
  const engine = await start()
  expect(started).toHaveLength(0)
  const loaded = await engine.run('load', { call, now: 0 })
  expect(loaded.columns.count).toBe(1)
  expect(loaded.summary.findings.count).toBe(0)
  expect(loaded.rest).toMatchObject({ success: true, data: { total: 1, devices: [] } })
  const view = await engine.run('view', { key: loaded.key, request, wantsFirst: false })
  expect(view).toMatchObject({ order: Uint32Array.of(0) })
  expect(started).toHaveLength(1)
})

test('a table that it does not have is asked for', async () => {
  const engine = await start()
  expect(await engine.run('view', { key: 'gone', request, wantsFirst: false })).toEqual({ noTable: true })
  const key = await engine.run('adopt', { columns: tableOf([]).columns })
  expect(await engine.run('view', { key, request, wantsFirst: false })).toMatchObject({ groups: [] })
})

test('what a call fails with comes back as it was', async () => {
  vi.stubGlobal('fetch', async () => new Response('no', { status: 500 }))
  const engine = await start()
  expect(await failureOf(engine.run('load', { call, now: 0 }))).toMatchObject({
    kind: 'refused',
    status: 500,
    text: 'no',
  })
})

test('an abort reaches the request', async () => {
  const controller = new AbortController()
  const ended = new Promise<void>((resolve) => {
    vi.stubGlobal('fetch', (_url: string, { signal }: { readonly signal: AbortSignal }) => {
      signal.addEventListener('abort', () => resolve())
      return new Promise(() => undefined)
    })
  })
  const engine = await start()
  const asked = failureOf(engine.run('load', { call, now: 0 }, { signal: controller.signal }))
  await Promise.resolve()
  controller.abort()
  expect(await asked).toEqual({ kind: 'facts', facts: { kind: 'abort' } })
  await ended
  expect(await failureOf(engine.run('load', { call, now: 0 }, { signal: controller.signal }))).toMatchObject({
    facts: { kind: 'abort' },
  })
})

test('a worker that breaks down fails what it was doing, and the next operation starts another', async () => {
  const engine = await start()
  await engine.run('load', { call, now: 0 })
  const asked = failureOf(engine.run('load', { call, now: 0 }))
  started[0]?.fail()
  expect(await asked).toEqual({ kind: 'facts', facts: { kind: 'broken-off', reason: 'dropped' } })
  expect(started[0]?.isTerminated).toBe(true)
  expect((await engine.run('load', { call, now: 0 })).columns.count).toBe(1)
  expect(started).toHaveLength(2)
})

test('where workers cannot be started, the page does the work', async () => {
  isBroken = true
  const engine = await start()
  expect((await engine.run('load', { call, now: 0 })).columns.count).toBe(1)
  expect((await engine.run('load', { call, now: 0 })).columns.count).toBe(1)
  expect(started).toHaveLength(1)
})

test('each engine has a worker of its own', async () => {
  const { startEngine } = await import('./engineHost.ts')
  const engines = [startEngine('clients'), startEngine('clients')]
  await Promise.all(engines.map((engine) => engine.run('load', { call, now: 0 })))
  expect(started).toHaveLength(2)
})
