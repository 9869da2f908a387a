// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { IntlProvider } from 'use-intl'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SearchField } from './SearchField.tsx'

const field = (value: string, onValueChange: (value: string) => void, delayMs?: number) => (
  <IntlProvider locale="en" timeZone="UTC" onError={() => {}} getMessageFallback={({ key }) => key}>
    <SearchField
      hotkey
      label="Search models"
      value={value}
      onValueChange={onValueChange}
      {...(delayMs !== undefined && { delayMs })}
    />
  </IntlProvider>
)

const input = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search models' })

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('what is typed is handed on once, after a pause', () => {
  vi.useFakeTimers()
  const onValueChange = vi.fn<(value: string) => void>()
  render(field('', onValueChange))
  fireEvent.change(input(), { target: { value: 'qw' } })
  fireEvent.change(input(), { target: { value: 'qwen' } })
  expect(onValueChange).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(onValueChange.mock.calls).toEqual([['qwen']])
})

test('Enter does not wait, Escape clears', async () => {
  const onValueChange = vi.fn<(value: string) => void>()
  render(field('', onValueChange))
  await userEvent.type(input(), 'qwen{Enter}')
  expect(onValueChange).toHaveBeenLastCalledWith('qwen')
  await userEvent.keyboard('{Escape}')
  expect(onValueChange).toHaveBeenLastCalledWith('')
  expect(input().value).toBe('')
})

test('a value that comes from elsewhere replaces the draft, an echo does not', async () => {
  const onValueChange = vi.fn<(value: string) => void>()
  const { rerender } = render(field('', onValueChange))
  await userEvent.type(input(), 'qwen{Enter}2')
  rerender(field('qwen', onValueChange))
  expect(input().value).toBe('qwen2')
  rerender(field('', onValueChange))
  expect(input().value).toBe('')
})

test('a slash anywhere goes to the search, but not out of another field', async () => {
  render(
    <>
      <input aria-label="Name" />
      {field('', () => {})}
    </>,
  )
  await userEvent.keyboard('/')
  expect(document.activeElement).toBe(input())
  screen.getByLabelText('Name').focus()
  await userEvent.keyboard('/')
  expect(document.activeElement).toBe(screen.getByLabelText('Name'))
})

test('where it costs little each letter is handed on at once', async () => {
  const onValueChange = vi.fn<(value: string) => void>()
  render(field('', onValueChange, 0))
  await userEvent.type(input(), 'qw')
  expect(onValueChange.mock.calls).toEqual([['q'], ['qw']])
})

const rows = (onOpen: () => void, onValueChange: (value: string) => void) => (
  <>
    {field('', onValueChange)}
    <button onClick={onOpen}>qwen3-8b</button>
  </>
)

describe('a row that is clicked right after typing', () => {
  test('gets its click before the list changes under it', () => {
    vi.useFakeTimers()
    const order: string[] = []
    render(
      rows(
        () => order.push('opened'),
        (value) => order.push(`searched ${value}`),
      ),
    )
    fireEvent.change(input(), { target: { value: 'qwen' } })
    const row = screen.getByRole('button', { name: 'qwen3-8b' })
    fireEvent.pointerDown(row)
    fireEvent.pointerUp(row)
    fireEvent.click(row)
    vi.advanceTimersByTime(2000)
    expect(order).toEqual(['opened', 'searched qwen'])
  })

  test('stays while the pointer is down, however long', () => {
    vi.useFakeTimers()
    const onValueChange = vi.fn<(value: string) => void>()
    render(rows(() => {}, onValueChange))
    fireEvent.change(input(), { target: { value: 'qwen' } })
    fireEvent.pointerDown(screen.getByRole('button', { name: 'qwen3-8b' }))
    vi.advanceTimersByTime(2000)
    expect(onValueChange).not.toHaveBeenCalled()
    fireEvent.pointerUp(screen.getByRole('button', { name: 'qwen3-8b' }))
    vi.advanceTimersByTime(1)
    expect(onValueChange.mock.calls).toEqual([['qwen']])
  })

  test('leads where it leads: the search does not call the operator back', () => {
    vi.useFakeTimers()
    const onValueChange = vi.fn<(value: string) => void>()
    render(rows(() => history.pushState(null, '', '/fleet/npu-01'), onValueChange))
    input().focus()
    fireEvent.change(input(), { target: { value: 'qwen' } })
    const row = screen.getByRole('button', { name: 'qwen3-8b' })
    fireEvent.pointerDown(row)
    fireEvent.blur(input())
    fireEvent.pointerUp(row)
    fireEvent.click(row)
    vi.advanceTimersByTime(1000)
    expect(onValueChange).not.toHaveBeenCalled()
    history.pushState(null, '', '/')
  })
})

test('the keyboard does not wait: Tab hands on', async () => {
  const onValueChange = vi.fn<(value: string) => void>()
  render(field('', onValueChange))
  await userEvent.type(input(), 'qwen')
  await userEvent.tab()
  expect(onValueChange).toHaveBeenLastCalledWith('qwen')
})

test('what is cleared before it was handed on is never handed on', async () => {
  const onValueChange = vi.fn<(value: string) => void>()
  render(field('', onValueChange))
  await userEvent.type(input(), 'qwen')
  await userEvent.click(screen.getByRole('button'))
  await userEvent.tab()
  expect(onValueChange).not.toHaveBeenCalled()
  expect(input().value).toBe('')
})
