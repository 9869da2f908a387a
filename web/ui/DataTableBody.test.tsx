// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { IntlProvider } from 'use-intl'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { DataTable } from './DataTable.tsx'
import type { Column } from './column.ts'
import type { RowSource } from './rowSource.ts'

interface Client {
  readonly id: string
}

const columns: readonly Column<Client>[] = [
  { id: 'name', header: 'Name', cell: ({ id }) => <a href={`#${id}`}>{id}</a>, sortValue: ({ id }) => id },
  { id: 'more', header: 'Actions', headerHidden: true, cell: ({ id }) => <button>Stop {id}</button> },
]

const fleet: readonly Client[] = Array.from({ length: 1000 }, (_, index) => ({ id: `npu-${index}` }))

/** New objects, as a poll brings them. */
const again = (clients: readonly Client[]) => clients.map((client) => ({ ...client }))

type Props = Partial<Parameters<typeof DataTable<Client>>[0]>

function table(props: Props = {}) {
  return (
    <IntlProvider locale="en" timeZone="UTC" onError={() => {}} getMessageFallback={({ key }) => key}>
      <DataTable caption="Fleet" rows={fleet} columns={columns} rowKey={({ id }) => id} rowOpensLink {...props} />
    </IntlProvider>
  )
}

const link = (name: string) => screen.getByRole('link', { name })
const focused = () => document.activeElement?.textContent
const scroller = (container: HTMLElement) => container.firstElementChild as HTMLElement

function scrollTo(box: HTMLElement, top: number) {
  act(() => {
    box.scrollTop = top
    fireEvent.scroll(box)
  })
}

beforeEach(() => {
  // There is no layout here: the scroller says how high it is.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(innerHeight)
})

afterEach(cleanup)

describe('the focus, when new rows come in', () => {
  test('stays on its row, in the same order and in another', () => {
    const { rerender } = render(table())
    link('npu-3').focus()
    const before = document.activeElement
    rerender(table({ rows: again(fleet) }))
    expect(document.activeElement).toBe(before)
    rerender(table({ rows: again(fleet).reverse() }))
    expect(focused()).toBe('npu-3')
    expect(document.activeElement?.closest('tr')?.getAttribute('aria-rowindex')).toBe('998')
  })

  test('goes on from where the row is now', async () => {
    const { rerender } = render(table())
    link('npu-3').focus()
    rerender(table({ rows: again(fleet).reverse() }))
    await userEvent.keyboard('{ArrowDown}')
    expect(focused()).toBe('npu-2')
  })

  test('stays on a row that has scrolled out of sight', () => {
    const { container, rerender } = render(table())
    link('npu-3').focus()
    scrollTo(scroller(container), 18_000)
    expect(link('npu-500')).toBeTruthy()
    rerender(table({ rows: again(fleet) }))
    expect(focused()).toBe('npu-3')
  })

  test('goes to the nearest row when its own is gone', () => {
    const { rerender } = render(table())
    link('npu-3').focus()
    rerender(table({ rows: fleet.filter(({ id }) => id !== 'npu-3') }))
    expect(focused()).toBe('npu-4')
    rerender(table({ rows: fleet.slice(0, 3) }))
    expect(focused()).toBe('npu-2')
  })

  test('goes to the table when no row is left, and is not taken back from elsewhere', () => {
    const { rerender } = render(table())
    link('npu-3').focus()
    rerender(table({ rows: [] }))
    expect(document.activeElement).toBe(screen.getByRole('table'))
    act(() => screen.getByRole('table').blur())
    rerender(table())
    expect(document.activeElement).toBe(document.body)
  })

  test('stays on the button of a row, also where rows do not open', () => {
    const { rerender } = render(table({ rowOpensLink: false }))
    screen.getByRole('button', { name: 'Stop npu-3' }).focus()
    rerender(table({ rowOpensLink: false, rows: again(fleet).reverse() }))
    expect(focused()).toBe('Stop npu-3')
  })

  test('is not taken by a table that does not have it', () => {
    const { rerender } = render(table())
    rerender(table({ rows: fleet.slice(5) }))
    expect(document.activeElement).toBe(document.body)
  })
})

describe('the place it is scrolled to', () => {
  test('stays when new rows come in and when what is around it is drawn again', () => {
    const { container, rerender } = render(table())
    scrollTo(scroller(container), 18_000)
    rerender(table({ rows: again(fleet).reverse(), dense: false }))
    expect(scroller(container).scrollTop).toBe(18_000)
    expect(link('npu-499')).toBeTruthy()
  })

  test('in a list that became shorter shows its last rows', () => {
    const { container, rerender } = render(table())
    scrollTo(scroller(container), 30_000)
    rerender(table({ rows: fleet.slice(0, 200) }))
    expect(link('npu-199')).toBeTruthy()
  })
})

/** A hundred thousand rows that are made when they are asked for. */
function source() {
  const rows = Array.from<Client | undefined>({ length: 100_000 })
  const asked = vi.fn<(index: number) => Client>((index) => (rows[index] ??= { id: `npu-${index}` }))
  return { length: 100_000, at: asked, indexOfKey: (key: string) => Number(key.slice(4)) } satisfies RowSource<Client>
}

describe('a source of a hundred thousand rows', () => {
  test('is asked for the rows in sight only', () => {
    const rows = source()
    const { container } = render(table({ rows }))
    scrollTo(scroller(container), 1_800_000)
    expect(link('npu-50000')).toBeTruthy()
    expect(new Set(rows.at.mock.calls.map(([index]) => index)).size).toBeLessThan(120)
  })

  test('draws what is in a row once, however often it scrolls by a little', () => {
    const cell = vi.fn<(client: Client) => string>(({ id }) => id)
    const rows = source()
    const two = [...columns.slice(0, 1), { id: 'again', header: 'Again', cell }]
    const { container } = render(table({ rows, columns: two }))
    for (const top of [100, 200, 300, 400]) scrollTo(scroller(container), top)
    const drawn = cell.mock.calls.map(([{ id }]) => id)
    expect(drawn.filter((id, at) => drawn.indexOf(id) !== at)).toEqual([])
  })

  test('shows by what a row is known while it rushes past, and all of it when it rests', () => {
    // However slow the machine: it rests when this test says so.
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
    })
    onTestFinished(() => void vi.useRealTimers())
    const { container } = render(table({ rows: source() }))
    scrollTo(scroller(container), 1_800_000)
    expect(link('npu-50000')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Stop npu-50000' })).toBeNull()
    act(() => {
      vi.advanceTimersByTime(1_000)
    })
    expect(screen.getByRole('button', { name: 'Stop npu-50000' })).toBeTruthy()
  })

  test('finds the row with the focus by its key, without a look at the others', () => {
    const rows = source()
    const { rerender } = render(table({ rows }))
    link('npu-3').focus()
    const later = { ...source(), at: (index: number) => rows.at(99_999 - index), indexOfKey: () => 99_996 }
    rows.at.mockClear()
    rerender(table({ rows: later }))
    expect(focused()).toBe('npu-3')
    expect(rows.at.mock.calls.length).toBeLessThan(200)
  })

  test('keeps its layout when a filter leaves a few', () => {
    const few = { length: 2, at: (index: number) => fleet[index] }
    render(table({ rows: few }))
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3')
  })
})

function Chosen({ rows = fleet, onRowOpen }: { readonly rows?: readonly Client[]; readonly onRowOpen?: () => void }) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const change = (changed: readonly string[], on: boolean) =>
    setKeys((before) => {
      const next = new Set(before)
      for (const key of changed) {
        if (on) next.add(key)
        else next.delete(key)
      }
      return next
    })
  return (
    <>
      {table({
        rows,
        onRowOpen,
        selection: {
          has: (key) => keys.has(key),
          all: keys.size === rows.length ? true : keys.size > 0 ? 'mixed' : false,
          label: ({ id }) => id,
          onToggle: (_, key, on) => change([key], on),
          onRange: (from, to, on) =>
            change(
              rows.slice(from, to + 1).map(({ id }) => id),
              on,
            ),
          onToggleAll: (on) =>
            change(
              rows.map(({ id }) => id),
              on,
            ),
        },
      })}
      <output>{[...keys].sort().join(' ')}</output>
    </>
  )
}

// The label is the key of the words, as there are no words here.
const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox')
const box = (index: number) => boxes()[index + 1] as HTMLInputElement
const allBox = () => boxes()[0] as HTMLInputElement
const chosen = () => screen.getByRole('status').textContent

describe('the boxes before the rows', () => {
  test('choose a row and do not open it, also when pressed beside the box', async () => {
    const onRowOpen = vi.fn<() => void>()
    render(<Chosen onRowOpen={onRowOpen} />)
    await userEvent.click(box(2))
    expect(chosen()).toBe('npu-2')
    expect(box(2).checked).toBe(true)
    await userEvent.click(box(3).closest('td') as HTMLElement)
    expect(chosen()).toBe('npu-2 npu-3')
    await userEvent.click(box(2))
    expect(chosen()).toBe('npu-3')
    expect(onRowOpen).not.toHaveBeenCalled()
  })

  test('choose all from the last one with Shift, by key', async () => {
    const user = userEvent.setup()
    const { rerender } = render(<Chosen />)
    await user.click(box(2))
    rerender(<Chosen rows={[{ id: 'new' }, ...fleet]} />)
    await user.keyboard('{Shift>}')
    await user.click(box(5))
    await user.keyboard('{/Shift}')
    expect(chosen()).toBe('npu-2 npu-3 npu-4')
  })

  test('choose all, and say when only some are chosen', async () => {
    render(<Chosen rows={fleet.slice(0, 3)} />)
    await userEvent.click(box(1))
    expect(allBox().indeterminate).toBe(true)
    await userEvent.click(allBox())
    expect(chosen()).toBe('npu-0 npu-1 npu-2')
    expect(allBox().indeterminate).toBe(false)
    expect(allBox().checked).toBe(true)
    await userEvent.click(allBox())
    expect(chosen()).toBe('')
  })

  test('take Space, on the box and on a row that has the focus, and arrow keys walk from box to box', async () => {
    render(<Chosen onRowOpen={() => {}} />)
    box(0).focus()
    await userEvent.keyboard('{ArrowDown} ')
    expect(chosen()).toBe('npu-1')
    screen.getAllByRole('row')[1]?.focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown} ')
    expect(chosen()).toBe('npu-1 npu-2')
  })

  test('are one stop for the Tab key', () => {
    render(<Chosen />)
    expect(boxes().filter((one) => one.tabIndex === 0)).toHaveLength(2)
  })
})
