// @vitest-environment jsdom
import { useQuery } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import { ChangedNote } from './ChangedNote.tsx'
import { useLookAgain } from './useLookAgain.ts'

const queryKey = ['xw', 'npu-01', 'models']
const minute = 60_000
const ask = vi.fn<() => Promise<string>>()
const sent = vi.fn<(what: string) => void>()

function Form() {
  const { data = '' } = useQuery({ queryKey, queryFn: ask })
  const { look, isLooking, hasChanged } = useLookAgain(data)
  const press = async () => {
    if (await look([queryKey])) sent(data)
  }
  return (
    <>
      <p>{data}</p>
      <ChangedNote hasChanged={hasChanged} />
      <button type="button" disabled={isLooking} onClick={() => void press()}>
        Pull
      </button>
    </>
  )
}

/** A form on what was read a minute ago; presses its button. */
async function show(first: string) {
  const queryClient = createQueryClient()
  queryClient.setQueryData(queryKey, first)
  const user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) })
  render(
    <TestKit queryClient={queryClient}>
      <Form />
    </TestKit>,
  )
  await screen.findByText(first)
  await vi.advanceTimersByTimeAsync(minute)
  ask.mockClear()
  return () => user.click(screen.getByRole('button'))
}

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  ask.mockReset()
  sent.mockReset()
})

const note = () => screen.queryByText(/^Nothing was sent: the servers say something else/)

test('what is still so is sent, after one question where it was old', async () => {
  const press = await show('not there')
  ask.mockResolvedValue('not there')
  await press()
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith('not there'))
  expect(ask).toHaveBeenCalledTimes(1)
  await press()
  await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(2))
  expect(ask, 'what was just said is not asked again').toHaveBeenCalledTimes(1)
  expect(note()).toBeNull()
})

test('what is no longer so is shown and not sent; the next press sends it', async () => {
  const press = await show('not there')
  ask.mockResolvedValue('pulled by somebody else')
  await press()
  await vi.waitFor(() => expect(note()).toBeTruthy())
  expect(screen.getByText('pulled by somebody else')).toBeTruthy()
  expect(sent).not.toHaveBeenCalled()
  await press()
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith('pulled by somebody else'))
  await vi.waitFor(() => expect(note()).toBeNull())
})

test('a server that takes long is not waited for', async () => {
  const press = await show('not there')
  ask.mockReturnValue(new Promise(() => undefined))
  await press()
  expect(sent).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2_100)
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith('not there'))
})
