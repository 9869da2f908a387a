// @vitest-environment jsdom
import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { PromptBox } from './PromptBox.tsx'

afterEach(cleanup)

function show({ whyNot = null, isAnswering = false }: { whyNot?: string | null; isAnswering?: boolean } = {}) {
  const onSend = vi.fn<() => void>()
  const onStop = vi.fn<() => void>()
  function Box() {
    const [value, setValue] = useState('')
    return (
      <PromptBox
        label="Your prompt"
        value={value}
        onValueChange={setValue}
        onSend={onSend}
        sendLabel="Send"
        whyNot={whyNot}
        isAnswering={isAnswering}
        onStop={onStop}
        hint="Enter sends"
      />
    )
  }
  render(
    <TestKit>
      <Box />
    </TestKit>,
  )
  return { onSend, onStop, area: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your prompt' }) }
}

test('Enter sends and the focus stays; Shift+Enter begins a new line', async () => {
  const { onSend, area } = show()
  await userEvent.type(area, 'one{Shift>}{Enter}{/Shift}two')
  expect(area.value).toBe('one\ntwo')
  expect(onSend).not.toHaveBeenCalled()
  await userEvent.type(area, '{Enter}')
  expect(onSend).toHaveBeenCalledOnce()
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(onSend).toHaveBeenCalledTimes(2)
  expect(document.activeElement).toBe(area)
})

test.each([
  ['while a character is being chosen', { isComposing: true }],
  ['as the key that ends the choice, in browsers that tell of it afterwards', { keyCode: 229 }],
])('Enter does not send %s', (_when, flags) => {
  const { onSend, area } = show()
  const event = createEvent.keyDown(area, { key: 'Enter', ...flags })
  fireEvent(area, event)
  expect(onSend).not.toHaveBeenCalled()
  expect(event.defaultPrevented).toBe(false)
})

test('Escape stops what is being answered, and nothing else', async () => {
  const { onStop, area } = show({ isAnswering: true, whyNot: 'An answer is still being written' })
  await userEvent.type(area, 'more{Enter}{Escape}')
  expect(onStop).toHaveBeenCalledOnce()
  expect(area.value).toBe('more')
})

test('what cannot be sent stays, with why', async () => {
  const { onSend, area } = show({ whyNot: 'Choose an instance first' })
  await userEvent.type(area, 'Hello{Enter}')
  expect(onSend).not.toHaveBeenCalled()
  expect(area.value).toBe('Hello')
  expect(screen.getAllByText('Choose an instance first')).not.toHaveLength(0)
})
