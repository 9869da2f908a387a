// @vitest-environment jsdom
import { QueryObserver, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setConnections, useConnections } from '@/kit/connections.ts'
import { Notifications } from '@/kit/notifications.tsx'
import { createQueryClient } from '@/kit/queryClient.ts'
import { forgetReachability, reachabilityOf, startReachability } from '@/kit/reachability.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { reportOutcome, startOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import type { ProblemFacts } from '@/net/problem.ts'
import { AlertDialog } from '@/ui/AlertDialog.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { Session } from './Session.tsx'
import { SessionBanner } from './SessionBanner.tsx'

const server = (id: string): Endpoint => ({ kind: 'xw', id, label: id, baseUrl: `api/xw/${id}` })
const npu = server('npu-01')
const noSession: ProblemFacts = { kind: 'server', status: 401 }

let queryClient: QueryClient
let stop = (): void => undefined
/** What the console's own address answers. */
let config: () => Response

const list = (servers: readonly Endpoint[], user: string | null) =>
  Response.json(
    { servers: servers.map(({ id, baseUrl }) => ({ kind: 'xw', name: id, url: baseUrl })) },
    { headers: user === null ? {} : { 'Quarterdeck-User': encodeURIComponent(user) } },
  )

function begin(servers: readonly Endpoint[], user: string | null = null): void {
  setConnections({ servers, streams: 4, title: null, demo: null, access: 'full', user, problems: [] })
  config = () => list(servers, user)
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.resolve(config()))
  queryClient = createQueryClient()
  stop = startReachability(queryClient)
  begin([npu])
})

afterEach(() => {
  cleanup()
  stop()
  forgetReachability()
  vi.unstubAllGlobals()
})

function refuseWith(facts: ProblemFacts, at = npu): void {
  const problem = new Problem(at, 'xw.listDevices', facts)
  reportOutcome({ server: at, operation: 'xw.listDevices', at: problem.at, tookMs: 5, problem })
}

/** The small question of a server, answered as the test says. */
function watch(at: Endpoint, letsIn: () => boolean) {
  const ask = vi.fn<() => Promise<string>>(() => {
    const done = startOutcome(at, 'xw.version')
    if (letsIn()) {
      done()
      return Promise.resolve('0.0.3')
    }
    const problem = new Problem(at, 'xw.version', noSession)
    done(problem)
    return Promise.reject(problem)
  })
  const options = { queryKey: ['xw', at.id, 'version'], queryFn: ask, meta: { isProbe: true }, enabled: false }
  new QueryObserver(queryClient, options).subscribe(() => undefined)
  return ask
}

const show = () =>
  render(
    <TestKit queryClient={queryClient}>
      <Session>
        <SessionBanner />
      </Session>
      <Notifications />
    </TestKit>,
  )

test.each<[string, ProblemFacts]>([
  ['401', noSession],
  ['403', { kind: 'server', status: 403 }],
  ['a sign-in page in place of JSON', { kind: 'response', reason: 'html', status: 200 }],
  ['a redirect to another origin', { kind: 'response', reason: 'redirect', status: 0 }],
])('after %s there is a link to where one signs in, in another tab', async (_, facts) => {
  refuseWith(facts)
  show()
  const link = await screen.findByRole('link', { name: 'Sign in at npu-01' })
  expect(link.getAttribute('href')).toBe('http://localhost:3000/api/xw/npu-01/')
  expect(link.getAttribute('target')).toBe('_blank')
})

test('where the console is behind the same door, one signs in at its own address, once for all servers', async () => {
  const servers = ['npu-01', 'npu-02', 'npu-03', 'npu-04', 'npu-05', 'npu-06'].map(server)
  begin(servers)
  config = () => new Response('{"error":"sign in"}', { status: 401 })
  for (const at of servers) refuseWith(noSession, at)
  show()
  const link = await screen.findByRole('link', { name: 'Sign in' })
  expect(link.getAttribute('href')).toBe('http://localhost:3000/signed-in')
  expect(screen.getAllByRole('link')).toHaveLength(1)
  expect(screen.getByRole('status').textContent).toContain('npu-04, and +2 want to know who you are')
  // What cannot be read takes no server away.
  expect(useConnections.getState().servers).toHaveLength(6)
})

test('whoever comes back to the tab after signing in finds all going on; one question was enough to see it', async () => {
  const servers = ['npu-01', 'npu-02', 'npu-03'].map(server)
  begin(servers)
  let isIn = false
  const asks = servers.map((at) => watch(at, () => isIn))
  for (const at of servers) refuseWith(noSession, at)
  show()
  await vi.waitFor(() => expect(asks.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBe(1))
  isIn = true
  await userEvent.click(await screen.findByRole('button', { name: 'Check now' }))
  await vi.waitFor(() => expect(screen.queryByRole('status')).toBeNull())
  for (const at of servers) expect(reachabilityOf(at).state).toBe('up')
})

test('Check now asks the server anew for what the page shows, where it has no small question', async () => {
  const ask = vi.fn<() => string>(() => 'healthy')
  function Asking() {
    useQuery({ queryKey: ['xw', 'npu-01', 'health'], queryFn: ask })
    return (
      <Session>
        <SessionBanner />
      </Session>
    )
  }
  refuseWith(noSession)
  render(<Asking />, { wrapper: TestKit })
  await vi.waitFor(() => expect(ask.mock.calls.length).toBeGreaterThan(1))
})

test('who signs in as somebody else is told so, and is shown nothing that the former user was', async () => {
  begin([npu], 'mira')
  queryClient.setQueryData(['xw', 'npu-01', 'devices'], 'seen by mira')
  refuseWith(noSession)
  watch(npu, () => true)
  config = () => list([npu], '宋雨 <b>')
  show()
  await screen.findByText('Now signed in: 宋雨 <b>')
  screen.getByText(/Before: mira/)
  expect(useConnections.getState().user).toBe('宋雨 <b>')
  expect(queryClient.getQueryData(['xw', 'npu-01', 'devices'])).toBeUndefined()
})

test('a server that merely does not answer asks nobody to sign in', () => {
  refuseWith({ kind: 'request', reason: 'unreachable' })
  show()
  expect(screen.queryByRole('status')).toBeNull()
})

const nothing = (): void => undefined

describe('while a dialog covers the page', () => {
  const form = (
    <Dialog open onOpenChange={nothing} title="Start an instance">
      <input aria-label="Alias" />
    </Dialog>
  )
  const question = <AlertDialog open onOpenChange={nothing} onConfirm={nothing} title="Stop?" confirmLabel="Stop" />

  test.each([
    ['dialog', form],
    ['alertdialog', question],
  ])('a session that ends is said in the %s itself, where keys reach it', async (role, dialog) => {
    watch(npu, () => false)
    render(
      <TestKit queryClient={queryClient}>
        <Session>
          <SessionBanner />
          {dialog}
        </Session>
      </TestKit>,
    )
    const box = await screen.findByRole(role)
    const inside = within(box)
    // It takes the focus a moment after it is there: until then a key goes to the page.
    await vi.waitFor(() => expect(box.contains(document.activeElement)).toBe(true))
    const live = document.querySelector('[aria-live]')
    expect(inside.queryByRole('link')).toBeNull()
    refuseWith(noSession)
    const link = await inside.findByRole('link', { name: 'Sign in at npu-01' })
    // What a live region reads out is what comes into it after it is there.
    expect(live?.contains(link)).toBe(true)
    box.focus()
    for (let tabs = 0; tabs < 8 && document.activeElement !== link; tabs += 1) await userEvent.tab()
    expect(document.activeElement).toBe(link)
    await userEvent.tab()
    expect(document.activeElement?.textContent).toBe('Check now')
  })

  test('it goes when there is a session again; the focus stays in the dialog, and what was typed in its field', async () => {
    let isIn = false
    const ask = watch(npu, () => isIn)
    render(
      <TestKit queryClient={queryClient}>
        <Session>
          <SessionBanner />
          {form}
        </Session>
      </TestKit>,
    )
    await userEvent.type(await screen.findByRole('textbox', { name: 'Alias' }), 'chat')
    refuseWith(noSession)
    const dialog = screen.getByRole('dialog')
    const again = await within(dialog).findByRole('button', { name: 'Check now' })
    // Nobody can press what is busy: the first look, which comes by itself, is over.
    await vi.waitFor(() => {
      expect(ask).toHaveBeenCalledOnce()
      expect(again.getAttribute('aria-busy')).not.toBe('true')
    })
    isIn = true
    again.focus()
    await userEvent.keyboard('{Enter}')
    await vi.waitFor(() => expect(again.isConnected).toBe(false))
    expect(document.activeElement).toBe(dialog)
    expect(screen.getByRole('textbox', { name: 'Alias' })).toHaveProperty('value', 'chat')
  })
})
