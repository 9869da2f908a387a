import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonRows, JsonRowsError } from './jsonRows.ts'

const LIST = ['data', 'devices']

function readAll(pieces: readonly string[], path = LIST, sliceLength?: number) {
  const reading = jsonRows(path, sliceLength)
  const rows = pieces.flatMap((piece) => reading.push(piece))
  const end = reading.end()
  return { rows: [...rows, ...end.rows], rest: end.rest, restText: end.restText }
}

/** The bytes of `text`, cut at `cuts`, and decoded as they would come out of a connection. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const bytes = new TextEncoder().encode(text)
  const decoder = new TextDecoder()
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const all: string[] = []
  let from = 0
  for (const to of [...places, bytes.length]) {
    all.push(decoder.decode(bytes.subarray(from, to), { stream: true }))
    from = to
  }
  return [...all, decoder.decode()]
}

function faultOf(text: string, sliceLength?: number): JsonRowsError {
  try {
    readAll([text], LIST, sliceLength)
  } catch (error) {
    if (error instanceof JsonRowsError) return error
    throw error
  }
  throw new Error('it was read')
}

const anyRow = fc.oneof(
  fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text)),
  fc.record({
    client_id: fc.string({ unit: 'grapheme' }),
    name: fc.constantFrom('},{"client_id":"', '"],"x":[{', '\\', '\\"', '漢字,[{', '{"client_id":'),
    list: fc.array(fc.record({ client_id: fc.string() }), { maxLength: 3 }),
  }),
)

describe('rows of a list within a text', () => {
  test('are those of JSON.parse, wherever the bytes are cut and whatever is in the rows', () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 30 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(0, 1, 2),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        (devices, cuts, indent, sliceLength, isLast) => {
          const data = isLast ? { total: 3, other: [{ devices: [1] }], devices } : { devices, other: '"devices":[' }
          const answer = isLast ? { message: 'a "b" [', data } : { data, timestamp: 'devices' }
          const read = readAll(pieces(JSON.stringify(answer, null, indent), cuts), LIST, sliceLength)
          expect(read.rows).toEqual(JSON.parse(JSON.stringify(devices)))
          expect(read.rest).toEqual({ ...answer, data: { ...data, devices: [] } })
        },
      ),
    )
  })

  test('are found where the whole text is the list, and where it is deeper', () => {
    expect(readAll(['[1,', '{"a":[2]}', ',"x"]'], []).rows).toEqual([1, { a: [2] }, 'x'])
    expect(readAll(['{"data":[[', '1],[2,3]]}'], ['data'])).toMatchObject({ rows: [[1], [2, 3]], rest: { data: [] } })
  })

  test('come out while the text is still coming', () => {
    const reading = jsonRows(['data'], 40)
    const row = '{"a":1,"b":"some text"}'
    expect(reading.push(`{"data":[${row}`)).toEqual([])
    expect(reading.push(`,${row},${row}`)).toHaveLength(2)
  })

  test('with keys in another order from the second slice on', () => {
    const devices = [
      ...Array.from({ length: 20 }, (_, a) => ({ a, b: [{ a: 1 }, { a: 2 }] })),
      ...Array.from({ length: 20 }, (_, a) => ({ b: [{ a: 1 }, { a: 2 }], a })),
    ]
    expect(readAll(JSON.stringify({ data: { devices } }).split(''), LIST, 50).rows).toEqual(devices)
  })

  test('longer than a slice', () => {
    const devices = [{ a: 'x'.repeat(500) }, { a: 'y' }, { a: 'z'.repeat(2000) }]
    expect(readAll(JSON.stringify({ data: { devices } }).split(''), LIST, 100).rows).toEqual(devices)
  })
})

describe('an answer without the list', () => {
  test.each([
    '{"success":false,"data":null}',
    '{"data":{"devices":null}}',
    '{"data":{"devices":{}}}',
    '[]',
    '7',
    '"data"',
  ])('is handed on whole: %s', (text) => {
    expect(readAll(text.split(''))).toEqual({ rows: [], rest: JSON.parse(text), restText: text })
  })

  test('with an empty list', () => {
    expect(readAll(['{"data":{"devices":[ ],"total":0}}'])).toMatchObject({
      rows: [],
      rest: { data: { devices: [], total: 0 } },
    })
  })

  test.each(['<!doctype html><p class="x">Sign in', '', '{"data":', 'upstream said "no'])(
    'that is no JSON: %s',
    (text) => {
      expect(faultOf(text)).toMatchObject({ row: null, text })
    },
  )
})

describe('what is wrong with a row', () => {
  const good = '{"a":1},'

  test.each([
    [
      'is told by its number and place',
      `{"data":{"devices":[${good}${good}{"a":nil},{"a":2}]}}`,
      2,
      '{"a":nil},{"a":2}]}}',
    ],
    [
      'also when something is missing between two',
      `{"data":{"devices":[${good}{"a":1}{"a":2}]}}`,
      1,
      '{"a":1}{"a":2}]}}',
    ],
    ['or when nothing stands between two commas', `{"data":{"devices":[${good},{"a":2}]}}`, 1, ',{"a":2}]}}'],
    ['or behind the last comma', `{"data":{"devices":[${good}]}}`, 1, ']}}'],
    ['or when a bracket of another kind ends it', `{"data":{"devices":[${good}{"a":1]}}`, 1, '{"a":1]}}'],
  ])('%s', (_what, text, row, fragment) => {
    for (const sliceLength of [1, 20, 2000]) {
      expect(faultOf(text, sliceLength)).toMatchObject({ row, fragment, offset: text.indexOf(fragment, row * 8 + 20) })
    }
  })

  test('that is cut off: what was good before it is not repeated', () => {
    const text = `{"data":{"devices":[${good.repeat(50)}{"a":"half`
    expect(faultOf(text, 64)).toMatchObject({ row: 50, text: '{"data":{"devices":[0,{"a":"half', offset: 20 + 50 * 8 })
  })

  test('and what is wrong behind the list', () => {
    expect(faultOf('{"data":{"devices":[1,2]},"message":"half')).toMatchObject({
      row: null,
      text: '{"data":{"devices":[]},"message":"half',
    })
  })
})
