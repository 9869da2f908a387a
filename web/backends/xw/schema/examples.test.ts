import { readFileSync, readdirSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ConfigInfoSchema } from './config.ts'
import { DeviceListSchema, SupportedDevicesSchema } from './device.ts'
import { ErrorBodySchema } from './error.ts'
import { HealthSchema, VersionSchema } from './health.ts'
import { InstanceListSchema, ReadinessSchema } from './instance.ts'
import { DownloadedListSchema, ModelListSchema } from './model.ts'
import { readPullEvent } from './pull.ts'
import { readStartEvent } from './start.ts'
import { CurrentVersionSchema, UpdateListSchema, UpdatedSchema } from './update.ts'

const folder = 'mocks/examples/xw'
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8')

const bodies: Readonly<Record<string, v.GenericSchema>> = {
  'check_ready.response.json': ReadinessSchema,
  'config_info.response.json': ConfigInfoSchema,
  'devices_list.empty.response.json': DeviceListSchema,
  'devices_list.response.json': DeviceListSchema,
  'devices_supported.response.json': SupportedDevicesSchema,
  'error.response.json': ErrorBodySchema,
  'health.response.json': HealthSchema,
  'instances.response.json': InstanceListSchema,
  'models_downloaded.response.json': DownloadedListSchema,
  'models_list.response.json': ModelListSchema,
  'update.response.json': UpdatedSchema,
  'update_current.response.json': CurrentVersionSchema,
  'update_list.response.json': UpdateListSchema,
  'version.response.json': VersionSchema,
}

/** The events of a recorded stream. Its frames have at most one `data` line each. */
function eventsIn(text: string): { type: string; data: string }[] {
  return text.split('\n\n').flatMap((frame) => {
    const lines = frame.split('\n')
    const data = lines.find((line) => line.startsWith('data: '))?.slice(6)
    const type = lines.find((line) => line.startsWith('event: '))?.slice(7) ?? 'message'
    return data === undefined ? [] : [{ type, data }]
  })
}

describe('recorded answers', () => {
  test('none is left without a schema', () => {
    const recorded = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(recorded.sort()).toEqual(Object.keys(bodies).sort())
  })

  test.each(Object.entries(bodies))('%s is readable', (name, schema) => {
    expect(v.safeParse(schema, JSON.parse(read(name))).issues).toBeUndefined()
  })
})

describe('recorded streams', () => {
  test('a whole pull, with a drop of the percentage and a message-less end', () => {
    const events = eventsIn(read('pull.stream.txt')).map(({ data }) => readPullEvent(data))
    expect(events.map(({ kind }) => kind)).toEqual([
      'status',
      'progress',
      'progress',
      'heartbeat',
      'progress',
      'progress',
      'complete',
      'end',
    ])
    expect(events.flatMap((event) => (event.kind === 'progress' ? [event.progress?.percent] : []))).toEqual([
      0, 15, 12, 100,
    ])
    expect(events[6]).toEqual({
      kind: 'complete',
      path: '/root/.xw/models/qwen3-8b/latest',
      message: 'Model downloaded to /root/.xw/models/qwen3-8b/latest',
    })
  })

  test('an error that is no JSON is still the error, with its text whole', () => {
    const events = eventsIn(read('pull.bad-json-error.stream.txt')).map(({ data }) => readPullEvent(data))
    expect(events[1]).toEqual({
      kind: 'error',
      message:
        'Failed to download: download failed: Get "https://modelscope.cn/api/v1/models/Qwen/Qwen3-8B/repo/files": dial tcp: lookup modelscope.cn: no such host',
      lock: null,
    })
  })

  test('a lock names its holder, its age and its file', () => {
    const events = eventsIn(read('pull.lock-error.stream.txt')).map(({ data }) => readPullEvent(data))
    expect(events[1]).toMatchObject({
      kind: 'error',
      lock: {
        pid: 4242,
        time: Date.parse('2026-04-27T01:12:44Z'),
        path: '/root/.xw/models/qwen3-8b/latest/.download.lock',
      },
    })
  })

  test('a start: layers keyed by id, the instance, done', () => {
    const events = eventsIn(read('start.stream.txt')).map(readStartEvent)
    expect(events.filter((event) => event?.kind === 'layer')).toEqual([
      { kind: 'layer', layer: 'a1b2c3d4', text: expect.stringContaining('12.3MB/45.6MB'), final: false },
      { kind: 'layer', layer: 'a1b2c3d4', text: expect.stringContaining('33.0MB/45.6MB'), final: false },
      { kind: 'layer', layer: 'a1b2c3d4', text: 'Pull complete', final: true },
    ])
    expect(events.slice(-2)).toEqual([
      {
        kind: 'instance',
        instance: {
          instanceId: 'qwen3-8b-1777254000',
          modelId: 'qwen3-8b',
          engine: 'vllm',
          mode: 'docker',
          port: 10881,
          rawState: 'running',
        },
      },
      { kind: 'done' },
    ])
  })
})
