// @vitest-environment jsdom
import { createMemoryHistory, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import { gpuf } from '../backend.tsx'
import { clientWireWith } from '../schema/client.fixture.ts'
import { FleetFigures } from './OverviewCard.tsx'

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined)
  useConnections.setState({
    servers: [{ kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }],
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(answers: Readonly<Record<string, () => Response>>) {
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const { pathname } = new URL(new Request(input).url)
    return answers[pathname]?.() ?? new Response(null, { status: 500 })
  })
  const queryClient = createQueryClient()
  const here = createRoute({ getParentRoute: () => rootRoute, path: '/', component: FleetFigures })
  const router = createRouter({
    routeTree: rootRoute.addChildren([here, ...gpuf.routes]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
    context: { queryClient },
  })
  render(
    <TestKit queryClient={queryClient}>
      <RouterProvider router={router} />
    </TestKit>,
  )
}

function ok(data: unknown): Response {
  return Response.json({ success: true, data, message: '', timestamp: new Date().toISOString() })
}

const stat = () =>
  ok({
    systems_total_number: 2,
    systems_online_number: 2,
    systems_maintenance_number: 0,
    systems_warnings_number: 0,
    total_tflops: 166,
    uptime_rate: 104,
  })

function list(...statuses: string[]) {
  const devices = statuses.map((client_status, index) =>
    clientWireWith({ client_id: `${index}`, client_status, last_online: new Date().toISOString() }),
  )
  return () => ok({ total: devices.length, devices })
}

test('each figure leads to the rows that it counts', async () => {
  show({ '/api/user/client_stat': stat, '/api/user/client_list': list('online', 'active') })
  await screen.findByText('TFLOPS')
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '/fleet',
    '/fleet?seen=now',
    '/fleet?status=maintenance',
    '/fleet?warn=any',
    '/fleet?sort=tflops&dir=desc',
    '/health',
  ])
  expect(screen.getByText('104%')).toBeTruthy()
})

test('where the status column disagrees with the server’s count, both are said', async () => {
  show({ '/api/user/client_stat': stat, '/api/user/client_list': list('online', 'maintenance') })
  expect(
    await screen.findByText('The server counts 2 online by heartbeat; the status column says online or active for 1.'),
  ).toBeTruthy()
  expect(screen.getByText('The server counts 0 in maintenance; the status column says so for 1.')).toBeTruthy()
})

test('the figures do not wait for the list, nor fall with it', async () => {
  show({ '/api/user/client_stat': stat })
  expect(await screen.findByText('166')).toBeTruthy()
})

test('figures that cannot be had are a notice that names the server', async () => {
  show({})
  expect(await screen.findByText('fleet failed while reading the fleet’s figures')).toBeTruthy()
})
