import { gzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readBulk } from './bulk.ts'
import { BulkError } from './bulkFailure.ts'
import { readByteStream } from './byteStream.ts'
import type { Endpoint } from './endpoint.ts'
import { postEvents } from './events.ts'
import { call } from './http.ts'
import { problemOf, serve } from './testServer.ts'

const json = '{"rows":[{"id":1},{"id":2}]}'
const log = '2026-11-21T10:00:00Z one\n2026-11-21T10:00:01Z two\n'
const events = 'data: {"type":"status"}\n\ndata: {"type":"end"}\n\n'

/** Asks in one of the console's four ways and tells what was read; fails with a Problem or a BulkError. */
const ways = {
  'a call': {
    type: 'application/json',
    body: json,
    ask: async (at: Endpoint, timeoutMs: number) =>
      JSON.stringify(await call({ at, operation: 'xw.listDevices', path: '/x', schema: v.unknown(), timeoutMs })),
  },
  'a list without a bound': {
    type: 'application/json',
    body: json,
    ask: async (at: Endpoint, timeoutMs: number) => {
      const rows: unknown[] = []
      await readBulk(
        { url: `${at.baseUrl}/x`, timeoutMs },
        { path: ['rows'], onRows: (more) => void rows.push(...more) },
      )
      return JSON.stringify({ rows })
    },
  },
  'a log': {
    type: 'text/plain; charset=utf-8',
    body: log,
    ask: async (at: Endpoint, timeoutMs: number) => {
      let text = ''
      await readByteStream(
        { url: `${at.baseUrl}/x`, timeoutMs },
        {
          onOpen: () => undefined,
          onBytes: (bytes) => {
            text += new TextDecoder().decode(bytes)
          },
        },
        new AbortController().signal,
      )
      return text
    },
  },
  'a stream of events': {
    type: 'text/event-stream',
    body: events,
    ask: async (at: Endpoint, timeoutMs: number) => {
      let text = ''
      await postEvents({
        at,
        operation: 'xw.pull',
        path: '/x',
        changes: false,
        body: {},
        timeoutMs,
        onEvent: ({ data }) => {
          text += `data: ${data}\n\n`
        },
        isLast: ({ data }) => data.includes('"end"'),
      })
      return text
    },
  },
} as const

/** Why it failed. */
async function factsOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (error instanceof BulkError) return error.failure.kind === 'facts' ? error.failure.facts : error.failure
  return (await problemOf(Promise.reject(error))).facts
}

/** A byte now and then, for ever. */
function trickle(res: ServerResponse): void {
  const timer = setInterval(() => res.write(' '), 5)
  onTestFinished(() => clearInterval(timer))
}

describe.each(Object.entries(ways))('%s', (_name, { type, body, ask }) => {
  test('that comes packed is unpacked', async () => {
    const { at } = await serve((res) => {
      res.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' }).end(gzipSync(body))
    })
    expect(await ask(at, 5_000)).toBe(body)
  })

  test('that comes byte by byte is read as if it came whole', async () => {
    const { at } = await serve(async (res) => {
      res.writeHead(200, { 'Content-Type': type })
      for (const byte of Buffer.from(body)) {
        await new Promise((sent) => res.write(Buffer.of(byte), sent))
      }
      res.end()
    })
    expect(await ask(at, 5_000)).toBe(body)
  })

  test('that is somewhere else on the same server is fetched from there', async () => {
    const { at, requests } = await serve((res, req) => {
      if (req.url === '/there') res.writeHead(200, { 'Content-Type': type }).end(body)
      else res.writeHead(307, { Location: '/there' }).end()
    })
    expect(await ask(at, 5_000)).toBe(body)
    expect(requests.map(({ url }) => url)).toContain('/there')
  })

  test('whose connection drops midway has broken off', async () => {
    const { at } = await serve((res) => {
      res.writeHead(200, { 'Content-Type': type, 'Content-Length': String(body.length) })
      res.write(body.slice(0, 10), () => res.destroy())
    })
    expect(await factsOf(ask(at, 5_000))).toEqual({ kind: 'broken-off', reason: 'dropped' })
  })

  test('that never begins is given up in time', async () => {
    const { at } = await serve(() => undefined)
    expect(await factsOf(ask(at, 50))).toEqual({ kind: 'timeout', afterMs: 50 })
  })
})

describe.each([
  ['a call', ways['a call']],
  ['a list without a bound', ways['a list without a bound']],
] as const)('%s', (_name, { type, ask }) => {
  test('of which a byte comes now and then is given up in time: a sign of life is no answer', async () => {
    const { at } = await serve((res) => {
      res.writeHead(200, { 'Content-Type': type })
      trickle(res)
    })
    expect(await factsOf(ask(at, 150))).toEqual({ kind: 'timeout', afterMs: 150 })
  })

  test('that hangs within its body is given up in time', async () => {
    const { at } = await serve((res) => void res.writeHead(200, { 'Content-Type': type }).write('{"rows":['))
    expect(await factsOf(ask(at, 100))).toEqual({ kind: 'timeout', afterMs: 100 })
  })
})
