// @vitest-environment jsdom
import { QueryObserver, type QueryClient } from '@tanstack/react-query'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { releaseHistory } from './clientHistory.ts'
import { heartbeatHistory, useHeatGrid, useHistoryLines, useOutages } from './queriesHistory.ts'
import type { HeatRequest, History, HistoryView } from './schema/history.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2025, 6, 29, 12)

let queryClient: QueryClient
let at: Endpoint
let connections = 0
let asked = 0
let cpu = 10

beforeEach(() => {
  connections += 1
  at = { kind: 'gpuf', id: `lines-${connections}`, label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
  queryClient = createQueryClient()
  asked = 0
  const startedAt = Date.now()
  vi.stubGlobal('fetch', async () => {
    asked += 1
    const timestamp = new Date(NOON + Date.now() - startedAt).toISOString()
    const data = Array.from({ length: 31 }, (_, index) => ({
      client_id: 'a',
      timestamp: new Date(NOON - index * 2 * MINUTE).toISOString(),
      cpu_usage: cpu,
    }))
    return new Response(JSON.stringify({ success: true, data, timestamp }))
  })
})

afterEach(() => {
  cleanup()
  queryClient.clear()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function render<Result, Props>(hook: (props: Props) => Result, initialProps: Props) {
  return renderHook(hook, {
    initialProps,
    wrapper: ({ children }) => <TestKit queryClient={queryClient}>{children}</TestKit>,
  })
}

async function read(windowMs = HOUR, value = 10): Promise<History> {
  cpu = value
  return queryClient.fetchQuery({ ...heartbeatHistory(at, { windowMs }), staleTime: 0 })
}

const view: HistoryView = {
  range: { from: NOON - HOUR, to: NOON },
  points: 500,
  mode: { kind: 'fleet' },
  metrics: ['cpu'],
}

function highest(lines: ReturnType<typeof useHistoryLines>['lines']) {
  return lines?.metrics.cpu?.find(({ id }) => id === 'max')?.line.v[0]
}

describe('polling', () => {
  // What is loaded on first use does not come by a clock that stands still.
  beforeEach(async () => {
    await read(3 * HOUR)
    asked = 0
    vi.useFakeTimers()
  })

  test('a window is read again each minute, but never more often than ten times what it took', async () => {
    const options = heartbeatHistory(at, { windowMs: HOUR })
    const stop = new QueryObserver(queryClient, options).subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(50_000)
    expect(asked).toBe(1)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked).toBe(2)
    act(() => {
      queryClient.setQueryData<History>(options.queryKey, (last) => last && { ...last, tookMs: 30_000 })
    })
    await vi.advanceTimersByTimeAsync(280_000)
    expect(asked).toBe(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(3)
    stop()
  })

  test('a range that is over is read once', async () => {
    const stop = new QueryObserver(
      queryClient,
      heartbeatHistory(at, { from: NOON - 2 * HOUR, to: NOON - HOUR }),
    ).subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(asked).toBe(1)
    stop()
  })
})

describe('lines', () => {
  test('come once there is a history', async () => {
    const { result, rerender } = render<ReturnType<typeof useHistoryLines>, History | undefined>(
      (history) => useHistoryLines(at, history, view),
      undefined,
    )
    expect(result.current).toEqual({ lines: undefined, isComputing: false })
    rerender(await read())
    expect(result.current.isComputing).toBe(true)
    await waitFor(() => expect(result.current.isComputing).toBe(false))
    expect(highest(result.current.lines)).toBe(10)
  })

  test('stay while those of another window are computed, with the window they are of', async () => {
    const history = await read()
    const { result, rerender } = render((shown: HistoryView) => useHistoryLines(at, history, shown), view)
    await waitFor(() => expect(result.current.isComputing).toBe(false))
    const zoomed = { ...view, range: { from: NOON - HOUR / 2, to: NOON } }
    rerender(zoomed)
    expect(result.current).toMatchObject({ isComputing: true, lines: { range: view.range } })
    await waitFor(() => expect(result.current.lines?.range).toEqual(zoomed.range))
    expect(result.current.isComputing).toBe(false)
  })

  test('of an older history stay until those of the newer one are whole, and never come back', async () => {
    const [older, newer] = [await read(HOUR, 10), await read(2 * HOUR, 90)]
    const seen: (number | undefined)[] = []
    const { rerender } = render((history: History) => {
      const { lines } = useHistoryLines(at, history, view)
      seen.push(highest(lines))
    }, older)
    await waitFor(() => expect(seen.at(-1)).toBe(10))
    rerender(newer)
    await waitFor(() => expect(seen.at(-1)).toBe(90))
    expect(seen.slice(seen.indexOf(90))).toEqual(seen.slice(seen.indexOf(90)).map(() => 90))
  })

  test('of another server’s heartbeats nothing stays', async () => {
    const history = await read()
    const other = { ...at, id: 'other' }
    const { result, rerender } = render(({ server }) => useHistoryLines(server, history, view), { server: at })
    await waitFor(() => expect(result.current.lines).toBeDefined())
    rerender({ server: other })
    expect(result.current.lines).toBeUndefined()
  })

  test('of a history that the engine has no more: it is read again', async () => {
    const options = heartbeatHistory(at, { windowMs: HOUR })
    const stop = new QueryObserver(queryClient, options).subscribe(() => undefined)
    await waitFor(() => expect(queryClient.getQueryData(options.queryKey)).toBeDefined())
    const lost = queryClient.getQueryData(options.queryKey)
    releaseHistory(lost?.key ?? '')
    const { result, rerender } = render((history?: History) => useHistoryLines(at, history, view), lost)
    await waitFor(() => expect(queryClient.getQueryData(options.queryKey)?.key).not.toBe(lost?.key))
    rerender(queryClient.getQueryData(options.queryKey))
    await waitFor(() => expect(highest(result.current.lines)).toBe(10))
    stop()
  })
})

test('heat and outages come the same way', async () => {
  const history = await read()
  const request: HeatRequest = {
    range: view.range,
    columns: 4,
    metric: 'cpu',
    rows: { offset: 0, count: 10 },
    order: 'name',
  }
  const since = new Map([['never', 0]])
  const { result } = render(
    () => ({ heat: useHeatGrid(at, history, request), outages: useOutages(at, history, view.range, since) }),
    undefined,
  )
  await waitFor(() => expect(result.current.heat.grid && result.current.outages).toBeDefined())
  expect(result.current.heat.grid?.ids).toEqual(['a'])
  expect(result.current.outages).toEqual([{ from: history.range.from, to: null, clients: ['never'], kind: 'client' }])
})
