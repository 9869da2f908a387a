import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { chipHolders } from '../schema/chipHolders.ts'
import { type Chip, ChipSchema } from '../schema/device.ts'
import { readEngine } from '../schema/engine.ts'
import { type Instance, InstanceSchema } from '../schema/instance.ts'
import { isAlias } from '../schema/start.ts'
import { chipCounts, readConcurrency, startAgain } from '../schema/startAgain.ts'
import {
  aliasFault,
  chipFindings,
  engineChoices,
  fittingChips,
  isConcurrency,
  proposeAlias,
  proposeChips,
  startRequest,
} from './startForm.ts'

function chip(configKey: string, card: number, over: Record<string, unknown> = {}): Chip {
  return v.parse(ChipSchema, {
    bus_address: `0000:${card.toString(16).padStart(2, '0')}:00.0`,
    device_id: configKey === 'ascend-910b' ? '0xd802' : '',
    model_name: configKey,
    config_key: configKey,
    device_type: configKey,
    physical_device_index: card,
    chip_index: 0,
    chips_per_device: 1,
    ...over,
  })
}

function instance(over: Record<string, unknown> = {}): Instance {
  return v.parse(InstanceSchema, {
    id: 'chat',
    alias: 'chat',
    model_id: 'qwen3-8b',
    state: 'ready',
    backend_type: 'vllm',
    deployment_mode: 'docker',
    ...over,
  })
}

const chips = Array.from({ length: 8 }, (_, index) => chip('ascend-910b', index))
const key = (index: number): string => chips[index]?.key ?? ''
const keys = (...indexes: number[]): Set<string> => new Set(indexes.map(key))

describe('engines', () => {
  const supported = {
    'ascend-910b': ['vllm:docker', 'mindie:native', 'mindie:docker'].map(readEngine),
    'metax-c550': ['vllm:docker'].map(readEngine),
  }

  test('only those for chips that the server has, those in containers first and alone choosable', () => {
    expect(engineChoices(supported, chips).map(({ key: name, isChoosable }) => [name, isChoosable])).toEqual([
      ['ascend-910b/vllm:docker', true],
      ['ascend-910b/mindie:docker', true],
      ['ascend-910b/mindie:native', false],
    ])
    expect(engineChoices(supported, [])).toEqual([])
  })

  test('a model may name a type by one of its variants', () => {
    const variant = [chip('ascend-910b', 0, { variant_key: 'ascend-910b4' })]
    expect(engineChoices({ 'ascend-910b4': [readEngine('vllm')] }, variant)).toMatchObject([
      { deviceType: 'ascend-910b', engine: 'vllm', mode: 'docker', isChoosable: true },
    ])
    expect(fittingChips(['ascend-910b4'], variant)).toHaveLength(1)
    expect(fittingChips(['ascend-310p'], variant)).toHaveLength(0)
  })
})

describe('chips that are proposed', () => {
  test('are free ones of the group that they fill best', () => {
    expect(proposeChips(chips, keys(0), 2)).toEqual([key(1), key(2)])
    expect(proposeChips(chips, keys(4, 5), 2)).toEqual([key(6), key(7)])
    expect(proposeChips(chips, keys(0), 4)).toEqual([key(4), key(5), key(6), key(7)])
  })

  test('go across groups only where no group has as many', () => {
    expect(proposeChips(chips, keys(0, 4), 4)).toEqual([key(1), key(2), key(3), key(5)])
    expect(proposeChips(chips, keys(0), 8)).toBeNull()
  })

  test('are always free, as many as asked for, and of one group where one has room', () => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7]), fc.constantFrom(...chipCounts), (busy, count) => {
        const held = keys(...busy)
        const proposed = proposeChips(chips, held, count)
        const free = chips.filter((one) => !held.has(one.key))
        expect(proposed === null).toBe(free.length < count)
        const chosen = chips.filter((one) => proposed?.includes(one.key) === true)
        expect(chosen.filter((one) => held.has(one.key))).toEqual([])
        expect([0, count]).toContain(chosen.length)
        const roomy = [0, 1].some((group) => free.filter((one) => one.group === group).length >= count)
        expect(roomy && new Set(chosen.map(({ group }) => group)).size > 1).toBe(false)
      }),
    )
  })
})

describe('what is said of a choice of chips', () => {
  test('which are busy, and by whom', () => {
    const holders = chipHolders(chips, [instance({ config: { device: '1' } })], [])
    const { busy } = chipFindings(chips.slice(0, 2), holders)
    expect(busy.map((one) => [one.chip.logicalIndex, one.holders[0]?.instance.alias])).toEqual([[1, 'chat']])
  })

  test('that it goes across groups', () => {
    expect(chipFindings(chips.slice(2, 6), new Map()).groups).toEqual([0, 1])
    expect(chipFindings([chip('metax-c550', 0), chip('metax-c550', 1)], new Map()).groups).toEqual([])
  })

  test.each([1, 2, 4, 8])('%d chips are a start', (count) => {
    expect(chipFindings(chips.slice(0, count), new Map()).isCountRight).toBe(true)
  })

  test.each([0, 3, 5, 6, 7])('%d chips are none', (count) => {
    expect(chipFindings(chips.slice(0, count), new Map()).isCountRight).toBe(false)
  })
})

describe('an alias', () => {
  const known = { modelId: 'qwen3-8b', instances: [instance()], models: ['qwen3-8b', 'bge-m3'] }

  test.each([
    ['', 'empty'],
    ['-chat', 'form'],
    ['my chat', 'form'],
    ['聊天', 'form'],
    ['chat', 'running'],
    ['bge-m3', 'model'],
  ])('"%s" is refused as %s', (alias, kind) => {
    expect(aliasFault(alias, known)?.kind).toBe(kind)
  })

  test('of an instance that has ended is in the way and can be cleared; its own model’s id is a good name', () => {
    expect(aliasFault('chat', { ...known, instances: [instance({ state: 'error' })] })?.kind).toBe('exists')
    expect(aliasFault('qwen3-8b', known)).toBeNull()
    expect(aliasFault('Chat_2.0-b', known)).toBeNull()
  })

  test('that is proposed can be taken', () => {
    expect(proposeAlias('qwen3-8b', { instances: [instance({ alias: 'qwen3-8b' })], models: [] })).toBe('qwen3-8b-2')
    expect(proposeAlias('org/model:tag', { instances: [], models: [] })).toBe('org-model-tag')
    fc.assert(
      fc.property(fc.string(), (modelId) => {
        expect(isAlias(proposeAlias(modelId, { instances: [], models: [] }))).toBe(true)
      }),
    )
  })
})

describe('the request', () => {
  const [engine] = engineChoices({ 'ascend-910b': [readEngine('vllm:docker')] }, chips)
  if (!engine) throw new Error('no engine')

  test('is all that was chosen, the indexes ascending', () => {
    const chosen = chips.slice(4, 8).toReversed()
    expect(startRequest({ modelId: 'm', alias: 'a', engine, chips: chosen, concurrency: ' 16 ' })).toEqual({
      model_id: 'm',
      alias: 'a',
      backend_type: 'vllm',
      deployment_mode: 'docker',
      interactive: false,
      additional_config: { device: '4,5,6,7', tensor_parallel: 4, max_concurrent: 16 },
    })
  })

  test('says nothing of what was left to the server', () => {
    expect(startRequest({ modelId: 'm', alias: 'a', engine, chips: [], concurrency: '' })).not.toHaveProperty(
      'additional_config',
    )
  })

  test.each(['0', '-1', '1.5', 'many', '1e3'])('"%s" is no number of requests', (text) => {
    expect(isConcurrency(text)).toBe(false)
    expect(readConcurrency(text)).toBeNull()
  })
})

describe('starting the same again', () => {
  test('takes the launch where there was one', () => {
    const request = {
      model_id: 'qwen3-8b',
      backend_type: 'mindie',
      deployment_mode: 'docker',
      interactive: false,
    } as const
    const again = startAgain(instance(), {
      server: 's',
      instanceId: null,
      alias: 'chat',
      modelId: 'qwen3-8b',
      request,
      deviceType: 't',
      chips: [],
      at: 0,
      startedAt: null,
    })
    expect(again).toEqual({ request: { ...request, alias: 'chat' }, unknown: [] })
  })

  test('else the instance’s own facts, and says what they do not say', () => {
    expect(startAgain(instance({ config: { device: '1,0', max_concurrent: '4' } }), undefined)).toEqual({
      request: {
        model_id: 'qwen3-8b',
        alias: 'chat',
        backend_type: 'vllm',
        deployment_mode: 'docker',
        interactive: false,
        additional_config: { device: '0,1', tensor_parallel: 2, max_concurrent: 4 },
      },
      unknown: [],
    })
    expect(startAgain(instance({ config: { device: 'all' } }), undefined)).toMatchObject({
      unknown: ['chips', 'concurrency'],
    })
  })
})
