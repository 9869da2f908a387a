// @vitest-environment jsdom
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import { gpuf } from '../../backend.tsx'
import { clientWireWith } from '../../schema/client.fixture.ts'
import type { ClientWire } from '../../schema/client.ts'

const now = Date.UTC(2026, 10, 20, 12)

let rows: Partial<ClientWire>[] = []

beforeEach(() => {
  useConnections.setState({
    servers: [{ kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }],
  })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async () =>
    Response.json({
      success: true,
      data: {
        total: rows.length,
        devices: rows.map((row) => clientWireWith({ last_online: new Date(now - 30_000).toISOString(), ...row })),
      },
      message: '',
      timestamp: new Date(now).toISOString(),
    }),
  )
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function open(address: string) {
  const queryClient = createQueryClient()
  const router = createRouter({
    routeTree: rootRoute.addChildren([...gpuf.routes]),
    history: createMemoryHistory({ initialEntries: [address] }),
    context: { queryClient },
  })
  render(
    <TestKit queryClient={queryClient}>
      <RouterProvider router={router} />
    </TestKit>,
  )
  return router
}

async function names() {
  const table = await screen.findByRole('table')
  return within(table)
    .queryAllByRole('link')
    .map((link) => link.textContent)
}

const mixed = [
  { client_id: '1'.padStart(32, '0'), client_name: 'rack-10' },
  { client_id: '2'.padStart(32, '0'), client_name: 'rack-2', client_status: 'error' },
  { client_id: '3'.padStart(32, '0'), client_name: 'desk', last_online: new Date(now - 600_000).toISOString() },
]

test('all clients, sorted as people count, with how many there are', async () => {
  rows = mixed
  open('/fleet')
  expect(await names()).toEqual(['desk', 'rack-2', 'rack-10'])
  expect(screen.getByText('3 clients')).toBeTruthy()
})

test('a link shows what its filters say, with how many are left', async () => {
  rows = mixed
  open('/fleet?q=rack&status=error')
  expect(await names()).toEqual(['rack-2'])
  expect(screen.getByText('1 of 3 clients')).toBeTruthy()
})

test('choosing a filter goes into the address, and resetting leaves it', async () => {
  rows = mixed
  const router = open('/fleet')
  await names()
  await userEvent.selectOptions(screen.getByLabelText('Last heartbeat'), 'Silent (over 5 min) (1)')
  await vi.waitFor(() => expect(router.state.location.search).toEqual({ seen: 'silent' }))
  expect(await names()).toEqual(['desk'])
  await userEvent.click(screen.getByRole('button', { name: 'Reset filters' }))
  await vi.waitFor(async () => expect(await names()).toHaveLength(3))
})

test('filters that leave nothing say so and offer the way back', async () => {
  rows = mixed
  open('/fleet?q=nowhere')
  expect(await screen.findByText('No client matches')).toBeTruthy()
})

test('a client that never reported has no figures', async () => {
  const zeros = { tflops: 0, cpu_usage: 0, memory_usage: 0, storage_usage: 0, health: 0, device_name: '' }
  rows = [{ ...zeros, client_name: 'new' }]
  open('/fleet')
  await names()
  expect(screen.queryAllByRole('meter')).toEqual([])
  expect(screen.getAllByText('–').length).toBeGreaterThanOrEqual(5)
})

test('a name of markup is a name', async () => {
  rows = [{ client_name: '<img src=x onerror=alert(1)>' }]
  open('/fleet')
  expect(await names()).toEqual(['<img src=x onerror=alert(1)>'])
  expect(document.querySelector('img')).toBeNull()
})

test('an empty fleet says whose it is and what comes next', async () => {
  rows = []
  open('/fleet')
  expect(await screen.findByText('No clients yet')).toBeTruthy()
})

test('a server that fails is named, with the operation', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 500 }))
  open('/fleet')
  expect(await screen.findByText('fleet failed while listing clients')).toBeTruthy()
})
