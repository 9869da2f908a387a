// @vitest-environment jsdom
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { consoleConfig } from './consoleConfig.ts'
import { chooseKeeping } from './lastKnown/keepChoice.ts'

const file = { servers: [{ kind: 'xw', name: 'npu-01', label: 'Rack 1', url: 'api/xw/npu-01' }], access: 'read' }

/** A page: opened on whatever its web server answers, with a module of its own. */
async function open() {
  vi.resetModules()
  const { consoleConfig: fresh } = await import('./consoleConfig.ts')
  const { useConnections: connections } = await import('@/kit/connections.ts')
  const { rememberConfig } = await import('./lastKnown/keptHouse.ts')
  const queryClient = createQueryClient()
  const observer = new QueryObserver(queryClient, fresh())
  const stop = observer.subscribe(() => undefined)
  const refetch = () => observer.refetch()
  return { refetch, config: () => observer.getCurrentResult().data, connections, rememberConfig, stop }
}

function serve(answer: () => Promise<Response>): void {
  vi.stubGlobal('fetch', answer)
}
const refuses = () => Promise.reject(new TypeError('Failed to fetch'))
const answers = (user?: string) => () =>
  Promise.resolve(Response.json(file, user === undefined ? {} : { headers: { 'Quarterdeck-User': user } }))

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.unstubAllGlobals()
  chooseKeeping(true)
})

async function seenBefore(): Promise<void> {
  serve(answers('ada'))
  const before = await open()
  await vi.waitFor(() => expect(before.config()?.servers).toHaveLength(1))
  before.rememberConfig()
  before.stop()
}

test('with config.json out of reach the servers known last are used, with what was allowed then', async () => {
  await seenBefore()
  serve(refuses)
  const page = await open()
  await vi.waitFor(() => expect(page.config()?.servers).toMatchObject([{ id: 'npu-01', label: 'Rack 1' }]))
  expect(page.config()).toMatchObject({ lastKnownAt: expect.any(Number), access: 'read', user: 'ada' })
  expect(page.connections.getState()).toMatchObject({ access: 'read', user: 'ada' })
  page.stop()
})

test('the first time there is nothing from before, and it says what is wrong', async () => {
  serve(refuses)
  const page = await open()
  await vi.waitFor(() => expect(page.config()?.problems).toMatchObject([{ code: 'not-fetched' }]))
  expect(page.config()?.servers).toEqual([])
  page.stop()
})

test.each([
  ['asks to sign in', () => Promise.resolve(new Response('', { status: 401 }))],
  ['has no such file any more', () => Promise.resolve(new Response('', { status: 404 }))],
])('a web server that %s gets its way: nothing from before is shown', async (_, answer) => {
  await seenBefore()
  serve(answer)
  const page = await open()
  await vi.waitFor(() => expect(page.config()).toBeDefined())
  expect(page.config()).toMatchObject({ servers: [] })
  page.stop()
})

test('config.json that takes its time is waited for, and takes the place of what was known', async () => {
  await seenBefore()
  const waiting: ((response: Response) => void)[] = []
  serve(() => new Promise((resolve) => void waiting.push(resolve)))
  const page = await open()
  await vi.waitFor(() => expect(page.config()?.lastKnownAt).toBeDefined())
  for (const answer of waiting) answer(Response.json({ ...file, access: 'full' }))
  await vi.waitFor(() => expect(page.config()?.lastKnownAt).toBeUndefined())
  expect(page.connections.getState().access).toBe('full')
  page.stop()
})

test('however often it has failed, config.json is asked for until it is there', async () => {
  await seenBefore()
  let times = 0
  serve(() => (times++ < 4 ? refuses() : answers('ada')()))
  const page = await open()
  const { startReachability } = await import('@/kit/reachability.ts')
  const { createQueryClient: fresh } = await import('@/kit/queryClient.ts')
  const stop = startReachability(fresh())
  for (let ask = 0; ask < 5; ask += 1) await page.refetch()
  expect(page.config()?.lastKnownAt).toBeUndefined()
  expect(page.config()?.servers).toHaveLength(1)
  stop()
  page.stop()
})

test('only true or nothing lets a browser keep answers', async () => {
  for (const [keep, isKept] of [
    [undefined, true],
    [true, true],
    [false, false],
    ['no', false],
  ] as const) {
    serve(() => Promise.resolve(Response.json({ ...file, keep })))
    const queryClient = createQueryClient()
    await queryClient.fetchQuery(consoleConfig())
    expect(useConnections.getState().keep).toBe(isKept)
  }
})

test('a sign-in page, when it is asked for again, takes nothing away from what is on the screen', async () => {
  const queryClient = createQueryClient()
  serve(answers('ada'))
  const before = await queryClient.fetchQuery(consoleConfig())
  serve(() => Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })))
  expect(await queryClient.fetchQuery({ ...consoleConfig(), staleTime: 0 })).toBe(before)
  expect(useConnections.getState()).toMatchObject({ servers: [{ id: 'npu-01' }], user: 'ada' })
})
