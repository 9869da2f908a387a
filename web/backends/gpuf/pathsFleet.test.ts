import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { FleetSearchSchema } from './paths.ts'
import {
  ageSpan,
  ageText,
  filterOf,
  healthSpan,
  healthText,
  isFiltered,
  joinWords,
  NO_FILTERS,
  searchOfSorts,
  sortsOf,
  splitWords,
} from './pathsFleet.ts'

describe('the address of the fleet', () => {
  test('of earlier versions means what it meant', () => {
    const search = v.parse(FleetSearchSchema, {
      status: 'error',
      seen: 'silent',
      warn: 'disk',
      sort: 'tflops',
      dir: 'desc',
    })
    expect(filterOf(search, [])).toEqual({ status: ['error'], seen: ['silent'], warn: 'disk' })
    expect(sortsOf(search)).toEqual([{ id: 'tflops', desc: true }])
  })

  test('is by name where it says nothing that can be sorted by', () => {
    for (const sort of [undefined, '', 'nothing', ',-'] as const)
      expect(sortsOf({ sort })).toEqual([{ id: 'name', desc: false }])
  })

  test('sorts by several columns, each once', () => {
    const sorts = sortsOf({ sort: 'status,-tflops,name,-status' })
    expect(sorts).toEqual([
      { id: 'status', desc: false },
      { id: 'tflops', desc: true },
      { id: 'name', desc: false },
    ])
    expect(searchOfSorts(sorts)).toEqual({ sort: 'status,-tflops,name', dir: undefined })
    expect(searchOfSorts([{ id: 'name', desc: false }])).toEqual({ sort: undefined, dir: undefined })
  })

  test('takes words with commas and backslashes, and gives them back', () => {
    expect(splitWords(joinWords(['NVIDIA A100, 80 GB', String.raw`a\b`]))).toEqual([
      'NVIDIA A100, 80 GB',
      String.raw`a\b`,
    ])
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        expect(splitWords(joinWords(words))).toEqual(words)
      }),
    )
    expect(splitWords(undefined)).toEqual([])
    expect(joinWords([])).toBeUndefined()
  })

  test('has ranges of health and age', () => {
    expect(healthSpan('50-90')).toEqual({ from: 50, to: 90 })
    expect(healthSpan('-19.99')).toEqual({ from: undefined, to: 19.99 })
    expect(healthSpan('50-500')).toEqual({ from: 50, to: 100 })
    expect(healthSpan('many')).toEqual({ from: undefined, to: undefined })
    expect(healthText({ from: undefined, to: 20 })).toBe('0-20')
    expect(healthText({ from: undefined, to: undefined })).toBeUndefined()
    expect(ageSpan('5m-1h')).toEqual({ from: 300_000, to: 3_600_000 })
    expect(ageSpan('1d-')).toEqual({ from: 86_400_000, to: undefined })
    expect(ageSpan('yesterday')).toEqual({ from: undefined, to: undefined })
    for (const text of ['5m-1h', '1d-', '-2m', '90m-7d']) expect(ageText(ageSpan(text))).toBe(text)
  })

  test('with every filter taken out has none', () => {
    const all = {
      q: 'a',
      status: 'b',
      os: 'c',
      device: 'd',
      site: 'e',
      seen: 'now',
      warn: 'any',
      health: '1-2',
      age: '1m-',
      only: 'selected',
    } as const
    expect(isFiltered(all)).toBe(true)
    expect(isFiltered({ ...all, ...NO_FILTERS })).toBe(false)
    expect(isFiltered({ view: 'map', sel: 'x', sort: 'cpu' })).toBe(false)
  })

  test('shows only the chosen where it says so', () => {
    expect(filterOf({ only: 'selected' }, ['a'])).toEqual({ ids: ['a'] })
    expect(filterOf({}, ['a'])).toEqual({})
  })
})
