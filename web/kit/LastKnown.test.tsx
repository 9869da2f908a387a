// @vitest-environment jsdom
import { QueryObserver, notifyManager, queryOptions, useQuery } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem } from '@/net/problem.ts'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { confirmAnswer, markLastKnown } from './lastKnown.ts'
import { useJoined } from './joined.ts'
import { JoinedView } from './JoinedView.tsx'
import { createQueryClient } from './queryClient.ts'
import { QueryView } from './QueryView.tsx'
import { TestKit } from './testing.tsx'

notifyManager.setScheduler(queueMicrotask)
afterEach(cleanup)

const at = (id: string): Endpoint => ({ kind: 'xw', id, label: id, baseUrl: `api/${id}` })
const both = [at('npu-01'), at('npu-02')]
const noAnswer = (from: Endpoint) => new Problem(from, 'xw.listDevices', { kind: 'request', reason: 'unreachable' })
const SAID_AT = Date.parse('2026-11-19T14:02:05Z')
const keyOf = ({ id }: Endpoint) => ['xw', id, 'devices']

interface Answer {
  readonly state: string
}
/** Asks for ever, until the test answers. */
function servers() {
  const waiting = new Map<string, { resolve: (answer: Answer) => void; reject: (error: unknown) => void }>()
  return {
    question: (one: Endpoint) =>
      queryOptions({
        queryKey: keyOf(one),
        queryFn: () => new Promise<Answer>((resolve, reject) => void waiting.set(one.id, { resolve, reject })),
      }),
    answer: (id: string, state: string) => act(async () => waiting.get(id)?.resolve({ state })),
    fail: (one: Endpoint) => act(async () => waiting.get(one.id)?.reject(noAnswer(one))),
  }
}
type Servers = ReturnType<typeof servers>

/** A cache with what was kept of some servers; a success confirms, as the keeper does. */
function cacheWith(kept: readonly Endpoint[]) {
  const client = createQueryClient()
  for (const one of kept) {
    const data: Answer = { state: 'Ready' }
    markLastKnown(data, SAID_AT)
    client.getQueryCache().build(
      client,
      { queryKey: keyOf(one) },
      {
        ...new QueryObserver(client, { queryKey: keyOf(one) }).getCurrentQuery().state,
        data,
        dataUpdatedAt: SAID_AT,
        status: 'success',
        isInvalidated: true,
      },
    )
    client
      .getQueryCache()
      .find({ queryKey: keyOf(one) })
      ?.setState({ data, dataUpdatedAt: SAID_AT, status: 'success' })
  }
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') confirmAnswer(event.query.state.data)
  })
  return client
}

function One({ from }: { readonly from: Servers }) {
  const query = useQuery(from.question(at('npu-01')))
  return <QueryView query={query}>{({ state }) => <StatusBadge tone="good">{state}</StatusBadge>}</QueryView>
}
function Both({ from }: { readonly from: Servers }) {
  const joined = useJoined(both, from.question)
  return (
    <JoinedView joined={joined}>
      {(rows) =>
        rows.map(({ at: { id }, data, isKept = false }) => (
          <p key={id}>{`${id} ${data.state}${isKept ? ' of before' : ''}`}</p>
        ))
      }
    </JoinedView>
  )
}

test('what was last known is there at once, says so in words, and is dated; the same answer makes it live', async () => {
  const from = servers()
  render(
    <TestKit queryClient={cacheWith([at('npu-01')])}>
      <One from={from} />
    </TestKit>,
  )
  expect(screen.getByText('Ready · last known')).toBeDefined()
  expect(await screen.findByText(/^Last known state, of 2026-11-19 14:02:05 UTC \(.* ago\)/)).toBeDefined()
  await from.answer('npu-01', 'Ready')
  expect(await screen.findByText('Ready')).toBeDefined()
  expect(screen.queryByText(/last known/i)).toBeNull()
})

test('where the server does not answer the notice says how old what is shown is', async () => {
  const from = servers()
  render(
    <TestKit queryClient={cacheWith([at('npu-01')])}>
      <One from={from} />
    </TestKit>,
  )
  await from.fail(at('npu-01'))
  expect(
    await screen.findByText(
      /^Last known state of npu-01, of 2026-11-19 14:02:05 UTC \(.*\): nothing has come since this page was loaded/,
    ),
  ).toBeDefined()
  expect(screen.getByText('Ready · last known')).toBeDefined()
})

test('of several servers the one that has not answered is named, and its rows are known for what they are', async () => {
  const from = servers()
  render(
    <TestKit queryClient={cacheWith(both)}>
      <Both from={from} />
    </TestKit>,
  )
  await from.answer('npu-01', 'Ready')
  expect(await screen.findByText('npu-01 Ready')).toBeDefined()
  expect(screen.getByText('npu-02 Ready of before')).toBeDefined()
  expect(await screen.findByText(/^Last known state of npu-02, of 2026-11-19/)).toBeDefined()
  await from.answer('npu-02', 'Stopped')
  expect(await screen.findByText('npu-02 Stopped')).toBeDefined()
  expect(screen.queryByText(/last known/i)).toBeNull()
})
