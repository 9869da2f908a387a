// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import type { Launch } from '../schema/launch.ts'
import {
  forgetLaunch,
  LAUNCHES_KEPT,
  launchesOf,
  learnLaunch,
  readLaunches,
  rememberLaunch,
  useLaunchStore,
} from './launches.ts'

const at = Date.parse('2026-11-20T10:00:00Z')
const launch: Launch = {
  server: 'npu-01',
  instanceId: null,
  alias: 'chat',
  modelId: 'qwen3-8b',
  request: {
    model_id: 'qwen3-8b',
    alias: 'chat',
    backend_type: 'vllm',
    deployment_mode: 'docker',
    interactive: false,
    additional_config: { device: '0,1', tensor_parallel: 2 },
  },
  deviceType: 'ascend-910b',
  chips: ['0000:01:00.0#0', '0000:02:00.0#0'],
  at,
  startedAt: null,
}

beforeEach(() => {
  localStorage.clear()
  useLaunchStore.setState({ list: [] })
})

test('a launch outlives the page, and is forgotten when it came to nothing', () => {
  rememberLaunch(launch)
  useLaunchStore.setState({ list: [] }, true)
  localStorage.setItem('quarterdeck.xw.launches', JSON.stringify({ state: { list: [launch] }, version: 0 }))
  void useLaunchStore.persist.rehydrate()
  expect(launchesOf('npu-01')).toEqual([launch])
  expect(launchesOf('npu-02')).toEqual([])
  forgetLaunch(launch)
  expect(launchesOf('npu-01')).toEqual([])
})

test('what another tab has launched meanwhile is kept', () => {
  rememberLaunch(launch)
  const theirs = { ...launch, alias: 'theirs' }
  localStorage.setItem('quarterdeck.xw.launches', JSON.stringify({ state: { list: [launch, theirs] }, version: 0 }))
  rememberLaunch({ ...launch, alias: 'ours' })
  expect(launchesOf('npu-01').map(({ alias }) => alias)).toEqual(['chat', 'theirs', 'ours'])
})

test('only so many are kept, the newest', () => {
  for (let n = 0; n <= LAUNCHES_KEPT; n += 1) rememberLaunch({ ...launch, alias: `a${n}`, at: at + n })
  expect(launchesOf('npu-01')).toHaveLength(LAUNCHES_KEPT)
  expect(launchesOf('npu-01')[0]?.alias).toBe('a1')
})

test('what is stored and is no launch is left out', () => {
  expect(readLaunches({ list: [launch, { ...launch, chips: 'all' }, null, 7] })).toEqual([launch])
  expect(readLaunches('rubbish')).toEqual([])
})

test('what came of a launch is written to it, and to no other of its alias', () => {
  rememberLaunch(launch)
  rememberLaunch({ ...launch, at: at + 1 })
  learnLaunch(launch, { instanceId: 'chat-1', startedAt: at + 60_000 })
  expect(launchesOf('npu-01')).toEqual([
    { ...launch, instanceId: 'chat-1', startedAt: at + 60_000 },
    { ...launch, at: at + 1 },
  ])
})
