import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerOf, other, talkOf, target, turnOf } from './talk.testing.ts'
import type { Answer, Talk } from './talk.ts'
import { mergeTalks } from './talkMerge.ts'
import { addAnswer, addTurn, pathOf, putAnswer } from './talkTree.ts'

const base = talkOf(turnOf('a', null, 'Hello', 'Hi'))

function answersOf(talk: Talk): readonly Answer[] {
  return talk.turns.flatMap(({ columns }) => columns.flatMap(({ answers }) => answers))
}

function idsOf(talk: Talk): readonly string[] {
  return [...talk.turns.map(({ id }) => id), ...answersOf(talk).map(({ id }) => id)].toSorted()
}

/** Adds turns and answers to a conversation, named for who adds them. */
function grow(talk: Talk, by: string, steps: readonly { readonly kind: string; readonly to: number }[]): Talk {
  return steps.reduce((now, { kind, to }, index) => {
    const at = now.turns[to % now.turns.length]?.id ?? 'a'
    return kind === 'turn'
      ? addTurn(now, turnOf(`${by}${index}`, at, by))
      : addAnswer(now, at, answerOf({ id: `${by}${index}`, text: by, target }))
  }, talk)
}

test('what two tabs asked at the same place are versions of one turn, and each tab goes on showing its own', () => {
  const mine = addTurn(base, { ...turnOf('b', 'a', 'mine'), at: 3_000 })
  const theirs = addTurn(base, { ...turnOf('c', 'a', 'theirs'), at: 4_000 })
  const here = mergeTalks(base, mine, theirs)
  expect(here.turns.map(({ prompt }) => prompt)).toEqual(['Hello', 'mine', 'theirs'])
  expect(pathOf(here).map(({ prompt }) => prompt)).toEqual(['Hello', 'mine'])
  expect(pathOf(mergeTalks(base, theirs, mine)).map(({ prompt }) => prompt)).toEqual(['Hello', 'theirs'])
})

test('what another tab asked behind the last turn is shown there', () => {
  const theirs = addTurn(base, turnOf('b', 'a', 'more'))
  expect(pathOf(mergeTalks(base, base, theirs)).map(({ prompt }) => prompt)).toEqual(['Hello', 'more'])
})

test('nothing new from there changes nothing here', () => {
  const mine = addTurn(base, turnOf('b', 'a', 'mine'))
  expect(mergeTalks(base, mine, base)).toBe(mine)
  expect(mergeTalks(undefined, mine, structuredClone(mine))).toBe(mine)
})

test('the finished answer wins over the copy that took it for cut off, on either side', () => {
  const half = answerOf({ id: 'x', state: 'interrupted', text: 'ha' })
  const whole = { ...half, state: 'done', text: 'half and whole' } as const
  const cut = addAnswer(base, 'a', half)
  const done = addAnswer(base, 'a', whole)
  expect(answersOf(mergeTalks(base, cut, done)).at(-1)).toEqual(whole)
  expect(answersOf(mergeTalks(base, done, cut)).at(-1)).toEqual(whole)
})

test('an answer that is being written here goes on, and one that another tab has written counts as cut off here', () => {
  const mine = addAnswer(base, 'a', answerOf({ id: 'x', state: 'writing', text: 'so far' }))
  const theirs = addAnswer(putAnswer(mine, answerOf({ id: 'x', state: 'interrupted', text: 'so' })), 'a', {
    ...answerOf({ id: 'y', state: 'writing', text: 'there' }),
    target: other,
  })
  expect(answersOf(mergeTalks(base, mine, theirs)).map(({ id, state }) => [id, state])).toEqual([
    [expect.any(String), 'done'],
    ['x', 'writing'],
    ['y', 'interrupted'],
  ])
})

test('a refusal that a new answer took the place of does not come back', () => {
  const refused = addAnswer(base, 'a', answerOf({ id: 'no', state: 'failed' }))
  const again = addAnswer(refused, 'a', answerOf({ id: 'yes', text: 'yes' }))
  expect(answersOf(mergeTalks(refused, again, refused)).map(({ id }) => id)).not.toContain('no')
})

test('a system prompt that only one of them changed is that one’s', () => {
  const brief = { ...base, system: 'Be brief.' }
  expect(mergeTalks(base, base, brief).system).toBe('Be brief.')
  expect(mergeTalks(base, brief, base).system).toBe('Be brief.')
  expect(mergeTalks(base, { ...base, system: 'mine' }, brief).system).toBe('mine')
})

test('whatever two tabs add, both have all of it after one exchange', () => {
  const step = fc.record({ kind: fc.constantFrom('turn', 'answer'), to: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(step), fc.array(step), (one, two) => {
      const [mine, theirs] = [grow(base, 'm', one), grow(base, 't', two)]
      const merged = mergeTalks(base, mine, theirs)
      expect(idsOf(merged)).toEqual([...new Set([...idsOf(mine), ...idsOf(theirs)])].toSorted())
      expect(idsOf(mergeTalks(base, theirs, merged))).toEqual(idsOf(merged))
      const shown = new Set(pathOf(merged).map(({ id }) => id))
      for (const { id } of pathOf(mine)) expect(shown).toContain(id)
    }),
  )
})
