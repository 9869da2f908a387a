// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { IntlProvider } from 'use-intl'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CellMap } from './CellMap.tsx'

const legend = [
  { label: 'Online', colour: 'good' },
  { label: 'Offline', colour: 'bad', mark: 'cross' },
] as const

const words = {
  summary: '{count, plural, one {# cell} other {# cells}}. {entries}',
  keys: 'Arrow keys move from cell to cell, Enter opens.',
  legend: 'Legend of {label}',
  entry: '{label}: {count, number} ({share})',
  figures: '{count, number} ({share})',
  empty: 'Nothing to draw',
} as const

type Props = Partial<Parameters<typeof CellMap>[0]>

function map(props: Props = {}) {
  return (
    <IntlProvider locale="en" timeZone="UTC" messages={{ ui: { map: words } }} onError={() => {}}>
      <CellMap
        count={200}
        colourOf={Uint8Array.from({ length: 200 }, (_, index) => (index % 4 === 0 ? 1 : 0))}
        legend={legend}
        label="Status of each client"
        describe={(index) => `npu-${index}`}
        onOpen={() => {}}
        {...props}
      />
    </IntlProvider>
  )
}

const field = () => screen.getByRole('application', { name: 'Status of each client' })
const described = () => screen.getByRole('status').textContent

const keyed = (ids: readonly string[]): Props => ({
  count: ids.length,
  keyOf: (index) => ids[index] ?? '',
  describe: (index) => ids[index] ?? '',
})

beforeEach(() => {
  // There is no canvas here.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})

afterEach(cleanup)

describe('a map of clients', () => {
  test('says in words what it shows', () => {
    render(map())
    const about = (field().getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
    expect(about).toEqual([
      '200 cells. Online: 150 (75%), Offline: 50 (25%)',
      'Arrow keys move from cell to cell, Enter opens.',
    ])
    const entries = within(screen.getByRole('list', { name: 'Legend of Status of each client' })).getAllByRole(
      'listitem',
    )
    expect(entries.map((entry) => entry.textContent)).toEqual(['Online150 (75%)', 'Offline50 (25%)'])
  })

  test('is one stop; keys walk from cell to cell and say each, Enter opens', async () => {
    const onOpen = vi.fn<(index: number) => void>()
    render(map({ onOpen }))
    expect(described()).toBe('')
    await userEvent.tab()
    expect(described()).toBe('npu-0')
    // 960 pixels without a layout: 40 cells of 24 in a row.
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(described()).toBe('npu-41')
    await userEvent.keyboard('{Enter}')
    expect(onOpen).toHaveBeenLastCalledWith(41)
    await userEvent.keyboard('{Control>}{End}{/Control}')
    expect(described()).toBe('npu-199')
    await userEvent.tab()
    expect(described()).toBe('')
  })

  test('keeps the focus on what a cell stands for when cells come and go', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `npu-${index}`)
    const { rerender } = render(map(keyed(ids)))
    await userEvent.tab()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}')
    rerender(map(keyed(['new', ...ids])))
    expect(described()).toBe('npu-2')
    rerender(map(keyed(ids.toReversed())))
    expect(described()).toBe('npu-2')
    rerender(map(keyed(ids.slice(50))))
    expect(described()).toBe('npu-99')
  })

  test('opens the cell that is pressed and none beside them', () => {
    const onOpen = vi.fn<(index: number) => void>()
    const { container } = render(map({ onOpen }))
    const canvas = container.querySelector('canvas') as HTMLCanvasElement
    const at = (offsetX: number, offsetY: number) => {
      const event = new MouseEvent('click', { bubbles: true })
      Object.defineProperties(event, { offsetX: { value: offsetX }, offsetY: { value: offsetY } })
      fireEvent(canvas, event)
    }
    at(30, 30)
    at(30, 500)
    expect(onOpen.mock.calls).toEqual([[41]])
  })

  test('has a legend that can be pressed where the page wants it', async () => {
    const onLegend = vi.fn<(entry: number) => void>()
    render(map({ onLegend }))
    await userEvent.click(screen.getByRole('button', { name: /^Offline/ }))
    expect(onLegend).toHaveBeenCalledWith(1)
  })

  test('says so where there is nothing to draw', () => {
    render(map({ count: 0 }))
    expect(screen.getByText('Nothing to draw')).toBeTruthy()
  })
})
