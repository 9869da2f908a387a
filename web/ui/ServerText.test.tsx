// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ServerText } from './ServerText.tsx'

afterEach(cleanup)

test('markup is text', () => {
  const { container } = render(<ServerText text={'<img src=x onerror="alert(1)"><b>bold</b>'} />)
  expect(container.querySelector('img,b')).toBeNull()
  expect(container.textContent).toBe('<img src=x onerror="alert(1)"><b>bold</b>')
})

test('marks that turn the direction of reading are gone, and the rest is kept to itself', () => {
  const { container } = render(<ServerText text={'invoice\u202Egnp.exe\u2066'} />)
  expect(container.textContent).toBe('invoicegnp.exe')
  expect(container.querySelector('bdi')).not.toBeNull()
})

test('control characters and the colours of terminals are gone', () => {
  const { container } = render(<ServerText text={'\u001B[31mfailed\u001B[0m\u0000\u0007 badly'} />)
  expect(container.textContent).toBe('failed badly')
})

test('a name of 10,000 characters is cut, with more of it in the hint', () => {
  const { container } = render(<ServerText text={'x'.repeat(10_000)} max={50} />)
  expect(container.textContent).toHaveLength(50)
  expect(container.querySelector('bdi')?.title).toHaveLength(2000)
})

test('a short name needs no hint', () => {
  render(<ServerText text="npu-01" />)
  expect(screen.getByText('npu-01').title).toBe('')
})

test.each([null, undefined, '', ' \u200B\u202E '])('nothing to read (%j) shows as a dash', (text) => {
  const { container } = render(<ServerText text={text} />)
  expect(container.textContent).toBe('—')
})

test('lines stay lines where they matter, and become one line where they do not', () => {
  const { container, rerender } = render(<ServerText block text={'first\r\nsecond'} />)
  expect(container.textContent).toBe('first\nsecond')
  rerender(<ServerText text={'first\r\nsecond'} />)
  expect(container.textContent).toBe('first second')
})
