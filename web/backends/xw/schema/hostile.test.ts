import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ConfigValueSchema } from './config.ts'
import { type ChipWire, DeviceListSchema, SupportedDevicesSchema } from './device.ts'
import { HealthSchema, VersionSchema } from './health.ts'
import { InstanceListSchema } from './instance.ts'
import { readLogLine } from './log.ts'
import { type CatalogModelWire, DownloadedListSchema, ModelDetailSchema, ModelListSchema } from './model.ts'
import { UpdateListSchema } from './update.ts'
import { readTime } from './wire.ts'

const chip = {
  vendor_id: '0x19e5',
  device_id: '0xd500',
  bus_address: '0000:82:00.0',
  model_name: 'Ascend 310P',
  config_key: 'ascend-310p',
  device_type: 'ascend-310p',
  physical_device_index: 0,
  chip_index: 0,
  chips_per_device: 2,
} satisfies ChipWire

const model = { name: 'qwen3-8b', status: 'not_downloaded' } satisfies CatalogModelWire

function pathOf(schema: v.GenericSchema, input: unknown): string | null | undefined {
  const result = v.safeParse(schema, input)
  return result.success ? undefined : v.getDotPath(result.issues[0])
}

describe('null lists', () => {
  test('are empty lists', () => {
    expect(v.parse(DeviceListSchema, { devices: null })).toEqual([])
    expect(v.parse(SupportedDevicesSchema, { device_types: null })).toEqual([])
    expect(v.parse(DownloadedListSchema, { models: null })).toEqual([])
    expect(v.parse(InstanceListSchema, {})).toEqual([])
    expect(
      v.parse(ModelListSchema, { models: null, total_models: 3, available_models: 1, detected_devices: null }),
    ).toEqual({ models: [], total: 3, available: 1, detectedDevices: [] })
    expect(
      v.parse(UpdateListSchema, { compatible_versions: null, incompatible_versions: null, installed_versions: null }),
    ).toEqual({ currentXw: null, currentConfig: null, compatible: [], incompatible: [], installed: [] })
  })
})

describe('a field of the wrong type', () => {
  test('is named by its path when the page needs it', () => {
    expect(pathOf(DeviceListSchema, { devices: [chip, { ...chip, bus_address: 7 }] })).toBe('devices.1.bus_address')
    expect(pathOf(ModelListSchema, { models: [{ ...model, name: null }] })).toBe('models.0.name')
    expect(pathOf(ModelListSchema, { models: 'none' })).toBe('models')
    expect(pathOf(InstanceListSchema, { instances: [{ id: 'a', model_id: 'b', state: 3 }] })).toBe('instances.0.state')
    expect(pathOf(HealthSchema, { status: true })).toBe('status')
    expect(pathOf(VersionSchema, {})).toBe('version')
    expect(pathOf(ModelDetailSchema, { model_id: ['a'] })).toBe('model_id')
    expect(v.safeParse(ModelDetailSchema, ['a']).success).toBe(false)
    expect(v.safeParse(DeviceListSchema, null).success).toBe(false)
  })

  test('does not take the page away when it is only decoration', () => {
    const { models } = v.parse(ModelListSchema, {
      models: [{ ...model, description: 7, size: '12', supported_devices: 'all', default_engine: {}, modified_at: 0 }],
    })
    expect(models[0]).toMatchObject({
      description: null,
      sizeBytes: null,
      supportedDevices: [],
      defaultEngine: null,
      modifiedAt: null,
    })
  })
})

describe('what nobody foresaw', () => {
  test('unknown fields are left out and unknown words kept', () => {
    const { models } = v.parse(ModelListSchema, { models: [{ ...model, status: 'quarantined', shiny: true }], more: 1 })
    expect(models[0]?.status).toBe('quarantined')
    expect(models[0]).not.toHaveProperty('shiny')
    expect(v.parse(HealthSchema, { status: 'sleepy' }).status).toBe('sleepy')
  })

  test('a detail keeps every field in its raw view, mistyped ones as they came', () => {
    const detail = v.parse(ModelDetailSchema, {
      model_id: 'a',
      family: 5,
      new_field: [1],
      supported_engines: { 'metax-c550': null, 'ascend-910b': ['vllm:docker', 'mindie:docker', 'vllm:docker', 'odd'] },
      inference_parameters: { top_p: '0.9', temperature: 0.7, stop: ['a'] },
    })
    expect(detail.family).toBeNull()
    expect(detail.raw).toMatchObject({ family: 5, new_field: [1] })
    expect(detail.supportedEngines).toEqual({
      'ascend-910b': [
        { engine: 'mindie', mode: 'docker' },
        { engine: 'odd', mode: '' },
        { engine: 'vllm', mode: 'docker' },
      ],
      'metax-c550': [],
    })
    expect(detail.inferenceParameters).toEqual({ stop: '["a"]', temperature: '0.7', top_p: '0.9' })
  })

  test('numbers out of range are shown as they came', () => {
    const [odd] = v.parse(DeviceListSchema, { devices: [{ ...chip, physical_device_index: -3, chip_index: 70_000 }] })
    expect(odd).toMatchObject({ physicalIndex: -3, chipIndex: 70_000, logicalIndex: 69_994, group: null })
  })

  test('a configuration value that is a number is text', () => {
    expect(v.parse(ConfigValueSchema, { key: 'port', value: 11581 }).value).toBe('11581')
  })
})

describe('order', () => {
  test('is the same whatever order the server chose', () => {
    const chips = [
      { ...chip, physical_device_index: 1, bus_address: '0000:c1:00.0', chip_index: 1 },
      { ...chip, chip_index: 1 },
      chip,
      { ...chip, physical_device_index: 1, bus_address: '0000:c1:00.0' },
    ]
    const keys = v.parse(DeviceListSchema, { devices: chips }).map(({ key }) => key)
    expect(keys).toEqual(['0000:82:00.0#0', '0000:82:00.0#1', '0000:c1:00.0#0', '0000:c1:00.0#1'])
    expect(v.parse(DeviceListSchema, { devices: chips.toReversed() }).map(({ key }) => key)).toEqual(keys)
  })

  test('counts as people do', () => {
    const names = ['qwen3-32b', 'qwen3-8b', 'Qwen3-4b'].map((name) => ({ name, status: 'downloaded' }))
    expect(v.parse(ModelListSchema, { models: names }).models.map(({ id }) => id)).toEqual([
      'Qwen3-4b',
      'qwen3-8b',
      'qwen3-32b',
    ])
  })
})

describe('chips', () => {
  test('the two of one card differ by chip index, and count on from card to card', () => {
    const chips = v.parse(DeviceListSchema, {
      devices: [chip, { ...chip, chip_index: 1 }, { ...chip, bus_address: '0000:c1:00.0', physical_device_index: 1 }],
    })
    expect(chips.map(({ logicalIndex, group }) => [logicalIndex, group])).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
    ])
    expect(chips[0]?.vendor).toBe('Huawei')
  })

  test.each([
    ['ascend-910b', 3, 0],
    ['ascend-910b', 4, 1],
    ['ascend-910b', 8, null],
    ['ascend-910c', 15, 3],
    ['metax-c550', 0, null],
  ])('%s number %i is in group %s', (config_key, physical_device_index, group) => {
    const devices = [{ ...chip, device_id: '0x0', config_key, physical_device_index, chips_per_device: 1 }]
    expect(v.parse(DeviceListSchema, { devices })[0]?.group).toBe(group)
  })
})

describe('times', () => {
  test('any offset, nanoseconds, and never', () => {
    expect(readTime('2026-04-27T09:20:00.123456789+08:00')).toBe(Date.UTC(2026, 3, 27, 1, 20, 0, 123))
    expect(readTime('2026-04-27T09:20:03.5+08:00')).toBe(Date.UTC(2026, 3, 27, 1, 20, 3, 500))
    expect(readTime('0001-01-01T00:00:00Z')).toBeNull()
    expect(readTime('yesterday')).toBeNull()
    expect(readTime('2026-13-45T99:00:00Z')).toBeNull()
    expect(readTime('')).toBeNull()
  })

  test('a log line splits into a stamp that sorts and its text', () => {
    const early = readLogLine('2026-04-27T09:20:03.5Z INFO \u001b[32mup\u001b[0m')
    const late = readLogLine('2026-04-27T09:20:03.500000001Z x')
    expect(early).toMatchObject({ at: Date.UTC(2026, 3, 27, 9, 20, 3, 500), text: 'INFO \u001b[32mup\u001b[0m' })
    expect((early.stamp ?? '') < (late.stamp ?? '')).toBe(true)
    expect(readLogLine('Traceback')).toEqual({ stamp: null, at: null, text: 'Traceback' })
    expect(readLogLine('2026-04-27T09:20:03Z').text).toBe('')
  })
})
