import { describe, expect, test } from 'vitest'
import { changesOf, conflictsOf, followedOf, keepMine, shownValue, takeTheirs, typeOver } from './clientDraft.ts'
import type { ClientDraft, DraftValues } from './clientDraft.ts'

const base: DraftValues = { name: 'X', status: 'online', os: '' }
const untouched: ClientDraft = { base, typed: {} }
const typed = typeOver(untouched, base, 'name', 'Z')

describe('a form over values that others change', () => {
  test('only what was typed and differs is sent', () => {
    expect(changesOf(untouched, base)).toEqual({})
    expect(changesOf(typed, base)).toEqual({ name: 'Z' })
    expect(changesOf(typeOver(typed, base, 'name', 'X'), base)).toEqual({})
    expect(changesOf(typeOver(untouched, base, 'name', ' Z '), base)).toEqual({ name: 'Z' })
  })

  test('a field that nobody typed over follows the server, and that is told', () => {
    const now = { ...base, status: 'error' }
    expect(shownValue(typed, now, 'status')).toBe('error')
    expect(followedOf(typed, now)).toEqual(['status'])
    expect(conflictsOf(typed, now)).toEqual([])
  })

  test('a field changed on both sides shows what it was, what it is and what was typed', () => {
    const now = { ...base, name: 'Y' }
    const [conflict] = conflictsOf(typed, now)
    expect(conflict).toEqual({ field: 'name', was: 'X', now: 'Y', mine: 'Z' })
    expect(followedOf(typed, now)).toEqual([])
  })

  test('mine is kept, and asked about again only when the server changes again', () => {
    const now = { ...base, name: 'Y' }
    const kept = conflictsOf(typed, now).reduce(keepMine, typed)
    expect(conflictsOf(kept, now)).toEqual([])
    expect(changesOf(kept, now)).toEqual({ name: 'Z' })
    expect(conflictsOf(kept, { ...now, name: 'W' })).toMatchObject([{ was: 'Y', now: 'W', mine: 'Z' }])
  })

  test('theirs is taken, and nothing of that field is sent', () => {
    const now = { ...base, name: 'Y' }
    const taken = conflictsOf(typed, now).reduce(takeTheirs, typed)
    expect(shownValue(taken, now, 'name')).toBe('Y')
    expect(changesOf(taken, now)).toEqual({})
    expect(followedOf(taken, now)).toEqual([])
  })

  test('both wrote the same: there is nothing to choose and nothing to send', () => {
    const now = { ...base, name: 'Z' }
    expect(conflictsOf(typed, now)).toEqual([])
    expect(changesOf(typed, now)).toEqual({})
  })
})
