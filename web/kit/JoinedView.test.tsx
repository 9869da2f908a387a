// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem } from '@/net/problem.ts'
import { JoinedView } from './JoinedView.tsx'
import type { Joined, JoinedFailure } from './joined.ts'
import { TestKit } from './testing.tsx'

afterEach(() => cleanup())

const servers = (count: number): readonly Endpoint[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'xw',
    id: `npu-${index}`,
    label: `npu-${index}`,
    baseUrl: 'api',
  }))

const failure = (at: Endpoint, updatedAt: number | null = null): JoinedFailure => ({
  at,
  problem: new Problem(at, 'xw.listDevices', { kind: 'request', reason: 'unreachable' }, 1_000),
  updatedAt,
  retry: vi.fn<() => void>(),
  isRetrying: false,
})

const joined = (part: Partial<Joined<string>>): Joined<string> => ({
  rows: [],
  pending: [],
  failed: [],
  total: 0,
  isLoading: false,
  oldestAt: null,
  refetch: () => undefined,
  ...part,
})

const show = (part: Partial<Joined<string>>) =>
  render(
    <TestKit>
      <JoinedView joined={joined(part)}>{(rows) => <p>{rows.length} rows</p>}</JoinedView>
    </TestKit>,
  )

test('three servers that fail are named one by one', async () => {
  show({ failed: servers(3).map((at) => failure(at)), total: 3 })
  expect(await screen.findAllByRole('status')).toHaveLength(3)
})

test('fifty servers that fail are one notice, which tells each on demand and asks all of them again', async () => {
  const failed = servers(50).map((at, index) => failure(at, index < 10 ? 500 : null))
  show({
    failed,
    total: 100,
    rows: [{ at: { ...failed[0]?.at, kind: 'xw', id: 'a', label: 'a', baseUrl: '' }, data: 'x', updatedAt: 1 }],
  })
  const notice = await screen.findByRole('status')
  expect(notice.textContent).toContain('50 of 100 servers could not be read')
  expect(notice.textContent).toContain('and 45 more')
  expect(notice.textContent).toContain('What 10 of them said before is still shown.')
  expect(screen.getByText('1 rows')).toBeTruthy()

  const list = within(notice).getByRole('list', { hidden: true, name: 'Servers that could not be read' })
  expect(within(list).getAllByRole('listitem', { hidden: true })).toHaveLength(50)
  await userEvent.click(within(notice).getByRole('button', { name: 'Retry all' }))
  for (const { retry } of failed) expect(retry).toHaveBeenCalledOnce()
})

test('many servers that are still waited for are counted, not named', async () => {
  show({ pending: servers(40), rows: [], failed: [], total: 40 })
  expect(await screen.findByText('Waiting for 40 servers…')).toBeTruthy()
})
