import { describe, expect, test } from 'vitest'
import { clientWith } from '../../schema/client.fixture.ts'
import { tableOf } from '../../schema/clientColumns.ts'
import { FLEET_COLUMN_IDS, type FleetColumnId } from '../../schema/fleetView.ts'
import type { PendingWrite } from '../../schema/pendingWrites.ts'
import { exportFleet, type ExportFormat } from './exportFleet.ts'

const idOf = (number: number) => number.toString(16).padStart(32, '0')
const table = tableOf([
  clientWith({
    id: idOf(0),
    name: '=HYPERLINK("x"), "rack"',
    os: null,
    lastOnline: Date.UTC(2026, 10, 20, 12),
    createdAt: null,
    loadedModels: [
      { id: 'qwen', ownedBy: null, createdAt: null },
      { id: 'glm', ownedBy: null, createdAt: null },
    ],
    cpu: 12.5,
  }),
  clientWith({ id: idOf(1), name: '机器', reported: false, cpu: 0, lastOnline: null }),
])
const both = [table.indexOf(idOf(0)), table.indexOf(idOf(1))]

async function text(format: ExportFormat, columns: readonly FleetColumnId[], writes: readonly PendingWrite[] = []) {
  const file = await exportFleet({ table, order: both, columns, format, writes, now: 2000 })
  // A Blob's own text() takes the mark away.
  return Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0)).toString('utf8')
}

describe('the fleet as a file', () => {
  test('is CSV that Excel reads and does not run, with times in UTC and nothing for what was not reported', async () => {
    expect(await text('csv', ['name', 'seen', 'os', 'cpu', 'models'])).toBe(
      '\uFEFFname,last_online,os,cpu_percent,loaded_models\r\n' +
        '"\'=HYPERLINK(""x""), ""rack""",2026-11-20T12:00:00.000Z,,12.5,qwen glm\r\n' +
        '机器,,Linux,,\r\n',
    )
  })

  test('is JSON with a row a line', async () => {
    const json = await text('json', ['name', 'seen', 'os', 'cpu', 'models', 'site'])
    expect(json.split('\n')).toHaveLength(5)
    expect(JSON.parse(json)).toEqual([
      {
        name: '=HYPERLINK("x"), "rack"',
        last_online: '2026-11-20T12:00:00.000Z',
        os: null,
        cpu_percent: 12.5,
        loaded_models: ['qwen', 'glm'],
        site: '=HYPERLINK("x"),',
      },
      { name: '机器', last_online: null, os: 'Linux', cpu_percent: null, loaded_models: [], site: '机器' },
    ])
  })

  test('has every column, also of no rows at all', async () => {
    const none = await exportFleet({ table, order: [], columns: FLEET_COLUMN_IDS, format: 'csv', writes: [], now: 0 })
    expect((await none?.text())?.split(',')).toHaveLength(FLEET_COLUMN_IDS.length)
    const empty = await exportFleet({ table, order: [], columns: FLEET_COLUMN_IDS, format: 'json', writes: [], now: 0 })
    expect(JSON.parse((await empty?.text()) ?? '')).toEqual([])
  })

  test('shows what was written here as the page does', async () => {
    const write = {
      clientId: idOf(1),
      fields: { name: 'new', os: null },
      at: 1000,
      confirmed: false,
      overwrittenBy: null,
    }
    const [, second] = JSON.parse(await text('json', ['name', 'os', 'site'], [write]))
    expect(second).toEqual({ name: 'new', os: null, site: 'new' })
  })

  test('of many rows is written in slices, and stops when another one is wanted', async () => {
    const order = Array.from({ length: 300_000 }, () => both[0] ?? 0)
    let asked = 0
    const isStopped = () => ++asked === 2
    const wanted = { table, order, columns: FLEET_COLUMN_IDS, format: 'csv', writes: [], now: 0 } as const
    expect(await exportFleet(wanted, isStopped)).toBeNull()
    expect(asked).toBe(2)
  })
})
