import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, LineSplitter } from './lineSplitter.ts'

function linesOf(chunks: readonly (string | Uint8Array)[], maxLength?: number): Line[] {
  const splitter = new LineSplitter(maxLength)
  const encoder = new TextEncoder()
  const lines = chunks.flatMap((chunk) => splitter.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk))
  return [...lines, ...splitter.end()]
}

/** Lines as an operator would see them: what is overwritten is gone. */
function screen(...chunks: string[]): string[] {
  const rows: string[] = []
  for (const { text, overwrite } of linesOf(chunks)) {
    if (overwrite) rows.pop()
    rows.push(text)
  }
  return rows
}

describe('line ends', () => {
  test('LF and CRLF end a line, and the last one needs none', () => {
    expect(screen('a\nb\r\n\n\r\nc')).toEqual(['a', 'b', '', '', 'c'])
    expect(linesOf(['a\r', '\nb\r\n'])).toEqual([
      { text: 'a', overwrite: false },
      { text: 'b', overwrite: false },
    ])
  })

  test('a CR alone lets the next line overwrite', () => {
    expect(linesOf(['start\n 1%\r 2%\r 3%\nend\n'])).toEqual([
      { text: 'start', overwrite: false },
      { text: ' 1%', overwrite: false },
      { text: ' 2%', overwrite: true },
      { text: ' 3%', overwrite: true },
      { text: 'end', overwrite: false },
    ])
  })

  test('a progress bar shows at once, before its next state comes', () => {
    const splitter = new LineSplitter()
    expect(splitter.push(new TextEncoder().encode(' 1%\r'))).toEqual([{ text: ' 1%', overwrite: false }])
  })

  test('a bar that draws its CR first leaves no empty row', () => {
    expect(screen('log\n\r 1%\r 2%', '\r\r\nnext\r\n')).toEqual(['log', ' 2%', 'next'])
  })

  test('nothing is no line', () => {
    expect(linesOf([])).toEqual([])
    expect(linesOf([''])).toEqual([])
  })
})

describe('characters', () => {
  test('one that is cut in its middle comes whole', () => {
    const bytes = new TextEncoder().encode('模型🚀\n')
    expect(linesOf([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual([{ text: '模型🚀', overwrite: false }])
  })

  test('one that stays cut shows as such', () => {
    expect(linesOf([Uint8Array.of(0x61, 0xe6, 0xa8)])).toEqual([{ text: 'a\uFFFD', overwrite: false }])
  })
})

describe('a line that is too long', () => {
  test('comes in marked pieces', () => {
    expect(linesOf(['abcdefg\nabcd\n'], 3)).toEqual([
      { text: 'abc', overwrite: false, continues: true },
      { text: 'def', overwrite: false, continues: true },
      { text: 'g', overwrite: false },
      { text: 'abc', overwrite: false, continues: true },
      { text: 'd', overwrite: false },
    ])
    expect(linesOf(['abc\nabc'], 3)).toEqual([
      { text: 'abc', overwrite: false },
      { text: 'abc', overwrite: false },
    ])
  })

  test('is not cut inside a character', () => {
    expect(linesOf(['a🚀🚀'], 4).map(({ text }) => text)).toEqual(['a🚀', '🚀'])
  })

  test('of a hundred megabytes in small chunks never piles up', () => {
    const splitter = new LineSplitter()
    const chunk = new TextEncoder().encode('x'.repeat(1024 * 1024))
    let longest = 0
    for (let n = 0; n < 100; n += 1) {
      for (const { text } of splitter.push(chunk)) longest = Math.max(longest, text.length)
    }
    expect(longest).toBe(1024 * 1024)
  })
})

const logText = fc.array(fc.constantFrom('a', 'bc', '模', '🚀', '\r', '\n', '\r\n', '\u001B[2K'), { maxLength: 40 })
const logBytes = fc.oneof(
  logText.map((parts) => new TextEncoder().encode(parts.join(''))),
  fc
    .array(fc.oneof(fc.nat(255), fc.constantFrom(10, 13, 0xe6, 0xf0, 0x9f, 0x80)), { maxLength: 40 })
    .map((bytes) => Uint8Array.from(bytes)),
)

test('however the bytes are split, the lines are the same', () => {
  const splits = fc.array(fc.nat(200), { maxLength: 12 })
  fc.assert(
    fc.property(logBytes, splits, fc.integer({ min: 2, max: 12 }), (bytes, splitAt, maxLength) => {
      const places = [0, ...splitAt.filter((at) => at <= bytes.length).toSorted((a, b) => a - b), bytes.length]
      const chunks = places.slice(1).map((end, index) => bytes.slice(places[index], end))
      expect(linesOf(chunks, maxLength)).toEqual(linesOf([bytes], maxLength))
    }),
    { numRuns: 2000 },
  )
})

test('without CR, the lines are the text split at its line ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = text.replaceAll('\r', '')
      const rows = clean.split('\n')
      if (rows.at(-1) === '') rows.pop()
      expect(linesOf([clean]).map((line) => line.text)).toEqual(rows)
    }),
  )
})
