import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients } from './queries.ts'
import { clientsLike, clientsNamed, gpuReading } from './queriesMachine.ts'
import { clientWireWith } from './schema/client.fixture.ts'
import { defaultLimits } from './schema/limits.ts'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
const idOf = (n: number) => n.toString(16).padStart(32, '0')
const names = ['npu-01', 'NPU-01', 'npu-011', 'mx-01', '']

let queryClient: QueryClient
let asked: string[]

beforeEach(() => {
  queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  asked = []
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    const { searchParams } = new URL(new Request(input, init).url)
    const part = searchParams.get('name')
    asked.push(part ?? 'everything')
    const devices = names
      .map((client_name, index) => clientWireWith({ client_id: idOf(index), client_name }))
      // As the server does, in any case.
      .filter(({ client_name }) => part === null || (client_name ?? '').toLowerCase().includes(part.toLowerCase()))
    const body = { success: true, data: { total: devices.length, devices }, message: '', timestamp: '' }
    return Promise.resolve(Response.json(body))
  })
})

afterEach(() => {
  queryClient.clear()
  vi.unstubAllGlobals()
})

test('a machine is looked for by its name: the whole fleet is never read for it', async () => {
  const found = await queryClient.fetchQuery(clientsNamed(at, ' npu-01'))
  expect(found.map(({ name }) => name).sort()).toEqual(['NPU-01', 'npu-01'])
  expect(asked).toEqual(['npu-01'])
  expect(await queryClient.fetchQuery(clientsNamed(at, 'nobody'))).toEqual([])
})

test('a list that has just been read is looked through instead of asking', async () => {
  await queryClient.fetchQuery(clients(at))
  expect(await queryClient.fetchQuery(clientsNamed(at, 'MX-01'))).toEqual([{ id: idOf(3), name: 'mx-01' }])
  expect(asked).toEqual(['everything'])
})

test('candidates are those whose name contains a text, the first of them by name', async () => {
  const { first, total } = await queryClient.fetchQuery(clientsLike(at, 'NPU'))
  expect(first.map(({ name }) => name)).toEqual(['NPU-01', 'npu-01', 'npu-011'])
  expect(total).toBe(3)
})

test('a reading tells what exceeds its limit and what cannot be, and nothing where nothing was told', () => {
  const limits = defaultLimits('ascend 910b4')
  const gpu = { index: 0, name: 'Ascend 910B4', temperature: 96, usage: 300, memoryUsage: 40, power: null }
  expect(gpuReading(gpu, limits)).toEqual({
    temperature: { value: 96, level: 'bad', limit: 95 },
    usage: { value: 300, level: 'implausible', limit: null },
    memory: { value: 40, level: 'within', limit: null },
    power: null,
  })
})
