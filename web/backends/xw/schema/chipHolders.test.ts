import * as v from 'valibot'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chipHolders, chipsOf, readIndexes } from './chipHolders.ts'
import { type Chip, ChipSchema } from './device.ts'
import { type Instance, InstanceSchema } from './instance.ts'
import { type Launch, launchOf } from './launch.ts'

const started = Date.parse('2026-11-20T10:00:00Z')

function chip(configKey: string, index: number): Chip {
  return v.parse(ChipSchema, {
    bus_address: `0000:${configKey.slice(-2)}:${index.toString(16).padStart(2, '0')}.0`,
    model_name: configKey,
    config_key: configKey,
    device_type: configKey,
    physical_device_index: index,
    chip_index: 0,
    chips_per_device: 1,
  })
}

function instance(over: Record<string, unknown> = {}): Instance {
  return v.parse(InstanceSchema, {
    id: 'chat',
    alias: 'chat',
    model_id: 'qwen3-8b',
    state: 'ready',
    started_at: new Date(started).toISOString(),
    ...over,
  })
}

function launch(over: Partial<Launch> = {}): Launch {
  return {
    server: 'npu-01',
    instanceId: null,
    alias: 'chat',
    modelId: 'qwen3-8b',
    request: { model_id: 'qwen3-8b', backend_type: 'vllm', deployment_mode: 'docker', interactive: false },
    deviceType: 'ascend-910b',
    chips: [],
    at: started - 10_000,
    startedAt: null,
    ...over,
  }
}

const chips = [0, 1, 2, 3].map((index) => chip('ascend-910b', index))
const keyOf = (index: number): string => chips[index]?.key ?? ''

describe('which launch an instance came of', () => {
  test('the last one of its alias and model before it started', () => {
    const first = launch({ at: started - 60_000 })
    const second = launch({ at: started - 10_000 })
    expect(launchOf([first, second], instance())).toBe(second)
    expect(launchOf([first, launch({ at: started + 3_600_000 })], instance())).toBe(first)
  })

  test('none, where another model has the alias now, or somebody started it anew since', () => {
    expect(launchOf([launch()], instance({ model_id: 'other' }))).toBeUndefined()
    expect(launchOf([launch()], instance({ started_at: '2026-11-20T18:00:00Z' }))).toBeUndefined()
    expect(launchOf([launch({ startedAt: started })], instance({ started_at: '2026-11-20T10:04:00Z' }))).toBeUndefined()
  })

  test('the very one, once its start was seen, whatever the clocks say', () => {
    const seen = launch({ startedAt: started, at: started + 9_000_000 })
    expect(launchOf([launch(), seen], instance())).toBe(seen)
  })

  test('none, where the instance has never started', () => {
    expect(launchOf([launch()], instance({ started_at: '0001-01-01T00:00:00Z' }))).toBeUndefined()
  })
})

describe('who holds a chip', () => {
  test('what was launched from here counts before what the instance says of itself', () => {
    const one = instance({ config: { device: '3' } })
    expect(chipHolders(chips, [one], [launch({ chips: [keyOf(1)] })])).toEqual(
      new Map([[keyOf(1), [{ instance: one, source: 'launch' }]]]),
    )
  })

  test('without a launch the instance’s own device setting tells', () => {
    const one = instance({ config: { device: '2,3' } })
    expect([...chipHolders(chips, [one], [])]).toEqual([
      [keyOf(2), [{ instance: one, source: 'config' }]],
      [keyOf(3), [{ instance: one, source: 'config' }]],
    ])
  })

  test('two that hold the same chip are both named', () => {
    const a = instance({ config: { device: '0' } })
    const b = instance({ id: 'b', alias: 'b', config: { device: '0' } })
    expect(
      chipHolders(chips, [b, a], [])
        .get(keyOf(0))
        ?.map((holder) => holder.instance.alias),
    ).toEqual(['b', 'chat'])
  })

  test.each(['stopped', 'error', 'unknown'])('one that is %s holds nothing, and its chips are still known', (state) => {
    const one = instance({ state, config: { device: '0' } })
    expect(chipHolders(chips, [one], []).size).toBe(0)
    expect(chipsOf(one, chips, [])).toEqual({ keys: [keyOf(0)], source: 'config' })
  })

  test('a number that chips of two types have says nothing, unless the model runs on one of them only', () => {
    const mixed = [...chips, chip('ascend-310p', 0)]
    const one = instance({ config: { device: '0' } })
    expect(chipHolders(mixed, [one], []).size).toBe(0)
    expect([...chipHolders(mixed, [one], [], () => ['ascend-310p', 'metax-c550']).keys()]).toEqual([mixed[4]?.key])
    expect([...chipHolders(mixed, [instance({ config: { device: '0,1' } })], []).keys()]).toEqual([keyOf(0), keyOf(1)])
  })

  test.each(['', 'all', '0,', '-1', '1e3', '0;1', '99999'])('a setting like "%s" claims no chip', (device) => {
    expect(chipHolders(chips, [instance({ config: { device } })], []).size).toBe(0)
  })

  test('only chips that are there are held, whatever an instance says', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.array(fc.nat(12)).map(String)), { maxLength: 5 }), (settings) => {
        const list = settings.map((device, i) => instance({ id: `i${i}`, alias: `i${i}`, config: { device } }))
        const keys = new Set(chips.map(({ key }) => key))
        expect([...chipHolders(chips, list, []).keys()].filter((key) => !keys.has(key))).toEqual([])
      }),
    )
  })

  test('numbers are read ascending and each once', () => {
    expect(readIndexes(' 3, 1,1')).toEqual([1, 3])
    expect(readIndexes(undefined)).toBeNull()
  })
})
