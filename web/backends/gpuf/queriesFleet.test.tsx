// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { useFleetView } from './queriesFleet.ts'
import { usePendingWrites } from './queriesPending.ts'
import { clientWireWith } from './schema/client.fixture.ts'
import type { ClientWire } from './schema/client.ts'
import type { FleetFilter } from './schema/fleetView.ts'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

let devices: ClientWire[] = []

beforeEach(() => {
  devices = ['npu-10', 'npu-2', 'desk'].map((client_name, index) =>
    clientWireWith({ client_id: `${index}`, client_name, device_name: 'GPU' }),
  )
  usePendingWrites.setState({ byServer: {} })
  vi.stubGlobal('fetch', async () => Response.json({ success: true, data: { total: devices.length, devices } }))
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function open() {
  const queryClient = createQueryClient()
  const { result, rerender } = renderHook(
    (filter: FleetFilter) =>
      useFleetView(at, { filter, sorts: [{ id: 'name', desc: false }], group: null, locale: 'en' }),
    {
      initialProps: {},
      wrapper: ({ children }) => <TestKit queryClient={queryClient}>{children}</TestKit>,
    },
  )
  const names = () => {
    const { shown } = result.current
    return shown && Array.from(shown.view.order, (row) => shown.table.nameAt(row))
  }
  return { result, filter: rerender, names, queryClient }
}

test('rows and their order come together, and stay while the next are on their way', async () => {
  const { result, filter, names } = open()
  expect(names()).toBeUndefined()
  await waitFor(() => expect(names()).toEqual(['desk', 'npu-2', 'npu-10']))
  filter({ q: 'npu' })
  expect(names()).toEqual(['desk', 'npu-2', 'npu-10'])
  expect(result.current.isComputing).toBe(true)
  await waitFor(() => expect(names()).toEqual(['npu-2', 'npu-10']))
  expect(result.current.isComputing).toBe(false)
})

test('a new answer takes the place of the old one with its order', async () => {
  const { result, names } = open()
  await waitFor(() => expect(names()).toHaveLength(3))
  devices = [clientWireWith({ client_id: '9', client_name: 'alone' })]
  await act(() => result.current.query.refetch())
  await waitFor(() => expect(names()).toEqual(['alone']))
  expect(result.current.shown?.clients.table).toBe(result.current.shown?.table)
})

test('what was written here is filtered and sorted as it is shown', async () => {
  const { names } = open()
  await waitFor(() => expect(names()).toHaveLength(3))
  const write = { clientId: '0', fields: { name: 'a-first' }, at: Date.now(), confirmed: false, overwrittenBy: null }
  act(() => usePendingWrites.setState({ byServer: { fleet: [write] } }))
  // The table has the old name; its place is that of the new one.
  await waitFor(() => expect(names()).toEqual(['npu-10', 'desk', 'npu-2']))
})
