import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { changeViews, isSameView, nameFault, readViews, useSavedViews, viewOf } from './viewsStore.ts'

const at = { id: 'fleet', userId: '12' }
const NAME = 'quarterdeck.fleet.views'

/** What this browser keeps, as far as these tests go. */
const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  useSavedViews.setState({ byServer: {} })
})

afterEach(() => vi.unstubAllGlobals())

const views = () => useSavedViews.getState().byServer['fleet 12'] ?? []

describe('saved views', () => {
  test('are there again after a reload, for the same server and user', async () => {
    changeViews(at, (before) => [...before, { name: 'Errors', search: { status: 'error', sort: '-tflops' } }])
    await useSavedViews.persist.rehydrate()
    expect(views()).toEqual([{ name: 'Errors', search: { status: 'error', sort: '-tflops' } }])
    expect(useSavedViews.getState().byServer['fleet 13']).toBeUndefined()
  })

  test('are there as soon as the page starts', async () => {
    const stored = { byServer: { 'fleet 12': [{ name: 'old', search: { q: 'a' } }] } }
    kept.set(NAME, JSON.stringify({ state: stored, version: 0 }))
    vi.resetModules()
    const anew = await import('./viewsStore.ts')
    expect(anew.useSavedViews.getState()).toEqual(stored)
  })

  test('of another tab are not overwritten', () => {
    changeViews(at, () => [{ name: 'mine', search: {} }])
    const others = { state: { byServer: { 'fleet 12': [{ name: 'theirs', search: {} }] } }, version: 0 }
    kept.set(NAME, JSON.stringify(others))
    changeViews(at, (before) => [...before, { name: 'mine too', search: {} }])
    expect(views().map(({ name }) => name)).toEqual(['theirs', 'mine too'])
  })

  test.each([
    'no JSON {',
    'null',
    '[]',
    '{"state":7}',
    '{"state":{"byServer":[1,2]},"version":9}',
    '{"state":{"byServer":{"fleet 12":{"length":5}}},"version":0}',
  ])('survive what was stored by nobody knows whom: %s', async (text) => {
    kept.set(NAME, text)
    await useSavedViews.persist.rehydrate()
    expect(views()).toEqual([])
    changeViews(at, () => [{ name: 'new', search: {} }])
    expect(views()).toHaveLength(1)
  })

  test('that are broken are left out, the others stay', () => {
    const stored = {
      byServer: {
        a: [
          { name: '  good ', search: { status: 'error', view: 'sideways', sel: '~x', extra: { deep: 1 } } },
          { name: 'good', search: {} },
          { name: '', search: {} },
          { name: 'x'.repeat(61), search: {} },
          { name: 'no search' },
          7,
          null,
        ],
        __proto__: 'no',
      },
    }
    expect(readViews(stored)).toEqual({ a: [{ name: 'good', search: { status: 'error' } }] })
  })

  test('have a name of 1 to 60 characters that no other has', () => {
    const there = [{ name: 'A', search: {} }]
    expect(nameFault('  ', there)).toBe('empty')
    expect(nameFault('x'.repeat(60), there)).toBeNull()
    expect(nameFault('x'.repeat(61), there)).toBe('long')
    expect(nameFault(' A ', there)).toBe('taken')
    expect(nameFault('A', there, 'A')).toBeNull()
  })

  test('are the same where the address shows the same, whatever is chosen', () => {
    expect(isSameView({ q: 'a', status: undefined }, { q: 'a', sel: 'x', saved: 'v', only: 'selected' })).toBe(true)
    expect(isSameView({ q: 'a' }, { q: 'a', view: 'map' })).toBe(false)
    const address = { q: 'a', sel: 'x', saved: 'v', only: 'selected', os: undefined, utm_source: 'mail' } as const
    expect(viewOf(address)).toEqual({ q: 'a' })
  })
})
