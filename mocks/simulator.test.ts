import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ClientListSchema } from '@/backends/gpuf/schema/client.ts'
import { envelope } from '@/backends/gpuf/schema/envelope.ts'
import { HeartbeatsSchema } from '@/backends/gpuf/schema/heartbeat.ts'
import { MonitorSchema } from '@/backends/gpuf/schema/monitor.ts'
import { gpufRoutes } from './backends/gpuf/server.ts'
import { xwRoutes } from './backends/xw/server.ts'
import { faultNames, isOfOneCall } from './faults.ts'
import { scenarioNames } from './scenarios.ts'
import { beatsOnDay, presenceOf } from './sim/fleet.ts'
import { type Clock, DAY, globalClock } from './sim/clock.ts'
import { createSimulator } from './simulator.ts'
import { ask } from './testing.ts'

const noon = Date.UTC(2026, 10, 20, 12, 0, 30)
const atNoon: Clock = { now: () => noon, after: (_ms, run) => globalClock.after(0, run) }

const xwBodies: Readonly<Record<string, unknown>> = {
  '/api/devices/list': {},
  '/api/devices/supported': {},
  '/api/models/list': { show_all: true },
  '/api/models/show': { model: 'qwen3-8b' },
  '/api/runtime/stop': { alias: 'nobody' },
  '/api/runtime/remove': { alias: 'nobody' },
  '/api/runtime/start': { model_id: 'qwen3-8b' },
  '/api/models/pull': {},
  '/api/config/get': { key: 'registry' },
  '/api/config/set': { key: 'registry', value: 'https://mirror.example/packages.json' },
  '/api/config/reload': {},
  '/api/update': { version: '' },
}

const gpufBodies: Readonly<Record<string, unknown>> = {
  '/api/user/insert_client': {
    user_id: '12',
    client_id: '0123456789abcdef0123456789abcdef',
    client_status: 'online',
    name: 'new',
  },
  '/api/user/edit_client_info': { user_id: '12', client_id: '0123456789abcdef0123456789abcdef', name: 'newer' },
  '/api/models/insert': { name: 'm', version: '1', version_code: 1, engine_type: 0, is_active: true },
}

describe.each(scenarioNames)('in the scenario %s', (scenario) => {
  // an answer that its schema would reject throws instead of being sent
  test('every operation of xw answers what its schema reads', async () => {
    const simulator = createSimulator({ scenario, clock: atNoon, speed: 1000 })
    for (const { id } of simulator.world.xw) {
      simulator.fault(id, null)
      for (const route of Object.keys(xwRoutes)) {
        const [method, path = ''] = route.split(' ')
        const query = path.endsWith('logs') || path.endsWith('check-ready') ? '?alias=nobody' : ''
        const response = await ask(
          simulator,
          id,
          path + query,
          method === 'POST' ? (xwBodies[path] ?? { model: 'nobody' }) : undefined,
        )
        expect({ route, fine: response.status <= 500 }).toEqual({ route, fine: true })
      }
    }
  })

  test('every operation of gpuf-s answers what its schema reads', async () => {
    const simulator = createSimulator({ scenario, clock: atNoon })
    simulator.fault('fleet', null)
    const id = simulator.world.fleet.clients[3]?.id ?? '0123456789abcdef0123456789abcdef'
    for (const route of Object.keys(gpufRoutes)) {
      const [method, path = ''] = route.split(' ')
      const query =
        path.endsWith('detail') || path.endsWith('progress') ? `&client_id=${id}` : '&start_date=2026-11-20T11:50:00'
      const response = await ask(
        simulator,
        'fleet',
        `${path}?user_id=12${query}`,
        method === 'POST' ? gpufBodies[path] : undefined,
      )
      expect({ route, fine: response.status <= 500 }).toEqual({ route, fine: true })
      await response.body?.cancel()
    }
  })
})

test('lists that are too long to be built at once fit their schemas as well', async () => {
  const simulator = createSimulator({ scenario: 'crowded', clock: atNoon })
  const clients = await (await ask(simulator, 'fleet', '/api/user/client_list?user_id=12')).json()
  expect(v.parse(envelope(ClientListSchema), clients).clients).toHaveLength(10_000)
  const days = await (await ask(simulator, 'fleet', '/api/user/client_monitor?user_id=12')).json()
  expect(v.parse(envelope(MonitorSchema), days).days.length).toBeGreaterThan(20_000)
  const recent = '/api/user/client_health?user_id=12&start_date=2026-11-20T11:55:00'
  const beats = v.parse(envelope(HeartbeatsSchema), await (await ask(simulator, 'fleet', recent)).json())
  expect(beats.length).toBeGreaterThan(20_000)
})

async function readWorld(seed: number): Promise<string[]> {
  const simulator = createSimulator({ seed, clock: atNoon })
  const answers = await Promise.all([
    ask(simulator, 'fleet', '/api/user/client_list?user_id=12'),
    ask(simulator, 'fleet', '/api/user/client_health?user_id=12&start_date=2026-11-20T10:00:00'),
    ask(simulator, 'npu-01', '/api/models/list', {}),
    ask(simulator, 'npu-02', '/api/devices/list'),
  ])
  return Promise.all(answers.map((answer) => answer.text()))
}

test('the same seed makes the same world, another seed another', async () => {
  const first = await readWorld(7)
  expect(await readWorld(7)).toEqual(first)
  expect((await readWorld(8))[0]).not.toBe(first[0])
})

test('a day’s count of heartbeats is the number of heartbeats that the history has', () => {
  const { clients } = createSimulator({ clock: atNoon }).world.fleet
  const yesterday = Math.floor(noon / DAY) - 1
  for (const client of clients.filter(({ nature }) => nature.kind === 'steady').slice(0, 12)) {
    const present = presenceOf(client)
    const beats = Array.from({ length: 720 }, (_, i) => present(yesterday * 720 + i)).filter(Boolean)
    // two lost beats can be the same, or fall into an outage
    expect(Math.abs(beats.length - beatsOnDay(client, yesterday, noon))).toBeLessThanOrEqual(3)
  }
})

test.each(
  faultNames.filter((name) => name !== 'hang' && name !== 'slow' && !isOfOneCall(name) && name !== 'out-of-range'),
)('the fault %s befalls one server and goes away again', async (name) => {
  const simulator = createSimulator({
    clock: atNoon,
    quirks: { randomListOrder: false, defaultEngineWanders: false },
  })
  const read = async (id: string) => {
    const response = await ask(simulator, id, '/api/models/downloaded')
    return response.type === 'error' ? 'error' : `${response.status} ${await response.text()}`
  }
  const healthy = await read('npu-01')
  const neighbour = await read('mx-01')
  simulator.fault('npu-01', name)
  expect(await read('npu-01')).not.toBe(healthy)
  expect(await read('mx-01')).toBe(neighbour)
  simulator.fault('npu-01', null)
  expect(await read('npu-01')).toBe(healthy)
})

test('where only looking is allowed, config.json says so, and what would change a server is refused', async () => {
  const simulator = createSimulator({ access: 'read' })
  expect(simulator.config()).toMatchObject({ access: 'read' })
  const post = (id: string, path: string) =>
    simulator.handle(id, new Request(`http://mock${path}`, { method: 'POST', body: '{}' }))
  expect((await post('npu-01', '/api/runtime/stop')).status).toBe(405)
  expect((await post('fleet', '/api/user/edit_client_info')).status).toBe(405)
  expect((await post('npu-01', '/api/models/show')).status).not.toBe(405)
  expect((await ask(simulator, 'npu-01', '/api/runtime/instances')).status).toBe(200)
  expect(simulator.refusedChanges).toEqual(['POST /api/runtime/stop', 'POST /api/user/edit_client_info'])
  simulator.setAccess('full')
  expect(simulator.config()).not.toHaveProperty('access')
  expect((await post('npu-01', '/api/runtime/stop')).status).not.toBe(405)
})

test('config.json names every server once, relative to the console', () => {
  expect(createSimulator({ scenario: 'busy' }).config()).toMatchObject({
    servers: [
      { kind: 'xw', name: 'npu-01', url: 'api/xw/npu-01' },
      { kind: 'xw', name: 'npu-02', url: 'api/xw/npu-02' },
      { kind: 'xw', name: 'mx-01', url: 'api/xw/mx-01' },
      { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
    ],
    demo: { scenario: 'busy' },
  })
})
