import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cosineSimilarity, euclideanNorm } from './cosine.ts'

const vector = fc.array(fc.double({ min: -1e150, max: 1e150, noNaN: true }), { minLength: 3, maxLength: 3 })

describe('the similarity of two vectors', () => {
  test('is 1 in the same direction, 0 at a right angle, -1 in the opposite direction', () => {
    expect(cosineSimilarity([1, 2], [2, 4])).toBeCloseTo(1)
    expect(cosineSimilarity([1, 0], [0, 3])).toBe(0)
    expect(cosineSimilarity([1, -1], [-2, 2])).toBeCloseTo(-1)
  })

  test('is not defined for different lengths, for nothing, for zeros and for what is no number', () => {
    expect(cosineSimilarity([1, 2], [1, 2, 3])).toBeNull()
    expect(cosineSimilarity([], [])).toBeNull()
    expect(cosineSimilarity([0, 0], [1, 1])).toBeNull()
    expect(cosineSimilarity([1, Number.NaN], [1, 1])).toBeNull()
    expect(cosineSimilarity([1, Infinity], [1, 1])).toBeNull()
  })

  test('is the same both ways round and within -1 and 1, whatever the size of the values', () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const similarity = cosineSimilarity(a, b)
        expect(cosineSimilarity(b, a)).toBe(similarity)
        expect(Math.abs(similarity ?? 0)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('the length of a long vector', () => {
  expect(euclideanNorm([3, 4])).toBe(5)
  expect(euclideanNorm(Array.from({ length: 40_000 }, () => 1))).toBeCloseTo(200)
  expect(euclideanNorm([1, Number.NaN])).toBeNaN()
})
