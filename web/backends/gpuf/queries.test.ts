import { MutationObserver, QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients, downloadProgress, editClient, insertClient, usePendingWrites } from './queries.ts'
import { clientWireWith } from './schema/client.fixture.ts'
import type { ClientWire } from './schema/client.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

/** What the server's list says, and what was posted to it. */
let rows: ClientWire[] = []
let posted: string[] = []
let onPost: (path: string) => void = () => undefined
let queryClient: QueryClient

beforeEach(() => {
  rows = []
  posted = []
  onPost = () => undefined
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  usePendingWrites.setState({ byServer: {} })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (pathname.includes('download_progress')) return new Response(null, { status: 404 })
    if (request.method === 'POST') {
      posted.push(pathname)
      onPost(pathname)
      return Response.json({ success: true, data: null, message: 'success', timestamp: '' })
    }
    return Response.json({ success: true, data: { total: rows.length, devices: rows }, message: '', timestamp: '' })
  })
})

afterEach(() => {
  queryClient.clear()
  vi.unstubAllGlobals()
})

const wanted = { id: ID, name: 'new', status: 'online' } as const

test('registering an id that is there already sends nothing, since it would rename that client', async () => {
  rows = [clientWireWith()]
  const result = await new MutationObserver(queryClient, insertClient(at, queryClient)).mutate(wanted)
  expect(result).toMatchObject({ outcome: 'exists', client: { name: 'rack-1' } })
  expect(posted).toEqual([])
})

test('registering is confirmed by reading back', async () => {
  onPost = () => {
    rows = [clientWireWith({ client_name: 'new' })]
  }
  const result = await new MutationObserver(queryClient, insertClient(at, queryClient)).mutate(wanted)
  expect(result).toMatchObject({ outcome: 'registered', client: { name: 'new' } })
})

test('a server that says yes and lists nothing has confirmed nothing', async () => {
  const result = await new MutationObserver(queryClient, insertClient(at, queryClient)).mutate(wanted)
  expect(result).toEqual({ outcome: 'unconfirmed' })
  expect(posted).toEqual(['/api/user/insert_client'])
})

test('an edit is pending until a read of the list confirms it', async () => {
  rows = [clientWireWith()]
  await new MutationObserver(queryClient, editClient(at, queryClient)).mutate({
    clientId: ID,
    changes: { name: 'renamed' },
  })
  await queryClient.fetchQuery(clients(at))
  expect(usePendingWrites.getState().byServer['fleet']).toMatchObject([{ clientId: ID, fields: { name: 'renamed' } }])
  rows = [clientWireWith({ client_name: 'renamed' })]
  await queryClient.fetchQuery({ ...clients(at), staleTime: 0 })
  expect(usePendingWrites.getState().byServer['fleet']).toEqual([])
})

test('a server that does not tell about downloads is not asked again', async () => {
  vi.useFakeTimers()
  const stop = new QueryObserver(queryClient, downloadProgress(at, ID)).subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(600_000)
  stop()
  vi.useRealTimers()
  expect(queryClient.getQueryData(downloadProgress(at, ID).queryKey)).toBeNull()
  expect(queryClient.getQueryState(downloadProgress(at, ID).queryKey)?.dataUpdateCount).toBe(1)
})
