// @vitest-environment jsdom
import { act, cleanup, render, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/net/problem.ts'
import { dismiss, Notifications, notify, useNotifyProblem } from './notifications.tsx'
import { TestKit } from './testing.tsx'

const said: string[] = []
const say = (notification: Parameters<typeof notify>[0]) => {
  said.push(notification.id ?? [notification.tone, notification.title, notification.detail].join('\n'))
  act(() => notify(notification))
}

const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms)
  })

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  render(
    <TestKit>
      <Notifications />
    </TestKit>,
  )
})
afterEach(() => {
  for (const id of said) act(() => dismiss(id))
  vi.useRealTimers()
  cleanup()
})

test('good news goes by itself, failures stay until they are dismissed', async () => {
  say({ tone: 'good', title: 'Saved' })
  say({ tone: 'bad', title: 'Not saved', detail: 'npu-01 refused' })
  pass(10_000)
  expect(screen.queryByText('Saved')).toBeNull()
  expect(screen.getByText('npu-01 refused')).toBeTruthy()

  await userEvent.click(screen.getByRole('button', { name: 'Dismiss: Not saved' }))
  expect(screen.queryByText('npu-01 refused')).toBeNull()
})

test('what is being read stays', async () => {
  say({ tone: 'good', title: 'Saved' })
  await userEvent.hover(screen.getByText('Saved'))
  pass(10_000)
  expect(screen.getByText('Saved')).toBeTruthy()
  await userEvent.unhover(screen.getByText('Saved'))
  pass(10_000)
  expect(screen.queryByText('Saved')).toBeNull()
})

test('the same is said once, and news of the same takes its place', () => {
  say({ tone: 'bad', title: 'Not stopped', id: 'stop' })
  say({ tone: 'bad', title: 'Not stopped', id: 'stop' })
  expect(screen.getAllByText('Not stopped')).toHaveLength(1)
  expect(screen.getByText('2 times')).toBeTruthy()
  say({ tone: 'good', title: 'Stopped', id: 'stop' })
  expect(screen.queryByText('Not stopped')).toBeNull()
  expect(screen.getByText('Stopped')).toBeTruthy()
})

test('a flood never covers the page, and pushes out no failure that can be kept', () => {
  say({ tone: 'bad', title: 'Failure' })
  for (let index = 0; index < 8; index += 1) say({ tone: 'info', title: `News ${index}` })
  expect(screen.getAllByRole('button')).toHaveLength(5)
  expect(screen.getByText('Failure')).toBeTruthy()
  expect(screen.getByText('News 7')).toBeTruthy()
})

test('a refused action is told in the server’s own words, a cancelled one not at all', () => {
  const { result } = renderHook(() => useNotifyProblem(), { wrapper: TestKit })
  const server = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api' }
  said.push('xw.stopInstance xw/npu-01')
  act(() => result.current(new Problem(server, 'xw.stopInstance', { kind: 'abort' })))
  expect(screen.queryByRole('button')).toBeNull()
  act(() => result.current(new Problem(server, 'xw.stopInstance', { kind: 'server', status: 500, words: 'busy <b>' })))
  expect(screen.getByText('npu-01 failed while stopping an instance')).toBeTruthy()
  expect(screen.getByText(/“busy <b>”/)).toBeTruthy()
})
