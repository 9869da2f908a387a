import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FillQueue } from './fillQueue.ts'

const frameMs = 16

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (run: (now: number) => void) =>
    setTimeout(() => run(performance.now()), frameMs),
  )
})

afterEach(() => {
  vi.useRealTimers()
})

function queueOf(rows: number) {
  const queue = new FillQueue()
  const filled: number[] = []
  const leave = Array.from({ length: rows }, (_, row) => queue.add(() => filled.push(row)))
  return { queue, filled, leave }
}

test('rows are filled a few in each frame, in their order', () => {
  const { filled } = queueOf(10)
  vi.advanceTimersByTime(frameMs)
  expect(filled).toEqual([0, 1, 2, 3, 4, 5])
  vi.advanceTimersByTime(frameMs)
  expect(filled).toHaveLength(10)
})

test('nothing is filled while rows rush past, and all of them afterwards', () => {
  const { queue, filled } = queueOf(10)
  queue.hold()
  vi.advanceTimersByTime(4 * frameMs)
  expect(filled).toEqual([])
  vi.advanceTimersByTime(200)
  expect(filled).toHaveLength(10)
})

test('a row that is gone is not filled', () => {
  const { filled, leave } = queueOf(3)
  leave[1]?.()
  vi.advanceTimersByTime(frameMs)
  expect(filled).toEqual([0, 2])
})
