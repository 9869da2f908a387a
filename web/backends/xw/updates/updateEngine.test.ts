// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { createUpdateEngine, type UpdateDeps } from './updateEngine.ts'
import { createUpdateMemory } from './updateMemory.ts'
import type { ServerUpdate, UpdateRun } from './updateRun.ts'

const ids = ['npu-01', 'npu-02', 'mx-01', 'mx-02']

/** Servers whose updates end when the test says so. */
function setUp() {
  let runs: readonly UpdateRun[] = []
  const under = new Map<string, (ended: 'done' | 'failed') => void>()
  const begun: string[] = []
  const groups: string[] = []
  sessionStorage.clear()
  const memory = createUpdateMemory(() => sessionStorage)
  const deps: UpdateDeps = {
    updateOne(at, from, show, group) {
      begun.push(at.id)
      groups.push(group.id)
      show({ ...from, phase: 'running', steps: { ...from.steps, before: { kind: 'running', since: 0 } } })
      return new Promise((resolve) => {
        under.set(at.id, (phase) => {
          under.delete(at.id)
          resolve({ ...from, phase })
        })
      })
    },
    look: () => Promise.resolve({ set: '0.0.6', running: '0.0.5' }),
    endpointOf: (id): Endpoint | undefined =>
      ids.includes(id) ? { kind: 'xw', id, label: id, baseUrl: `http://${id}.test` } : undefined,
    show: (next) => void (runs = next),
    keep: (run) => memory.keep(run),
    forget: (id) => memory.forget(id),
    now: () => 1_000,
  }
  const engine = createUpdateEngine(deps)
  const end = async (server: string, how: 'done' | 'failed') => {
    under.get(server)?.(how)
    await settle()
  }
  const run = () => {
    const [first] = runs
    if (!first) throw new Error('no run')
    return first
  }
  const phases = () => run().servers.map(({ phase }) => phase)
  return { engine, deps, memory, end, run, phases, begun, groups, under, runs: () => runs }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
const oneByOne = { servers: ids, to: '0.0.6', atOnce: 1, stopAtFailure: true } as const

test('one server after the other, and at the end it is over', async () => {
  const { engine, end, run, begun, groups, phases } = setUp()
  const id = engine.start(oneByOne)
  for (const server of ids) {
    expect(begun.at(-1)).toBe(server)
    await end(server, 'done')
  }
  expect(groups).toEqual(ids.map(() => id))
  expect(run().phase).toBe('finished')
  expect(phases()).toEqual(['done', 'done', 'done', 'done'])
})

test('two at a time', async () => {
  const { engine, end, begun, under } = setUp()
  engine.start({ ...oneByOne, atOnce: 2 })
  expect(begun).toEqual(['npu-01', 'npu-02'])
  await end('npu-02', 'done')
  expect(begun).toEqual(['npu-01', 'npu-02', 'mx-01'])
  expect(under.size).toBe(2)
})

test('the first that fails ends the run where that is wanted; then it can be tried again, and gone on with', async () => {
  const { engine, end, run, phases, begun } = setUp()
  const id = engine.start(oneByOne)
  await end('npu-01', 'failed')
  expect(run().phase).toBe('stopped-by-failure')
  expect(phases()).toEqual(['failed', 'waiting', 'waiting', 'waiting'])
  engine.retry(id, 'npu-01')
  await end('npu-01', 'failed')
  expect(run().phase).toBe('stopped-by-failure')
  engine.retry(id)
  await end('npu-01', 'done')
  // A retry of one is not a wish to go on with the others.
  expect(run().phase).toBe('stopped')
  expect(begun).toEqual(['npu-01', 'npu-01', 'npu-01'])
  engine.goOn(id)
  await end('npu-02', 'done')
  await end('mx-01', 'done')
  await end('mx-02', 'done')
  expect(run().phase).toBe('finished')
  expect(phases()).toEqual(['done', 'done', 'done', 'done'])
})

test('else the others are gone on with', async () => {
  const { engine, end, run, phases } = setUp()
  engine.start({ ...oneByOne, stopAtFailure: false })
  await end('npu-01', 'failed')
  for (const id of ids.slice(1)) await end(id, 'done')
  expect(run().phase).toBe('finished')
  expect(phases()).toEqual(['failed', 'done', 'done', 'done'])
})

test('stopped, the one under way is brought to its end and no other begins', async () => {
  const { engine, end, run, begun, phases } = setUp()
  const id = engine.start(oneByOne)
  engine.stop(id)
  expect(run().phase).toBe('stopping')
  await end('npu-01', 'done')
  expect(run().phase).toBe('stopped')
  expect(begun).toEqual(['npu-01'])
  expect(phases()).toEqual(['done', 'waiting', 'waiting', 'waiting'])
})

test('a server is in one run at a time', () => {
  const { engine, run } = setUp()
  engine.start({ ...oneByOne, servers: ['npu-01'] })
  engine.start({ ...oneByOne, to: '0.0.4' })
  expect(run().servers.map(({ server }) => server)).toEqual(['npu-02', 'mx-01', 'mx-02'])
})

test('after a reload of the page it says what was under way, looks how it stands, and goes on when asked', async () => {
  const before = setUp()
  before.engine.start({ ...oneByOne, servers: ['npu-01', 'npu-02'] })
  const kept = before.memory.all()
  const after = setUp()
  after.engine.restore(kept)
  await settle()
  expect(after.run().phase).toBe('interrupted')
  expect(after.phases()).toEqual(['interrupted', 'waiting'])
  expect(after.run().servers[0]?.now).toEqual({ set: '0.0.6', running: '0.0.5' })
  expect(after.begun).toEqual([])
  after.engine.goOn(after.run().id)
  await after.end('npu-01', 'done')
  await after.end('npu-02', 'done')
  expect(after.run().phase).toBe('finished')
})

test('a server that is in config.json no more is not waited for', async () => {
  const { engine, run, phases, end } = setUp()
  engine.start({ ...oneByOne, servers: ['gone', 'npu-01'] })
  await end('npu-01', 'done')
  expect(phases()).toEqual(['interrupted', 'done'])
  expect(run().phase).toBe('finished')
})

test('what the tab remembers is read with care', () => {
  const { memory } = setUp()
  sessionStorage.setItem('quarterdeck.xw.update/x', '{"id":"x","servers":"many"}')
  sessionStorage.setItem('quarterdeck.xw.update/y', 'no JSON')
  expect(memory.all()).toEqual([])
  const refusing = createUpdateMemory(() => {
    throw new DOMException('denied')
  })
  expect(refusing.all()).toEqual([])
})

const failed: ServerUpdate['steps']['update'] = { kind: 'failed', why: 'refused', problem: null, words: 'no' }

test('a failure keeps its words over a reload', () => {
  const { memory, engine, run } = setUp()
  engine.start({ ...oneByOne, servers: ['npu-01'] })
  const [server] = run().servers
  if (!server) throw new Error('no server')
  memory.keep({
    ...run(),
    phase: 'finished',
    servers: [{ ...server, phase: 'failed', steps: { ...server.steps, update: failed } }],
  })
  expect(memory.all()[0]?.servers[0]?.steps.update).toEqual(failed)
})
