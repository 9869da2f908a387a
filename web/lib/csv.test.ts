import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from './csv.ts'

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

describe('a line of CSV', () => {
  test('has plain values as they are, and nothing for what is not known', () => {
    expect(csvLine(['npu-01', 12.5, -3, true, null, undefined, Number.NaN])).toBe('npu-01,12.5,-3,true,,,\r\n')
  })

  test('quotes what would end a field or a line', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines'])).toBe('"a,b","say ""hi""","two\nlines"\r\n')
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])('a spreadsheet does not run %j', (text) => {
    expect(readRecord(csvLine([text]))).toEqual([`'${text}`])
  })

  test('is read back as what was written, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const read = readRecord(csvLine(texts))
        expect(read).toEqual(texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)))
      }),
    )
  })
})
