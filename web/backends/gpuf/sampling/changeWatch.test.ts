import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePendingWrites } from '../queriesPending.ts'
import { clientWith } from '../schema/client.fixture.ts'
import type { Client } from '../schema/client.ts'
import { clientsWith } from '../schema/clients.fixture.ts'
import type { Change } from '../schema/changeLog.ts'
import { watchChanges } from './changeWatch.ts'

const kept: { server: string; change: Change }[] = []
vi.mock('./changeStore.ts', () => ({
  keepChanges: async (server: string, changes: readonly Change[]) => {
    for (const change of changes) kept.push({ server, change })
  },
}))

let queryClient: QueryClient
let stop: () => void

beforeEach(() => {
  kept.length = 0
  queryClient = new QueryClient()
  stop = watchChanges(queryClient)
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.setSystemTime(0)
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

/** An answer about clients, as a query of the console gives it. */
async function answer(at: number, key: readonly unknown[], data: unknown): Promise<void> {
  vi.setSystemTime(at)
  await queryClient.fetchQuery({ queryKey: ['gpuf', 'fleet', ...key], queryFn: () => data, staleTime: 0 })
}

const list = (clients: readonly Client[], at: number) => clientsWith(clients, { now: at })
const listKey = ['clients', {}]

test('two lists one after the other tell what has changed between them', async () => {
  const clients = ['1', '2', '3'].map((digit) => clientWith({ id: digit.padStart(32, '0') }))
  await answer(0, listKey, list(clients, 0))
  const [one, two] = clients
  await answer(15_000, listKey, list(one && two ? [{ ...one, status: 'error' }, two] : [], 15_000))
  await vi.waitFor(() => expect(kept).toHaveLength(2))
  expect(kept.map(({ change }) => [change.clientId.slice(-1), change.field, change.from, change.to])).toEqual([
    ['1', 'status', 'online', 'error'],
    ['3', 'listed', 'yes', 'no'],
  ])
  expect(kept[0]).toMatchObject({ server: 'fleet', change: { after: 0, by: 15_000 } })
})

test('a list of some of the clients says nothing of the others', async () => {
  await answer(0, ['clients', { name: 'rack' }], list([clientWith()], 0))
  await answer(15_000, ['clients', { name: 'rack' }], list([], 15_000))
  await answer(16_000, listKey, list([clientWith()], 16_000))
  await answer(17_000, listKey, list([clientWith({ name: 'sentinel' })], 17_000))
  await vi.waitFor(() => expect(kept).toHaveLength(1))
  expect(kept[0]?.change.field).toBe('name')
})

test('one client’s own row is followed too, and what was written here is marked', async () => {
  const client = clientWith()
  await answer(0, ['clientRow', client.id], client)
  usePendingWrites.setState({
    byServer: {
      fleet: [
        { clientId: client.id, fields: { status: 'maintenance' }, at: 5_000, confirmed: false, overwrittenBy: null },
      ],
    },
  })
  await answer(15_000, ['clientRow', client.id], { ...client, status: 'maintenance' })
  await vi.waitFor(() => expect(kept).toHaveLength(1))
  expect(kept[0]?.change).toMatchObject({ field: 'status', to: 'maintenance', own: true })
})
