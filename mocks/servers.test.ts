import { request } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { type RunningServers, type ServersOptions, startServers } from './servers.ts'
import { eventsOf, readToEnd } from './testing.ts'

let running: RunningServers | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

async function start(options: ServersOptions = {}): Promise<RunningServers> {
  running = await startServers({ port: 0, speed: 40, ...options })
  return running
}

const urlOf = (servers: RunningServers, id: string) => servers.xw.find((one) => one.id === id)?.url ?? ''

const pull = (servers: RunningServers, model: string, signal?: AbortSignal) =>
  fetch(`${urlOf(servers, 'npu-01')}/api/models/pull`, {
    method: 'POST',
    body: JSON.stringify({ model }),
    ...(signal ? { signal } : {}),
  })

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 20 }).toBe(true)
}

test('each xw and gpuf-s listen on ports of their own and answer over HTTP', async () => {
  const servers = await start()
  expect(new Set([...servers.xw.map(({ url }) => url), servers.gpuf.url]).size).toBe(4)
  for (const { id, url } of servers.xw) {
    expect(await (await fetch(`${url}/api/config/info`)).json()).toMatchObject({ name: id })
  }
  const list = await fetch(`${servers.gpuf.url}/api/user/client_list?user_id=12`)
  expect(await list.json()).toMatchObject({ success: true, data: { total: 48 } })
})

test('gpuf-s alone answers other origins', async () => {
  const servers = await start()
  const preflight = await fetch(`${servers.gpuf.url}/api/user/edit_client_info`, { method: 'OPTIONS' })
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  const xw = await fetch(`${urlOf(servers, 'npu-01')}/api/health`)
  expect(xw.headers.get('access-control-allow-origin')).toBeNull()
})

test('a pull arrives event by event, not in one piece at the end', async () => {
  const servers = await start()
  const arrivals: number[] = []
  const events: string[] = []
  for await (const event of eventsOf(await pull(servers, 'qwen3-4b'))) {
    arrivals.push(performance.now())
    events.push(event)
  }
  expect(events.at(-1)).toBe('{"type":"end"}')
  expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(200)
  expect(new Set(arrivals.map((at) => Math.floor(at / 20))).size).toBeGreaterThan(4)
})

test('a client that hangs up cancels its pull on the server', async () => {
  const servers = await start({ speed: 5 })
  const leaving = new AbortController()
  const response = await pull(servers, 'qwen3-32b-nope', leaving.signal)
  expect(response.status).toBe(404)
  const stream = await pull(servers, 'qwen3-14b', leaving.signal)
  const events = eventsOf(stream)
  await events.next()
  const server = servers.simulator.world.xw[0]
  await until(() => server?.held.has('qwen3-14b') === true)
  leaving.abort()
  await until(() => server?.held.has('qwen3-14b') === false)
  expect(server?.downloaded.has('qwen3-14b')).toBe(false)
})

test('a pull that breaks off is a dropped connection, one that ends early is not', async () => {
  const servers = await start()
  servers.simulator.fault('npu-01', 'pull-breaks-off', 1)
  expect((await readToEnd(await pull(servers, 'qwen3-4b'))).dropped).toBe(true)
  servers.simulator.fault('npu-01', 'pull-ends-early', 1)
  expect((await readToEnd(await pull(servers, 'qwen3-1.7b'))).dropped).toBe(false)
})

test('a server that is down hangs up without an answer', async () => {
  const servers = await start({ scenario: 'xw-down' })
  await expect(fetch(`${urlOf(servers, 'npu-02')}/api/health`)).rejects.toThrow(TypeError)
  expect((await fetch(`${urlOf(servers, 'npu-01')}/api/health`)).status).toBe(200)
})

test('a log comes in chunks of plain text, no faster than it is read', async () => {
  const servers = await start()
  const asked = request(`${urlOf(servers, 'mx-01')}/api/runtime/logs?alias=qwen2.5-72b-instruct&follow=false`)
  asked.end()
  const [response] = await once(asked, 'response')
  expect(response.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(response.headers['transfer-encoding']).toBe('chunked')
  let bytes = 0
  for await (const chunk of response) bytes += chunk.length
  expect(bytes).toBeGreaterThan(2_000_000)
})
