import { expect, test } from 'vitest'
import { choicesOf, isChosen, matchesSearch } from './matching.ts'
import { readSort, writeSort } from './sortSearch.ts'

test('a search finds all of its words, wherever they are', () => {
  expect(matchesSearch('910B npu-01', ['npu-01', 'Ascend 910B', null, 3])).toBe(true)
  expect(matchesSearch('910B npu-02', ['npu-01', 'Ascend 910B'])).toBe(false)
  expect(matchesSearch('  ', [])).toBe(true)
  expect(matchesSearch(undefined, [])).toBe(true)
})

test('a choice that occurs no more stays on offer, so that it can be taken back', () => {
  expect(choicesOf(['b', 'a', 'b'], ['gone'])).toEqual([
    { value: 'b', label: 'b', count: 2 },
    { value: 'a', label: 'a', count: 1 },
    { value: 'gone', label: 'gone', count: 0 },
  ])
  expect(isChosen(undefined, 'x')).toBe(true)
  expect(isChosen(['y'], 'x')).toBe(false)
})

test('an order goes into the address and back', () => {
  for (const sort of [null, { id: 'bus', desc: false }, { id: 'bus', desc: true }]) {
    expect(readSort(writeSort(sort))).toEqual(sort)
  }
})
