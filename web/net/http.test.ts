import * as v from 'valibot'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ReadRefusal } from './answer.ts'
import { type Call, call, urlOf } from './http.ts'
import { onOutcome, type Outcome } from './outcomes.ts'
import { endpoint, gate, problemOf, serve } from './testServer.ts'
import { isUnreachable, needsSignIn } from './problem.ts'

const devices = v.object({ devices: v.array(v.object({ bus_address: v.string() })) })

function listDevices(at: Call<typeof devices>['at'], more: Partial<Call<typeof devices>> = {}) {
  return call({ at, operation: 'xw.listDevices', path: '/api/devices/list', schema: devices, ...more })
}

function envelopeRefusal(body: unknown) {
  const refused = v.object({ success: v.literal(false), message: v.string() })
  return v.is(refused, body) ? { words: body.message } : undefined
}

function answering(status: number, contentType: string, body: string) {
  return serve((res) => void res.writeHead(status, { 'Content-Type': contentType }).end(body))
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a good answer', () => {
  test('arrives as the schema makes it', async () => {
    const { at, requests } = await answering(200, 'application/json', '{"devices":[{"bus_address":"0000:81:00.0"}]}')
    await expect(listDevices(at)).resolves.toEqual({ devices: [{ bus_address: '0000:81:00.0' }] })
    expect(requests).toMatchObject([{ method: 'GET', url: '/api/devices/list', body: '' }])
  })

  test('is asked for with query and JSON body', async () => {
    const { at, requests } = await answering(200, 'application/json', '{"devices":[]}')
    await listDevices(at, { method: 'POST', query: { all: true, alias: 'a b', none: undefined }, body: { key: '名' } })
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/api/devices/list?all=true&alias=a+b',
        body: '{"key":"名"}',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      },
    ])
  })

  test('may be empty where nothing is expected', async () => {
    const { at } = await serve((res) => void res.writeHead(204).end())
    const done = call({
      at,
      operation: 'xw.reloadConfig',
      method: 'POST',
      changes: true,
      path: '/x',
      schema: v.undefined(),
    })
    await expect(done).resolves.toBeUndefined()
  })

  test('is JSON whatever its media type says', async () => {
    const { at } = await answering(200, 'text/html', '{"devices":[]}')
    await expect(listDevices(at)).resolves.toEqual({ devices: [] })
  })
})

describe('an answer that cannot be read', () => {
  test.each([
    { body: '', type: 'application/json', reason: 'empty' },
    { body: '{"devices":[{"bus_address":"0000:8', type: 'application/json', reason: 'cut' },
    { body: '{"devices":[{"bus_address":0000}]}', type: 'application/json', reason: 'not-json' },
    { body: 'upstream said no', type: 'text/plain', reason: 'not-json' },
    { body: '<!doctype html><title>Sign in</title>', type: 'text/html', reason: 'html' },
    { body: '\n<html><body>', type: 'application/json', reason: 'html' },
  ])('is $reason: $body', async ({ body, type, reason }) => {
    const { at } = await answering(200, type, body)
    const { facts } = await problemOf(listDevices(at))
    expect(facts).toMatchObject({ kind: 'response', reason, status: 200 })
    expect(facts.kind === 'response' && (facts.excerpt ?? '')).toBe(body.trim())
  })

  test('a page behind a redirect asks the operator to sign in again', async () => {
    const { at } = await serve((res, req) => {
      if (req.url === '/login') res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>')
      else res.writeHead(302, { Location: '/login' }).end()
    })
    expect(needsSignIn(await problemOf(listDevices(at)))).toBe(true)
  })

  test('names the field that is of the wrong type, with its row', async () => {
    const rows = [{ bus_address: 'a' }, { bus_address: 'b' }, { bus_address: 'c' }, { bus_address: 7, chip: 'd' }]
    const { at } = await answering(200, 'application/json', JSON.stringify({ devices: rows }))
    const { facts } = await problemOf(listDevices(at))
    expect(facts).toEqual({
      kind: 'response',
      reason: 'schema',
      status: 200,
      path: 'devices[3].bus_address',
      expected: 'string',
      received: '7',
      excerpt: '{"bus_address":7,"chip":"d"}',
    })
  })

  test('names a missing field, and quotes little of a long answer', async () => {
    const { at } = await answering(200, 'application/json', JSON.stringify({ text: '長'.repeat(10_000) }))
    const { facts } = await problemOf(listDevices(at))
    expect(facts).toMatchObject({ reason: 'schema', path: 'devices', received: 'undefined' })
    expect(facts.kind === 'response' && facts.excerpt).toMatch(/^\{"text":"長{290}…$/)
  })

  test('is of the wrong kind as a whole', async () => {
    const { at } = await answering(200, 'application/json', '"[]"')
    const { facts } = await problemOf(listDevices(at))
    expect(facts).not.toHaveProperty('path')
    expect(facts).toMatchObject({ reason: 'schema', expected: 'Object', excerpt: '"[]"' })
  })

  test('an error in a transformation is told like any other mismatch', async () => {
    const { at } = await answering(200, 'application/json', '{}')
    const schema = v.pipe(
      v.object({}),
      v.transform(() => {
        throw new RangeError('no such date')
      }),
    )
    const { facts } = await problemOf(call({ at, operation: 'xw.version', path: '/', schema }))
    expect(facts).toMatchObject({ kind: 'response', reason: 'schema', received: 'no such date' })
  })

  test('breaks off in its middle', async () => {
    const { at } = await serve((res) => {
      res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 })
      res.write('{"devices":', () => res.destroy())
    })
    expect((await problemOf(listDevices(at))).facts).toEqual({ kind: 'broken-off', reason: 'dropped' })
  })
})

describe('a refusal', () => {
  test("carries the server's own words", async () => {
    const { at } = await answering(404, 'application/json', '{"error":"model not found","code":"404"}')
    expect((await problemOf(listDevices(at))).facts).toEqual({ kind: 'server', status: 404, words: 'model not found' })
  })

  test.each([
    { body: '{"error":"x"}', type: 'application/json', seen: { error: 'x' } },
    { body: 'alias is taken', type: 'text/plain', seen: 'alias is taken' },
    { body: '{"error":"cut', type: 'application/json', seen: '{"error":"cut' },
    { body: '<html><h1>502 Bad Gateway', type: 'text/html', seen: undefined },
    { body: '', type: 'text/plain', seen: undefined },
  ])('is given to the backend to read: $body', async ({ body, type, seen }) => {
    const { at } = await answering(502, type, body)
    const refusal = vi.fn<ReadRefusal>(() => ({ words: 'w', code: 'instance-exists', facts: { path: '/p' } }))
    const problem = await problemOf(listDevices(at, { refusal }))
    expect(refusal).toHaveBeenCalledExactlyOnceWith(502, seen)
    expect(problem.facts).toEqual({
      kind: 'server',
      status: 502,
      words: 'w',
      code: 'instance-exists',
      facts: { path: '/p' },
    })
    expect(isUnreachable(problem)).toBe(true)
  })

  test('without a body still tells its status', async () => {
    const { at } = await serve((res) => void res.writeHead(500).end())
    expect((await problemOf(listDevices(at))).facts).toEqual({ kind: 'server', status: 500 })
  })

  test('whose body breaks off still tells its status', async () => {
    const { at } = await serve((res) => {
      res.writeHead(500, { 'Content-Length': 1000 })
      res.write('half', () => res.destroy())
    })
    expect((await problemOf(listDevices(at))).facts).toEqual({ kind: 'server', status: 500 })
  })

  test('inside a 200 is found before the schema is asked', async () => {
    const { at } = await answering(200, 'application/json', '{"success":false,"message":"no such client"}')
    expect((await problemOf(listDevices(at, { refusedInside: envelopeRefusal }))).facts).toEqual({
      kind: 'server',
      status: 200,
      words: 'no such client',
    })
  })
})

describe('no answer', () => {
  test('from a port where nobody listens', async () => {
    const problem = await problemOf(listDevices(endpoint('http://127.0.0.1:1')))
    expect(problem.facts).toEqual({ kind: 'request', reason: 'unreachable' })
    expect(problem.server).toEqual({ kind: 'xw', id: 'npu-01', label: 'npu-01' })
  })

  test('from an address that is none', async () => {
    const { facts } = await problemOf(listDevices(endpoint('http://[bad')))
    expect(facts).toEqual({ kind: 'request', reason: 'unreachable' })
  })

  test('because this machine is offline', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { facts } = await problemOf(listDevices(endpoint('http://127.0.0.1:1')))
    expect(facts).toEqual({ kind: 'request', reason: 'offline' })
  })

  test('offline, a server on this machine still answers', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { at } = await answering(200, 'application/json', '{"devices":[]}')
    await expect(listDevices(at)).resolves.toEqual({ devices: [] })
  })

  test('in time', async () => {
    const { at } = await serve(() => undefined)
    expect((await problemOf(listDevices(at, { timeoutMs: 30 }))).facts).toEqual({ kind: 'timeout', afterMs: 30 })
  })

  test('in time, though its head came', async () => {
    const { at } = await serve((res) => void res.writeHead(200).write('{"devices":'))
    expect((await problemOf(listDevices(at, { timeoutMs: 100 }))).facts).toEqual({ kind: 'timeout', afterMs: 100 })
  })

  test('wanted any more: the server sees the connection close', async () => {
    const asked = gate()
    const closed = gate()
    const { at } = await serve((res) => {
      res.on('close', () => closed.open())
      asked.open()
    })
    const controller = new AbortController()
    const answer = problemOf(listDevices(at, { signal: controller.signal }))
    await asked.passed
    controller.abort()
    expect((await answer).facts).toEqual({ kind: 'abort' })
    await closed.passed
  })

  test('wanted from the start: nothing is sent', async () => {
    const { at, requests } = await answering(200, 'application/json', '{"devices":[]}')
    expect((await problemOf(listDevices(at, { signal: AbortSignal.abort() }))).kind).toBe('abort')
    expect(requests).toEqual([])
  })
})

describe('outcomes', () => {
  test('tell of every call but those that were aborted', async () => {
    const outcomes: Outcome[] = []
    const stop = onOutcome((outcome) => outcomes.push(outcome))
    const { at } = await answering(200, 'application/json', '{"devices":[]}')
    await listDevices(at)
    const problem = await problemOf(call({ at, operation: 'xw.version', path: '/', schema: v.string() }))
    await problemOf(listDevices(at, { signal: AbortSignal.abort() }))
    stop()
    await listDevices(at)
    expect(outcomes).toEqual([
      { server: at, operation: 'xw.listDevices', at: expect.any(Number), tookMs: expect.any(Number) },
      { server: at, operation: 'xw.version', at: expect.any(Number), tookMs: expect.any(Number), problem },
    ])
  })
})

describe('addresses', () => {
  test('are put behind the base of the server', () => {
    expect(urlOf(endpoint('http://h:1/sub/'), '/api/x', { a: 1 })).toBe('http://h:1/sub/api/x?a=1')
    expect(urlOf(endpoint('http://h:1'), 'api/x')).toBe('http://h:1/api/x')
  })

  test("are relative to the console's own where the base is", () => {
    vi.stubGlobal('document', { baseURI: 'https://site/ops/console/' })
    expect(urlOf(endpoint('api/xw/npu-01'), '/api/x')).toBe('https://site/ops/console/api/xw/npu-01/api/x')
    expect(urlOf(endpoint('/xw'), '/api/x')).toBe('https://site/xw/api/x')
    expect(urlOf(endpoint('/'), '/api/x')).toBe('https://site/api/x')
    expect(urlOf(endpoint(''), '/api/x')).toBe('https://site/ops/console/api/x')
  })
})
