import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRow } from './rowSource.ts'

const same = (row: string) => row

test('a row is found wherever it was before, and -1 where it is gone', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.string(), fc.integer({ min: 0, max: 20 }), (rows, key, near) => {
      expect(findRow(rows, same, key, near)).toBe(rows.indexOf(key))
    }),
  )
})

test('a source that knows where its rows are is asked, not searched', () => {
  let asked = 0
  const rows = {
    length: 100_000,
    at: (index: number) => {
      asked++
      return `client-${index}`
    },
    indexOfKey: (key: string) => Number(key.slice('client-'.length)),
  }
  expect(findRow(rows, same, 'client-99999', 3)).toBe(99_999)
  expect(asked).toBe(1)
})
