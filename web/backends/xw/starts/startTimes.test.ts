// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { newStart, type StartState } from './startState.ts'
import { learnLoadTime, typicalLoad, useLoadTimes } from './startTimes.ts'

const start = newStart(
  {
    server: 'npu-01',
    alias: 'chat',
    modelId: 'm',
    request: { model_id: 'm', backend_type: 'vllm', deployment_mode: 'docker', interactive: false },
    deviceType: '',
    chips: [],
    replaces: null,
    afterPull: false,
  },
  null,
  0,
)
const ready = (loadMs: number | null): StartState => ({ ...start, phase: { kind: 'ready', at: 0, loadMs } })
const typical = (name = { server: 'npu-01', modelId: 'm', engine: 'vllm' }) =>
  typicalLoad(useLoadTimes.getState().times, name)

beforeEach(() => useLoadTimes.setState({ times: {} }))

test('how long a model typically takes is the median of earlier starts there with that engine', () => {
  expect(typical()).toBeNull()
  for (const ms of [120_000, 60_000, 600_000]) learnLoadTime(ready(ms))
  expect(typical()).toBe(120_000)
  expect(typical({ server: 'npu-02', modelId: 'm', engine: 'vllm' })).toBeNull()
  expect(typical({ server: 'npu-01', modelId: 'm', engine: 'mindie' })).toBeNull()
})

test('what was not seen from its beginning, or did not become ready, teaches nothing', () => {
  learnLoadTime(ready(null))
  learnLoadTime({ ...ready(1_000), isTakenOver: true })
  learnLoadTime({ ...start, phase: { kind: 'cancelled', at: 0, goesOn: true } })
  expect(typical()).toBeNull()
})

test('the newest count', () => {
  for (let n = 0; n < 20; n += 1) learnLoadTime(ready(n < 11 ? 1_000_000 : 60_000))
  expect(typical()).toBe(60_000)
})
