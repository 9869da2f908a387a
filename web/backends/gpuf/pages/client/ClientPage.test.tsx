// @vitest-environment jsdom
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import type { Language } from '@/kit/preferences.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import { gpuf } from '../../backend.tsx'
import { clientWireWith } from '../../schema/client.fixture.ts'
import type { ClientDetailWire, ClientWire, GpuWire } from '../../schema/client.ts'
import { useSetLimits } from '../../queriesLimits.ts'

const id = '6e1131b4b9cc454aa6ce3294ab860b2d'

let row: ClientWire | null
let detail: ClientDetailWire | null
let isDown: boolean
/** How far the server's clock is ahead. */
let aheadMs = 0

// The page is loaded when it is first shown, which on a busy machine takes longer than tests wait.
beforeAll(() => import('./ClientPage.tsx'))

beforeEach(() => {
  localStorage.clear()
  useSetLimits.setState({ servers: {} })
  row = clientWireWith({ last_online: new Date().toISOString() })
  detail = detailWith([gpu()])
  isDown = false
  aheadMs = 0
  useConnections.setState({
    servers: [{ kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }],
  })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async (url: string) => {
    if (isDown) throw new TypeError('refused')
    const path = new URL(url).pathname
    if (path.endsWith('client_device_detail') && detail === null) return new Response(null, { status: 500 })
    if (path.endsWith('model_download_progress')) return new Response(null, { status: 404 })
    const data = path.endsWith('client_device_detail')
      ? detail
      : path.endsWith('client_monitor')
        ? []
        : { total: row ? 1 : 0, devices: row ? [row] : [] }
    return Response.json({ success: true, data, message: '', timestamp: new Date(Date.now() + aheadMs).toISOString() })
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function gpu(changes: Partial<GpuWire> = {}): GpuWire {
  return { device_index: 0, name: 'Ascend 910B4', temp: 60, usage: 50, mem_usage: 40, power_usage: 200, ...changes }
}

function detailWith(gpus: GpuWire[]): ClientDetailWire {
  return {
    system_info: { health: 90, cpu_usage: 12, memory_usage: 34, storage_usage: 56, device_memsize: 64, uptime_days: 3 },
    device_info: gpus,
  }
}

function open(address = `/fleet/${id}`, language: Language = 'en') {
  const queryClient = createQueryClient()
  const router = createRouter({
    routeTree: rootRoute.addChildren([...gpuf.routes]),
    history: createMemoryHistory({ initialEntries: [address] }),
    context: { queryClient },
  })
  render(
    <TestKit queryClient={queryClient} language={language}>
      <RouterProvider router={router} />
    </TestKit>,
  )
  return queryClient
}

const region = (name: string) => screen.findByRole('region', { name })

test('an operator sees at once who it is, whether it is heard of, and what its GPUs do', async () => {
  open()
  expect(await screen.findByRole('heading', { level: 1, name: 'rack-1' })).toBeTruthy()
  expect((await screen.findAllByText(/^Heartbeat/))[0]?.textContent).toMatch(/now|ago/)
  expect(within(await region('GPUs')).getAllByRole('row')).toHaveLength(2)
  expect(within(await region('System')).getByText('64.0 GiB')).toBeTruthy()
  expect(within(await region('Identity')).getByText(id)).toBeTruthy()
})

test('a GPU above its limit is said to be, and by which limit', async () => {
  detail = detailWith([gpu({ temp: 91 }), gpu({ device_index: 1, temp: 97, power_usage: 500 })])
  open()
  const gpus = within(await region('GPUs'))
  expect(gpus.getByText('91 °C')).toBeTruthy()
  expect(gpus.getByText('above 85 °C')).toBeTruthy()
  expect(gpus.getByText('above 95 °C')).toBeTruthy()
  expect(gpus.getByText('above 440 W')).toBeTruthy()
  expect(gpus.getByText('3 values exceed their limits, on 2 GPUs.')).toBeTruthy()
})

test('limits that an operator sets hold for GPUs of that name, and not for others', async () => {
  detail = detailWith([gpu({ temp: 61 }), gpu({ device_index: 1, name: 'MetaX C550', temp: 61 })])
  open()
  await userEvent.click(await screen.findByRole('button', { name: 'Limits for Ascend 910B4' }))
  const dialog = within(await screen.findByRole('dialog'))
  const warn = dialog.getByRole('textbox', { name: 'Temperature, warn above' })
  await userEvent.clear(warn)
  await userEvent.type(warn, '60')
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
  expect(within(await region('GPUs')).getAllByText('above 60 °C')).toHaveLength(1)
  expect(localStorage.getItem('quarterdeck.gpuf.limits')).toContain('ascend 910b4')
})

test('limits that are no numbers, or the wrong way round, are refused with what was typed', async () => {
  open()
  await userEvent.click(await screen.findByRole('button', { name: 'Limits for Ascend 910B4' }))
  const dialog = within(await screen.findByRole('dialog'))
  const warn = dialog.getByRole('textbox', { name: 'Temperature, warn above' })
  await userEvent.clear(warn)
  await userEvent.type(warn, '99')
  expect(dialog.getByText('Must be below the other one')).toBeTruthy()
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }))
  expect(screen.getByRole('dialog')).toBeTruthy()
  expect(warn).toHaveProperty('value', '99')
})

test('values that cannot be are shown as they came and marked', async () => {
  detail = detailWith([gpu({ temp: -5, usage: 300 })])
  open()
  const gpus = within(await region('GPUs'))
  expect(gpus.getByText('-5 °C')).toBeTruthy()
  expect(gpus.getByText('300%')).toBeTruthy()
  expect(gpus.getAllByText('implausible')).toHaveLength(2)
})

test('a client that leaves the list keeps its last values, with the moment and a way out', async () => {
  const queryClient = open()
  await region('GPUs')
  row = null
  detail = null
  await queryClient.invalidateQueries({ queryKey: ['gpuf', 'fleet', 'clientRow'] })
  expect(await screen.findByText(/^No longer in the register’s list since /)).toBeTruthy()
  expect(screen.getByRole('heading', { level: 1, name: 'rack-1' })).toBeTruthy()
  expect(within(await region('GPUs')).getByText('60 °C')).toBeTruthy()
  expect(screen.getByText(/^Last known /)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()

  row = clientWireWith({ client_name: 'rack-1 again' })
  await queryClient.invalidateQueries({ queryKey: ['gpuf', 'fleet', 'clientRow'] })
  expect(await screen.findByRole('heading', { level: 1, name: 'rack-1 again' })).toBeTruthy()
  expect(screen.queryByText(/^No longer in/)).toBeNull()
})

test('a server that does not answer is one notice, and the values stay', async () => {
  const queryClient = open()
  await region('GPUs')
  isDown = true
  await queryClient.invalidateQueries({ queryKey: ['gpuf', 'fleet'] })
  await waitFor(() => expect(document.querySelectorAll('[data-problem]')).toHaveLength(1))
  expect(within(await region('GPUs')).getByText('60 °C')).toBeTruthy()
})

test('an id that nobody has, and one that is none', async () => {
  row = null
  open()
  expect(await screen.findByText('No such client')).toBeTruthy()
  cleanup()
  open('/fleet/rack-4')
  expect(await screen.findByText('This is no client id')).toBeTruthy()
})

test('in Chinese', async () => {
  open(`/fleet/${id}`, 'zh-CN')
  expect(await screen.findByRole('tab', { name: 'GPU 历史' })).toBeTruthy()
  expect(within(await region('身份')).getByText('有效')).toBeTruthy()
})

test('silence is judged by the server’s clock, also where nothing but this client was read', async () => {
  aheadMs = -3_600_000
  row = clientWireWith({ last_online: new Date(Date.now() + aheadMs - 30_000).toISOString() })
  open()
  const identity = await screen.findByRole('region', { name: 'Identity' })
  expect(within(identity).getByText('in the last 2 min')).toBeTruthy()
})
