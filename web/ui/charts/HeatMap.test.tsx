// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { createChartCursor } from './cursor.ts'
import { HeatMap } from './HeatMap.tsx'
import { YearCalendar } from './YearCalendar.tsx'

afterEach(cleanup)

const said = () => document.querySelector('[aria-live="polite"]')?.textContent

test('the keys walk over the cells, the newest first; Enter opens the row', () => {
  const onOpen = vi.fn<(row: number) => void>()
  const cursor = createChartCursor()
  render(
    <TestKit>
      <HeatMap
        label="CPU"
        unit="%"
        rows={[
          { id: 'a', label: 'npu-0' },
          { id: 'b', label: 'npu-1' },
        ]}
        columns={2}
        window={{ from: 0, to: 100 }}
        values={Float32Array.from([1, 2, 3, Number.NaN])}
        formatValue={(value) => `${value}%`}
        formatTime={(time) => `t${time}`}
        cursor={cursor}
        onOpen={onOpen}
      />
    </TestKit>,
  )
  const map = screen.getByRole('application')
  fireEvent.keyDown(map, { key: 'Enter' })
  expect(onOpen).not.toHaveBeenCalled()
  fireEvent.keyDown(map, { key: 'ArrowLeft' })
  expect(said()).toBe('npu-0, t50 to t100: 2%')
  expect(cursor.read()).toBe(75)
  fireEvent.keyDown(map, { key: 'ArrowDown' })
  expect(said()).toBe('npu-1, t50 to t100: no data')
  fireEvent.keyDown(map, { key: 'Enter' })
  expect(onOpen).toHaveBeenCalledWith(1)
  fireEvent.keyDown(map, { key: 'Escape' })
  expect(cursor.read()).toBeNull()
})

const day = (date: string, value: number | null) => ({ date, value, label: value === null ? 'silent' : `${value}%` })

test('a year has one stop for the keyboard, today, and each day says what it was', () => {
  render(
    <TestKit>
      <YearCalendar
        label="Availability"
        since="2026-11-17"
        days={[day('2026-11-16', null), day('2026-11-17', 99), day('2026-11-18', null), day('2026-11-19', 100)]}
      />
    </TestKit>,
  )
  const stops = screen.getAllByRole('gridcell').filter((cell) => cell.tabIndex === 0)
  expect(stops.map((cell) => cell.getAttribute('aria-label'))).toEqual(['2026-11-19, today: 100%'])
  stops[0]?.focus()
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowUp' })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('2026-11-18: silent')
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Home' })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('2026-11-16: not registered yet')
})
