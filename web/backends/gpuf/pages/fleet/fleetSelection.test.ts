import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clientWith } from '../../schema/client.fixture.ts'
import { tableOf } from '../../schema/clientColumns.ts'
import {
  indexesOf,
  isInLink,
  readSelection,
  selectionInView,
  storeNow,
  useKeptSelections,
  writeSelection,
} from './fleetSelection.ts'

const idOf = (number: number) => number.toString(16).padStart(32, '0')
const ids = (count: number) => new Set(Array.from({ length: count }, (_, number) => idOf(number)))
const read = (sel: string | undefined) => readSelection(sel, useKeptSelections.getState())

const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  useKeptSelections.setState({ byKey: {} })
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  })
})

afterEach(() => vi.unstubAllGlobals())

describe('the chosen clients', () => {
  test('are in the address while they are few', () => {
    const sel = writeSelection(ids(20), undefined)
    expect(isInLink(sel)).toBe(true)
    expect(read(sel)).toEqual(ids(20))
    expect(writeSelection(new Set(), sel)).toBeUndefined()
  })

  test('are kept by the tab when they are many, over a reload and under the same key', () => {
    const sel = writeSelection(ids(21), undefined)
    expect(isInLink(sel)).toBe(false)
    expect(writeSelection(ids(5000), sel)).toBe(sel)
    storeNow()
    useKeptSelections.setState({ byKey: {} })
    expect(read(sel)).toEqual(ids(5000))
  })

  test('are none where the address or what is stored is nonsense', () => {
    expect(read('x,,<b>,0123').size).toBe(0)
    kept.set('quarterdeck.fleet.selection.abc', '{"ids":[1]}')
    expect(read('~abc').size).toBe(0)
    expect(read('~').size).toBe(0)
  })

  test('last as long as the page where nothing can be stored', () => {
    vi.stubGlobal('sessionStorage', {
      getItem: () => {
        throw new Error('denied')
      },
      setItem: () => {
        throw new Error('full')
      },
    })
    const sel = writeSelection(ids(100), undefined)
    storeNow()
    expect(read(sel)).toEqual(ids(100))
  })

  test('are counted as shown or not; one that has left the register is not shown', () => {
    const table = tableOf([...ids(4)].map((id) => clientWith({ id })))
    const indexes = indexesOf(new Set([idOf(0), idOf(1), idOf(99)]), table)
    const places = Int32Array.from([0, -1, 1, -1])
    expect(selectionInView(indexes, places, 2)).toEqual({ shown: 1, hidden: 2, all: 'mixed' })
    expect(selectionInView(new Int32Array(0), places, 2).all).toBe(false)
    expect(selectionInView(Int32Array.from([0, 2]), places, 2).all).toBe(true)
  })
})
