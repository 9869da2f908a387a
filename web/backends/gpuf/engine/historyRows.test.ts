import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { HeartbeatSchema } from '../schema/heartbeat.ts'
import { clientKey } from '../schema/values.ts'
import { cellsOf } from './historyReading.ts'
import { emptyHeartbeat, readHeartbeatRow } from './historyRows.ts'

const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.string(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant({}),
)
const number = fc.oneof({ weight: 4, arbitrary: fc.double({ noNaN: true }) }, { weight: 1, arbitrary: odd })
const text = fc.oneof({ weight: 4, arbitrary: fc.string() }, { weight: 1, arbitrary: odd })
const time = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((d) => d.toISOString()),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('2025-07-29T17:55:48.826362Z', '2025-07-29T17:55:48', '2025-07-29 17:55:48'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '2025-07-29T17:55:48+08:00',
      '2025-02-30T00:00:00Z',
      'yesterday',
      '',
      '0001-01-01T00:00:00Z',
    ),
  },
  { weight: 1, arbitrary: odd },
)
const row = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record(
      {
        client_id: text,
        client_name: text,
        timestamp: time,
        cpu_usage: number,
        mem_usage: number,
        disk_usage: number,
        network_up: number,
        network_down: number,
        rack: odd,
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: odd },
)

test('the hand takes only what the schema takes, and makes the same of it', () => {
  let taken = 0
  fc.assert(
    fc.property(row, (wire) => {
      const cells = emptyHeartbeat()
      if (!readHeartbeatRow(wire, cells)) return
      taken += 1
      expect({ ...cells, id: clientKey(cells.id) }).toEqual(cellsOf(v.parse(HeartbeatSchema, wire)))
    }),
    { numRuns: 2000 },
  )
  expect(taken).toBeGreaterThan(100)
})

test('an ordinary row is read by hand', () => {
  const cells = emptyHeartbeat()
  const wire = {
    client_id: 'A',
    timestamp: '2025-07-29T17:55:48.826362Z',
    cpu_usage: 45,
    network_up: 1,
    network_down: null,
  }
  expect(readHeartbeatRow(wire, cells)).toBe(true)
  expect(cells).toEqual({
    id: 'A',
    name: null,
    at: Date.UTC(2025, 6, 29, 17, 55, 48, 826),
    cpu: 45,
    memory: Number.NaN,
    disk: Number.NaN,
    up: 1,
    down: Number.NaN,
  })
})
