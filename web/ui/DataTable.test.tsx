// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { IntlProvider } from 'use-intl'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DataTable } from './DataTable.tsx'
import type { Column, TableSort } from './column.ts'

interface Chip {
  readonly id: string
  readonly usage: number | null
}

const columns: readonly Column<Chip>[] = [
  { id: 'id', header: 'Chip', cell: (chip) => <a href={`#${chip.id}`}>{chip.id}</a>, sortValue: (chip) => chip.id },
  { id: 'usage', header: 'Usage', align: 'end', cell: (chip) => chip.usage ?? '—', sortValue: (chip) => chip.usage },
  { id: 'more', header: 'Actions', headerHidden: true, cell: (chip) => <button>Stop {chip.id}</button> },
]

const chips: readonly Chip[] = [
  { id: 'npu-10', usage: 5 },
  { id: 'npu-2', usage: null },
  { id: 'npu-1', usage: 70 },
]

const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `npu-${index}`, usage: index % 100 }))

type Props = Partial<Parameters<typeof DataTable<Chip>>[0]>

function table(props: Props = {}) {
  return (
    <IntlProvider locale="en" timeZone="UTC" onError={() => {}} getMessageFallback={({ key }) => key}>
      <DataTable caption="Chips" rows={chips} columns={columns} rowKey={(chip) => chip.id} {...props} />
    </IntlProvider>
  )
}

const names = () => screen.getAllByRole('link').map((link) => link.textContent)

afterEach(cleanup)

describe('a table of a few rows', () => {
  test('has a name, and a header for every column, also over buttons', () => {
    render(table())
    expect(screen.getByRole('table', { name: 'Chips' })).toBeTruthy()
    expect(screen.getAllByRole('columnheader').map((header) => header.textContent)).toEqual([
      'Chip',
      'Usage',
      'Actions',
    ])
  })

  test('shows the rows as they come until somebody sorts', () => {
    render(table())
    expect(names()).toEqual(['npu-10', 'npu-2', 'npu-1'])
  })

  test('sorts text as people count and says in which direction', async () => {
    render(table())
    const header = screen.getByRole('columnheader', { name: 'Chip' })
    await userEvent.click(within(header).getByRole('button'))
    expect(names()).toEqual(['npu-1', 'npu-2', 'npu-10'])
    expect(header.getAttribute('aria-sort')).toBe('ascending')
    await userEvent.click(within(header).getByRole('button'))
    expect(names()).toEqual(['npu-10', 'npu-2', 'npu-1'])
    expect(header.getAttribute('aria-sort')).toBe('descending')
    await userEvent.click(within(header).getByRole('button'))
    expect(header.getAttribute('aria-sort')).toBe('none')
  })

  test('starts numbers at the largest and keeps unknown ones last in both directions', async () => {
    render(table())
    const button = screen.getByRole('button', { name: 'Usage' })
    await userEvent.click(button)
    expect(names()).toEqual(['npu-1', 'npu-10', 'npu-2'])
    await userEvent.click(button)
    expect(names()).toEqual(['npu-10', 'npu-1', 'npu-2'])
  })

  test('leaves the order to the page where the page keeps it', async () => {
    const onSortChange = vi.fn<(sort: TableSort | null) => void>()
    const { rerender } = render(table({ sort: null, onSortChange }))
    await userEvent.click(screen.getByRole('button', { name: 'Chip' }))
    expect(onSortChange).toHaveBeenCalledWith({ id: 'id', desc: false })
    expect(names()).toEqual(['npu-10', 'npu-2', 'npu-1'])
    rerender(table({ sort: { id: 'id', desc: false }, onSortChange }))
    expect(names()).toEqual(['npu-1', 'npu-2', 'npu-10'])
  })

  test('a column without an order has no button', () => {
    render(table())
    expect(screen.queryByRole('button', { name: 'Actions' })).toBeNull()
    expect(screen.getByRole('columnheader', { name: 'Actions' }).hasAttribute('aria-sort')).toBe(false)
  })

  test('says what is the matter where there are no rows', () => {
    render(table({ rows: [], empty: 'No chips on this server' }))
    expect(screen.getByText('No chips on this server')).toBeTruthy()
  })

  test('a row opens on click and on Enter, but not when its own button is pressed', async () => {
    const onRowOpen = vi.fn<(chip: Chip) => void>()
    render(table({ onRowOpen }))
    await userEvent.click(screen.getByText('70'))
    expect(onRowOpen).toHaveBeenLastCalledWith(chips[2])
    await userEvent.click(screen.getByRole('button', { name: 'Stop npu-2' }))
    expect(onRowOpen).toHaveBeenCalledTimes(1)
    screen.getAllByRole('row')[1]?.focus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(onRowOpen).toHaveBeenLastCalledWith(chips[1])
  })

  test('a click anywhere on a row can follow its link, and arrow keys walk from link to link', async () => {
    render(table({ rowOpensLink: true }))
    const followed = vi.fn<(event: Event) => void>()
    screen.getByRole('link', { name: 'npu-1' }).addEventListener('click', followed)
    await userEvent.click(screen.getByText('70'))
    expect(followed).toHaveBeenCalledTimes(1)
    screen.getByRole('link', { name: 'npu-10' }).focus()
    await userEvent.keyboard('{End}')
    expect(document.activeElement?.textContent).toBe('npu-1')
  })

  test('marks the row that is open beside it', () => {
    render(table({ currentKey: 'npu-2' }))
    expect(screen.getByRole('row', { current: true }).textContent).toContain('npu-2')
  })
})

describe('a table of ten thousand rows', () => {
  beforeEach(() => {
    // There is no layout here: the scroller says how high it is.
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(720)
    vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000)
  })

  test('draws those in sight and tells screen readers of all', () => {
    render(table({ rows: many }))
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001')
    const rows = screen.getAllByRole('row').filter((row) => row.hasAttribute('aria-rowindex'))
    expect(rows.length).toBeLessThan(60)
    expect(rows.map((row) => row.getAttribute('aria-rowindex')).slice(0, 3)).toEqual(['1', '2', '3'])
  })

  test('sorts all of them, not only those in sight', async () => {
    render(table({ rows: many }))
    await userEvent.click(screen.getByRole('button', { name: 'Chip' }))
    await userEvent.click(screen.getByRole('button', { name: 'Chip' }))
    expect(names()[0]).toBe('npu-9999')
  })

  test('End goes to the last row, though it was not there before', async () => {
    render(table({ rows: many, onRowOpen: () => {} }))
    screen.getAllByRole('row')[1]?.focus()
    await userEvent.keyboard('{End}')
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('10001')
  })
})
