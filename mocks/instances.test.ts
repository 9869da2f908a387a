import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Instance, InstanceListSchema } from '@/backends/xw/schema/instance.ts'
import { type Simulator, type SimulatorOptions, createSimulator } from './simulator.ts'
import { ask, readToEnd } from './testing.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.UTC(2026, 10, 20, 12) })
})
afterEach(() => {
  vi.useRealTimers()
})

const start = (options: SimulatorOptions = {}) =>
  createSimulator({ seed: 5, quirks: { slowInstanceProbe: false }, ...options })

async function instances(simulator: Simulator, server = 'npu-01'): Promise<Instance[]> {
  const response = await ask(simulator, server, '/api/runtime/instances?all=true')
  return v.parse(InstanceListSchema, await response.json())
}

const stateOf = async (simulator: Simulator, alias: string, server = 'npu-01') =>
  (await instances(simulator, server)).find((one) => one.alias === alias)?.rawState

async function settled<T>(work: Promise<T>, ms: number): Promise<T> {
  await vi.advanceTimersByTimeAsync(ms)
  return work
}

const run = async (simulator: Simulator, body: Record<string, unknown>, ms = 120_000) => {
  const accept = { headers: { accept: 'text/event-stream' } }
  const response = await ask(simulator, 'npu-01', '/api/runtime/start', { deployment_mode: 'docker', ...body }, accept)
  return (await settled(readToEnd(response), ms)).events
}

test('a started instance says so at once, is "unhealthy" for minutes and then ready', async () => {
  const simulator = start()
  const events = await run(
    simulator,
    { model_id: 'internlm3-8b-instruct', backend_type: 'vllm', additional_config: { device: '3' } },
    5_000,
  )
  expect(events).toContain('Starting model instance...')
  expect(events.at(-1)).toBe('{"status":"success"}')
  expect(await stateOf(simulator, 'internlm3-8b-instruct')).toBe('unhealthy')
  const notYet = await ask(simulator, 'npu-01', '/api/runtime/check-ready?alias=internlm3-8b-instruct')
  expect(await notYet.json()).toMatchObject({ ready: false, state: 'unhealthy' })
  await vi.advanceTimersByTimeAsync(120_000)
  expect(await stateOf(simulator, 'internlm3-8b-instruct')).toBe('ready')
})

test('an image that is missing is fetched layer by layer, once', async () => {
  const simulator = start()
  simulator.world.xw[0]?.images.clear()
  const body = { model_id: 'internlm3-8b-instruct', backend_type: 'mindie', additional_config: { device: '3' } }
  const events = await run(simulator, body)
  expect(events.filter((event) => event.startsWith('DOCKER_LF|'))).toHaveLength(6)
  expect(events.filter((event) => event.startsWith('DOCKER_CR|')).length).toBeGreaterThan(20)
  const again = await run(simulator, { ...body, alias: 'second' })
  expect(again.some((event) => event.startsWith('DOCKER_'))).toBe(false)
})

test('a start is refused in an error event, in the server’s words', async () => {
  const simulator = start()
  const why = async (body: Record<string, unknown>) =>
    (await run(simulator, { backend_type: 'vllm', ...body }, 1_000)).at(-1)
  expect(await why({ model_id: 'qwen3-8b' })).toContain("alias 'qwen3-8b' is already running")
  expect(await why({ model_id: 'qwen2.5-vl-7b-instruct', alias: 'vision' })).toContain('instance vision already exists')
  expect(await why({ model_id: 'qwen3-8b', alias: 'bge-m3', additional_config: {} })).toContain('already running')
  expect(await why({ model_id: 'qwen3-8b', alias: 'qwq-32b' })).toContain('conflicts with an existing model ID')
  expect(await why({ model_id: 'qwen3-8b', alias: 'x', additional_config: { device: '9' } })).toContain(
    'device index 9 out of range (available: 8 devices)',
  )
})

const mindie = { model_id: 'internlm3-8b-instruct', backend_type: 'mindie', additional_config: { device: '3' } }

test.each([
  ['start-fails-preparing', 'permission denied', false],
  ['start-fails-image', 'no space left on device', false],
  ['start-fails-late', 'port is already allocated', false],
  ['start-slow-image', 'pull operation cancelled', false],
  ['start-error-bare', undefined, false],
  ['start-drops-preparing', undefined, false],
  ['start-drops-image', undefined, true],
  ['start-drops-late', undefined, true],
] as const)('the fault %s befalls one start', async (fault, words, isThere) => {
  const simulator = start()
  simulator.fault('npu-01', fault, 1)
  const events = await run(simulator, mindie, 400_000)
  expect(events.some((event) => event.includes(words ?? '{"error"'))).toBe(words !== undefined)
  expect(events).not.toContain('{"status":"success"}')
  expect((await stateOf(simulator, mindie.model_id)) !== undefined).toBe(isThere)
  // A second start goes well: or finds the instance of the first in its way.
  const again = (await run(simulator, mindie, 60_000)).at(-1)
  expect(again).toContain(isThere ? 'is already running' : '{"status":"success"}')
})

test('a start that is refused before its stream is refused with JSON', async () => {
  const simulator = start()
  simulator.fault('npu-01', 'start-refused')
  const accept = { headers: { accept: 'text/event-stream' } }
  const response = await ask(simulator, 'npu-01', '/api/runtime/start', mindie, accept)
  expect([response.status, await response.json()]).toMatchObject([500, { error: expect.stringContaining('read-only') }])
})

test('who leaves during the preparation has it given up, and later the server goes on', async () => {
  for (const [after, isThere] of [
    [300, false],
    [1_500, true],
  ] as const) {
    const simulator = start()
    const gone = new AbortController()
    const init = { headers: { accept: 'text/event-stream' }, signal: gone.signal }
    const response = await ask(simulator, 'npu-01', '/api/runtime/start', mindie, init)
    void readToEnd(response)
    await vi.advanceTimersByTimeAsync(after)
    gone.abort()
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await stateOf(simulator, mindie.model_id)) !== undefined).toBe(isThere)
  }
})

test('an instance that is replaced under its alias is another one', async () => {
  const simulator = start()
  const find = async () => (await instances(simulator)).find((one) => one.alias === 'chat-large')
  const before = await find()
  simulator.replaceInstance('npu-01', 'chat-large', 'qwen3-8b')
  const after = await find()
  expect(after).toMatchObject({ id: before?.id, modelId: 'qwen3-8b' })
  expect(after?.containerId).not.toBe(before?.containerId)
})

test('without the event stream a start is refused as in the field', async () => {
  const response = await ask(start(), 'npu-01', '/api/runtime/start', { model_id: 'qwen3-8b', alias: 'x' })
  expect(await response.json()).toMatchObject({ error: expect.stringContaining('model path is required') })
})

test('a stopped instance is reported as an error with code 137, or as documented without the quirk', async () => {
  for (const [stopShowsError, state, error] of [
    [true, 'error', 'Container exited unexpectedly with code 137'],
    [false, 'stopped', null],
  ] as const) {
    const simulator = start()
    simulator.quirk('stopShowsError', stopShowsError)
    await settled(ask(simulator, 'npu-01', '/api/runtime/stop', { alias: 'qwen3-8b' }), 10_000)
    const stopped = (await instances(simulator)).find((one) => one.alias === 'qwen3-8b')
    expect(stopped).toMatchObject({ rawState: state, error })
    await ask(simulator, 'npu-01', '/api/runtime/remove', { alias: 'qwen3-8b' })
    expect(await stateOf(simulator, 'qwen3-8b')).toBeUndefined()
  }
})

test('a model that does not fit its chips runs out of memory while it loads, and its log says so', async () => {
  const simulator = start()
  await run(
    simulator,
    { model_id: 'qwen3-32b', alias: 'tight', backend_type: 'vllm', additional_config: { device: '3' } },
    5_000,
  )
  expect(await stateOf(simulator, 'tight')).toBe('unhealthy')
  await vi.advanceTimersByTimeAsync(300_000)
  expect(await stateOf(simulator, 'tight')).toBe('error')
  const log = await (await ask(simulator, 'npu-01', '/api/runtime/logs?alias=tight&follow=false')).text()
  expect(log).toContain('NPU out of memory')
})

test('a log begins with the whole history, follows, and ends with the container', async () => {
  const simulator = start()
  const response = await ask(simulator, 'npu-01', '/api/runtime/logs?alias=chat-large&follow=true')
  const reading = response.text()
  await vi.advanceTimersByTimeAsync(60_000)
  await settled(ask(simulator, 'npu-01', '/api/runtime/stop', { alias: 'chat-large' }), 15_000)
  const text = await reading
  const lines = text.split('\n')
  expect(lines.length).toBeGreaterThan(3_000)
  expect(text).toContain('\r')
  expect(text).toContain('\u001b[32m')
  expect(text).toContain('模型权重加载完成')
  expect(lines.at(-2)).toContain('Waiting for application shutdown')
  const times = lines.flatMap((line) => /^\d{4}-\S+Z/.exec(line)?.[0] ?? [])
  expect(times.toSorted()).toEqual(times)
})

test('the machine of a busy instance shows it in the fleet’s figures', async () => {
  const simulator = start()
  const npu1 = simulator.world.fleet.clients[0]
  const detail = async () => {
    const response = await ask(simulator, 'fleet', `/api/user/client_device_detail?user_id=12&client_id=${npu1?.id}`)
    const { data }: { data: { device_info: { device_index: number; usage: number }[] } } = await response.json()
    return data.device_info.map(({ usage }) => usage)
  }
  const before = await detail()
  expect(before[0]).toBeGreaterThan(20)
  expect(before[3]).toBeLessThan(10)
  await settled(ask(simulator, 'npu-01', '/api/runtime/stop', { alias: 'qwen3-8b' }), 300_000)
  expect((await detail())[0]).toBeLessThan(10)
})
