import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSimulator } from './simulator.ts'
import { ask } from './testing.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-20T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

async function told(simulator: ReturnType<typeof createSimulator>, path: string, body?: unknown): Promise<unknown> {
  const answering = ask(simulator, 'npu-01', path, body)
  await vi.advanceTimersByTimeAsync(10_000)
  const answer = await answering
  return answer.type === 'error' ? 'no answer' : answer.json()
}

const models = async (simulator: ReturnType<typeof createSimulator>) => {
  const list = await told(simulator, '/api/models/list', { show_all: true })
  return JSON.stringify(list)
}

test('another configuration has other models and device types, once it is reloaded', async () => {
  const simulator = createSimulator()
  expect(await models(simulator)).toContain('baichuan2-7b-chat')
  await told(simulator, '/api/update', { version: '0.0.6' })
  expect(await told(simulator, '/api/update/current')).toMatchObject({ config_version: '0.0.6' })
  expect(await told(simulator, '/api/config/info')).toMatchObject({ config_version: '0.0.4' })
  expect(await models(simulator)).not.toContain('glm-4.6')
  await told(simulator, '/api/config/reload', {})
  const after = await models(simulator)
  expect(after).toContain('glm-4.6')
  expect(after).not.toContain('baichuan2-7b-chat')
  expect(JSON.stringify(await told(simulator, '/api/devices/supported'))).toContain('ascend-310b')
})

test('an update that restarts the server gets no answer; then another process runs the new version', async () => {
  const simulator = createSimulator()
  const before = await told(simulator, '/api/version')
  simulator.fault('npu-01', 'update-restarts', 1)
  expect(await told(simulator, '/api/update', { version: '0.0.6' })).toBe('no answer')
  expect(await told(simulator, '/api/version')).toBe('no answer')
  await vi.advanceTimersByTimeAsync(12_000)
  expect(await told(simulator, '/api/version')).not.toEqual(before)
  expect(await told(simulator, '/api/config/info')).toMatchObject({ config_version: '0.0.6' })
})

test('without its registry a server offers nothing, with 200', async () => {
  const simulator = createSimulator()
  simulator.fault('npu-01', 'update-no-registry')
  expect(await told(simulator, '/api/update/list')).toMatchObject({
    compatible_versions: [],
    incompatible_versions: [],
  })
})

test('an update or a reload can fail, as often as it is told to', async () => {
  const simulator = createSimulator()
  simulator.fault('npu-01', 'update-fails', 1)
  expect(await told(simulator, '/api/update', { version: '0.0.6' })).toMatchObject({ code: '500' })
  expect(await told(simulator, '/api/update', { version: '0.0.6' })).toMatchObject({ success: true })
  simulator.fault('npu-01', 'update-reload-fails', 1)
  expect(await told(simulator, '/api/config/reload', {})).toMatchObject({ code: '500' })
  expect(await told(simulator, '/api/config/reload', {})).toMatchObject({ config_version: '0.0.6' })
})
