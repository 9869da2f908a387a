import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameFault, readClientId } from './newClient.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'

test.each([
  [ID, false],
  [ID.toUpperCase(), true],
  [`0x${ID}`, true],
  [`0X${ID.toUpperCase()}`, true],
  [` ${ID}\n`, true],
])('%j is taken as the id', (typed, changed) => {
  expect(readClientId(typed)).toEqual({ fault: null, id: ID, changed })
})

test.each([
  ['', { fault: 'empty' }],
  ['  ', { fault: 'empty' }],
  [ID.slice(1), { fault: 'length', length: 31 }],
  [`${ID}0`, { fault: 'length', length: 33 }],
  ['rack-1', { fault: 'not-hex', character: 'r' }],
  [`${ID.slice(1)}😀`, { fault: 'not-hex', character: '😀' }],
])('%j is no id', (typed, reading) => {
  expect(readClientId(typed)).toEqual(reading)
})

test('whatever is accepted is 32 lower-case hexadecimal characters', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(0x)?[0-9A-Fa-f]{31,33}$/)), (typed) => {
      const reading = readClientId(typed)
      expect(reading.fault === null ? reading.id : ID).toMatch(/^[0-9a-f]{32}$/)
    }),
  )
})

test('a name has 1 to 255 characters, counted as people count', () => {
  expect(nameFault('')).toBe('empty')
  expect(nameFault(' \t')).toBe('empty')
  expect(nameFault('a')).toBeNull()
  expect(nameFault('😀'.repeat(255))).toBeNull()
  expect(nameFault('😀'.repeat(256))).toBe('too-long')
  expect(nameFault(` ${'x'.repeat(255)} `)).toBeNull()
  expect(nameFault('<img src=x onerror=alert(1)>')).toBeNull()
})
