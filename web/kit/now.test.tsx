// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DataAge } from './DataAge.tsx'
import { TestKit } from './testing.tsx'

const start = Date.UTC(2026, 10, 20, 14, 2, 5)

let isHidden = false
const hide = (hidden: boolean) =>
  act(() => {
    isHidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
  })

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden)
})
afterEach(() => {
  cleanup()
  isHidden = false
  vi.useRealTimers()
})

const show = () =>
  render(
    <TestKit>
      <DataAge at={start - 3_000} />
    </TestKit>,
  )
const pass = (ms: number) =>
  act(() => {
    vi.advanceTimersByTime(ms)
  })

test('an age moves by itself, and names its moment', () => {
  show()
  const age = screen.getByText('Updated 3s ago')
  expect(age.getAttribute('title')).toBe('2026-11-20 14:02:02 UTC')
  pass(2_000)
  expect(screen.getByText('Updated 5s ago')).toBe(age)
})

test('a hidden page stands still, and is right the moment it is looked at', () => {
  show()
  hide(true)
  pass(60_000)
  expect(screen.getByText('Updated 3s ago')).toBeTruthy()
  expect(vi.getTimerCount()).toBe(0)
  hide(false)
  expect(screen.getByText('Updated 1m ago')).toBeTruthy()
})

test('nothing ticks once nobody looks, and a later look is not told an old time', () => {
  show().unmount()
  expect(vi.getTimerCount()).toBe(0)
  vi.setSystemTime(start + 57_000)
  show()
  expect(screen.getByText('Updated 1m ago')).toBeTruthy()
})

test('no data has no age', () => {
  render(
    <TestKit>
      <DataAge at={null} />
    </TestKit>,
  )
  expect(screen.getByText('Not loaded yet')).toBeTruthy()
})
