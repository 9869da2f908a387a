import { assert, array, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { countComments } from './countComments.ts'

const encoder = new TextEncoder()
const countOf = (chunks: readonly string[]) => {
  const commentsIn = countComments()
  return chunks.reduce((sum, chunk) => sum + commentsIn(encoder.encode(chunk)), 0)
}

test('a comment is a line that begins with a colon, and no colon elsewhere', () => {
  expect(countOf([': ping\n\n', 'data: a: b\n\n:\n', ':\r\n: x\r'])).toBe(4)
})

test('wherever a stream is cut, as many are found', () => {
  assert(
    property(array(constantFrom(': ping\n\n', 'data: DOCKER_CR|a1: 1/2\n\n', 'event: done\r\n')), (frames) => {
      const whole = frames.join('')
      const comments = frames.filter((frame) => frame.startsWith(':')).length
      expect(countOf(whole.split(''))).toBe(comments)
      expect(countOf([whole])).toBe(comments)
    }),
  )
})
