// @vitest-environment jsdom
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { onWake } from '@/net/wake.ts'
import { createQueryClient } from './queryClient.ts'
import { startWaking } from './waking.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A query on screen, and how often it was asked. */
const onScreen = (queryKey: readonly string[], queryClient = createQueryClient()) => {
  const ask = vi.fn<() => Promise<string>>(() => Promise.resolve('answer'))
  const observer = new QueryObserver(queryClient, { queryKey, queryFn: ask })
  onTestFinished(observer.subscribe(() => undefined))
  return { queryClient, ask }
}

/** The computer sleeps: the clock of the day goes on, and no timer fires. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('after an hour asleep all that is on screen is asked again at once, and streams look whether they live', async () => {
  const { queryClient, ask } = onScreen(['xw', 'npu-01', 'devices'])
  onTestFinished(startWaking(queryClient))
  const woken = vi.fn<() => void>()
  onTestFinished(onWake(woken))
  await vi.advanceTimersByTimeAsync(20_000)
  expect(ask).toHaveBeenCalledTimes(1)

  sleep(3_600_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(woken).toHaveBeenCalledTimes(1)
  expect(ask).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(woken).toHaveBeenCalledTimes(1)
})

test('what was under way when it fell asleep is not waited for', async () => {
  const queryClient = createQueryClient()
  onTestFinished(startWaking(queryClient))
  const ask = vi.fn<(context: { signal: AbortSignal }) => Promise<string>>(
    ({ signal }) =>
      new Promise((resolve, reject) => {
        if (ask.mock.calls.length > 1) resolve('answer')
        signal.addEventListener('abort', () => reject(new Error('aborted')))
      }),
  )
  const observer = new QueryObserver(queryClient, { queryKey: ['xw', 'npu-01', 'devices'], queryFn: ask })
  onTestFinished(observer.subscribe(() => undefined))
  await vi.advanceTimersByTimeAsync(1_000)
  sleep(3_600_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(observer.getCurrentResult().data).toBe('answer')
})

test('a clock that was set back is a reason to look too', async () => {
  const { queryClient, ask } = onScreen(['xw', 'npu-02', 'health'])
  onTestFinished(startWaking(queryClient))
  await vi.advanceTimersByTimeAsync(20_000)
  sleep(-600_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(ask).toHaveBeenCalledTimes(2)
})

test('back on the network, nobody waits for the next poll', async () => {
  const { queryClient, ask } = onScreen(['xw', 'npu-01', 'devices'])
  onTestFinished(startWaking(queryClient))
  await vi.advanceTimersByTimeAsync(20_000)
  window.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(0)
  expect(ask).toHaveBeenCalledTimes(2)
})
