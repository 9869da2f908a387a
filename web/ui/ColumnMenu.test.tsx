// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { IntlProvider } from 'use-intl'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Column } from './column.ts'
import { applyLayout } from './columnLayout.ts'
import type { ColumnLayout } from './columnLayout.ts'
import { ColumnMenu } from './ColumnMenu.tsx'

const column = (id: string, rest: Partial<Column<null>> = {}): Column<null> => ({
  id,
  header: id,
  cell: () => null,
  ...rest,
})

const columns = [
  column('Name', { always: true }),
  column('Status'),
  column('Device', { priority: 4 }),
  column('ID', { optional: true }),
  column('Actions', { headerHidden: true, pinned: true }),
]

const words = {
  button: 'Columns',
  title: 'Columns of the table',
  always: 'always shown',
  up: 'Move {column} up',
  down: 'Move {column} down',
  moved: '{column}: place {place, number} of {count, number}',
  pin: 'Keep {column} in sight',
  several: 'Shift and a click on a header sorts by one more column.',
  reset: 'Reset',
} as const

function Menu({ onChange }: { readonly onChange: (layout: ColumnLayout | undefined) => void }) {
  const [layout, setLayout] = useState<ColumnLayout>()
  return (
    <IntlProvider locale="en" timeZone="UTC" messages={{ ui: { columns: words } }} onError={() => {}}>
      <ColumnMenu
        columns={columns}
        layout={layout}
        onLayoutChange={(next) => {
          onChange(next)
          setLayout(next)
        }}
      />
    </IntlProvider>
  )
}

function open() {
  const onChange = vi.fn<(layout: ColumnLayout | undefined) => void>()
  render(<Menu onChange={onChange} />)
  // There are no popovers here: the browser says that it has opened.
  const toggle = Object.assign(new Event('toggle'), { newState: 'open' })
  fireEvent(screen.getByRole('dialog', { hidden: true }), toggle)
  return {
    shown: () => {
      const layout = onChange.mock.lastCall?.[0]
      return layout && applyLayout(columns, layout).columns.map(({ id }) => id)
    },
    last: () => onChange.mock.lastCall?.[0],
  }
}

const box = (name: string) =>
  screen.getByRole<HTMLInputElement>('checkbox', { name: new RegExp(`^${name}`), hidden: true })
const press = (name: string) => screen.getByRole('button', { name, hidden: true })
const items = () =>
  within(screen.getByRole('list', { hidden: true }))
    .getAllByRole('checkbox', { hidden: true })
    .map((one) => one.closest('label')?.firstElementChild?.nextElementSibling?.textContent)

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
})

afterEach(cleanup)

describe('the menu of columns', () => {
  test('starts from what is in sight, and leaves out what only has buttons', () => {
    open()
    expect(items()).toEqual(['Name', 'Status', 'Device', 'ID'])
    expect([box('Name').checked, box('Status').checked, box('Device').checked, box('ID').checked]).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  test('shows and hides a column and changes no other', async () => {
    const { shown } = open()
    await userEvent.click(box('ID'))
    expect(shown()).toEqual(['Name', 'Status', 'Device', 'ID', 'Actions'])
    await userEvent.click(box('Status'))
    expect(shown()).toEqual(['Name', 'Device', 'ID', 'Actions'])
  })

  test('does not hide what a row is known by', async () => {
    const { last } = open()
    await userEvent.click(box('Name'))
    expect(last()).toBeUndefined()
    expect(box('Name').checked).toBe(true)
  })

  test('moves a column by keyboard, keeps the focus on its button and says where it is', async () => {
    const { shown } = open()
    press('Move Device up').focus()
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('status', { hidden: true }).textContent).toBe('Device: place 2 of 4')
    await userEvent.keyboard('{Enter}')
    expect(shown()).toEqual(['Device', 'Name', 'Status', 'Actions'])
    expect(document.activeElement).toBe(press('Move Device up'))
    expect(press('Move Device up').getAttribute('aria-disabled')).toBe('true')
    await userEvent.keyboard('{Enter}')
    expect(items()[0]).toBe('Device')
  })

  test('pins a column before the others, and a move stays on its side', async () => {
    const { last, shown } = open()
    await userEvent.click(press('Keep Device in sight'))
    expect(last()?.pinned).toEqual(['Device'])
    expect(shown()).toEqual(['Device', 'Name', 'Status', 'Actions'])
    expect(press('Keep Device in sight').getAttribute('aria-pressed')).toBe('true')
    expect(press('Move Device down').getAttribute('aria-disabled')).toBe('true')
    expect(press('Move Name up').getAttribute('aria-disabled')).toBe('true')
    await userEvent.click(press('Keep Device in sight'))
    expect(last()?.pinned).toEqual([])
  })

  test('goes back to how it was', async () => {
    const { last } = open()
    await userEvent.click(box('Status'))
    await userEvent.click(press('Reset'))
    expect(last()).toBeUndefined()
    expect(box('Status').checked).toBe(true)
  })
})
