import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { downloadProgress } from './queriesRegister.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

let queryClient: QueryClient

beforeEach(() => {
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    if (pathname.includes('download_progress')) return new Response(null, { status: 404 })
    return Response.json({ success: true, data: { total: 0, devices: [] }, message: '', timestamp: '' })
  })
})

afterEach(() => {
  queryClient.clear()
  vi.unstubAllGlobals()
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
