import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from './csv.ts'

const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))

/** As RFC 4180 says it is read. */
function readRecord(line: string): string[] {
  expect(line.endsWith('\r\n')).toBe(true)
  const fields: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|$)/gy
  const text = line.slice(0, -2)
  for (;;) {
    const match = field.exec(text)
    if (match === null) throw new Error(`not a record: ${JSON.stringify(text)}`)
    fields.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] === '') return fields
  }
}

const shown = (cell: string) => cell.replaceAll(/^["\s\p{Cc}\p{Cf}]+/gu, '')
/** As a spreadsheet splits it that is set to another mark between cells, and sees no quotes within them. */
const cellsElsewhere = (line: string, mark: string) => line.split(/\r\n|\r|\n/).flatMap((row) => row.split(mark))
const plain = (text: string) => text.replaceAll("'", '')

describe('a line of CSV', () => {
  test('has plain values as they are, and nothing for what is not known', () => {
    expect(csvLine(['npu-01', 12.5, -3, true, null, undefined, Number.NaN])).toBe('npu-01,12.5,-3,true,,,\r\n')
  })

  test('quotes what would end a field or a line', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines'])).toBe('"a,b","say ""hi""","two\nlines"\r\n')
  })

  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
    ['  =1', "  '=1"],
    ['\u00A0\u200B=1', "\u00A0\u200B'=1"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['\tx', "'\tx"],
    ['\r=1', "'\r'=1"],
    ['\n=1', "'\n'=1"],
    ['a;=1', "a;'=1"],
    ['a\n=1', "a\n'=1"],
    ['a\t@1', "a\t'@1"],
    ['a;"=1', 'a;"\'=1'],
    ['=', "'="],
  ])('a spreadsheet does not run %j', (text, safe) => {
    expect(readRecord(csvLine([text]))).toEqual([safe])
  })

  test.each(['npu-01', 'a=b', 'Qwen3+LoRA', 'me@site', '1 - 2', 'x  =1', '100 %', '|x', '–', '', 'it’s'])(
    '%j is no formula, and stays as it is',
    (text) => expect(readRecord(csvLine([text]))).toEqual([text]),
  )

  const nasty = fc.array(
    fc.constantFrom('=', '+', '-', '@', '＝', ';', '\t', '\r', '\n', ' ', '"', ',', "'", '\u200B', 'cmd|', 'a', '1'),
    { maxLength: 12 },
  )

  test('whatever the text, no cell of any country’s spreadsheet begins a formula', () => {
    fc.assert(
      fc.property(nasty, fc.array(nasty, { maxLength: 3 }), (first, others) => {
        // Names of columns and first values are the console's own or as here: not what a mark could be hidden behind.
        const line = csvLine(['npu', first.join(''), ...others.map((one) => one.join(''))])
        const cells = [...readRecord(line), ...cellsElsewhere(line, ';'), ...cellsElsewhere(line, '\t')]
        for (const cell of cells) expect(shown(cell)).not.toMatch(/^[=+\-@＝＋－＠]/)
      }),
    )
  })

  test('is read back as what was written, but for the apostrophes', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1 }), (texts) => {
        expect(readRecord(csvLine(texts)).map(plain)).toEqual(texts.map(plain))
      }),
    )
  })

  test('a number is the number that it was', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(readRecord(csvLine([value]))[0])).toBe(Object.is(value, -0) ? 0 : value)
      }),
    )
  })

  test('a long run of what is not seen is looked through once', () => {
    const text = `a${'\n'.repeat(200_000)}b`
    expect(readRecord(csvLine([text]))).toEqual([text])
  })
})
