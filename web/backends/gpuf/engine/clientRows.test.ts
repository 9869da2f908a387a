import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ClientColumnsBuilder, type ClientCells } from '../schema/clientColumns.ts'
import { ClientSchema, type Client } from '../schema/client.ts'
import { ClientTable } from '../schema/clientTable.ts'
import { checkClientRow } from './checkClientRow.ts'
import { emptyCells, readClientRow } from './clientRows.ts'

const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined))
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'online', 'Linux', '<b>x</b>', '\ud800'))
const figure = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 44, Number.POSITIVE_INFINITY))
const time = fc.constantFrom(
  null,
  undefined,
  '',
  '2025-07-29T17:55:48.826362Z',
  '2025-07-29 17:55:48',
  '2024-02-29T17:55:48+08:00',
  '0001-01-01T00:00:00Z',
  '2026-02-31T00:00:00Z',
  'soon',
)
const model = fc.record(
  { id: text, object: fc.option(text), created: fc.option(fc.integer()), owned_by: fc.option(text) },
  { requiredKeys: ['id'] },
)

/** Rows as servers write them, and rows in which some field is anything at all, or not there. */
const rows = fc
  .tuple(
    fc.record({
      client_id: fc.oneof(text, fc.constantFrom('0xABcd', '0XAB', 'Ab')),
      client_name: fc.option(text, { nil: undefined }),
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
      loaded_models: fc.option(fc.array(fc.oneof({ weight: 5, arbitrary: model }, anything), { maxLength: 3 })),
    }),
    fc.array(
      fc.tuple(
        fc.constantFrom(
          'client_id',
          'client_name',
          'client_status',
          'tflops',
          'last_online',
          'loaded_models',
          'health',
          'extra',
          '__proto__',
        ),
        anything,
      ),
      { maxLength: 2 },
    ),
    fc.boolean(),
  )
  .map(([row, changes, isWild]): unknown => (isWild ? Object.assign(row, Object.fromEntries(changes)) : row))

function tableWith(cells: ClientCells): Client | undefined {
  const builder = new ClientColumnsBuilder()
  builder.add(cells)
  return new ClientTable(builder.finish()).client(0)
}

test('by hand a row becomes what the schema makes of it, or is left to the schema', () => {
  let byHand = 0
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: rows }, { weight: 1, arbitrary: anything }), (row) => {
      const cells = emptyCells()
      const checked = v.safeParse(ClientSchema, row)
      const isRead = readClientRow(row, cells)
      byHand += Number(isRead)
      expect(isRead).toBe(checked.success)
      expect(isRead ? tableWith(cells) : null).toEqual(checked.success ? checked.output : null)
    }),
    { numRuns: 2000 },
  )
  expect(byHand).toBeGreaterThan(500)
})

test('cells are used again without a trace of the row before', () => {
  const cells = emptyCells()
  const full = {
    client_id: 'a',
    client_status: 's',
    tflops: 1,
    cpu_usage: 1,
    memory_usage: 1,
    storage_usage: 1,
    health: 1,
    uptime_days: 1,
  }
  readClientRow(
    {
      ...full,
      client_name: 'n',
      os_type: 'o',
      device_name: 'd',
      last_online: '2025-07-29T17:55:48Z',
      loaded_models: [{ id: 'm' }],
    },
    cells,
  )
  readClientRow(full, cells)
  expect(tableWith(cells)).toEqual(v.parse(ClientSchema, full))
})

test('a row that nobody takes names its field as in the whole answer', () => {
  expect(checkClientRow({ client_id: 7 }, 38_123)).toMatchObject({
    mismatch: { path: 'data.devices[38123].client_id', expected: 'string', received: '7', excerpt: '{"client_id":7}' },
  })
  expect(checkClientRow('row', 3)).toMatchObject({
    mismatch: { path: 'data.devices[3]', received: '"row"', excerpt: '"row"' },
  })
  expect(
    checkClientRow(
      {
        client_id: 'a',
        client_status: 's',
        tflops: 1,
        cpu_usage: 1,
        memory_usage: 1,
        storage_usage: 1,
        health: 1,
        uptime_days: 1,
        loaded_models: [{ id: 4 }],
      },
      0,
    ),
  ).toMatchObject({
    mismatch: { path: 'data.devices[0].loaded_models[0].id', excerpt: '{"id":4}' },
  })
})
