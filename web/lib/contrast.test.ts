import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, readableOn } from './contrast.ts'

const byte = fc.nat(255)
const colour = fc.record({ red: byte, green: byte, blue: byte })

test('whatever a log paints with, it can be read on light and on dark', () => {
  fc.assert(
    fc.property(colour, (ink) => {
      for (const ground of [
        { red: 239, green: 241, blue: 243 },
        { red: 30, green: 36, blue: 42 },
      ]) {
        expect(contrast(readableOn(ground, ink, 4.6), ground)).toBeGreaterThanOrEqual(4.6)
      }
    }),
  )
})

test('what can be read already stays as it is', () => {
  const ink = { red: 1, green: 2, blue: 3 }
  expect(readableOn({ red: 255, green: 255, blue: 255 }, ink, 4.5)).toBe(ink)
})
