import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { JsonRowsError } from '@/lib/jsonRows.ts'
import { cellsOf, ClientColumnsBuilder } from '../schema/clientColumns.ts'
import { clientWireWith } from '../schema/client.fixture.ts'
import { ClientSchema, type Client } from '../schema/client.ts'
import { ClientTable } from '../schema/clientTable.ts'
import { ClientStream } from './clientStream.ts'

interface Read {
  readonly table: ClientTable
  readonly rest: unknown
  readonly duplicates: number
  /** Rows that only the schema knows. */
  readonly odd: readonly number[]
}

async function readAll(bytes: Uint8Array, cuts: readonly number[] = []): Promise<Read> {
  const builder = new ClientColumnsBuilder()
  const odd: number[] = []
  const stream = new ClientStream(builder, async (row, index) => {
    odd.push(index)
    return cellsOf(v.parse(ClientSchema, row))
  })
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  let from = 0
  for (const to of [...places, bytes.length]) {
    await stream.take(bytes.slice(from, to))
    from = to
  }
  const { rest } = await stream.end()
  return { table: new ClientTable(builder.finish()), rest, duplicates: builder.duplicates, odd }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function faultOf(text: string, cuts: readonly number[] = []): Promise<JsonRowsError> {
  const error: unknown = await readAll(bytesOf(text), cuts).catch((reason: unknown) => reason)
  if (error instanceof JsonRowsError) return error
  throw error
}

/** As the schema alone would read it. */
function naive(devices: unknown): readonly Client[] {
  const newest = new Map<string, Client>()
  for (const client of v.parse(v.array(ClientSchema), devices)) {
    const known = newest.get(client.id)
    if (known === undefined || (client.lastOnline ?? 0) > (known.lastOnline ?? 0)) newest.set(client.id, client)
  }
  return [...newest.values()]
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    'Linux',
    'NVIDIA A100',
    '漢字-1',
    'a"b',
    'back\\slash',
    '},{"client_id":"',
    ']',
    '\u0000',
    '\ud800',
  ),
)
const figure = fc.oneof(
  fc.nat(100),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 39.5, 0.1, 1e21, 123_456_789_012_345, 1_234_567_890_123_456),
)
const time = fc.oneof(
  fc
    .date({ min: new Date('1965-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom(
    null,
    '',
    '2025-07-29T17:55:48.826362Z',
    '2024-02-29T17:55:48.82Z',
    '2025-07-29T17:55:48Z',
    '2025-07-31T17:55:48.826362+08:00',
    '0001-01-01T00:00:00.000Z',
    '2026-02-31T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-1x-01T00:00:00.000Z',
    'soon',
  ),
)
const id = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'B', '1'), minLength: 1, maxLength: 3 }),
  fc.constantFrom('0xAB', '0X1', '0x', '漢', ''),
)
const row = fc.record(
  {
    client_id: id,
    client_name: fc.option(text),
    client_status: text,
    os_type: fc.option(text),
    device_name: fc.option(text),
    tflops: figure,
    cpu_usage: figure,
    memory_usage: figure,
    storage_usage: figure,
    health: figure,
    last_online: time,
    created_at: time,
    uptime_days: figure,
    loaded_models: fc.option(
      fc.array(
        fc.record(
          { id: text, object: text, created: fc.option(fc.nat()), owned_by: fc.option(text) },
          { requiredKeys: ['id'] },
        ),
        { maxLength: 2 },
      ),
    ),
    extra: fc.jsonValue({ maxDepth: 2 }),
  },
  {
    requiredKeys: [
      'client_id',
      'client_status',
      'tflops',
      'cpu_usage',
      'memory_usage',
      'storage_usage',
      'health',
      'uptime_days',
    ],
  },
)
const shuffledRow = fc.tuple(row, fc.infiniteStream(fc.nat())).map(([wire, numbers]): unknown =>
  Object.fromEntries(
    Object.entries(wire)
      .map((entry) => ({ entry, at: numbers.next().value ?? 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ entry }) => entry),
  ),
)

describe('the client list as it comes', () => {
  test('is what the schema makes of the whole of it, wherever the bytes are cut', async () => {
    let byBytes = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: row }, { weight: 1, arbitrary: shuffledRow }), { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        fc.constantFrom(0, 0, 0, 1),
        async (devices, cuts, indent) => {
          const answer = { success: true, message: '"devices":[', data: { total: 3, devices }, timestamp: '漢' }
          const read = await readAll(bytesOf(JSON.stringify(answer, null, indent)), cuts)
          expect(read.table.all()).toEqual(naive(JSON.parse(JSON.stringify(devices))))
          expect(read.duplicates).toBe(devices.length - read.table.length)
          expect(read.rest).toEqual({ ...answer, data: { total: 3, devices: [] } })
          byBytes += read.table.length
        },
      ),
      { numRuns: 500 },
    )
    expect(byBytes).toBeGreaterThan(500)
  })

  test('byte by byte, in a body that is longer than its buffer', async () => {
    const devices = Array.from({ length: 800 }, (_, index) =>
      clientWireWith({ client_id: index.toString(16), client_name: `名-${index}` }),
    )
    const bytes = bytesOf(JSON.stringify({ success: true, data: { devices } }))
    const read = await readAll(
      bytes,
      Array.from({ length: Math.ceil(bytes.length / 37) }, (_, at) => at * 37),
    )
    expect(read.table.all()).toEqual(naive(devices))
    expect(read.odd).toEqual([])
  })

  test('with a mark of byte order before it', async () => {
    const read = await readAll(bytesOf(`\uFEFF${JSON.stringify({ data: { devices: [clientWireWith()] } })}`))
    expect(read.table.length).toBe(1)
  })

  test('a field twice is the last of the two, as in JSON.parse', async () => {
    const row = JSON.stringify(clientWireWith({ client_name: 'first' })).replace('}', ',"client_name":"second"}')
    expect((await readAll(bytesOf(`{"data":{"devices":[${row}]}}`))).table.nameAt(0)).toBe('second')
  })

  test('numbers that are none are no numbers', async () => {
    for (const figure of ['01', '1.', '.5', '+1', '1e', '--1', '0x10']) {
      const row = JSON.stringify(clientWireWith()).replace('"tflops":83', `"tflops":${figure}`)
      expect(await faultOf(`{"data":{"devices":[${row}]}}`)).toMatchObject({ row: 0 })
    }
  })

  test('a row that the schema has to look at is named by its number', async () => {
    const devices = [clientWireWith(), { client_id: 7 }, clientWireWith()]
    const error: unknown = await readAll(bytesOf(JSON.stringify({ data: { devices } }))).catch(
      (reason: unknown) => reason,
    )
    expect(v.isValiError(error)).toBe(true)
  })
})

describe('an answer that is not the list', () => {
  test.each(['{"success":false,"data":null}', '{"data":{"devices":null}}', '[]', '{"data":{"devices":[ ]}}'])(
    'is handed on: %s',
    async (text) => {
      expect(await readAll(bytesOf(text))).toMatchObject({ rest: JSON.parse(text), table: { length: 0 } })
    },
  )

  test.each(['<!doctype html><p class="x">', '', '{"data":'])('that is no JSON: %j', async (text) => {
    expect(await faultOf(text)).toMatchObject({ row: null, text })
  })

  const good = JSON.stringify(clientWireWith())

  test.each([
    ['cut within a row', `${good},{"client_id":"half`, 1, '{"client_id":"half', true],
    ['cut behind a row', good, 1, '', true],
    ['with a row that is none', `${good},{"client_id":nil},${good}]}}`, 1, `{"client_id":nil},${good}]}}`, false],
    ['with nothing between two rows', `${good}${good}]}}`, 1, `${good}]}}`, false],
    ['with nothing between two commas', `${good},,${good}]}}`, 1, `,${good}]}}`, false],
    ['with nothing behind the last comma', `${good},]}}`, 1, ']}}', false],
  ])('%s', async (_what, inside, row, fragment) => {
    const cuts = Array.from({ length: 200 }, (_, at) => at * 7)
    for (const pieces of [[], cuts]) {
      const fault = await faultOf(`{"data":{"devices":[${inside}`, pieces)
      expect(fault).toMatchObject({ row })
      expect(fragment.startsWith(fault.fragment)).toBe(true)
    }
  })

  test('cut behind the list', async () => {
    expect(await faultOf(`{"data":{"devices":[${good}]},"message":"ha`)).toMatchObject({
      row: null,
      text: '{"data":{"devices":[]},"message":"ha',
    })
  })
})
