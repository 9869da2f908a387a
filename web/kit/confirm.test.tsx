// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { ConfirmHost, useConfirm } from './confirm.tsx'
import { TestKit } from './testing.tsx'

afterEach(cleanup)

function Stop({ onAnswer }: { readonly onAnswer: (isConfirmed: boolean) => void }) {
  const confirm = useConfirm()
  return (
    <button
      type="button"
      onClick={() => {
        void confirm({
          title: 'Stop qwen3-8b on npu-01?',
          body: 'It answers requests now.',
          consequences: ['Running requests end'],
          confirmLabel: 'Stop instance',
          tone: 'danger',
        }).then(onAnswer)
      }}
    >
      Stop
    </button>
  )
}

const show = () => {
  const onAnswer = vi.fn<(isConfirmed: boolean) => void>()
  render(
    <TestKit>
      <div>
        <Stop onAnswer={onAnswer} />
        <ConfirmHost />
      </div>
    </TestKit>,
  )
  return onAnswer
}

test('says what will stop, and goes on only when confirmed', async () => {
  const onAnswer = show()
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Stop qwen3-8b on npu-01?' })
  expect(dialog.textContent).toContain('Running requests end')
  await userEvent.click(screen.getByRole('button', { name: 'Stop instance' }))
  expect(onAnswer).toHaveBeenCalledExactlyOnceWith(true)
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
})

test.each([
  ['Escape', () => userEvent.keyboard('{Escape}')],
  ['Cancel', async () => userEvent.click(screen.getByRole('button', { name: 'Cancel' }))],
])('%s means no, and the focus is where it was', async (_name, leave) => {
  const onAnswer = show()
  const button = screen.getByRole('button', { name: 'Stop' })
  await userEvent.click(button)
  await screen.findByRole('alertdialog')
  await leave()
  await waitFor(() => expect(onAnswer).toHaveBeenCalledExactlyOnceWith(false))
  await waitFor(() => expect(document.activeElement).toBe(button))
})
