import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type Client, ClientListSchema } from '@/backends/gpuf/schema/client.ts'
import { envelope } from '@/backends/gpuf/schema/envelope.ts'
import type { Clock } from './sim/clock.ts'
import { HOUR, MINUTE, SECOND } from './sim/clock.ts'
import { type Simulator, type SimulatorOptions, createSimulator } from './simulator.ts'
import { ask } from './testing.ts'

/** A world whose time the test moves by hand. */
function start(options: SimulatorOptions = {}): { simulator: Simulator; pass: (ms: number) => void } {
  let now = Date.UTC(2026, 10, 20, 12, 0, 30)
  const clock: Clock = { now: () => now, after: () => () => undefined }
  return {
    simulator: createSimulator({ seed: 2, clock, ...options }),
    pass(ms) {
      now += ms
    },
  }
}

async function clients(simulator: Simulator): Promise<Client[]> {
  const response = await ask(simulator, 'fleet', '/api/user/client_list?user_id=12')
  return v.parse(envelope(ClientListSchema), await response.json()).clients
}

const named = async (simulator: Simulator, name: string) =>
  (await clients(simulator)).find((client) => client.name === name)

test('the fleet has 48 machines in 4 sites, the model servers’ own among them', async () => {
  const { simulator } = start()
  const all = await clients(simulator)
  expect(all).toHaveLength(48)
  expect(all.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['npu-01', 'npu-02', 'mx-01', 'bj-a01', 'sz-a02', 'cd-a03']),
  )
  expect(new Set(all.map(({ status }) => status))).toEqual(
    new Set(['online', 'active', 'offline', 'maintenance', 'error']),
  )
  expect(all.filter(({ reported }) => !reported)).toHaveLength(1)
})

test('heartbeats arrive, and with them other figures', async () => {
  const { simulator, pass } = start()
  const before = await named(simulator, 'bj-a01')
  pass(10 * MINUTE)
  const after = await named(simulator, 'bj-a01')
  expect(after?.lastOnline).toBeGreaterThan(before?.lastOnline ?? 0)
  expect(after).not.toEqual(before)
})

test('one client goes silent and returns', async () => {
  const { simulator, pass } = start()
  const blinking = simulator.world.fleet.clients.find(({ nature }) => nature.kind === 'blinking')
  const seen = new Set<string | undefined>()
  for (let i = 0; i < 40; i++) {
    seen.add((await named(simulator, blinking?.name ?? ''))?.status)
    pass(MINUTE)
  }
  expect(seen).toEqual(new Set(['offline', 'online']))
})

test('one client overheats and cools down', async () => {
  const { simulator, pass } = start()
  const hot = simulator.world.fleet.clients.find(({ nature }) => nature.kind === 'hot')
  const temps: number[] = []
  for (let i = 0; i < 20; i++) {
    const response = await ask(simulator, 'fleet', `/api/user/client_device_detail?user_id=12&client_id=${hot?.id}`)
    const { data }: { data: { device_info: { temp: number }[] } } = await response.json()
    temps.push(Math.max(...data.device_info.map(({ temp }) => temp)))
    pass(2 * MINUTE)
  }
  expect(Math.max(...temps)).toBeGreaterThan(85)
  expect(Math.min(...temps)).toBeLessThan(70)
})

test('an edit shows after some seconds, and the next heartbeat takes its status back', async () => {
  const { simulator, pass } = start()
  const client = await named(simulator, 'bj-a01')
  const edit = { user_id: '12', client_id: client?.id, name: 'renamed', client_status: 'maintenance' }
  await ask(simulator, 'fleet', '/api/user/edit_client_info', edit)
  expect(await named(simulator, 'renamed')).toBeUndefined()
  pass(5 * SECOND)
  expect((await named(simulator, 'renamed'))?.status).toBe('maintenance')
  pass(5 * MINUTE)
  expect((await named(simulator, 'renamed'))?.status).toBe('online')
})

test('without the quirks an edit shows at once and lasts', async () => {
  const { simulator, pass } = start({ quirks: { staleAfterWrite: false, statusOverwritten: false } })
  const client = await named(simulator, 'bj-a01')
  await ask(simulator, 'fleet', '/api/user/edit_client_info', {
    user_id: '12',
    client_id: client?.id,
    client_status: 'maintenance',
  })
  expect((await named(simulator, 'bj-a01'))?.status).toBe('maintenance')
  pass(HOUR)
  expect((await named(simulator, 'bj-a01'))?.status).toBe('maintenance')
})

test('an invalid client is in no list until it is set back', async () => {
  const { simulator, pass } = start()
  const client = await named(simulator, 'bj-a01')
  const set = (valid_status: string) =>
    ask(simulator, 'fleet', '/api/user/edit_client_info', { user_id: '12', client_id: client?.id, valid_status })
  await set('invalid')
  pass(5 * SECOND)
  expect(await named(simulator, 'bj-a01')).toBeUndefined()
  await set('valid')
  pass(5 * SECOND)
  expect(await named(simulator, 'bj-a01')).toBeDefined()
})

test('a client that is entered has not reported at first, and reports after some minutes', async () => {
  const { simulator, pass } = start()
  const entered = {
    user_id: '12',
    client_id: 'ab'.repeat(16),
    client_status: 'online',
    os_type: 'Linux',
    name: 'newcomer',
  }
  expect((await ask(simulator, 'fleet', '/api/user/insert_client', entered)).status).toBe(200)
  pass(5 * SECOND)
  expect(await named(simulator, 'newcomer')).toMatchObject({ reported: false, os: null })
  pass(6 * MINUTE)
  expect(await named(simulator, 'newcomer')).toMatchObject({ reported: true })
})

test('a refusal of the database is hidden, a malformed id is not', async () => {
  const { simulator, pass } = start()
  const insert = (client_id: string) =>
    ask(simulator, 'fleet', '/api/user/insert_client', { user_id: '12', client_id, client_status: 'online', name: 'x' })
  expect((await insert(`${'0'.repeat(28)}dead`)).status).toBe(200)
  pass(10 * SECOND)
  expect(await named(simulator, 'x')).toBeUndefined()
  expect((await insert('12')).status).toBe(400)
})

test('dates in the short form are ignored, in the long form they filter and the end is excluded', async () => {
  const { simulator } = start({ scenario: 'first-day' })
  const count = async (query: string) => {
    const response = await ask(simulator, 'fleet', `/api/user/client_health?user_id=12&${query}`)
    const { data }: { data: unknown[] } = await response.json()
    return data.length
  }
  expect(await count('start_date=2026-11-20T11:00:00&end_date=2026-11-20T12:00:00')).toBeLessThan(48 * 31)
  expect(await count('start_date=2026-11-18&end_date=2026-11-18')).toBeGreaterThan(5_000)
  simulator.quirk('dateFormIgnored', false)
  expect(await count('start_date=2026-11-18&end_date=2026-11-18')).toBe(0)
})

test('the filter on a client fails with an empty 500 until the quirk is off', async () => {
  const { simulator } = start()
  const path = `/api/user/client_health?user_id=12&client_id=${simulator.world.fleet.clients[3]?.id}&start_date=2026-11-20T11:00:00`
  const refused = await ask(simulator, 'fleet', path)
  expect([refused.status, await refused.text()]).toEqual([500, ''])
  simulator.quirk('clientFilterFails', false)
  expect((await ask(simulator, 'fleet', path)).status).toBe(200)
})

test('older servers lack the newer operations', async () => {
  const { simulator } = start({ quirks: '-newerEndpoints' })
  expect((await ask(simulator, 'fleet', '/api/user/points?user_id=12')).status).toBe(404)
  simulator.quirk('newerEndpoints', true)
  expect((await ask(simulator, 'fleet', '/api/user/points?user_id=12')).status).toBe(200)
})

test('a model without is_active breaks the list of models', async () => {
  const { simulator } = start()
  await ask(simulator, 'fleet', '/api/models/insert', { name: 'm', version: '1', version_code: 1, engine_type: 0 })
  expect((await ask(simulator, 'fleet', '/api/models/get')).status).toBe(500)
  simulator.quirk('nullActiveBreaksList', false)
  expect((await ask(simulator, 'fleet', '/api/models/get')).status).toBe(200)
})

test('on the first day health is low, however well the machines are', async () => {
  const { simulator } = start({ scenario: 'first-day' })
  const all = await clients(simulator)
  expect(Math.max(...all.map(({ health }) => health))).toBeLessThan(80)
  expect(all.every(({ uptimeDays }) => uptimeDays === 0)).toBe(true)
})
