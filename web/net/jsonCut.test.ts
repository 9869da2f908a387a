import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCutJson } from './jsonCut.ts'

test.each([
  '{',
  '[',
  '{"a',
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":-',
  '{"a":1.',
  '[1e',
  '[1e+',
  '[tru',
  '[1,',
  '["\\u12',
  '["\\',
])('cut: %s', (text) => {
  expect(isCutJson(text)).toBe(true)
})

test.each([
  '',
  ' ',
  'tru',
  'no',
  '{a',
  '[1,]',
  '{"a":1,}',
  '[01',
  '{"a" 1',
  ']',
  '[}',
  '{"a":"b"c',
  '["\n',
  '["\\x',
  '[1 2',
  '{}x',
  '[+',
  '[1e1e',
  '{1',
])('not cut, but something else: %s', (text) => {
  expect(isCutJson(text)).toBe(false)
})

const container = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()))

test('every beginning of every object and list is cut, and the whole is not', () => {
  fc.assert(
    fc.property(container, fc.nat(), fc.constantFrom(0, 2), (value, at, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(isCutJson(text)).toBe(false)
      expect(isCutJson(text.slice(0, 1 + (at % (text.length - 1))))).toBe(true)
    }),
  )
})
