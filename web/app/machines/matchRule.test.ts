import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Match, type MatchChoice, type MatchRule, matchOf } from './matchRule.ts'

const byName: MatchRule = { choice: undefined, byName: true, taken: new Set() }

function isAllowed(match: Match, choice: MatchChoice | undefined, isByName: boolean): boolean {
  if (choice?.kind === 'none') return match.kind === 'none' && match.why === 'by-hand'
  if (choice !== undefined) return match.kind === 'client' && match.by === 'hand' && match.id === choice.id
  if (!isByName) return match.kind === 'none' && match.why === 'rule-off'
  return match.kind === 'several' ? match.candidates.length > 1 : match.kind !== 'client' || match.by === 'name'
}

describe('which client of the register a server’s machine is', () => {
  test('one of the server’s names is the client’s, in any case', () => {
    const known = [
      { id: 'a', name: 'NPU-01 ' },
      { id: 'b', name: 'npu-011' },
    ]
    expect(matchOf(['npu-01', 'Big box'], known, byName)).toEqual({
      kind: 'client',
      id: 'a',
      name: 'NPU-01 ',
      by: 'name',
    })
    expect(matchOf(['npu-02'], known, byName)).toEqual({ kind: 'none', why: 'no-such-name' })
    expect(matchOf([''], [{ id: 'c', name: '' }], byName)).toEqual({ kind: 'none', why: 'no-such-name' })
  })

  test('two of one name are told and not guessed between', () => {
    const known = [
      { id: 'a', name: 'npu-01' },
      { id: 'b', name: 'NPU-01' },
    ]
    expect(matchOf(['npu-01'], known, byName)).toEqual({ kind: 'several', candidates: known })
    // One of them belongs to another server: somebody said so.
    expect(matchOf(['npu-01'], known, { ...byName, taken: new Set(['a']) })).toMatchObject({ id: 'b', by: 'name' })
  })

  test('a client that was chosen for another server is not this one', () => {
    const known = [{ id: 'a', name: 'npu-01' }]
    expect(matchOf(['npu-01'], known, { ...byName, taken: new Set(['a']) })).toEqual({ kind: 'none', why: 'taken' })
  })

  const names = fc.constantFrom('npu-01', 'NPU-01', 'npu-02', ' mx ', '')
  const clients = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), name: names }), {
    selector: ({ id }) => id,
  })
  const choices = fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('client' as const), id: fc.constantFrom('a', 'z') }),
      fc.constant({ kind: 'none' as const }),
    ),
    { nil: undefined },
  )

  test('what was said by hand wins, and there are never two', () => {
    fc.assert(
      fc.property(fc.array(names), clients, choices, fc.boolean(), (own, known, choice, isByName) => {
        const match = matchOf(own, known, { choice, byName: isByName, taken: new Set() })
        expect(isAllowed(match, choice, isByName)).toBe(true)
      }),
    )
  })

  test('the order of what is known does not matter', () => {
    fc.assert(
      fc.property(fc.array(names), clients, (own, known) => {
        const kindOf = (list: typeof known) => {
          const match = matchOf(own, list, byName)
          return match.kind === 'client' ? match.id : match.kind
        }
        expect(kindOf(known)).toEqual(kindOf(known.toReversed()))
      }),
    )
  })
})
