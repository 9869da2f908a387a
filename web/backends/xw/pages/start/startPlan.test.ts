import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type Chip, ChipSchema } from '../../schema/device.ts'
import { readEngine } from '../../schema/engine.ts'
import { InstanceSchema } from '../../schema/instance.ts'
import type { Launch } from '../../schema/launch.ts'
import { draftOf, emptied, withEngine, withModel, withServer } from './startDraft.ts'
import { startPlan } from './startPlan.ts'

function chip(configKey: string, card: number): Chip {
  return v.parse(ChipSchema, {
    bus_address: `${configKey}:${card}`,
    device_id: '0xd802',
    model_name: configKey,
    config_key: configKey,
    device_type: configKey,
    physical_device_index: card,
    chip_index: 0,
    chips_per_device: 1,
  })
}

const chips = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => chip('ascend-910b', index))
const chat = v.parse(InstanceSchema, {
  id: 'chat',
  alias: 'chat',
  model_id: 'm',
  state: 'ready',
  backend_type: 'mindie',
  deployment_mode: 'docker',
  started_at: '2026-11-20T12:00:00Z',
  config: { device: '0,1', max_concurrent: '4' },
})
const launch: Launch = {
  server: 'npu-01',
  instanceId: null,
  alias: 'old',
  modelId: 'm',
  request: {
    model_id: 'm',
    backend_type: 'vllm',
    deployment_mode: 'docker',
    interactive: false,
    additional_config: { max_concurrent: 9 },
  },
  deviceType: 'ascend-910b',
  chips: [4, 5, 6, 7].map((index) => chips[index]?.key ?? ''),
  at: 0,
  startedAt: 1,
}
const known = {
  modelId: 'm',
  modelIds: ['m', 'other'],
  chips,
  supportedEngines: { 'ascend-910b': ['mindie:docker', 'vllm:docker'].map(readEngine) },
  typesOf: () => undefined,
  instances: [chat],
  launches: [] as readonly Launch[],
}
const blank = { like: null, engine: null, chips: null, alias: null, concurrency: null }
const indexesOf = ({ chosen }: ReturnType<typeof startPlan>) => chosen.map(({ logicalIndex }) => logicalIndex)

describe('what is proposed', () => {
  test('a free chip of the fullest group, an engine that works, a name that is free', () => {
    const plan = startPlan(known, blank)
    expect(indexesOf(plan)).toEqual([2])
    expect(plan.request).toMatchObject({ alias: 'm', backend_type: 'mindie', additional_config: { device: '2' } })
  })

  test('as many chips as this model was last started on from here', () => {
    expect(indexesOf(startPlan({ ...known, launches: [launch] }, blank))).toEqual([4, 5, 6, 7])
  })

  test('of an instance: its engine, as many chips, its concurrency, and another name', () => {
    const plan = startPlan(known, { ...blank, like: 'chat' })
    expect(plan.engine?.engine).toBe('mindie')
    expect(indexesOf(plan)).toEqual([2, 3])
    expect(plan.concurrency).toBe('4')
    expect(plan.alias).toBe('m')
  })

  test('of an earlier start whose instance is gone: the very same chips, where they are free', () => {
    const plan = startPlan({ ...known, launches: [launch] }, { ...blank, like: 'old' })
    expect(plan.engine?.engine).toBe('vllm')
    expect(indexesOf(plan)).toEqual([4, 5, 6, 7])
    expect(plan.concurrency).toBe('9')
  })

  test('of something nobody knows: as if nothing had been asked for', () => {
    expect(indexesOf(startPlan(known, { ...blank, like: 'nobody' }))).toEqual([2])
  })
})

test('where an engine runs on two types, the one with more room is proposed', () => {
  const both = [...chips.slice(0, 2), chip('metax-c550', 0), chip('metax-c550', 1)]
  const supportedEngines = { 'ascend-910b': [readEngine('vllm')], 'metax-c550': [readEngine('vllm')] }
  // Both of the first type are held: the numbers of the instance could be of either, its model runs on one of them.
  const plan = startPlan({ ...known, chips: both, supportedEngines, typesOf: () => ['ascend-910b'] }, blank)
  expect(plan.engine?.deviceType).toBe('metax-c550')
  expect(plan.unplaced).toEqual([])
})

test('what is chosen counts before what is proposed, and what is wrong makes no request', () => {
  const three = chips.slice(0, 3).map(({ key }) => key)
  const plan = startPlan(known, { ...blank, chips: three, alias: 'chat', concurrency: 'many' })
  expect(plan).toMatchObject({ aliasFault: { kind: 'running' }, isConcurrencyRight: false, request: null })
  expect(plan.findings).toMatchObject({ isCountRight: false })
  expect(plan.findings.busy).toHaveLength(2)
})

test('without an engine in a container there is nothing to start with', () => {
  const supportedEngines = { 'ascend-910b': [readEngine('mindie:native')] }
  const plan = startPlan({ ...known, supportedEngines }, blank)
  expect(plan).toMatchObject({ engine: null, request: null })
  expect(plan.engines).toHaveLength(1)
})

test('running instances of which nobody knows the chips are named', () => {
  expect(startPlan({ ...known, instances: [{ ...chat, config: {} }] }, blank).unplaced).toHaveLength(1)
})

describe('the draft', () => {
  const draft = { ...blank, server: 's', model: 'm', engine: 'e', chips: ['c'], alias: 'a', submitted: null }

  test('is gone on with by a link that asks for the same, or for nothing', () => {
    expect(draftOf(draft, {})).toBe(draft)
    expect(draftOf(draft, { server: 's', model: 'm' })).toBe(draft)
    expect(draftOf(draft, { model: 'other' })).toMatchObject({ model: 'other', server: null, alias: null })
  })

  test('keeps what still makes sense when something is chosen anew', () => {
    expect(withServer(draft, 't')).toMatchObject({ server: 't', alias: 'a', engine: null, chips: null })
    expect(withModel(draft, 'n')).toMatchObject({ server: 's', model: 'n', engine: null, alias: null })
    expect(withEngine(draft, 'f')).toMatchObject({ engine: 'f', chips: null, alias: 'a' })
    expect(withEngine(draft, 'e')).toBe(draft)
    expect(emptied(draft)).toMatchObject({ server: 's', model: 'm', engine: null, alias: null })
  })
})
