import { expect, test, vi } from 'vitest'
import { createChartCursor } from './cursor.ts'

test('all charts hear of a move, once for each place, until they stop listening', () => {
  const cursor = createChartCursor()
  const first = vi.fn<() => void>()
  const second = vi.fn<() => void>()
  const stop = cursor.listen(first)
  cursor.listen(second)
  cursor.move(5)
  cursor.move(5)
  stop()
  cursor.move(null)
  expect(first).toHaveBeenCalledTimes(1)
  expect(second).toHaveBeenCalledTimes(2)
  expect(cursor.read()).toBeNull()
})
