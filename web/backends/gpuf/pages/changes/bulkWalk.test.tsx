// @vitest-environment jsdom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConfirmHost } from '@/kit/confirm.tsx'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { bulkRuns } from '../../bulk/bulkActions.ts'
import { useAllBulkRuns } from '../../bulk/bulkRuns.ts'
import { usePendingWrites, writesOf } from '../../queriesPending.ts'
import { clientWireWith, clientWith } from '../../schema/client.fixture.ts'
import { invalidClients, forgetInvalid } from '../../schema/invalidClients.ts'
import { BulkEditDialog } from './BulkEditDialog.tsx'
import { BulkRunPanel } from './BulkRunPanel.tsx'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
const idOf = (n: number) => n.toString(16).padStart(32, '0')
const clientsOf = (count: number) => Array.from({ length: count }, (_, n) => clientWith({ id: idOf(n), name: `c${n}` }))

const queryClient = createQueryClient()
let posted = 0
let refuse: (n: number) => boolean = () => false

const answer = (body: object) => Response.json({ message: '', timestamp: '', ...body })

beforeEach(() => {
  posted = 0
  refuse = () => false
  usePendingWrites.setState({ byServer: {} })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    if (request.method === 'POST') {
      posted += 1
      return refuse(posted)
        ? answer({ success: false, data: null, message: 'database is busy' })
        : answer({ success: true, data: null })
    }
    // A cache that still has the old names.
    const devices = clientsOf(9).map(({ id, name }) => clientWireWith({ client_id: id, client_name: name }))
    return answer({ success: true, data: { total: 9, devices } })
  })
})

afterEach(() => {
  cleanup()
  for (const { id } of useAllBulkRuns.getState().runs) {
    bulkRuns(queryClient).stop(id)
    bulkRuns(queryClient).dismiss(id)
  }
  forgetInvalid(
    at,
    clientsOf(9).map(({ id }) => id),
  )
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function show(count: number) {
  const route = createRootRoute({
    component: () => (
      <>
        <BulkEditDialog at={at} clients={clientsOf(count)} open onClose={() => undefined} />
        <BulkRunPanel at={at} />
        <ConfirmHost />
      </>
    ),
  })
  const router = createRouter({ routeTree: route, history: createMemoryHistory({ initialEntries: ['/'] }) })
  return render(
    <TestKit queryClient={queryClient}>
      <RouterProvider router={router} />
    </TestKit>,
  )
}

async function suffix(text: string) {
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Name' }), 'Put after the name')
  await userEvent.type(screen.getByRole('textbox', { name: 'Text to put after' }), text)
}
const panel = (name: string) => screen.findByRole('region', { name, hidden: true })

test('five thousand clients are previewed without drawing them all', async () => {
  show(5_000)
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'maintenance')
  expect(await screen.findByText('5,000 clients will change')).toBeTruthy()
  expect(screen.getAllByRole('row').length).toBeLessThan(200)
  expect(posted).toBe(0)
})

test('every third row refused: the results say which and why, and what was taken shows as pending', async () => {
  refuse = (n) => n % 3 === 0
  show(9)
  await suffix('-old')
  await userEvent.click(screen.getByRole('button', { name: 'Change 9 clients' }))
  const results = await panel('Change of 9 clients')
  expect(await within(results).findByText('3 refused')).toBeTruthy()
  expect(within(results).getByText('6 pending')).toBeTruthy()
  await waitFor(() => expect(writesOf(at)).toHaveLength(6))
  expect(writesOf(at)[0]?.fields.name).toMatch(/-old$/)
})

test('a run goes on while its page is away, and is there when one comes back', async () => {
  const first = show(9)
  await suffix('-x')
  await userEvent.click(screen.getByRole('button', { name: 'Change 9 clients' }))
  first.unmount()
  await waitFor(() => expect(posted).toBe(9))
  show(9)
  const results = await panel('Change of 9 clients')
  expect(await within(results).findByText('All sent')).toBeTruthy()
})

test('making many invalid names them first, and keeps their ids', async () => {
  show(9)
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Validity' }), 'Make invalid')
  await userEvent.click(screen.getByRole('button', { name: 'Change 9 clients' }))
  const question = await screen.findByRole('alertdialog', { name: 'Make 9 clients invalid?' })
  expect(question.textContent).toContain(`c0 (${idOf(0)})`)
  expect(question.textContent).toContain('and 1 more')
  expect(posted).toBe(0)
  await userEvent.click(within(question).getByRole('button', { name: 'Make invalid' }))
  await waitFor(() => expect(invalidClients(at)).toHaveLength(9))
})

test('a run that the tab’s storage refuses says that a reload would lose it', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  show(9)
  await suffix('-x')
  await userEvent.click(screen.getByRole('button', { name: 'Change 9 clients' }))
  const results = await panel('Change of 9 clients')
  expect(await within(results).findByText('All sent')).toBeTruthy()
  expect(within(results).getByText(/^This tab’s storage has no room for this run/)).toBeTruthy()
})
