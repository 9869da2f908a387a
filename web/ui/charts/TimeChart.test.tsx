// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { createChartCursor } from './cursor.ts'
import type { TimeChartProps } from './series.ts'
import type { Span } from './span.ts'
import { TimeChart } from './TimeChart.tsx'

afterEach(cleanup)

const minute = 60_000
const at = (n: number) => Date.parse('2026-11-20T14:00:00Z') + n * minute
const line = (...values: readonly number[]) => ({
  t: Float64Array.from(values, (_, index) => at(index)),
  v: Float64Array.from(values),
})

const props: TimeChartProps = {
  label: 'CPU',
  unit: '%',
  formatValue: (value) => `${value}%`,
  formatTime: (time) => new Date(time).toISOString().slice(11, 16),
  window: { from: at(0), to: at(4) },
  whole: { from: at(-4), to: at(8) },
  leastMs: 2 * minute,
  series: [
    { id: 'max', label: 'max', tone: 'warn', line: line(10, 20, Number.NaN, 40, 50) },
    { id: 'p50', label: 'median', tone: 'accent', line: line(1, 2, 3, 4, 5) },
  ],
}

const show = (more: Partial<TimeChartProps> = {}) =>
  render(
    <TestKit>
      <TimeChart {...props} {...more} />
    </TestKit>,
  )
const plot = () => screen.getByRole('application', { name: 'CPU (%): plot' })
const press = (key: string, more: { shiftKey?: boolean } = {}) => fireEvent.keyDown(plot(), { key, ...more })
const said = () => document.querySelector('[aria-live="polite"]')?.textContent

test('the keys walk through the measurements, and each is said with its time', () => {
  show({ shades: [{ from: at(1.5), to: at(2.5), label: 'Outage of 3 clients', tone: 'bad' }] })
  press('Home')
  expect(said()).toBe('14:00, max 10%, median 1%')
  press('ArrowRight')
  press('ArrowRight')
  expect(said()).toBe('14:02, max no data, median 3%, Outage of 3 clients')
  press('End')
  expect(said()).toBe('14:04, max 50%, median 5%')
  press('ArrowRight')
  expect(said()).toBe('14:04, max 50%, median 5%')
})

test('charts that share a cursor show their own values of the same moment; Escape lets it go', () => {
  const cursor = createChartCursor()
  render(
    <TestKit>
      <TimeChart {...props} cursor={cursor} />
      <TimeChart
        {...props}
        label="Memory"
        cursor={cursor}
        series={[{ id: 'm', label: 'used', tone: 'busy', line: line(7, 8) }]}
      />
    </TestKit>,
  )
  press('Home')
  press('ArrowRight')
  expect(within(screen.getByRole('figure', { name: 'Memory (%)' })).getByText('8%')).toBeTruthy()
  press('Escape')
  expect(cursor.read()).toBeNull()
  expect(within(screen.getByRole('figure', { name: 'Memory (%)' })).queryByText('8%')).toBeNull()
})

test('the keys ask for a span around the cursor, and for all of it', () => {
  const onZoom = vi.fn<(span: Span | null) => void>()
  show({ onZoom })
  press('+')
  expect(onZoom).toHaveBeenLastCalledWith({ from: at(1), to: at(3) })
  press('ArrowRight', { shiftKey: true })
  expect(onZoom).toHaveBeenLastCalledWith({ from: at(1), to: at(5) })
  press('-')
  expect(onZoom).toHaveBeenLastCalledWith({ from: at(-2), to: at(6) })
  press('0')
  expect(onZoom).toHaveBeenLastCalledWith(null)
})

test('a key that comes while a span is still read for goes on from that span', () => {
  const onZoom = vi.fn<(span: Span | null) => void>()
  show({ onZoom, aim: () => ({ from: at(-1), to: at(3) }) })
  press('ArrowRight', { shiftKey: true })
  expect(onZoom).toHaveBeenLastCalledWith({ from: at(0), to: at(4) })
})

test('a new window is said once it is shown, if a key asked for it', () => {
  const onZoom = vi.fn<(span: Span | null) => void>()
  const { rerender } = show({ onZoom })
  press('+')
  expect(said()).toBe('')
  rerender(
    <TestKit>
      <TimeChart {...props} onZoom={onZoom} window={{ from: at(1), to: at(3) }} />
    </TestKit>,
  )
  expect(said()).toBe('Now shown: 14:01 to 14:03')
})

test('the buttons do the same, and say why they cannot', () => {
  const onZoom = vi.fn<(span: Span | null) => void>()
  show({ onZoom, window: { from: at(-4), to: at(8) } })
  fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }))
  expect(onZoom).toHaveBeenLastCalledWith({ from: at(-1), to: at(5) })
  const out = screen.getByRole('button', { name: 'Zoom out' })
  expect(out.getAttribute('aria-disabled')).toBe('true')
  fireEvent.click(out)
  expect(onZoom).toHaveBeenCalledTimes(1)
  expect(screen.getAllByText('The whole range is shown').length).toBeGreaterThan(0)
})

test('the window, the resolution and the values are there as text', () => {
  show({ resolution: 'each point is the max of 2 min', resolutionMs: 2 * minute })
  expect(screen.getByText('14:00 to 14:04')).toBeTruthy()
  expect(screen.getByText('each point is the max of 2 min')).toBeTruthy()
  const table = document.querySelector('details')
  if (table) table.open = true
  fireEvent(table ?? document.body, new Event('toggle'))
  const rows = screen.getAllByRole('row').map((row) => row.textContent)
  expect(rows[1]).toContain('10% to 20%')
  expect(rows[2]).toContain('40%')
})

test('without values there is a note in the place of the plot, and a way back', () => {
  const onZoom = vi.fn<(span: Span | null) => void>()
  show({ series: [], onZoom })
  expect(screen.getByText('No data in this window')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Whole range' }))
  expect(onZoom).toHaveBeenCalledWith(null)
})
