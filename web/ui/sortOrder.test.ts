import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sortOrder } from './sortOrder.ts'

const value = fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.constant(Number.NaN))

const isNothing = (one: unknown) => one === null || Number.isNaN(one)

describe('the order of rows', () => {
  test('names every row exactly once', () => {
    fc.assert(
      fc.property(fc.array(value), fc.boolean(), (rows, desc) => {
        const order = sortOrder(rows, [{ value: (row) => row, desc }], 'en')
        expect([...order].sort((a, b) => a - b)).toEqual([...rows.keys()])
      }),
    )
  })

  test('nothing is last in both directions', () => {
    fc.assert(
      fc.property(fc.array(value), fc.boolean(), (rows, desc) => {
        const sorted = sortOrder(rows, [{ value: (row) => row, desc }], 'en').map((index) => rows[index])
        const first = sorted.findIndex(isNothing)
        expect(first === -1 || sorted.slice(first).every(isNothing)).toBe(true)
      }),
    )
  })

  test('equal rows keep their order in both directions', () => {
    const rows = ['b', 'a', 'b', 'a']
    expect(sortOrder(rows, [{ value: (row) => row, desc: false }], 'en')).toEqual([1, 3, 0, 2])
    expect(sortOrder(rows, [{ value: (row) => row, desc: true }], 'en')).toEqual([0, 2, 1, 3])
  })

  test('goes by the second column among equals of the first', () => {
    const rows = [
      { os: 'linux', cpu: 10 },
      { os: 'darwin', cpu: 20 },
      { os: 'linux', cpu: 90 },
      { os: 'darwin', cpu: null },
    ]
    const by = [
      { value: (row: (typeof rows)[number]) => row.os, desc: false },
      { value: (row: (typeof rows)[number]) => row.cpu, desc: true },
    ]
    expect(sortOrder(rows, by, 'en')).toEqual([1, 3, 2, 0])
  })
})
