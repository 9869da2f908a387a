import { expect, test } from 'vitest'
import type { Clock } from './sim/clock.ts'
import { takeSnapshot } from './sim/snapshot.ts'
import { createSimulator } from './simulator.ts'
import { ask } from './testing.ts'

test('a world goes on where it was after a reload of its page', async () => {
  let now = Date.UTC(2026, 10, 20, 12)
  const clock: Clock = { now: () => now, after: () => () => undefined }
  const first = createSimulator({ clock, quirks: 'none' })
  const client = first.world.fleet.clients[3]
  await ask(first, 'fleet', '/api/user/edit_client_info', { user_id: '12', client_id: client?.id, name: 'kept' })
  await ask(first, 'fleet', '/api/user/insert_client', {
    user_id: '12',
    client_id: 'cd'.repeat(16),
    client_status: 'online',
    name: 'new',
  })
  await ask(first, 'npu-01', '/api/config/set', { key: 'registry', value: 'https://elsewhere.example' })
  first.world.xw[0]?.wholeFiles.set('qwen3-14b', 6)
  first.world.xw[0]?.held.add('qwen3-32b')
  first.world.xw[0]?.locks.set('qwen3-32b', { pid: 1, since: now, until: now + 60_000, finishes: false })
  const kept: unknown = JSON.parse(JSON.stringify(takeSnapshot(first.world, true)))

  now += 10_000
  const second = createSimulator({ clock, quirks: 'none', from: kept as ReturnType<typeof takeSnapshot> })
  expect(second.world.startedAt).toBe(first.world.startedAt)
  const names = await (await ask(second, 'fleet', '/api/user/client_list?user_id=12')).text()
  expect(names).toContain('"client_name":"kept"')
  expect(names).toContain('"client_name":"new"')
  expect(await (await ask(second, 'npu-01', '/api/config/info')).json()).toMatchObject({
    registry: 'https://elsewhere.example',
  })
  expect(second.world.xw[0]?.wholeFiles.get('qwen3-14b')).toBe(6)
  // the pull died with its page: its lock is gone by now
  await ask(second, 'npu-01', '/api/models/downloaded')
  expect(second.world.xw[0]?.locks.has('qwen3-32b')).toBe(false)
})
