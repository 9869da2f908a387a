// @vitest-environment jsdom
import { QueryObserver } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { setConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { forgetReachability, startReachability } from '@/kit/reachability.ts'
import { TestKit } from '@/kit/testing.tsx'
import { reportOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import { ConnectionsTable } from './ConnectionsTable.tsx'

const servers = ['npu-01', 'npu-02'].map((id) => ({ kind: 'gpuf', id, label: id, baseUrl: `api/${id}` }))
const config = { streams: null, title: null, demo: null, access: 'full', user: null, problems: [] } as const

class NoResizes {
  observe = (): void => undefined
  disconnect = (): void => undefined
}

afterEach(() => {
  cleanup()
  forgetReachability()
})

const row = (name: string) => within(screen.getByRole('row', { name: new RegExp(`^${name}`) }))

test('a server whose answers stop midway is told apart from one that answers, with what of it', async () => {
  vi.stubGlobal('ResizeObserver', NoResizes)
  const queryClient = createQueryClient()
  const stop = startReachability(queryClient)
  setConnections({ servers, ...config })
  for (const server of servers) reportOutcome({ server, operation: 'ping', at: Date.now(), tookMs: 5 })
  const [first] = servers
  if (!first) throw new Error('no server')
  const cut = new QueryObserver(queryClient, {
    queryKey: ['gpuf', 'npu-01', 'clients'],
    queryFn: () => Promise.reject(new Problem(first, 'gpuf.listClients', { kind: 'broken-off', reason: 'dropped' })),
    retry: false,
  })
  const unsubscribe = cut.subscribe(() => undefined)
  render(
    <TestKit queryClient={queryClient}>
      <ConnectionsTable />
    </TestKit>,
  )
  await screen.findByText('Answers, but not whole')
  expect(row('npu-01').getByText('Answers, but not whole')).toBeTruthy()
  expect(row('npu-01').getByText('The connection to npu-01 dropped while listing clients')).toBeTruthy()
  expect(row('npu-02').getByText('Answers')).toBeTruthy()
  unsubscribe()
  stop()
})
