import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients } from './queries.ts'
import { editClient, insertClient, type ClientEdit } from './queriesWrites.ts'
import { settleReads, usePendingWrites, writesOf } from './queriesPending.ts'
import { clientWireWith, clientWith } from './schema/client.fixture.ts'
import type { ClientWire } from './schema/client.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

/** What the server's list says, which ids its detail call knows, and what was posted to it. */
let rows: ClientWire[] = []
let detailKnows = false
let posted: string[] = []
let asked: string[] = []
let onPost: (path: string) => void = () => undefined
let queryClient: QueryClient

const DETAIL = {
  system_info: { health: 0, cpu_usage: 0, memory_usage: 0, storage_usage: 0, device_memsize: 0, uptime_days: 0 },
  device_info: [],
}

const answer = (data: unknown) => Response.json({ success: true, data, message: '', timestamp: '' })

beforeEach(() => {
  vi.useFakeTimers()
  rows = []
  detailKnows = false
  posted = []
  asked = []
  onPost = () => undefined
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  usePendingWrites.setState({ byServer: {} })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') {
      posted.push(pathname)
      onPost(pathname)
      return answer(null)
    }
    asked.push(pathname)
    if (pathname.endsWith('client_device_detail')) {
      return detailKnows ? answer(DETAIL) : new Response(null, { status: 500 })
    }
    return answer({ total: rows.length, devices: rows })
  })
})

afterEach(() => {
  queryClient.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const wanted = { id: ID, name: 'new', status: 'online' } as const
const insert = (more: { anyway?: boolean; os?: string } = {}) =>
  new MutationObserver(queryClient, insertClient(at, queryClient)).mutate({ ...wanted, ...more })
const edit = (changes: ClientEdit['changes'], before = clientWith()) =>
  new MutationObserver(queryClient, editClient(at, queryClient)).mutate({ clientId: ID, changes, before })

test('registering an id that is there already sends nothing, since it would rename that client', async () => {
  rows = [clientWireWith()]
  expect(await insert()).toMatchObject({ outcome: 'exists', client: { name: 'rack-1' } })
  expect(posted).toEqual([])
})

test('an id that no list has but the server tells of is invalid or another’s: nothing is sent until one insists', async () => {
  detailKnows = true
  expect(await insert()).toEqual({ outcome: 'elsewhere' })
  expect(posted).toEqual([])
  expect(await insert({ anyway: true })).toEqual({ outcome: 'unconfirmed' })
  expect(posted).toEqual(['/api/user/insert_client'])
})

test('registering is confirmed by reading back, and an OS that the server dropped is told', async () => {
  onPost = () => {
    rows = [clientWireWith({ client_name: 'new', os_type: '' })]
  }
  expect(await insert({ os: 'Linux' })).toMatchObject({
    outcome: 'registered',
    client: { name: 'new' },
    osIgnored: true,
  })
})

test('a server that says yes and lists nothing has confirmed nothing', async () => {
  expect(await insert()).toEqual({ outcome: 'unconfirmed' })
  expect(posted).toEqual(['/api/user/insert_client'])
})

test('an edit is pending until a read of the list confirms it', async () => {
  rows = [clientWireWith()]
  await edit({ name: 'renamed' })
  await queryClient.fetchQuery(clients(at))
  expect(writesOf(at)).toMatchObject([{ clientId: ID, fields: { name: 'renamed' } }])
  rows = [clientWireWith({ client_name: 'renamed' })]
  await queryClient.fetchQuery({ ...clients(at), staleTime: 0 })
  expect(writesOf(at)).toEqual([])
})

test('a written value is looked for by itself, row by row, and no longer once it was seen', async () => {
  rows = [clientWireWith()]
  await edit({ name: 'renamed' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(writesOf(at)).toHaveLength(1)
  rows = [clientWireWith({ client_name: 'renamed' })]
  await vi.advanceTimersByTimeAsync(3_000)
  expect(writesOf(at)).toEqual([])
  const before = asked.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(before)
})

test('a write of validity alone is in no list, so nothing is marked', async () => {
  await edit({ validStatus: 'invalid' })
  expect(writesOf(at)).toEqual([])
})

test('a table settles thousands of writes by its own index', () => {
  usePendingWrites.setState({
    byServer: {
      fleet: Array.from({ length: 5_000 }, (_, n) => ({
        clientId: `c${n}`,
        fields: { name: `new-${n}` },
        at: 0,
        confirmed: false,
        overwrittenBy: null,
      })),
    },
  })
  let looks = 0
  settleReads(at, {
    indexOf(id: string) {
      looks += 1
      return Number(id.slice(1))
    },
    client: (n: number) => clientWith({ id: `c${n}`, name: n < 4_000 ? `new-${n}` : 'old' }),
  })
  expect(looks).toBe(5_000)
  expect(writesOf(at)).toHaveLength(1_000)
})
