import { describe, expect, test } from 'vitest'
import { answerOf, other, talkOf, target, turnOf } from './talk.testing.ts'
import { targetKey } from './talk.ts'
import {
  addAnswer,
  addTurn,
  chooseTurn,
  headOf,
  messagesFor,
  pathOf,
  putAnswer,
  showAnswer,
  titleOf,
  versionsOf,
} from './talkTree.ts'

const key = targetKey(target)
const ids = (talk: ReturnType<typeof talkOf>) => pathOf(talk).map(({ id }) => id)

describe('what is shown of a conversation', () => {
  const talk = talkOf(turnOf('a', null, 'one'), turnOf('b', 'a', 'two'))

  test('an edited prompt is another version; the old one and what followed it stay', () => {
    const edited = addTurn(talk, turnOf('a2', null, 'one, better'))
    expect(ids(edited)).toEqual(['a2'])
    const [first] = versionsOf(edited, null)
    expect(first && ids(chooseTurn(edited, first))).toEqual(['a', 'b'])
  })

  test('turns in a circle, as in a file edited by hand, end', () => {
    expect(ids(talkOf(turnOf('a', null, 'x'), turnOf('b', 'a', 'y'), turnOf('a', 'b', 'z')))).toEqual(['a', 'b'])
  })

  test('a title is the name, else the beginning of the first prompt, fit for one line', () => {
    expect(titleOf(talkOf(turnOf('a', null, `two\nlines \u202E${'x'.repeat(500)}`)))).toMatch(/^two lines x{69}…$/)
    expect(titleOf({ ...talk, name: 'Mine' })).toBe('Mine')
    expect(headOf(talk)).toMatchObject({ title: 'one', words: '\none\ntwo', turns: 2 })
  })
})

describe('answers', () => {
  test('another one is shown and the first is kept', () => {
    const talk = addAnswer(talkOf(turnOf('a', null, 'one', 'first')), 'a', answerOf({ text: 'second' }))
    expect(pathOf(talk)[0]?.columns[0]).toMatchObject({ shown: 1, answers: [{ text: 'first' }, { text: 'second' }] })
    expect(pathOf(showAnswer(talk, 'a', key, -5))[0]?.columns[0]?.shown).toBe(0)
  })

  test('one takes the place of a refusal without a word', () => {
    const talk = talkOf(turnOf('a', null, 'one'))
    const refused = addAnswer(talk, 'a', answerOf({ state: 'failed' }))
    const again = addAnswer(refused, 'a', answerOf({ text: 'now' }))
    expect(pathOf(again)[0]?.columns[0]).toMatchObject({ shown: 0, answers: [{ text: 'now' }] })
  })

  test('a newer state goes where the answer is', () => {
    const answer = answerOf({ text: 'a' })
    const talk = addAnswer(talkOf(turnOf('a', null, 'one')), 'a', answer)
    expect(pathOf(putAnswer(talk, { ...answer, text: 'ab' }))[0]?.columns[0]?.answers).toMatchObject([{ text: 'ab' }])
  })
})

describe('what an instance is told', () => {
  const talk = talkOf(
    turnOf('a', null, 'one', 'first', '<think>hm</think>second'),
    turnOf('b', 'a', 'nobody answered'),
    turnOf('c', 'b', 'three'),
  )

  test('is what is on the screen: its own shown answers without their thinking, and no turn without an answer', () => {
    expect(messagesFor(talk, 'c', key)).toEqual([
      { role: 'user', content: 'one' },
      { role: 'assistant', content: 'second' },
      { role: 'user', content: 'three' },
    ])
    expect(messagesFor(showAnswer(talk, 'a', key, 0), 'c', key)[1]?.content).toBe('first')
  })

  test('who came later is told what the others answered', () => {
    expect(messagesFor(talk, 'c', targetKey(other))[1]?.content).toBe('second')
  })
})
