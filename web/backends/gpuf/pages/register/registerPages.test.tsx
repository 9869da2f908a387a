// @vitest-environment jsdom
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ConfirmHost } from '@/kit/confirm.tsx'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { gpuf } from '../../backend.tsx'
import { clientWireWith } from '../../schema/client.fixture.ts'
import type { ClientWire } from '../../schema/client.ts'
import { forgetInvalid, rememberInvalid } from '../../schema/invalidClients.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const OTHER = 'f'.repeat(32)

afterEach(() => {
  cleanup()
  forgetInvalid(at, [ID, OTHER])
  vi.unstubAllGlobals()
})

const list = (devices: readonly ClientWire[]) => ({ total: devices.length, devices })
const DETAIL = {
  system_info: { health: 0, cpu_usage: 0, memory_usage: 0, storage_usage: 0, device_memsize: 0, uptime_days: 0 },
  device_info: [],
}
const posts = (asked: readonly Asked[]) => asked.filter(({ body }) => body !== null)

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

interface Asked {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

/** Data for the envelope, or a whole answer. */
type Answer = (asked: Asked) => unknown

/** A server that answers as `answer` says; returns what it was asked. */
function serveFleet(answer: Answer): Asked[] {
  const all: Asked[] = []
  useConnections.setState({ servers: [at] })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const asked = {
      path: pathname,
      query: searchParams,
      body: request.method === 'POST' ? await request.json() : null,
    }
    all.push(asked)
    const data = answer(asked)
    return data instanceof Response ? data : Response.json({ success: true, data, message: '', timestamp: '' })
  })
  return all
}

/** Opens a page of the backend by its address. */
function openPage(address: string) {
  const queryClient = createQueryClient()
  const router = createRouter({
    routeTree: rootRoute.addChildren([...gpuf.routes]),
    history: createMemoryHistory({ initialEntries: [address] }),
    context: { queryClient },
  })
  render(
    <TestKit queryClient={queryClient}>
      <RouterProvider router={router} />
      <ConfirmHost />
    </TestKit>,
  )
  return router
}

async function openForm() {
  openPage('/fleet')
  // The first page of a test file loads its code as well.
  await userEvent.click(await screen.findByRole('button', { name: 'Register a client' }))
  return screen.findByRole('dialog')
}
const id = () => screen.getByRole('textbox', { name: 'Client id' })
const name = () => screen.getByRole('textbox', { name: 'Name' })
const submit = () => screen.getByRole('button', { name: 'Register' })

const point = (date: string) => ({
  client_id: ID,
  client_name: 'rack-1',
  date,
  total_heartbeats: 720,
  device_name: 'A100',
  device_id: 7,
  device_index: 0,
  points: 10,
})

describe('registering', () => {
  const other = clientWireWith({ client_id: OTHER, client_name: 'desk' })

  function serve({ detailKnows = false }: { readonly detailKnows?: boolean } = {}) {
    let rows = [other]
    return serveFleet(({ path, query, body }) => {
      if (path.endsWith('insert_client')) {
        rows = [...rows, clientWireWith({ client_name: 'new' })]
        return []
      }
      if (body !== null) return null
      if (path.endsWith('client_device_detail')) return detailKnows ? DETAIL : new Response(null, { status: 500 })
      if (path.endsWith('points')) return new Response(null, { status: 404 })
      const id = query.get('client_id')
      return list(id === null ? rows : rows.filter((row) => row.client_id === id))
    })
  }

  test('an id in any form is sent in the one that the register takes', async () => {
    const asked = serve()
    await openForm()
    await userEvent.type(id(), `0x${ID.toUpperCase()}`)
    await userEvent.type(name(), ' new ')
    await userEvent.click(submit())
    expect(await screen.findByText('Registered: new')).toBeTruthy()
    expect(posts(asked).map(({ body }) => body)).toEqual([
      { user_id: '12', client_id: ID, client_status: 'offline', name: 'new' },
    ])
  })

  test('one that is listed shows whose it is; nothing is sent', async () => {
    const asked = serve()
    await openForm()
    await userEvent.type(id(), OTHER)
    await userEvent.type(name(), 'new')
    expect(await screen.findByText(/^It belongs to desk \(status: online\)/)).toBeTruthy()
    await userEvent.click(submit())
    expect(posts(asked)).toEqual([])
  })

  test('one that is another’s is only sent by who insists, after the consequences were named', async () => {
    const asked = serve({ detailKnows: true })
    await openForm()
    await userEvent.type(id(), ID)
    await userEvent.type(name(), 'new')
    expect(await screen.findByText('The server knows this id, but lists it nowhere')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Register' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Register anyway…' }))
    const question = await screen.findByRole('alertdialog')
    expect(question.textContent).toContain('theirs is renamed to new')
    expect(posts(asked)).toEqual([])
    await userEvent.click(within(question).getByRole('button', { name: 'Register anyway' }))
    await waitFor(() => expect(posts(asked)).toHaveLength(1))
  })

  test('one that was made invalid here is offered to be made valid instead', async () => {
    rememberInvalid(at, [{ id: ID, name: 'rack-1', at: 1 }])
    const asked = serve({ detailKnows: true })
    await openForm()
    await userEvent.type(id(), ID)
    await userEvent.click(await screen.findByRole('button', { name: 'Make it valid again' }))
    await waitFor(() =>
      expect(posts(asked).map(({ body }) => body)).toEqual([{ user_id: '12', client_id: ID, valid_status: 'valid' }]),
    )
  })
})

describe('fleet models', () => {
  const model = {
    id: 1,
    name: '<i>llama</i>',
    version: '1.0',
    version_code: 1,
    is_active: true,
    created_at: '2025-07-01T10:00:00Z',
    download_url: 'javascript:alert(1)',
  }

  test('names and addresses are text, and only the web is linked to', async () => {
    vi.stubGlobal('innerWidth', 1800)
    serveFleet(({ path }) => {
      if (path.endsWith('models/get')) {
        return [model, { ...model, id: 2, version: '2.0', version_code: 2, download_url: 'https://m.example/x' }]
      }
      return path.endsWith('points') ? new Response(null, { status: 404 }) : list([])
    })
    openPage('/fleet/models')
    expect((await screen.findAllByText('<i>llama</i>')).length).toBe(2)
    expect(document.querySelector('i')).toBeNull()
    expect(document.querySelector('a[href^="javascript"]')).toBeNull()
    expect(screen.queryByRole('link', { name: 'Points' })).toBeNull()
  })

  test('a refusal of the register stays beside the form', async () => {
    const asked = serveFleet(({ path, body }) => {
      if (body !== null) {
        return Response.json({ success: false, data: null, message: 'duplicate key', timestamp: '' })
      }
      return path.endsWith('models/get') ? [] : list([])
    })
    openPage('/fleet/models')
    await userEvent.click(await screen.findByRole('button', { name: 'New model' }))
    await userEvent.type(await screen.findByRole('textbox', { name: /^Name/ }), 'llama')
    await userEvent.type(screen.getByRole('textbox', { name: 'Version' }), '1.0')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('fleet refused saving a fleet model')).toBeTruthy()
    expect(posts(asked)).toHaveLength(1)
    expect(Object.keys(posts(asked)[0]?.body ?? {})).toHaveLength(10)
  })
})

test('points of a server that ignores the documented dates are asked for again in the form it knows', async () => {
  const asked = serveFleet(({ path, query }) => {
    if (!path.endsWith('points')) return list([])
    const isUnderstood = query.get('start_date')?.includes('T') === true
    const points = isUnderstood ? [point('2025-07-02')] : [point('2025-07-02'), point('2025-06-01')]
    return { points, total_points: 20, total_count: points.length, page: 1, page_size: 20 }
  })
  openPage('/fleet/points?from=2025-07-02&to=2025-07-02')
  const table = await screen.findByRole('table')
  expect(within(table).getAllByRole('row')).toHaveLength(2)
  const dates = asked.flatMap(({ query }) => query.get('end_date') ?? [])
  expect(dates).toEqual(['2025-07-02', '2025-07-03T00:00:00'])
})
