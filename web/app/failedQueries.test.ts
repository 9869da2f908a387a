import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { failedQueries } from './failedQueries.ts'

const begin = () => {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const show = (id: string, queryFn: () => Promise<string>) => {
    const observer = new QueryObserver(queryClient, { queryKey: ['xw', id, 'devices'], queryFn })
    return { observer, hide: observer.subscribe(() => undefined) }
  }
  const failed = failedQueries(queryClient.getQueryCache())
  const ids = () => failed.read().map(({ queryKey: [, id] }) => id)
  return { queryClient, show, failed, ids }
}
const fails = () => Promise.reject(new Error('no'))
const answers = () => Promise.resolve('yes')

test('what fails on the screen is there until it answers or leaves the screen', async () => {
  const { show, ids } = begin()
  show('well', answers)
  const { hide } = show('gone', fails)
  let isBack = false
  const { observer } = show('ill', () => (isBack ? answers() : fails()))
  await vi.waitFor(() => expect(ids()).toEqual(['gone', 'ill']))
  hide()
  expect(ids()).toEqual(['ill'])
  isBack = true
  await observer.refetch()
  expect(ids()).toEqual([])
})

test('what has failed before anybody looks is there, and what is removed is not', async () => {
  const { queryClient, show, failed, ids } = begin()
  const { observer, hide } = show('ill', fails)
  await vi.waitFor(() => expect(observer.getCurrentResult().isError).toBe(true))
  const late = failedQueries(queryClient.getQueryCache())
  expect(late).toBe(failed)
  expect(ids()).toEqual(['ill'])
  hide()
  queryClient.clear()
  expect(ids()).toEqual([])
})

test('who listens hears of failures, and nothing of a hundred servers that answer', async () => {
  const { show, failed } = begin()
  const hears = vi.fn<() => void>()
  const stop = failed.subscribe(hears)
  const well = Array.from({ length: 100 }, (_, index) => show(`npu-${index}`, answers).observer)
  await vi.waitFor(() => expect(well.every((one) => one.getCurrentResult().isSuccess)).toBe(true))
  expect(hears).not.toHaveBeenCalled()
  show('ill', fails)
  await vi.waitFor(() => expect(hears).toHaveBeenCalled())
  stop()
})
