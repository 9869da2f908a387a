import * as v from 'valibot'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { readBulk, type BulkReader } from './bulk.ts'
import { bulkCall, checkRest } from './bulkCall.ts'
import type { Endpoint } from './endpoint.ts'
import { onOutcome, type Outcome } from './outcomes.ts'
import { gate, problemOf, serve } from './testServer.ts'

const envelope = v.object({ success: v.literal(true), data: v.object({ devices: v.array(v.unknown()) }) })

function refusedInside(body: unknown) {
  const refused = v.object({ success: v.literal(false), message: v.string() })
  return v.is(refused, body) ? { words: body.message, code: 'success-false' } : undefined
}

interface More {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly onRows?: BulkReader['onRows']
}

async function list(at: Endpoint, { signal, timeoutMs = 5000, onRows }: More = {}) {
  const rows: unknown[] = []
  const answer = await bulkCall(
    at,
    'gpuf.listClients',
    async () => {
      const read = await readBulk(
        { url: `${at.baseUrl}/list`, timeoutMs },
        {
          path: ['data', 'devices'],
          onRows: onRows ?? ((more) => void rows.push(...more)),
        },
        signal,
      )
      if (!read.isStopped) checkRest(envelope, read, refusedInside)
      return read
    },
    (status, body) => ({ words: `${status} ${String(body)}` }),
  )
  return { rows, ...answer }
}

function answering(status: number, contentType: string, body: string) {
  return serve((res) => void res.writeHead(status, { 'Content-Type': contentType }).end(body))
}

afterEach(() => {
  vi.unstubAllGlobals()
})

const good = '{"success":true,"data":{"total":2,"devices":[{"id":"名"},{"id":2}]}}'

test('a good answer comes as rows and what stands around them', async () => {
  const { at, requests } = await answering(200, 'application/json', good)
  expect(await list(at)).toEqual({
    rows: [{ id: '名' }, { id: 2 }],
    status: 200,
    bytes: Buffer.byteLength(good),
    rest: { success: true, data: { total: 2, devices: [] } },
    restText: '{"success":true,"data":{"total":2,"devices":[]}}',
    isStopped: false,
  })
  expect(requests).toMatchObject([{ method: 'GET', url: '/list', headers: { accept: 'application/json' } }])
})

test('rows come while the answer is still coming, and enough is enough', async () => {
  const row = `{"text":"${'x'.repeat(1000)}"}`
  const stopped = gate()
  const { at } = await serve((res) => {
    res.on('close', () => stopped.open())
    res.writeHead(200).write(`{"data":{"devices":[${`${row},`.repeat(1500)}`)
  })
  let seen = 0
  const answer = await list(at, {
    onRows: (rows, bytes) => {
      seen += rows.length
      expect(bytes).toBeGreaterThan(2 ** 20)
      return 'stop'
    },
  })
  expect(answer).toMatchObject({ isStopped: true, rest: undefined })
  expect(seen).toBeGreaterThan(1000)
  await stopped.passed
})

describe('an answer that cannot be read', () => {
  test.each([
    { body: '', type: 'application/json', facts: { reason: 'empty' } },
    { body: ' \n', type: 'application/json', facts: { reason: 'empty' } },
    { body: '<!doctype html><title>Sign in</title>', type: 'text/html', facts: { reason: 'html' } },
    { body: '\n<html><body>', type: 'application/json', facts: { reason: 'html' } },
    { body: 'upstream said no', type: 'text/plain', facts: { reason: 'not-json' } },
    { body: '{"data":{"dev', type: 'application/json', facts: { reason: 'cut', excerpt: '{"data":{"dev' } },
    {
      body: '{"success":true,"data":{"devices":[{"id":1},{"id":2},{"id":"thr',
      type: 'application/json',
      facts: { reason: 'cut', path: 'data.devices[2]', excerpt: '{"id":"thr' },
    },
    {
      body: '{"success":true,"data":{"devices":[{"id":1},{"id":nil}]}}',
      type: 'application/json',
      facts: { reason: 'not-json', path: 'data.devices[1]', excerpt: '{"id":nil}]}}' },
    },
    {
      body: '{"success":true,"data":{"devices":[{"id":1}]}',
      type: 'application/json',
      facts: { reason: 'cut', excerpt: '{"success":true,"data":{"devices":[]}' },
    },
    {
      body: '{"success":"yes","data":{"devices":[{"id":1}]}}',
      type: 'application/json',
      facts: { reason: 'schema', path: 'success', received: '"yes"' },
    },
    { body: '{"success":true,"data":7}', type: 'application/json', facts: { reason: 'schema', path: 'data' } },
  ])('is $facts.reason: $body', async ({ body, type, facts }) => {
    const { at } = await answering(200, type, body)
    expect((await problemOf(list(at))).facts).toMatchObject({ kind: 'response', status: 200, ...facts })
  })

  test('a 200 may be a refusal', async () => {
    const { at } = await answering(200, 'application/json', '{"success":false,"data":null,"message":"no such tenant"}')
    expect((await problemOf(list(at))).facts).toEqual({
      kind: 'server',
      status: 200,
      code: 'success-false',
      words: 'no such tenant',
    })
  })

  test.each([
    [500, 'text/plain', 'out of memory', '500 out of memory'],
    [500, 'application/json', '', '500 undefined'],
    [502, 'text/html', '<html>Bad Gateway', '502 undefined'],
  ])('a %i of %s is a refusal, read where its reader is', async (status, type, body, words) => {
    const { at } = await answering(status, type, body)
    expect((await problemOf(list(at))).facts).toEqual({ kind: 'server', status, words })
  })

  test('what is thrown over a row is thrown to whoever asked, and is no failure of the server', async () => {
    const { at } = await answering(200, 'application/json', good)
    const fault = new TypeError('no such column')
    const onRows = () => {
      throw fault
    }
    await expect(list(at, { onRows })).rejects.toBe(fault)
  })
})

describe('an answer that does not come', () => {
  test('from a server that is not there', async () => {
    const { at } = await answering(200, '', '')
    const nowhere = { ...at, baseUrl: 'http://127.0.0.1:1' }
    expect((await problemOf(list(nowhere))).facts).toEqual({ kind: 'request', reason: 'unreachable' })
  })

  test('in time, also when it has begun', async () => {
    const { at } = await serve((res) => void res.writeHead(200).write('{"data":'))
    expect((await problemOf(list(at, { timeoutMs: 100 }))).facts).toEqual({ kind: 'timeout', afterMs: 100 })
  })

  test('to its end', async () => {
    const { at } = await serve((res) => {
      res.writeHead(200, { 'Content-Length': 1000 }).write(good, () => res.destroy())
    })
    expect((await problemOf(list(at))).facts).toEqual({ kind: 'broken-off', reason: 'dropped' })
  })

  test('since it was aborted, before or while it comes', async () => {
    const begun = gate()
    const { at } = await serve((res) => void res.writeHead(200).write('{"data":', () => begun.open()))
    expect((await problemOf(list(at, { signal: AbortSignal.abort() }))).facts).toEqual({ kind: 'abort' })
    const controller = new AbortController()
    const asked = problemOf(list(at, { signal: controller.signal }))
    await begun.passed
    controller.abort()
    expect((await asked).facts).toEqual({ kind: 'abort' })
  })
})

test('every outcome is told, except of what was aborted', async () => {
  const told: Outcome[] = []
  const stop = onOutcome((outcome) => told.push(outcome))
  const { at } = await answering(200, 'application/json', good)
  await list(at)
  await problemOf(list(at, { signal: AbortSignal.abort() }))
  const { at: failing } = await answering(500, 'text/plain', 'no')
  await problemOf(list(failing))
  stop()
  expect(told.map(({ operation, problem }) => [operation, problem?.kind])).toEqual([
    ['gpuf.listClients', undefined],
    ['gpuf.listClients', 'server'],
  ])
})
