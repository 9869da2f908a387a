// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { IntlProvider } from 'use-intl'
import { afterEach, expect, test } from 'vitest'
import { Meter } from './Meter.tsx'
import { ProgressBar } from './ProgressBar.tsx'

const show = (element: ReactElement) =>
  render(
    <IntlProvider locale="en" timeZone="UTC" onError={() => {}} getMessageFallback={({ key }) => key}>
      {element}
    </IntlProvider>,
  )

const barWidth = () => document.querySelector<HTMLElement>('[data-part="bar"]')?.style.width

afterEach(cleanup)

test('a level is shown and spoken', () => {
  show(<Meter value={42} label="CPU" />)
  const meter = screen.getByRole('meter', { name: 'CPU' })
  expect(meter.getAttribute('aria-valuenow')).toBe('42')
  expect(barWidth()).toBe('42%')
  expect(screen.getByText('42%')).toBeTruthy()
})

test('300 % stays in its box, and the number stays what the server said', () => {
  show(<Meter value={300} label="Memory" />)
  expect(barWidth()).toBe('100%')
  expect(screen.getByRole('meter').getAttribute('aria-valuenow')).toBe('100')
  expect(screen.getByText('300%')).toBeTruthy()
})

test('less than nothing draws no bar, and the number stays', () => {
  show(<Meter value={-4} label="Memory" />)
  expect(barWidth()).toBe('0%')
  expect(screen.getByText('-4%')).toBeTruthy()
})

test.each([null, Number.NaN, Number.POSITIVE_INFINITY])('%s is no level, not a level of zero', (value) => {
  show(<Meter value={value} label="Disk" />)
  expect(screen.getByRole('meter').getAttribute('aria-valuetext')).toContain('unknown')
  expect(screen.queryByText('0%')).toBeNull()
})

test('progress that nobody knows has no value', () => {
  show(<ProgressBar value={null} label="Pull of qwen" />)
  expect(screen.getByRole('progressbar', { name: 'Pull of qwen' }).hasAttribute('aria-valuenow')).toBe(false)
})

test('progress never says 100 before it is there, and never leaves its box', () => {
  const { rerender } = show(<ProgressBar value={99.9} label="Pull" />)
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('99')
  rerender(
    <IntlProvider locale="en" timeZone="UTC">
      <ProgressBar value={140} label="Pull" />
    </IntlProvider>,
  )
  expect(barWidth()).toBe('100%')
})
