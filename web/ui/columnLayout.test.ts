import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from './column.ts'
import {
  applyLayout,
  columnsInRoom,
  EMPTY_LAYOUT,
  formatLayout,
  layoutInRoom,
  parseLayout,
  roomWithin,
} from './columnLayout.ts'

const column = (id: string, rest: Partial<Column<null>> = {}): Column<null> => ({
  id,
  header: id,
  cell: () => null,
  ...rest,
})

const columns = [
  column('name', { always: true }),
  column('status'),
  column('cpu', { priority: 2 }),
  column('device', { priority: 4 }),
  column('id', { optional: true }),
  column('actions', { headerHidden: true, pinned: true }),
]

const ids = (layout: Partial<Parameters<typeof applyLayout>[1]>) =>
  applyLayout(columns, { ...EMPTY_LAYOUT, ...layout }).columns.map(({ id }) => id)

const id = fc.string({ minLength: 1, unit: 'binary' })
const layout = fc.record({ hidden: fc.array(id), order: fc.array(id), pinned: fc.array(id) })

describe('the text of a layout', () => {
  test('reads back as it was', () => {
    fc.assert(
      fc.property(layout, (one) => {
        expect(parseLayout(formatLayout(one))).toEqual(one)
      }),
    )
  })

  test('is short and leaves nothing for an address to escape', () => {
    const text = formatLayout({ order: ['name', 'last-online'], hidden: ['cpu'], pinned: ['name'] })
    expect(text).toBe('name.last-online*cpu*name')
    expect(new URLSearchParams({ text }).toString()).toBe(`text=${text}`)
    expect(formatLayout({ ...EMPTY_LAYOUT, hidden: ['cpu', 'os'] })).toBe('*cpu.os')
    expect(formatLayout(EMPTY_LAYOUT)).toBe('')
  })

  test('of anything else is a layout that changes little', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(applyLayout(columns, parseLayout(text)).columns[0]?.id).toBe('name')
      }),
    )
  })
})

describe('columns in a chosen layout', () => {
  test('come in its order, without the hidden ones', () => {
    expect(ids({ order: ['cpu', 'name', 'status'], hidden: ['device'] })).toEqual(['cpu', 'name', 'status', 'actions'])
  })

  test('that it does not know are where they are by default', () => {
    expect(ids({ order: ['device', 'name'] })).toEqual(['device', 'name', 'status', 'cpu', 'actions'])
    expect(ids({ order: ['status', 'cpu'] })).toEqual(['name', 'status', 'cpu', 'device', 'actions'])
  })

  test('that are gone since are of no account', () => {
    expect(ids({ order: ['gone', 'status', 'name', 'status'], hidden: ['gone'], pinned: ['gone'] })).toEqual([
      'status',
      'cpu',
      'device',
      'name',
      'actions',
    ])
  })

  test('stay when they are what a row is known by, or only have buttons', () => {
    expect(ids({ hidden: columns.map(({ id }) => id) })).toEqual(['name', 'actions'])
  })

  test('are pinned at the start in the order of the others', () => {
    const placed = applyLayout(columns, { order: [], hidden: ['device'], pinned: ['cpu', 'name', 'device'] })
    expect(placed.columns.map(({ id }) => id)).toEqual(['name', 'cpu', 'status', 'actions'])
    expect(placed.pinned).toBe(2)
  })

  test('that are optional show once they are asked for', () => {
    expect(ids({ hidden: ['cpu'] })).not.toContain('id')
    expect(ids({ order: ['name', 'id'] })).toContain('id')
    expect(ids({ order: ['name', 'id'], hidden: ['id'] })).not.toContain('id')
  })

  test('start from what is in sight at this width', () => {
    for (const room of [1, 2, 3, 4] as const) {
      expect(applyLayout(columns, layoutInRoom(columns, room)).columns).toEqual(columnsInRoom(columns, room).columns)
    }
  })

  test('are each there at most once, whatever the layout says', () => {
    const known = fc.array(fc.oneof(fc.constantFrom(...columns.map(({ id }) => id)), id))
    fc.assert(
      fc.property(fc.record({ hidden: known, order: known, pinned: known }), (one) => {
        const placed = applyLayout(columns, one)
        expect(new Set(placed.columns).size).toBe(placed.columns.length)
        expect(placed.pinned).toBeLessThanOrEqual(placed.columns.length)
      }),
    )
  })
})

test('as many columns as fit, and never more than the screen is for', () => {
  // Name 168, status 120, cpu 120; the device 120 more.
  const all = [{ ...columns[0], grow: true } as Column<null>, ...columns.slice(1)]
  expect(roomWithin(all, 2000, 4)).toBe(4)
  expect(roomWithin(all, 2000, 3)).toBe(3)
  expect(roomWithin(all, 647, 4)).toBe(3)
  expect(roomWithin(all, 100, 4)).toBe(2)
  expect(roomWithin(all, 100, 1)).toBe(1)
})
