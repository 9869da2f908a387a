import { describe, expect, test } from 'vitest'
import { ClientColumnsBuilder, cellsOf } from '@/backends/gpuf/schema/clientColumns.ts'
import type { Clients } from '@/backends/gpuf/schema/clients.ts'
import { ClientTable } from '@/backends/gpuf/schema/clientTable.ts'
import { keptResource, unpack } from './keptAnswers.ts'
import { pack } from './pack.ts'

describe('what is kept', () => {
  test.each([
    [['xw', 'npu-01', 'instances'], 'instances'],
    [['xw', 'npu-01', 'updates', 'current'], 'updates'],
    [['gpuf', 'fleet', 'clients', {}], 'clients'],
    [['gpuf', 'fleet', 'monitor', null], 'monitor'],
  ])('%j is', (queryKey, resource) => expect(keptResource(queryKey)).toBe(resource))

  test.each([
    [['config']],
    [['xw', 'npu-01', 'model', 'qwen3-8b']],
    [['xw', 'npu-01', 'embeddings', 'bge', ['a secret plan'], 1]],
    [['xw', 'npu-01', 'config', 'registry']],
    [['gpuf', 'fleet', 'clients', { clientId: 'a' }]],
    [['gpuf', 'fleet', 'monitor', 'client-1']],
    [['gpuf', 'fleet', 'fleetView', 3, {}]],
  ])('%j is not', (queryKey) => expect(keptResource(queryKey)).toBeUndefined())
})

function clientsOf(count: number): Clients {
  const builder = new ClientColumnsBuilder()
  for (let row = 0; row < count; row++) {
    builder.add(
      cellsOf({
        id: row.toString(16).padStart(32, '0'),
        name: `site-a-${row}`,
        status: 'online',
        os: 'Ubuntu',
        deviceName: 'Ascend 910B',
        tflops: 320,
        cpu: 12,
        memory: 34,
        storage: 56,
        health: 99,
        lastOnline: 1,
        createdAt: 1,
        uptimeDays: 3,
        loadedModels: [],
        reported: true,
      }),
    )
  }
  const summary = { online: count, maintenance: 0, warnings: 0, findings: { first: [], count: 0 } }
  const table = new ClientTable(builder.finish())
  return { table, total: count, duplicates: 0, clockOffsetMs: 5, summary, bytes: 1, tookMs: 1 }
}

test('the list of clients comes back from a database as it was', () => {
  const packed = pack('clients', clientsOf(3))
  if (packed.kind !== 'packed') throw new Error('too big')
  const back = unpack('clients', structuredClone(packed.data)) as Clients
  expect(back.table.all()).toEqual(clientsOf(3).table.all())
  expect(back.table.indexOf('2'.padStart(32, '0'))).toBe(2)
  expect(back).toMatchObject({ total: 3, clockOffsetMs: 5, summary: { online: 3 } })
})

test('10,000 clients are kept; 100,000 are too many', () => {
  expect(pack('clients', clientsOf(10_000))).toMatchObject({ kind: 'packed' })
  expect(pack('clients', clientsOf(100_000))).toMatchObject({ kind: 'too-big' })
})

test('of why an instance ended one line is kept: the rest may be its log', () => {
  const packed = pack('instances', [{ id: 'a', error: 'Container exited with code 1\nprompt: what is my password' }])
  expect(packed).toMatchObject({ kind: 'packed', data: [{ id: 'a', error: 'Container exited with code 1' }] })
})
