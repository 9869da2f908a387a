// @vitest-environment jsdom
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { TestKit } from '@/kit/testing.tsx'
import { xw } from '../../backend.tsx'

beforeAll(() => import('./LogsPage.tsx'))

const encoder = new TextEncoder()
let feed: ReadableStreamDefaultController<Uint8Array> | undefined
let history: string
let state: string

const line = (second: number, text: string) => `2026-11-20T12:00:${String(second).padStart(2, '0')}.5Z ${text}\n`

beforeEach(() => {
  sessionStorage.clear()
  feed = undefined
  state = 'ready'
  history = line(1, 'INFO one') + line(2, '\u001B[31mERROR\u001B[0m two') + line(3, 'INFO three <b>bold</b>')
  useConnections.setState({
    servers: [{ kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu.test' }],
  })
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('fetch', async (url: string) => {
    const { pathname } = new URL(url)
    if (pathname.endsWith('/instances')) return Response.json({ instances: [{ ...instance('chat'), state }] })
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        feed = controller
        controller.enqueue(encoder.encode(history))
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/plain' } })
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function instance(alias: string) {
  return { id: alias, model_id: 'qwen3-8b', alias, state: 'ready', started_at: '2026-11-20T12:00:00Z', port: 10_881 }
}

function show(path: string) {
  const queryClient = createQueryClient()
  const router = createRouter({
    routeTree: rootRoute.addChildren([...xw.routes]),
    history: createMemoryHistory({ initialEntries: [path] }),
    context: { queryClient },
  })
  render(
    <TestKit queryClient={queryClient}>
      <RouterProvider router={router} />
    </TestKit>,
  )
  return router
}

const shown = () => [...screen.getByRole('log').querySelectorAll('[data-row]')].map((row) => row.textContent)

test('lines come as they are written, as text, with their times and levels', async () => {
  show('/logs?of=npu-01/chat&times=utc')
  await screen.findByText('three <b>bold</b>', { exact: false })
  expect(shown()).toEqual([
    'I11-20 12:00:01.500INFO one',
    'E11-20 12:00:02.500ERROR two',
    'I11-20 12:00:03.500INFO three <b>bold</b>',
  ])
  feed?.enqueue(encoder.encode(line(4, 'WARNING four')))
  await screen.findByText('WARNING four')
  expect(await screen.findByText('Following')).toBeDefined()
})

test('what is searched for is found, and the next error too, by keys that do not disturb typing', async () => {
  const user = userEvent.setup()
  const router = show('/logs?of=npu-01/chat')
  await screen.findByText('INFO one')
  await user.keyboard('/')
  await user.keyboard('three')
  expect(await screen.findByText('1 hit')).toBeDefined()
  await user.keyboard('{Enter}')
  expect(await screen.findByText('1 of 1')).toBeDefined()
  expect(router.state.location.search).toMatchObject({ q: 'three' })
  screen.getByRole('log').focus()
  await user.keyboard('e')
  await waitFor(() =>
    expect(screen.getByRole('log').querySelector('[aria-current]')?.textContent).toContain('ERROR two'),
  )
})

test('who reads is not moved, and hears how many lines came', async () => {
  const user = userEvent.setup()
  show('/logs?of=npu-01/chat')
  await screen.findByText('INFO one')
  screen.getByRole('log').focus()
  await user.keyboard('{Home}')
  expect(screen.getByRole('checkbox', { name: 'Follow' })).toHaveProperty('checked', false)
  await waitFor(() => expect(screen.queryByText('Reading the history')).toBeNull())
  feed?.enqueue(encoder.encode(line(4, 'four') + line(5, 'five')))
  await user.click(await screen.findByRole('button', { name: '2 lines came since. To the end' }))
  await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Follow' })).toHaveProperty('checked', true))
})

test('a line is marked and found again by its time', async () => {
  const user = userEvent.setup()
  show('/logs?of=npu-01/chat')
  await screen.findByText('INFO one')
  screen.getByRole('log').focus()
  await user.keyboard('{Home}{ArrowDown}m')
  expect(await screen.findByRole('img', { name: 'Marked' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: /^1 mark in the log/ }))
  const menu = await screen.findByRole('menu')
  expect(within(menu).getByRole('menuitem', { name: /12:00:02 ERROR two/ })).toBeDefined()
})

test('a name that no server has is said, and the others are shown', async () => {
  show('/logs?of=npu-09/x&of=npu-01/chat')
  expect(await screen.findByText('No server of this console is named in “npu-09/x”.')).toBeDefined()
  await screen.findByText('INFO one')
})

test('a log that is closed in good order while its instance runs says so at once, and goes on after the last line', async () => {
  show('/logs?of=npu-01/chat&times=utc')
  await screen.findByText('INFO one')
  await screen.findByText('Following')
  history += line(4, 'INFO four')
  feed?.close()
  await screen.findByText(/closed the log of chat at .*; the instance still runs\. Followed again in/)
  await userEvent.click(screen.getByRole('button', { name: 'Follow now' }))
  await screen.findByText('INFO four')
  expect(screen.getByText(/^Reconnected .* 1 line came meanwhile\.$/)).toBeTruthy()
  expect(screen.getAllByText('INFO one')).toHaveLength(1)
})

test('where the instance has stopped, its log has ended, and nothing is read again', async () => {
  show('/logs?of=npu-01/chat&times=utc')
  await screen.findByText('Following')
  state = 'stopped'
  const before = feed
  feed?.close()
  await screen.findByText(/ended the log of chat at .*, as it does when an instance stops/)
  expect(screen.getByText('Ended')).toBeTruthy()
  expect(feed).toBe(before)
})
