// @vitest-environment jsdom
import { type QueryClient, QueryObserver } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { forgetReachability, startReachability } from '@/kit/reachability.ts'
import { TestKit } from '@/kit/testing.tsx'
import { reportOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import { ServersStatus } from './ServersStatus.tsx'

const npu = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' }
const fleet = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'api/gpuf', userId: '12' }
const at = Date.UTC(2026, 10, 20, 14, 2, 5)
const router = createRouter({
  routeTree: createRootRoute({ component: ServersStatus }),
  history: createMemoryHistory(),
})
let stop = (): void => undefined

class NoResizes {
  observe = (): void => undefined
  disconnect = (): void => undefined
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoResizes)
  setConnections({
    servers: [npu, fleet],
    streams: 4,
    title: null,
    demo: null,
    access: 'full',
    user: null,
    problems: [],
  })
  stop = startReachability(createQueryClient())
})

afterEach(() => {
  cleanup()
  stop()
  forgetReachability()
})

function show(queryClient?: QueryClient) {
  render(
    <TestKit {...(queryClient && { queryClient })}>
      <RouterProvider router={router} />
    </TestKit>,
  )
}

test('before the first answers it says that it is asking', async () => {
  show()
  expect(await screen.findByRole('button', { name: 'Asking 2 servers' })).toBeTruthy()
})

test('one that does not answer is named with since when and why, the other with the age of its answer', async () => {
  reportOutcome({ server: fleet, operation: 'gpuf.ping', at: Date.now() - 5000, tookMs: 5 })
  reportOutcome({
    server: npu,
    operation: 'xw.health',
    at,
    tookMs: 5,
    problem: new Problem(npu, 'xw.health', { kind: 'request', reason: 'unreachable' }, at),
  })
  show()
  const button = await screen.findByRole('button', { name: '1 of 2 servers answer' })
  // jsdom has no popovers: this is what the browser would tell of the press.
  const popup = document.getElementById(button.getAttribute('popovertarget') ?? '')
  if (!popup) throw new Error('the button opens nothing')
  fireEvent(popup, Object.assign(new Event('toggle'), { newState: 'open' }))

  const [first, second] = await screen.findAllByRole('listitem', { hidden: true })
  if (!first || !second) throw new Error('not both servers are listed')
  within(first).getByText('No answer')
  expect(first.textContent).toContain('no answer since 14:02:05')
  within(second).getByText('Answers')
  expect(second.textContent).toMatch(/answered \d+s ago/)
})

test('an answer of a moment ago is “now” only beside a server that is well', async () => {
  for (const server of [npu, fleet]) reportOutcome({ server, operation: 'ping', at: Date.now() - 9000, tookMs: 5 })
  const problem = new Problem(npu, 'xw.health', { kind: 'request', reason: 'unreachable' }, Date.now())
  reportOutcome({ server: npu, operation: 'xw.health', at: Date.now(), tookMs: 5, problem })
  show()
  const button = await screen.findByRole('button', { name: '1 of 2 servers answer' })
  expect(button.textContent).toMatch(/npu-01\d+s/)
  expect(button.textContent).toContain('fleetnow')
})

test.each([
  [{ kind: 'response', reason: 'not-json', status: 200 }, 'Answers, but not readably'],
  [{ kind: 'response', reason: 'cut', status: 200 }, 'Answers, but not whole'],
  [{ kind: 'broken-off', reason: 'dropped' }, 'Answers, but not whole'],
] as const)('one that answers what cannot be used is not said to be well: %j', async (facts, words) => {
  const queryClient = createQueryClient()
  const problem = new Problem(npu, 'xw.listDevices', facts, at)
  const failing = new QueryObserver(queryClient, {
    queryKey: ['xw', 'npu-01', 'devices'],
    queryFn: () => Promise.reject(problem),
    retry: false,
  })
  const unsubscribe = failing.subscribe(() => undefined)
  for (const server of [npu, fleet]) reportOutcome({ server, operation: 'ping', at: Date.now(), tookMs: 5 })
  show(queryClient)
  const button = await screen.findByRole('button', { name: '2 of 2 servers answer' })
  const popup = document.getElementById(button.getAttribute('popovertarget') ?? '')
  if (!popup) throw new Error('the button opens nothing')
  fireEvent(popup, Object.assign(new Event('toggle'), { newState: 'open' }))
  const [first, second] = await within(popup).findAllByRole('listitem', { hidden: true })
  if (!first || !second) throw new Error('not both servers are listed')
  expect(await within(first).findByText(words)).toBeTruthy()
  within(second).getByText('Answers')
  unsubscribe()
})
