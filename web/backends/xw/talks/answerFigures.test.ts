import { expect, test } from 'vitest'
import { answerFigures } from './answerFigures.ts'
import { answerOf } from './talk.testing.ts'

const usage = { inputTokens: 7, outputTokens: 101 }

test('the speed is that of the tokens behind the first one', () => {
  expect(answerFigures(answerOf({ usage, pieces: 40, firstMs: 500, totalMs: 2500 }))).toEqual({
    firstMs: 500,
    totalMs: 2500,
    inputTokens: 7,
    outputTokens: 101,
    isEstimate: false,
    tokensPerSecond: 50,
  })
})

test('without a count of the server, or with one of zeros, the pieces are counted and said to be an estimate', () => {
  const bare = answerOf({ pieces: 21, firstMs: 0, totalMs: 2000 })
  expect(answerFigures(bare)).toMatchObject({ outputTokens: 21, isEstimate: true, tokensPerSecond: 10 })
  const zeros = { ...bare, usage: { inputTokens: 0, outputTokens: 0 } }
  expect(answerFigures(zeros)).toMatchObject({ outputTokens: 21, isEstimate: true })
})

test('an answer that came in one piece has no speed', () => {
  expect(answerFigures(answerOf({ usage, pieces: 1, firstMs: 1000, totalMs: 1001 })).tokensPerSecond).toBeNull()
  expect(answerFigures(answerOf({ usage, pieces: 9, firstMs: 1000, totalMs: 1001 })).tokensPerSecond).toBeNull()
})

test('nothing came', () => {
  expect(answerFigures(answerOf())).toMatchObject({ outputTokens: null, tokensPerSecond: null })
})
