import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { clientWireWith } from './client.fixture.ts'
import { ClientDetailSchema, ClientListSchema } from './client.ts'
import { DownloadProgressSchema } from './downloadProgress.ts'
import { envelope, readRefusal, refusedInside } from './envelope.ts'
import { FleetModelsSchema, InsertModelBodySchema, insertModelBody } from './fleetModel.ts'
import { HeartbeatsSchema } from './heartbeat.ts'
import { MonitorSchema } from './monitor.ts'
import { PointsPageSchema } from './points.ts'
import { StatSchema } from './stat.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'

const row = clientWireWith()

function ok(data: unknown) {
  return { success: true, data, message: 'success', timestamp: '2025-07-29T17:55:48.826362Z' }
}

function listed(...rows: unknown[]) {
  return v.parse(envelope(ClientListSchema), ok({ total: rows.length, devices: rows }))
}

function firstIssue(schema: v.GenericSchema, body: unknown) {
  const issue = v.safeParse(schema, body).issues?.[0]
  return issue && { path: v.getDotPath(issue), expected: issue.expected, received: issue.received }
}

describe('a field of the wrong type names itself', () => {
  test('a figure that is text, in the third row', () => {
    const body = ok({ total: 3, devices: [row, row, { ...row, cpu_usage: '45' }] })
    expect(firstIssue(envelope(ClientListSchema), body)).toEqual({
      path: 'data.devices.2.cpu_usage',
      expected: 'number',
      received: '"45"',
    })
  })

  test('a status that is null, a list that is an object, an answer without data', () => {
    const list = envelope(ClientListSchema)
    expect(firstIssue(list, ok({ total: 1, devices: [{ ...row, client_status: null }] }))?.path).toBe(
      'data.devices.0.client_status',
    )
    expect(firstIssue(list, ok({ total: 1, devices: {} }))?.path).toBe('data.devices')
    expect(firstIssue(list, { success: true })?.path).toBe('data')
    expect(firstIssue(envelope(StatSchema), ok({ systems_total_number: 1 }))?.path).toBe('data.systems_online_number')
  })

  test('a heartbeat whose time is no time', () => {
    const body = ok([{ client_id: ID, timestamp: 'yesterday', network_up: 0, network_down: 0 }])
    expect(firstIssue(envelope(HeartbeatsSchema), body)).toEqual({
      path: 'data.0.timestamp',
      expected: 'RFC 3339 time',
      received: '"yesterday"',
    })
  })
})

describe('the client list', () => {
  test('numbers out of range are shown as they came', () => {
    const { clients } = listed({ ...row, cpu_usage: 300, tflops: -1, health: 101, storage_usage: 1e9 })
    expect(clients[0]).toMatchObject({ cpu: 300, tflops: -1, health: 101, storage: 1e9 })
  })

  test('names of markup, of nothing, of 10,000 characters stay text', () => {
    const markup = '<img src=x onerror=alert(1)>\u202Eevil'
    const { clients } = listed(
      { ...row, client_id: '1', client_name: markup },
      { ...row, client_id: '2', client_name: '' },
      { ...row, client_id: '3', client_name: 'n'.repeat(10_000) },
      { ...row, client_id: '4', client_name: null },
    )
    expect(clients.map((client) => client.name)).toEqual([markup, '', 'n'.repeat(10_000), ''])
  })

  test('ids compare lower-cased and without 0x', () => {
    const { clients } = listed({ ...row, client_id: `0x${ID.toUpperCase()}` })
    expect(clients[0]?.id).toBe(ID)
  })

  test('a client listed twice comes out once, as it was heard of last', () => {
    const list = listed(
      { ...row, client_name: 'old', last_online: '2025-07-29T17:50:00Z' },
      { ...row, client_id: ID.toUpperCase(), client_name: 'new', last_online: '2025-07-29T17:55:00Z' },
      { ...row, client_name: 'never', last_online: null },
    )
    expect(list.clients.map((client) => client.name)).toEqual(['new'])
    expect(list.duplicates).toBe(2)
  })

  test('rows keep one order, however the server shuffles them', () => {
    const rows = ['c', 'a', 'b'].map((client_id) => clientWireWith({ client_id }))
    expect(listed(...rows)).toEqual(listed(...rows.toReversed()))
  })

  test('a client that never reported is told from an idle one', () => {
    const zeros = { tflops: 0, cpu_usage: 0, memory_usage: 0, storage_usage: 0, health: 0 }
    const { clients } = listed(
      { ...row, ...zeros, client_id: '1', device_name: '' },
      { ...row, ...zeros, client_id: '2', device_name: 'NVIDIA Unknown' },
      { ...row, ...zeros, client_id: '3', device_name: '', memory_usage: 12 },
    )
    expect(clients.map((client) => client.reported)).toEqual([false, true, true])
    expect(clients[0]?.deviceName).toBeNull()
  })

  test('unknown fields and unknown status words are no error', () => {
    const { clients } = listed({ ...row, client_status: 'hibernating', rack: { u: 4 } })
    expect(clients[0]?.status).toBe('hibernating')
  })

  test('times: without a zone is UTC, with an offset, a zero time, and rubbish', () => {
    const times = [
      '2025-07-29T17:55:48',
      '2025-07-29 17:55:48.826362',
      '2025-07-30T01:55:48+08:00',
      '2025-07-31T17:55:48.5Z',
      '0001-01-01T00:00:00Z',
      'soon',
      '',
    ]
    const { clients } = listed(
      ...times.map((last_online, at) => clientWireWith({ client_id: String(at), last_online })),
    )
    expect(clients.map((client) => client.lastOnline)).toEqual([
      Date.UTC(2025, 6, 29, 17, 55, 48),
      Date.UTC(2025, 6, 29, 17, 55, 48, 826),
      Date.UTC(2025, 6, 29, 17, 55, 48),
      Date.UTC(2025, 6, 31, 17, 55, 48, 500),
      null,
      null,
      null,
    ])
  })

  test('a null list is an empty one', () => {
    expect(v.parse(envelope(ClientListSchema), ok({ total: 0, devices: null }))).toEqual({
      clients: [],
      total: 0,
      duplicates: 0,
    })
    expect(v.parse(envelope(HeartbeatsSchema), ok(null))).toEqual([])
    expect(v.parse(envelope(FleetModelsSchema), ok(null))).toEqual([])
  })

  test('loaded models carry their times in milliseconds', () => {
    const loaded_models = [{ id: 'llama', object: 'model', created: 1_753_811_748, owned_by: 'fleet' }]
    expect(listed({ ...row, loaded_models }).clients[0]?.loadedModels).toEqual([
      { id: 'llama', ownedBy: 'fleet', createdAt: 1_753_811_748_000 },
    ])
  })
})

describe('the detail of a client', () => {
  const system = { health: 1, cpu_usage: 1, memory_usage: 1, storage_usage: 1, uptime_days: 1 }
  const memory = (device_memsize: number | null) =>
    v.parse(ClientDetailSchema, { system_info: { ...system, device_memsize }, device_info: [] }).deviceMemoryBytes

  test('memory that agents send in GB is read as GB', () => {
    expect([memory(24), memory(2047), memory(2048), memory(0), memory(null)]).toEqual([
      24 * 2 ** 30,
      2047 * 2 ** 30,
      2 * 2 ** 30,
      null,
      null,
    ])
  })

  test('a temperature of 0 was not reported; GPUs come in their order; a null list is none', () => {
    const gpu = { name: '', temp: 0, usage: 250, mem_usage: null, power_usage: 94 }
    const detail = v.parse(ClientDetailSchema, {
      system_info: { ...system, device_memsize: 1 },
      device_info: [
        { ...gpu, device_index: 1 },
        { ...gpu, device_index: 0, temp: 71 },
      ],
    })
    expect(detail.gpus).toEqual([
      { index: 0, name: null, temperature: 71, usage: 250, memoryUsage: null, power: 94 },
      { index: 1, name: null, temperature: null, usage: 250, memoryUsage: null, power: 94 },
    ])
    expect(v.parse(ClientDetailSchema, { system_info: system, device_info: null }).gpus).toEqual([])
  })
})

describe('daily rows', () => {
  test('a row of nulls is a client without statistics', () => {
    const nulls = Object.fromEntries(
      ['client_name', 'created_at', 'date', 'avg_cpu_usage', 'total_heartbeats', 'last_heartbeat'].map((field) => [
        field,
        null,
      ]),
    )
    expect(v.parse(MonitorSchema, [{ client_id: ID.toUpperCase(), ...nulls }])).toEqual({
      days: [],
      withoutStatistics: [{ clientId: ID, clientName: null }],
    })
  })

  test('newest day first; created and updated without a zone are UTC', () => {
    const { days } = v.parse(MonitorSchema, [
      { client_id: ID, date: '2025-07-28', total_heartbeats: 720 },
      { client_id: ID, date: '2025-07-29', updated_at: '2025-07-29T17:55:48', last_heartbeat: null },
    ])
    expect(days.map((day) => [day.date, day.heartbeats, day.updatedAt])).toEqual([
      ['2025-07-29', null, Date.UTC(2025, 6, 29, 17, 55, 48)],
      ['2025-07-28', 720, null],
    ])
  })
})

function beat(timestamp: string) {
  return { client_id: ID, timestamp, network_up: 1, network_down: 1, cpu_usage: null }
}

test('heartbeats come oldest first, also when one arrived out of order', () => {
  const beats = v.parse(HeartbeatsSchema, [
    beat('2025-07-29T12:04:00Z'),
    beat('2025-07-29T12:00:00Z'),
    beat('2025-07-29T12:02:00'),
  ])
  expect(beats.map((one) => new Date(one.at).getUTCMinutes())).toEqual([0, 2, 4])
  expect(beats[0]?.cpu).toBeNull()
})

describe('models of the fleet', () => {
  test('a model inserted without is_active is neither active nor inactive', () => {
    const [model] = v.parse(FleetModelsSchema, [
      { id: 7, name: 'llama', version: '1.0', version_code: 1, is_active: null, min_gpu_memory_gb: 16 },
    ])
    expect(model).toMatchObject({ id: '7', active: null, minGpuMemoryBytes: 16 * 2 ** 30, minMemoryBytes: null })
  })

  test('an insert names every field, so that nothing is stored as null unseen', () => {
    const body = insertModelBody({
      name: 'llama',
      version: '1.0',
      versionCode: 1,
      engineType: 0,
      active: false,
      minMemoryMb: null,
      minGpuMemoryGb: null,
      downloadUrl: null,
      checksum: null,
      sizeBytes: null,
    })
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(InsertModelBodySchema.entries).toSorted())
    expect(v.is(InsertModelBodySchema, body)).toBe(true)
    expect(v.is(InsertModelBodySchema, { ...body, version_code: 0 })).toBe(false)
    expect(v.is(InsertModelBodySchema, { ...body, name: '' })).toBe(false)
  })
})

describe('the newer operations', () => {
  test('a download that is all nulls is idle', () => {
    const nulls = { model_name: null, downloaded_bytes: null, total_bytes: null, percentage: null, status: null }
    expect(v.parse(DownloadProgressSchema, { client_id: ID, ...nulls }).idle).toBe(true)
    expect(v.parse(DownloadProgressSchema, { client_id: ID }).idle).toBe(true)
    expect(v.parse(DownloadProgressSchema, { client_id: ID, ...nulls, downloaded_bytes: 0 }).idle).toBe(false)
  })

  test('a page of points', () => {
    const point = { client_id: ID, client_name: 'a', date: '2025-07-29', total_heartbeats: 720, points: 1.5 }
    const page = v.parse(PointsPageSchema, {
      points: [{ ...point, device_name: null, device_id: 26756, device_index: 0 }],
      total_points: 1.5,
      total_count: 1,
      page: 1,
      page_size: 50,
    })
    expect(page).toMatchObject({ totalPoints: 1.5, points: [{ deviceId: '26756', deviceName: null }] })
  })
})

describe('refusals', () => {
  test('success:false in a 200 is found, success:true is not', () => {
    expect(refusedInside({ success: false, data: null, message: ' why ' })).toEqual({
      code: 'success-false',
      words: 'why',
    })
    expect(refusedInside({ success: false })).toEqual({ code: 'success-false' })
    expect(refusedInside(ok(null))).toBeUndefined()
    expect(refusedInside(null)).toBeUndefined()
  })

  test('empty bodies, plain text, envelopes and strangers', () => {
    expect(readRefusal(500, '')).toEqual({ code: 'no-reason-given' })
    expect(readRefusal(400, undefined)).toEqual({ code: 'no-reason-given' })
    expect(readRefusal(404, '')).toEqual({ code: 'no-such-operation' })
    expect(readRefusal(422, 'Failed to deserialize the JSON body\n')).toEqual({
      words: 'Failed to deserialize the JSON body',
    })
    expect(readRefusal(500, { success: false, data: null, message: 'database' })).toEqual({ words: 'database' })
    expect(readRefusal(500, { message: 3 })).toEqual({ code: 'no-reason-given' })
  })
})
