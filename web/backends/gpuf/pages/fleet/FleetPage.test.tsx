// @vitest-environment jsdom
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import { gpuf } from '../../backend.tsx'
import { clientWireWith } from '../../schema/client.fixture.ts'
import type { ClientWire } from '../../schema/client.ts'

const now = Date.UTC(2026, 10, 20, 12)

let rows: Partial<ClientWire>[] = []

// The page is loaded when it is opened first, which takes longer than a look at it may.
beforeAll(() => import('./FleetPage.tsx'), 30_000)

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  useConnections.setState({
    servers: [{ kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }],
  })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async (url: string | URL | Request) => {
    const address = url instanceof Request ? url.url : String(url)
    if (address.includes('/points')) return new Response(null, { status: 404 })
    return Response.json({
      success: true,
      data: {
        total: rows.length,
        devices: rows.map((row) => clientWireWith({ last_online: new Date(now - 30_000).toISOString(), ...row })),
      },
      message: '',
      timestamp: new Date(now).toISOString(),
    })
  })
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

/** The rows are there, not their place only. */
const isRead = () => screen.findByText(/^(\d+ of )?\d+ clients?/)

async function names() {
  await isRead()
  return within(screen.getByRole('table'))
    .queryAllByRole('link')
    .map((link) => link.textContent)
}

const idOf = (number: number) => String(number).padStart(32, '0')

const mixed = [
  { client_id: idOf(1), client_name: 'rack-10' },
  { client_id: idOf(2), client_name: 'rack-2', client_status: 'error' },
  { client_id: idOf(3), client_name: 'desk', last_online: new Date(now - 600_000).toISOString() },
]

test('all clients, sorted as people count, with how many there are', async () => {
  rows = mixed
  open('/fleet')
  expect(await names()).toEqual(['desk', 'rack-2', 'rack-10'])
  expect(screen.getByText('3 clients')).toBeTruthy()
})

test('what does not depend on the answer stands before it: one can search while the list is read', async () => {
  const answer = new EventTarget()
  const asked = fetch
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.includes('client_list')) await new Promise((resolve) => answer.addEventListener('come', resolve))
    return asked(url)
  })
  rows = mixed
  open('/fleet')
  const search = await screen.findByRole('searchbox', { name: 'Search name, id, device, OS' })
  await userEvent.type(search, 'rack')
  expect(await screen.findByText('Reading the register…', { selector: 'output' })).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: 'Select all rows' }).matches(':disabled')).toBe(true)
  answer.dispatchEvent(new Event('come'))
  expect(await names()).toEqual(['rack-2', 'rack-10'])
  expect(document.activeElement).toBe(search)
})

test('an address of an earlier version means what it meant', async () => {
  rows = mixed
  open('/fleet?q=rack&sort=name&dir=desc')
  expect(await names()).toEqual(['rack-10', 'rack-2'])
  expect(screen.getByText('2 of 3 clients')).toBeTruthy()
  cleanup()
  open('/fleet?seen=silent')
  expect(await names()).toEqual(['desk'])
})

test('each filter in force is named, and goes with a press', async () => {
  rows = mixed
  const router = open('/fleet?status=error&q=rack')
  expect(await names()).toEqual(['rack-2'])
  const inForce = within(screen.getByRole('list', { name: 'Filters in force' }))
  expect(inForce.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Search: rack', 'Status: error'])
  await userEvent.click(inForce.getByRole('button', { name: 'Remove Status: error' }))
  await vi.waitFor(async () => expect(await names()).toEqual(['rack-2', 'rack-10']))
  expect(router.state.location.search).toEqual({ q: 'rack' })
  // The focus is not lost with the button that had it.
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Search: rack')
  await userEvent.click(screen.getByRole('button', { name: 'Reset filters' }))
  await vi.waitFor(() => expect(router.state.location.search).toEqual({}))
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

test('a name of markup is a name, and one of 255 characters is in its hint as a whole', async () => {
  const long = 'x'.repeat(255)
  rows = [
    { client_id: idOf(1), client_name: '<img src=x onerror=alert(1)>' },
    { client_id: idOf(2), client_name: long },
  ]
  open('/fleet')
  const [markup] = await names()
  expect(markup).toBe('<img src=x onerror=alert(1)>')
  expect(document.querySelector('img')).toBeNull()
  expect(screen.getAllByTitle(long).length).toBeGreaterThan(0)
})

test('clients of the same name, or of none, are told apart by their ids', async () => {
  rows = [
    { client_id: `a${idOf(1).slice(1)}`, client_name: 'twin' },
    { client_id: `b${idOf(2).slice(1)}`, client_name: 'twin' },
    { client_id: `c${idOf(3).slice(1)}`, client_name: '' },
    { client_id: `d${idOf(4).slice(1)}`, client_name: 'single' },
  ]
  open('/fleet')
  await names()
  const text = screen.getByRole('table').textContent
  for (const shown of ['a0000000', 'b0000000', 'c00000000000']) expect(text).toContain(shown)
  expect(text).not.toContain('d0000000')
})

test('what is chosen stays chosen when a filter hides it, and the link carries it', async () => {
  rows = mixed
  const router = open('/fleet')
  await names()
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select desk' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select rack-2' }))
  await vi.waitFor(() => expect(router.state.location.search).toEqual({ sel: `${idOf(3)},${idOf(2)}` }))
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search name, id, device, OS' }), 'rack')
  await vi.waitFor(() =>
    expect(screen.getByRole('group', { name: 'Selection' }).textContent).toContain(
      '2 selected, 1 of them not shown by this filter',
    ),
  )
  await userEvent.click(screen.getByRole('button', { name: 'Show selected' }))
  await vi.waitFor(async () => expect(await names()).toEqual(['desk', 'rack-2']))
  await userEvent.click(screen.getByRole('button', { name: 'Clear' }))
  await vi.waitFor(async () => expect(await names()).toHaveLength(3))
  expect(screen.queryByRole('group', { name: 'Selection' })).toBeNull()
})

test('a choice too large for a link is kept by this tab, and said to be', async () => {
  rows = Array.from({ length: 25 }, (_, index) => ({ client_id: idOf(index), client_name: `n-${index}` }))
  const router = open('/fleet')
  await names()
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select all rows' }))
  expect(await screen.findByText('25 selected')).toBeTruthy()
  expect(screen.getByText('· Too many for a link: this tab keeps them.')).toBeTruthy()
  const { sel } = router.state.location.search as { sel?: string }
  expect(sel).toMatch(/^~\w{5}$/)
  await vi.waitFor(() =>
    expect(sessionStorage.getItem(`quarterdeck.fleet.selection.${sel?.slice(1)}`)?.split(',')).toHaveLength(25),
  )
})

test('the fleet in groups, each of which opens its clients', async () => {
  rows = mixed
  const router = open('/fleet?view=groups')
  await isRead()
  const table = within(await screen.findByRole('table', { name: 'Clients by Status' }))
  expect(table.getAllByRole('row').map((row) => row.textContent?.slice(0, 8))).toEqual([
    expect.stringContaining('Status'),
    expect.stringMatching(/^active2|^online2/),
    expect.stringContaining('error1'),
  ])
  await userEvent.click(table.getByRole('button', { name: 'error' }))
  await vi.waitFor(() => expect(router.state.location.search).toEqual({ status: 'error' }))
  await vi.waitFor(async () => expect(await names()).toEqual(['rack-2']))
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

test('a server without points has no tab for them', async () => {
  rows = mixed
  open('/fleet')
  await names()
  const tabs = within(screen.getByRole('navigation', { name: 'Register' }))
  expect(tabs.getAllByRole('link').map((tab) => tab.textContent)).toEqual(['Clients', 'Models'])
})
