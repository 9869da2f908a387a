import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ansiTokens, plainStyle, restyled } from './ansi.ts'

function styleAfter(text: string) {
  let style = plainStyle
  for (const token of ansiTokens(text)) if (token.kind === 'order') style = restyled(style, token.numbers)
  return style
}

const wordOf = fc.stringMatching(/^[a-z名 \n]{0,12}$/)
const orderOf = fc.constantFrom(
  '\u001B[31m',
  '\u001B[0m',
  '\u001B[m',
  '\u001B[1;38;5;200m',
  '\u001B[48;2;1;2;3m',
  '\u001B[2K',
  '\u001B[10A',
  '\u001B[?25l',
  '\u001B]0;title\u0007',
  '\u001B]8;;http://x\u001B\\',
  '\u001B(B',
  '\u001B7',
  '\u009B32m',
  '\u001B[38;2m',
  '\u001B[;;;m',
)

test('no text is lost between orders, and no order is taken for text', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(wordOf, orderOf)), (parts) => {
      const tokens = [...ansiTokens(parts.flat().join(''))]
      const text = tokens.map((token) => (token.kind === 'text' ? token.text : '')).join('')
      expect(text).toBe(parts.map(([word]) => word).join(''))
    }),
  )
})

test('whatever comes, it ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(300)), (text, numbers) => {
      expect([...ansiTokens(`${text}\u001B[`)].length).toBeGreaterThan(0)
      expect(restyled(plainStyle, numbers)).toBeDefined()
    }),
  )
})

test('sixteen colours, 256 and any other', () => {
  expect(styleAfter('\u001B[31m').ink).toEqual({ kind: 'named', index: 1 })
  expect(styleAfter('\u001B[97;104m')).toMatchObject({
    ink: { kind: 'named', index: 15 },
    ground: { kind: 'named', index: 12 },
  })
  expect(styleAfter('\u001B[38;5;9m').ink).toEqual({ kind: 'named', index: 9 })
  expect(styleAfter('\u001B[38;5;208m').ink).toEqual({ kind: 'rgb', red: 255, green: 135, blue: 0 })
  expect(styleAfter('\u001B[48;5;244m').ground).toEqual({ kind: 'rgb', red: 128, green: 128, blue: 128 })
  expect(styleAfter('\u001B[38;2;10;20;300m').ink).toEqual({ kind: 'rgb', red: 10, green: 20, blue: 255 })
  expect(styleAfter('\u001B[1;4m\u001B[22m')).toMatchObject({ bold: false, underline: true })
  expect(styleAfter('\u001B[1;31m\u001B[m')).toEqual(plainStyle)
})
