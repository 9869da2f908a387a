// @vitest-environment jsdom
import { notifyManager, queryOptions, useQuery } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem } from '@/net/problem.ts'
import { useJoined } from './joined.ts'
import { JoinedView } from './JoinedView.tsx'
import { createQueryClient } from './queryClient.ts'
import { QueryView } from './QueryView.tsx'
import { TestKit } from './testing.tsx'

const at = (id: string): Endpoint => ({ kind: 'xw', id, label: id, baseUrl: `api/${id}` })
const npu1 = at('npu-01')
const npu2 = at('npu-02')
const noAnswer = (from: Endpoint) => new Problem(from, 'xw.listDevices', { kind: 'request', reason: 'unreachable' })

/** Answers that the test gives, one after the other. */
function server() {
  const waiting: { resolve: (rows: readonly string[]) => void; reject: (error: unknown) => void }[] = []
  return {
    ask: () => new Promise<readonly string[]>((resolve, reject) => void waiting.push({ resolve, reject })),
    answer: (rows: readonly string[]) => act(async () => waiting.shift()?.resolve(rows)),
    fail: (error: unknown) => act(async () => waiting.shift()?.reject(error)),
  }
}
type Server = ReturnType<typeof server>

// The cache tells its news in a timeout; here it does so before the next line of a test.
notifyManager.setScheduler(queueMicrotask)

afterEach(cleanup)

function DevicesOfOne({ from }: { readonly from: Server }) {
  const query = useQuery({ queryKey: ['xw', 'npu-01', 'devices'], queryFn: from.ask })
  return (
    <QueryView query={query} isEmpty={(rows) => rows.length === 0} empty={<p>No devices</p>}>
      {(rows) => rows.map((row) => <p key={row}>{row}</p>)}
    </QueryView>
  )
}
const showOne = () => {
  const from = server()
  const client = createQueryClient()
  render(
    <TestKit queryClient={client}>
      <DevicesOfOne from={from} />
    </TestKit>,
  )
  return { from, refetch: () => act(async () => void client.refetchQueries()) }
}

const both = [npu1, npu2]

function DevicesOfBoth({ from }: { readonly from: readonly Server[] }) {
  const joined = useJoined(both, (one) =>
    queryOptions({
      queryKey: ['xw', one.id, 'devices'],
      queryFn: () => from[both.indexOf(one)]?.ask() ?? Promise.reject(new Error('no such server')),
    }),
  )
  return (
    <JoinedView
      joined={joined}
      isEmpty={(rows) => rows.every(({ data }) => data.length === 0)}
      empty={<p>No devices</p>}
    >
      {(rows) => rows.flatMap(({ at: { id }, data }) => data.map((row) => <p key={id + row}>{`${id} ${row}`}</p>))}
    </JoinedView>
  )
}
const showBoth = () => {
  const first = server()
  const second = server()
  const client = createQueryClient()
  render(
    <TestKit queryClient={client}>
      <DevicesOfBoth from={[first, second]} />
    </TestKit>,
  )
  return { first, second, refetch: () => act(async () => void client.refetchQueries()) }
}

describe('one server', () => {
  test('a first load shows nothing for a moment, then that it loads, then the rows', async () => {
    const { from } = showOne()
    expect(screen.queryByText('Loading…')).toBeNull()
    expect(await screen.findByText('Loading…')).toBeTruthy()
    await from.answer(['Ascend 910B'])
    expect(screen.getByText('Ascend 910B')).toBeTruthy()
    expect(screen.queryByText('Loading…')).toBeNull()
  })

  test('a first load that fails shows why in its place, also while it tries again', async () => {
    const { from } = showOne()
    await from.fail(noAnswer(npu1))
    const title = 'No answer from npu-01 while listing devices'
    expect(screen.getByText(title)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(screen.getByText(title)).toBeTruthy()
    await from.answer(['Ascend 910B'])
    expect(screen.queryByText(title)).toBeNull()
    expect(screen.getByText('Ascend 910B')).toBeTruthy()
  })

  test('a later failure leaves the rows, says how old they are, and goes with the next answer', async () => {
    const { from, refetch } = showOne()
    await from.answer(['Ascend 910B'])
    await refetch()
    await from.fail(noAnswer(npu1))
    expect(screen.getByText('Ascend 910B')).toBeTruthy()
    expect(screen.getByText('No answer from npu-01 while listing devices')).toBeTruthy()
    expect(screen.getByText(/^Still shown: what npu-01 said /)).toBeTruthy()
    await refetch()
    await from.answer(['Ascend 910B'])
    expect(screen.queryByText(/Still shown/)).toBeNull()
  })

  test('an answer with nothing in it says so', async () => {
    const { from } = showOne()
    await from.answer([])
    expect(screen.getByText('No devices')).toBeTruthy()
  })

  test('a mistake of our own goes to the page’s error boundary', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { from } = showOne()
    await expect(from.fail(new TypeError('rows is undefined'))).rejects.toThrow('rows is undefined')
  })
})

describe('several servers', () => {
  test('one that fails is named, and takes nothing from the other', async () => {
    const { first, second } = showBoth()
    await first.answer(['Ascend 910B'])
    expect(screen.getByText('npu-01 Ascend 910B')).toBeTruthy()
    expect(await screen.findByText('Waiting for npu-02…')).toBeTruthy()
    await second.fail(noAnswer(npu2))
    expect(screen.getByText('npu-01 Ascend 910B')).toBeTruthy()
    expect(screen.getByText('No answer from npu-02 while listing devices')).toBeTruthy()
    expect(screen.queryByText(/Waiting/)).toBeNull()

    await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(screen.getByText('No answer from npu-02 while listing devices')).toBeTruthy()
    await second.answer(['Ascend 310P'])
    await waitFor(() => expect(screen.getByText('npu-02 Ascend 310P')).toBeTruthy())
    expect(screen.queryByText(/No answer/)).toBeNull()
  })

  test('all that fail are named, and nothing is called empty', async () => {
    const { first, second } = showBoth()
    await first.fail(noAnswer(npu1))
    await second.fail(noAnswer(npu2))
    expect(screen.getByText('No answer from npu-01 while listing devices')).toBeTruthy()
    expect(screen.getByText('No answer from npu-02 while listing devices')).toBeTruthy()
    expect(screen.queryByText('No devices')).toBeNull()
  })

  test('a later failure of one leaves its rows, with their age', async () => {
    const { first, second, refetch } = showBoth()
    await first.answer(['Ascend 910B'])
    await second.answer(['Ascend 310P'])
    await refetch()
    await first.answer(['Ascend 910B'])
    await second.fail(noAnswer(npu2))
    expect(screen.getByText('npu-02 Ascend 310P')).toBeTruthy()
    expect(screen.getByText(/^Still shown: what npu-02 said /)).toBeTruthy()
  })

  test('nothing anywhere is empty', async () => {
    const { first, second } = showBoth()
    await first.answer([])
    await second.answer([])
    expect(screen.getByText('No devices')).toBeTruthy()
  })
})
