import { readFileSync, readdirSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ClientDetailSchema, ClientListSchema, EditClientBodySchema, InsertClientBodySchema } from './client.ts'
import { DoneSchema, FailureSchema, envelope, refusedInside } from './envelope.ts'
import { FleetModelsSchema, InsertModelBodySchema } from './fleetModel.ts'
import { HeartbeatsSchema } from './heartbeat.ts'
import { MonitorSchema } from './monitor.ts'
import { StatSchema } from './stat.ts'

const folder = new URL('../../../../mocks/examples/gpuf-s/', import.meta.url)

const schemas: Readonly<Record<string, v.GenericSchema>> = {
  'client_device_detail.response.json': envelope(ClientDetailSchema),
  'client_health.response.json': envelope(HeartbeatsSchema),
  'client_list.response.json': envelope(ClientListSchema),
  'client_monitor.response.json': envelope(MonitorSchema),
  'client_stat.response.json': envelope(StatSchema),
  'edit_client_info.request.json': EditClientBodySchema,
  'edit_client_info.response.json': envelope(DoneSchema),
  'error.response.json': FailureSchema,
  'insert_client.request.json': InsertClientBodySchema,
  'insert_client.response.json': envelope(DoneSchema),
  'models_get.response.json': envelope(FleetModelsSchema),
  'models_insert.request.json': InsertModelBodySchema,
  'models_insert.response.json': envelope(DoneSchema),
}

/** Bodies with `success: false`, though HTTP said 200. */
const refused = new Set(['error.response.json', 'models_get.response.json'])

function example(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
}

describe('every recorded body of gpuf-s', () => {
  test.each(readdirSync(folder))('%s', (name) => {
    const schema = schemas[name]
    if (schema === undefined) throw new Error(`no schema reads ${name}`)
    const body = example(name)
    const refusal = refusedInside(body)
    const expected = refused.has(name) ? 'refused' : 'parsed'
    expect(refusal === undefined ? v.is(schema, body) && 'parsed' : 'refused').toBe(expected)
  })

  test.each([...refused])('%s is the refusal that it says it is, and no answer', (name) => {
    const body = example(name)
    expect(refusedInside(body)).toEqual({
      code: 'success-false',
      words: 'Failed to get user clients: connection timeout',
    })
    expect(v.is(envelope(v.unknown()), body)).toBe(false)
    expect(v.is(FailureSchema, body)).toBe(true)
  })

  test('the list comes out in the console’s terms', () => {
    const { clients, total, duplicates } = v.parse(envelope(ClientListSchema), example('client_list.response.json'))
    expect({ total, duplicates, rows: clients.length }).toEqual({ total: 5, duplicates: 0, rows: 1 })
    expect(clients[0]).toEqual({
      id: '6e1131b4b9cc454aa6ce3294ab860b2d',
      name: 'GPU Server 1',
      status: 'online',
      os: 'Linux',
      deviceName: 'NVIDIA GeForce RTX 4090',
      tflops: 83,
      cpu: 45,
      memory: 60,
      storage: 30,
      health: 95,
      lastOnline: Date.UTC(2025, 6, 29, 17, 55, 48, 826),
      createdAt: Date.UTC(2025, 6, 1, 10),
      uptimeDays: 28,
      loadedModels: [],
      reported: true,
    })
  })

  test('the detail has its memory in bytes', () => {
    const detail = v.parse(envelope(ClientDetailSchema), example('client_device_detail.response.json'))
    expect(detail.deviceMemoryBytes).toBe(24 * 2 ** 30)
    expect(detail.gpus).toEqual([
      { index: 0, name: 'NVIDIA GeForce RTX 4090', temperature: 72, usage: 85, memoryUsage: 75, power: 350 },
    ])
  })
})
