import { expect, test } from 'vitest'
import { shownPercent } from './percent.ts'

const shown = (percent: number) => {
  const { value, digits } = shownPercent(percent)
  return value.toFixed(digits)
}

test.each([
  [0, '0'],
  [3.5, '3.5'],
  [3, '3'],
  [9.97, '10'],
  [43.4, '43'],
  [99.4, '99.4'],
  [99.97, '99.9'],
  [100, '100'],
  [117.2, '117'],
  [300, '300'],
  [-0.01, '0'],
  [0.04, '0'],
])('%d reads %s', (percent, text) => {
  expect(shown(percent)).toBe(text)
})
