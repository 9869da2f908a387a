// @vitest-environment jsdom
import { createMemoryHistory, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import { chipsOf } from '@/backends/xw/schema/device.fixture.ts'
import { clientWireWith } from '@/backends/gpuf/schema/client.fixture.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { chooseMatch, setMatchByName, useMatchPreferences } from './matchStore.ts'
import { Readings } from './Readings.tsx'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://10.0.0.1:11581' }
const fleet: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
const chips = chipsOf('910b', 8)
const first = '6e1131b4b9cc454aa6ce3294ab860b2d'
const second = '0123456789abcdef0123456789abcdef'

let clients: readonly { readonly id: string; readonly name: string }[]
let gpus: number
let asked: string[]
let isFleetDown: boolean

beforeEach(() => {
  localStorage.clear()
  useMatchPreferences.setState({ byName: true, choices: {} })
  useConnections.setState({ servers: [at, fleet] })
  clients = [{ id: first, name: 'NPU-01' }]
  gpus = 8
  asked = []
  isFleetDown = false
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async (input: string) => {
    const url = new URL(input)
    asked.push(url.pathname)
    if (url.hostname !== 'fleet.test') {
      return Response.json({ name: 'npu-01', registry: '', config_version: '', host: '0.0.0.0', port: 11581 })
    }
    if (isFleetDown) throw new TypeError('refused')
    const id = url.searchParams.get('client_id')
    const name = url.searchParams.get('name')?.toLowerCase()
    const data = url.pathname.endsWith('client_device_detail')
      ? {
          system_info: {
            health: 9,
            cpu_usage: 1,
            memory_usage: 1,
            storage_usage: 1,
            device_memsize: 64,
            uptime_days: 1,
          },
          device_info: Array.from({ length: gpus }, (_none, index) => ({
            device_index: index,
            name: 'Ascend 910B4',
            temp: 40 + index,
            usage: 10,
            mem_usage: 10,
            power_usage: 100,
          })),
        }
      : {
          total: 1,
          devices: clients
            .filter((one) => (id === null || one.id === id) && (!name || one.name.toLowerCase().includes(name)))
            .map((one) =>
              clientWireWith({ client_id: one.id, client_name: one.name, last_online: new Date().toISOString() }),
            ),
        }
    return Response.json({ success: true, data, message: '', timestamp: new Date().toISOString() })
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(isInSight = true) {
  const queryClient = createQueryClient()
  const route = createRoute({
    getParentRoute: () => rootRoute,
    path: '/',
    component: () => (
      <Readings at={at} chips={chips} isInSight={isInSight}>
        {({ byChip, note }) => (
          <>
            <p>{`values ${chips.map(({ key }) => byChip.get(key)?.temperature?.value ?? '–').join(' ')}`}</p>
            <div data-testid="note">{note}</div>
          </>
        )}
      </Readings>
    ),
  })
  const router = createRouter({
    routeTree: rootRoute.addChildren([route]),
    history: createMemoryHistory(),
    context: { queryClient },
  })
  render(
    <TestKit queryClient={queryClient}>
      <RouterProvider router={router} />
    </TestKit>,
  )
}

const nothing = 'values – – – – – – – –'

test('the client of the same name measures the chips, in their order, and that is said', async () => {
  show()
  expect(await screen.findByText('values 40 41 42 43 44 45 46 47')).toBeTruthy()
  expect(screen.getByTestId('note').textContent).toMatch(/Measured by fleet on NPU-01 \(same name\)/)
  expect(screen.getByTestId('note').textContent).toContain('taken in their order')
})

test('two clients of one name are told and neither is taken, until somebody says which', async () => {
  clients = [...clients, { id: second, name: 'npu-01' }]
  show()
  expect(await screen.findByText(/2 clients of the register go by a name of this server/)).toBeTruthy()
  expect(screen.getByText(nothing)).toBeTruthy()
  chooseMatch('npu-01', { kind: 'client', id: second })
  expect(await screen.findByText('values 40 41 42 43 44 45 46 47')).toBeTruthy()
  expect(screen.getByTestId('note').textContent).toContain('(chosen by hand)')
})

test('where the numbers differ nothing is drawn, and both numbers are said', async () => {
  gpus = 7
  show()
  expect(await screen.findByText(/the server has 8 chips, the agent 7 GPUs of this kind/)).toBeTruthy()
  expect(screen.getByText(nothing)).toBeTruthy()
})

test('a register that does not answer is named, once', async () => {
  isFleetDown = true
  show()
  expect(await screen.findByText(/^No temperatures: /)).toBeTruthy()
  expect(screen.getByText(nothing)).toBeTruthy()
})

test('without the rule nobody is asked, and with a choice by hand only for that client', async () => {
  setMatchByName(false)
  show()
  expect(await screen.findByText(/machines are not matched by name/)).toBeTruthy()
  expect(asked).toEqual([])
  chooseMatch('npu-01', { kind: 'client', id: first })
  expect(await screen.findByText('values 40 41 42 43 44 45 46 47')).toBeTruthy()
  chooseMatch('npu-01', { kind: 'none' })
  expect(await screen.findByText(/was said not to be in the register/)).toBeTruthy()
  expect(screen.getByText(nothing)).toBeTruthy()
})

test('what nobody looks at is not asked for', async () => {
  show(false)
  expect(await screen.findByText(/Looking in the register/)).toBeTruthy()
  expect(asked).toEqual([])
})

test('what somebody else stored as choices costs only what cannot be read', () => {
  const choices = { 'npu-01': { kind: 'client', id: 'no id' }, 'mx-01': { kind: 'none' } }
  localStorage.setItem('quarterdeck.machines', JSON.stringify({ state: { byName: 'yes', choices }, version: 0 }))
  void useMatchPreferences.persist.rehydrate()
  expect(useMatchPreferences.getState()).toEqual({ byName: true, choices: { 'mx-01': { kind: 'none' } } })
})
