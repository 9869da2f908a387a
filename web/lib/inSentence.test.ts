import { expect, test } from 'vitest'
import { inSentence } from './inSentence.ts'

test('a plain name stays as it is', () => {
  expect(inSentence('npu-03 (11581)')).toBe('npu-03 (11581)')
  expect(inSentence('机房 3')).toBe('机房 3')
})

test('marks that reorder text are taken out, and right-to-left text cannot move the words around it', () => {
  expect(inSentence('a\u202Egpj.exe\u2066\nb')).toBe('agpj.exe b')
  expect(inSentence('שרת')).toBe('\u2068שרת\u2069')
})

test('ten thousand characters become a short name', () => {
  expect(inSentence('x'.repeat(10_000), 20)).toBe(`${'x'.repeat(19)}…`)
})
