import { expect, test } from 'vitest'
import { durationParts, largestPart } from './duration.ts'

const shown = (ms: number) =>
  durationParts(ms)
    .map(({ value, unit }) => `${value}${unit[0]}`)
    .join(' ')

test.each([
  [0, '0s'],
  [-5000, '0s'],
  [999, '0s'],
  [48_000, '48s'],
  [192_900, '3m 12s'],
  [180_000, '3m'],
  [3_599_999, '59m 59s'],
  [3_600_000, '1h'],
  [3_605_000, '1h'],
  [7_500_000, '2h 5m'],
  [101 * 60_000 + 41_000, '1h 41m'],
  [86_400_000 * 9 + 3_600_000, '9d 1h'],
])('%d ms read %s', (ms, text) => {
  expect(shown(ms)).toBe(text)
})

test('an age is told in its largest unit', () => {
  expect(largestPart(192_900)).toEqual({ unit: 'minutes', value: 3 })
})
