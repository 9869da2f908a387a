import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { inGroup } from '@/net/changeGroup.ts'
import { watchChanges } from '@/net/changes.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem } from '@/net/problem.ts'
import { findClient, fromEngine, listClients, ping, showClient } from './client.ts'
import {
  editClient,
  insertClient,
  insertModel,
  listFleetModels,
  readDownloadProgress,
  readPoints,
} from './clientRegister.ts'
import { prepareViews, viewClients } from './clientViews.ts'
import { clientWireWith, clientWith } from './schema/client.fixture.ts'
import { tableOf } from './schema/clientColumns.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const OTHER = '00000000000000000000000000000001'

interface Seen {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

let asked: Seen[] = []
let answer: (seen: Seen) => Response = () => ok(null)
let at: Endpoint
let connections = 0

function ok(data: unknown, timestamp = new Date().toISOString()): Response {
  return Response.json({ success: true, data, message: 'success', timestamp })
}

beforeEach(() => {
  asked = []
  // What is learnt of one connection must not show in another.
  connections += 1
  at = { kind: 'gpuf', id: `fleet-${connections}`, label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const text = await request.text()
    const seen: Seen = {
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? undefined : JSON.parse(text),
    }
    asked.push(seen)
    return answer(seen)
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

async function problemOf(promise: Promise<unknown>) {
  const error = await promise.catch((reason: unknown) => reason)
  if (!isProblem(error)) throw new Error('expected a Problem')
  return { operation: error.operation, ...error.facts }
}

test('every call of a tenant’s data names the tenant', async () => {
  answer = ({ path }) => (path.includes('list') ? ok({ total: 0, devices: [] }) : ok([]))
  await listClients(at)
  await insertClient(at, { id: ID, name: 'a', status: 'online' })
  await editClient(at, ID, { name: 'b' })
  expect(asked.map(({ query, body }) => query['user_id'] ?? body)).toEqual([
    '12',
    { user_id: '12', client_id: ID, client_status: 'online', name: 'a' },
    { user_id: '12', client_id: ID, name: 'b' },
  ])
})

test('an edit is known for one of those that it was asked for with', async () => {
  answer = () => ok(null)
  const groups: unknown[] = []
  const stop = watchChanges({ onStart: ({ group }) => void groups.push(group), onEnd: () => undefined })
  const group = { id: 'g', kind: 'gpuf.edit' }
  await inGroup(group, () => editClient(at, ID, { name: 'b' }))
  await editClient(at, ID, { name: 'b' })
  stop()
  expect(groups).toEqual([group, null])
})

test('a 200 that says success:false is a failure with the server’s words', async () => {
  answer = () => Response.json({ success: false, data: null, message: 'no such tenant', timestamp: '' })
  expect(await problemOf(editClient(at, ID, { name: 'b' }))).toEqual({
    operation: 'gpuf.editClient',
    kind: 'server',
    status: 200,
    code: 'success-false',
    words: 'no such tenant',
  })
})

test('failures with an empty body and with plain text say which call failed, with which status', async () => {
  answer = () => new Response(null, { status: 500 })
  expect(await problemOf(showClient(at, ID))).toMatchObject({
    operation: 'gpuf.showClient',
    kind: 'server',
    status: 500,
    code: 'no-reason-given',
  })
  answer = () => new Response('missing field `user_id`', { status: 422 })
  expect(await problemOf(showClient(at, ID))).toMatchObject({ status: 422, words: 'missing field `user_id`' })
})

test('a mistyped field names itself', async () => {
  answer = () => ok({ total: 1, devices: [{ client_id: 7 }] })
  expect(await problemOf(listClients(at))).toMatchObject({
    operation: 'gpuf.listClients',
    kind: 'response',
    reason: 'schema',
    path: 'data.devices[0].client_id',
  })
})

test('the server’s clock is known, so that silence is not judged by a browser that is ten minutes off', async () => {
  answer = () => ok({ total: 0, devices: [] }, new Date(Date.now() + 600_000).toISOString())
  const { clockOffsetMs } = await listClients(at)
  expect(Math.round(clockOffsetMs / 10_000)).toBe(60)
})

test('a client that the filtered list does not have is none, whatever else it lists', async () => {
  answer = () => ok({ total: 0, devices: null })
  expect(await findClient(at, ID)).toBeNull()
})

test('what only newer servers have is null on others, and a failure where it fails', async () => {
  answer = () => new Response(null, { status: 404 })
  expect(await readDownloadProgress(at, ID)).toBeNull()
  expect(await readPoints(at)).toBeNull()
  answer = () => new Response(null, { status: 500 })
  expect(await problemOf(readPoints(at))).toMatchObject({ status: 500 })
})

test('models are inserted with every field, and their list stands in for a health call', async () => {
  answer = () => ok(null)
  await insertModel(at, {
    name: 'llama',
    version: '1.0',
    versionCode: 1,
    engineType: 0,
    active: true,
    minMemoryMb: null,
    minGpuMemoryGb: 16,
    downloadUrl: null,
    checksum: null,
    sizeBytes: null,
  })
  expect(asked[0]?.body).toEqual({
    name: 'llama',
    version: '1.0',
    version_code: 1,
    engine_type: 0,
    is_active: true,
    min_memory_mb: null,
    min_gpu_memory_gb: 16,
    download_url: null,
    checksum: null,
    expected_size: null,
  })
  expect(await listFleetModels(at, { active: true, fitsGpuMemoryGb: 24 })).toEqual([])
  expect(await ping(at)).toBeLessThanOrEqual(Date.now())
  expect(asked.map(({ path }) => path)).toEqual(['/api/models/insert', '/api/models/get', '/api/models/get'])
})

describe('the list of clients', () => {
  test('has a client that is listed twice once, as it was heard of last, and says so', async () => {
    const older = clientWireWith({ client_id: `0x${ID.toUpperCase()}`, client_name: 'older' })
    const newer = clientWireWith({ client_name: 'newer', last_online: '2025-07-30T00:00:00.000000Z' })
    answer = () => ok({ total: 3, devices: [older, clientWireWith({ client_id: OTHER }), newer] })
    const { table, total, duplicates } = await listClients(at)
    expect(table.all().map(({ name }) => name)).toEqual(['newer', 'rack-1'])
    expect({ total, duplicates }).toEqual({ total: 3, duplicates: 1 })
    expect(table.indexOf(ID)).toBe(0)
  })

  test('is empty where the server says null, and counted here where it does not count', async () => {
    answer = () => ok({ total: null, devices: null })
    expect(await listClients(at)).toMatchObject({ table: { length: 0 }, total: 0 })
    answer = () => ok({ devices: [clientWireWith(), clientWireWith()] })
    expect(await listClients(at)).toMatchObject({ table: { length: 1 }, total: 2 })
  })

  test('that is cut off is no list, whole as its first rows are', async () => {
    const whole = JSON.stringify({ success: true, data: { total: 2, devices: [clientWireWith(), clientWireWith()] } })
    answer = () => new Response(whole.slice(0, -60), { headers: { 'content-type': 'application/json' } })
    expect(await problemOf(listClients(at))).toMatchObject({
      operation: 'gpuf.listClients',
      kind: 'response',
      reason: 'cut',
      path: 'data.devices[1]',
    })
  })

  test('that is refused in a 200 is refused', async () => {
    answer = () => Response.json({ success: false, data: null, message: 'no such tenant', timestamp: '' })
    expect(await problemOf(listClients(at))).toMatchObject({ kind: 'server', status: 200, words: 'no such tenant' })
  })

  test('is summed up by the server’s clock', async () => {
    const devices = [clientWireWith(), clientWireWith({ client_id: OTHER, client_status: 'maintenance' })]
    answer = () => ok({ total: 2, devices }, '2025-07-29T18:55:48.000000Z')
    expect((await listClients(at)).summary).toMatchObject({ online: 1, maintenance: 1, warnings: 1 })
  })

  test('is seen in any order, also when the engine has forgotten it', async () => {
    const table = tableOf([clientWith({ id: 'a', name: 'npu-10' }), clientWith({ id: 'b', name: 'npu-2' })])
    const request = { filter: {}, sorts: [], group: null, locale: 'en', now: 0, writes: [] }
    expect([...(await viewClients(table, request)).order]).toEqual([1, 0])
    expect([...(await viewClients(table, { ...request, filter: { q: 'npu-10' } })).order]).toEqual([0])
  })

  test('comes with the view that is waited for, which is of use once and for nothing else', async () => {
    const devices = [
      clientWireWith({ client_name: 'npu-10' }),
      clientWireWith({ client_id: OTHER, client_name: 'npu-2' }),
    ]
    answer = () => ok({ total: 2, devices })
    const wanted = { filter: { q: undefined }, sorts: [], group: null, locale: 'en' }
    const request = { ...wanted, now: Date.now(), writes: [] }
    await prepareViews(wanted)
    const { table } = await listClients(at)
    expect(fromEngine.get(table)?.early).toMatchObject({ isWhole: true, request: { locale: 'en' } })
    const first = await viewClients(table, request)
    expect([...first.order]).toEqual([1, 0])
    expect(first.facets.status).toEqual([{ value: 'online', count: 2 }])
    expect(fromEngine.get(table)?.early).toBeUndefined()
    expect((await viewClients(table, request)).order).toEqual(first.order)

    await prepareViews(wanted)
    const { table: again } = await listClients(at)
    expect([...(await viewClients(again, { ...request, filter: { q: 'npu-10' } })).order]).toEqual([0])
    expect(fromEngine.get((await listClients(at)).table)?.early).toBeUndefined()
  })
})
