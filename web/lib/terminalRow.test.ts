import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawRow, rowWords, wordsOf } from './terminalRow.ts'

test.each([
  ['plain', 'plain'],
  ['crlf\r', 'crlf'],
  ['10%\r20%\r30%', '30%'],
  ['a longer one\rshort', 'shortger one'],
  ['a longer one\r\u001B[Kshort', 'short'],
  ['abc\b\bX', 'aXc'],
  ['abc\u001B[2DX', 'aXc'],
  ['abc\u001B[5Gx', 'abc x'],
  ['gone\u001B[2K\rnew', 'new'],
  ['\u001B[31mred\u001B[0m and not', 'red and not'],
  ['e\u0301\rX', 'X'],
  ['a\u0000\u0007\u202Eb', 'ab'],
  ['down\u001B[3Bhere', 'downhere'],
  ['cut off \u001B[3', 'cut off [3'],
])('%j leaves %j', (text, left) => {
  expect(rowWords(text)).toBe(left)
})

test('what is written above stands above', () => {
  const { lines, end } = drawRow('own\u001B[2A\rabove\u001B[2B')
  expect(end).toBe(0)
  expect(wordsOf(lines.get(0) ?? [])).toBe('own')
  expect(wordsOf(lines.get(-2) ?? [])).toBe('above')
})

test('colours stay with what was written in them', () => {
  const spans = drawRow('\u001B[32mok\u001B[0m\rN').lines.get(0)
  expect(spans?.map(({ text, style }) => [text, style.ink])).toEqual([
    ['N', null],
    ['k', { kind: 'named', index: 2 }],
  ])
})

test('text without movements is never lost, whatever stands between', () => {
  const colour = fc.constantFrom('\u001B[31m', '\u001B[0m', '\u001B[1m', '\u001B[38;5;10m', '\u001B]0;t\u0007')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z名😀]{0,8}$/u), colour)), (parts) => {
      expect(rowWords(parts.flat().join(''))).toBe(parts.map(([word]) => word).join(''))
    }),
  )
})

test('rubbish ends, and what it leaves has no control characters', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', '\r', '\u001B[999A', '\u001B[999999C'),
      (text, more) => {
        // oxlint-disable-next-line no-control-regex -- control characters are what this is about
        expect(rowWords(text + more + text)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F]/)
      },
    ),
  )
})
