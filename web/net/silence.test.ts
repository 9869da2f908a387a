import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { watchSilence } from './silence.ts'
import { wakeUp } from './wake.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const watch = () => {
  const onStall = vi.fn<(silentForMs: number) => void>()
  const onRecover = vi.fn<() => void>()
  const silence = watchSilence({ stallMs: 20_000, onStall, onRecover })
  silence.start()
  onTestFinished(silence.stop)
  return { silence, onStall, onRecover }
}

test('what fell silent while the computer slept is told at the moment it wakes, with all of that time', () => {
  const { silence, onStall, onRecover } = watch()
  vi.setSystemTime(Date.now() + 3_600_000)
  wakeUp()
  expect(onStall).toHaveBeenCalledExactlyOnceWith(3_600_000)
  vi.advanceTimersByTime(60_000)
  expect(onStall).toHaveBeenCalledTimes(1)
  silence.heard()
  expect(onRecover).toHaveBeenCalledTimes(1)
})

test('a nap that is shorter than its silences may be is nothing', () => {
  const { onStall } = watch()
  vi.setSystemTime(Date.now() + 10_000)
  wakeUp()
  expect(onStall).not.toHaveBeenCalled()
})

test('a stream that is over no longer listens for it', () => {
  const { silence, onStall } = watch()
  silence.stop()
  vi.setSystemTime(Date.now() + 3_600_000)
  wakeUp()
  expect(onStall).not.toHaveBeenCalled()
})
