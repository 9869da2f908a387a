// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { IntlProvider } from 'use-intl'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { DataTable } from './DataTable.tsx'
import type { Column, TableSort } from './column.ts'
import { EMPTY_LAYOUT } from './columnLayout.ts'
import type { ColumnLayout } from './columnLayout.ts'

interface Client {
  readonly name: string
  readonly os: string
  readonly cpu: number
}

const columns: readonly Column<Client>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, sortValue: ({ name }) => name, always: true },
  { id: 'os', header: 'OS', cell: ({ os }) => os, sortValue: ({ os }) => os },
  { id: 'cpu', header: 'CPU', align: 'end', cell: ({ cpu }) => cpu, sortValue: ({ cpu }) => cpu },
]

const rows: readonly Client[] = [
  { name: 'npu-1', os: 'linux', cpu: 10 },
  { name: 'npu-2', os: 'darwin', cpu: 20 },
  { name: 'npu-3', os: 'linux', cpu: 90 },
]

const sortPlace = '{direction, select, asc {ascending} other {descending}}, {place, number} in the order of columns'

type Props = Partial<Parameters<typeof DataTable<Client>>[0]>

function table(props: Props = {}) {
  return (
    <IntlProvider locale="en" timeZone="UTC" messages={{ ui: { table: { sortPlace } } }} onError={() => {}}>
      <DataTable caption="Fleet" rows={rows} columns={columns} rowKey={({ name }) => name} {...props} />
    </IntlProvider>
  )
}

function Kept({ onChange }: { readonly onChange: (sorts: readonly TableSort[]) => void }) {
  const [sorts, setSorts] = useState<readonly TableSort[]>([])
  return table({
    sorts,
    onSortsChange: (next) => {
      onChange(next)
      setSorts(next)
    },
  })
}

const button = (name: string) => screen.getByRole('button', { name })
const header = (name: string) => screen.getByRole('columnheader', { name: new RegExp(`^${name}`) })
const names = () => screen.getAllByText(/^npu-/).map((cell) => cell.textContent)
const said = (name: string) =>
  document.getElementById(button(name).getAttribute('aria-describedby') ?? '')?.textContent ?? ''

afterEach(cleanup)

describe('an order by several columns', () => {
  test('is made with Shift, turned with Shift, and a plain click is one column again', async () => {
    const user = userEvent.setup()
    const onChange = vi.fn<(sorts: readonly TableSort[]) => void>()
    render(<Kept onChange={onChange} />)
    await user.click(button('OS'))
    await user.keyboard('{Shift>}')
    await user.click(button('CPU'))
    expect(onChange).toHaveBeenLastCalledWith([
      { id: 'os', desc: false },
      { id: 'cpu', desc: true },
    ])
    await user.click(button('OS'))
    expect(onChange).toHaveBeenLastCalledWith([
      { id: 'os', desc: true },
      { id: 'cpu', desc: true },
    ])
    await user.click(button('OS'))
    await user.keyboard('{/Shift}')
    expect(onChange).toHaveBeenLastCalledWith([{ id: 'cpu', desc: true }])
    await user.click(button('Name'))
    expect(onChange).toHaveBeenLastCalledWith([{ id: 'name', desc: false }])
  })

  test('is made with the keyboard, each press once', async () => {
    const user = userEvent.setup()
    const onChange = vi.fn<(sorts: readonly TableSort[]) => void>()
    render(<Kept onChange={onChange} />)
    button('OS').focus()
    await user.keyboard('{Enter}')
    button('CPU').focus()
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    button('Name').focus()
    await user.keyboard('{Shift>} {/Shift}')
    expect(onChange).toHaveBeenCalledTimes(3)
    expect(onChange.mock.lastCall?.[0].map(({ id }) => id)).toEqual(['os', 'cpu', 'name'])
  })

  test('says direction and place: the first as the order of the table, all in words', () => {
    const sorts = [
      { id: 'os', desc: false },
      { id: 'cpu', desc: true },
    ]
    render(table({ sorts, onSortsChange: () => {} }))
    expect(header('OS').getAttribute('aria-sort')).toBe('ascending')
    expect(header('CPU').getAttribute('aria-sort')).toBe('none')
    expect(said('OS')).toBe('ascending, 1 in the order of columns')
    expect(said('CPU')).toBe('descending, 2 in the order of columns')
    expect(header('CPU').textContent).toContain('2')
  })

  test('orders the rows of a table that keeps its own order', async () => {
    const user = userEvent.setup()
    render(table())
    await user.click(button('OS'))
    await user.keyboard('{Shift>}')
    await user.click(button('CPU'))
    await user.keyboard('{/Shift}')
    expect(names()).toEqual(['npu-2', 'npu-3', 'npu-1'])
  })

  test('is not offered where the page keeps one column only', async () => {
    const user = userEvent.setup()
    const onSortChange = vi.fn<(sort: TableSort | null) => void>()
    render(table({ sort: { id: 'os', desc: false }, onSortChange }))
    await user.keyboard('{Shift>}')
    await user.click(button('CPU'))
    expect(onSortChange.mock.calls).toEqual([[{ id: 'cpu', desc: true }]])
  })
})

const headers = (layout: Partial<ColumnLayout>) => {
  render(table({ layout: { ...EMPTY_LAYOUT, ...layout } }))
  return screen.getAllByRole('columnheader').map((cell) => cell.textContent)
}

describe('columns as the operator arranged them', () => {
  test('come in that order, and the cells with them', () => {
    expect(headers({ order: ['cpu', 'name'], hidden: ['os'] })).toEqual(['CPU', 'Name'])
    expect(screen.getAllByRole('row')[1]?.textContent).toBe('10npu-1')
  })

  test('stay in sight when they are pinned', () => {
    render(table({ layout: { ...EMPTY_LAYOUT, pinned: ['cpu'] } }))
    const [first] = screen.getAllByRole('columnheader')
    expect(first?.textContent).toContain('CPU')
    expect(first?.style.insetInlineStart).toBe('var(--pin-0)')
  })
})
