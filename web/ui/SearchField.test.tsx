// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { IntlProvider } from 'use-intl'
import { afterEach, expect, test, vi } from 'vitest'
import { SearchField } from './SearchField.tsx'

const field = (value: string, onValueChange: (value: string) => void) => (
  <IntlProvider locale="en" timeZone="UTC" onError={() => {}} getMessageFallback={({ key }) => key}>
    <SearchField hotkey label="Search models" value={value} onValueChange={onValueChange} />
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
