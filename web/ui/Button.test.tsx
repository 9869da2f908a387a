// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { Trash2 } from 'lucide-react'

afterEach(cleanup)

test('a button that is off takes the focus, says why, and does nothing', async () => {
  const onClick = vi.fn<() => void>()
  render(
    <Button onClick={onClick} disabledReason="npu-01 does not answer">
      Start
    </Button>,
  )
  await userEvent.tab()
  const button = screen.getByRole('button', { name: 'Start' })
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '')
  expect(reason?.textContent).toBe('npu-01 does not answer')
  await userEvent.keyboard('{Enter}')
  await userEvent.click(button)
  expect(onClick).not.toHaveBeenCalled()
})

test('a submit button that is off sends no form', async () => {
  const onSubmit = vi.fn<(event: { preventDefault(): void }) => void>((event) => event.preventDefault())
  render(
    <form onSubmit={onSubmit}>
      <Button type="submit" disabledReason="Nothing was changed">
        Save
      </Button>
    </form>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(onSubmit).not.toHaveBeenCalled()
})

test('work under way cannot be started again', async () => {
  const onClick = vi.fn<() => void>()
  render(
    <Button busy onClick={onClick}>
      Pull
    </Button>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Pull' }))
  expect(onClick).not.toHaveBeenCalled()
})

test('a button of only an icon has a name', () => {
  render(<IconButton icon={Trash2} label="Remove qwen" />)
  expect(screen.getByRole('button', { name: 'Remove qwen' })).toBeTruthy()
})
