import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ReadRefusal } from './answer.ts'
import type { Endpoint } from './endpoint.ts'
import { type EventPost, postEvents, type ServerEvent } from './events.ts'
import { onOutcome, type Outcome } from './outcomes.ts'
import { needsSignIn } from './problem.ts'
import { endpoint, gate, problemOf, serve } from './testServer.ts'

/** What a server can do with one answer. */
interface Wire {
  readonly write: (bytes: string | Uint8Array) => void
  readonly end: () => void
  /** The connection is cut. */
  readonly drop: () => void
  /** The other side has closed the connection; kept at once where a server cannot see that. */
  readonly closed: Promise<void>
}

interface Standing {
  readonly at: Endpoint
  readonly bodies: string[]
}

type Stand = (script: (wire: Wire) => void | Promise<void>, type?: string, status?: number) => Promise<Standing>

const overNetwork: Stand = async (script, type = 'text/event-stream', status = 200) => {
  const { at, bodies } = await serve((res) => {
    const closed = gate()
    res.on('close', () => closed.open())
    res.writeHead(status, type === '' ? {} : { 'Content-Type': type })
    res.flushHeaders()
    return script({
      write: (bytes) => void res.write(bytes),
      end: () => void res.end(),
      drop: () => void res.destroy(),
      closed: closed.passed,
    })
  })
  return { at, bodies }
}

const msw = setupServer()

const intercepted: Stand = async (script, type = 'text/event-stream', status = 200) => {
  const bodies: string[] = []
  msw.use(
    http.post('http://intercepted.test/api/models/pull', async ({ request }) => {
      bodies.push(await request.text())
      const encoder = new TextEncoder()
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => {
          void script({
            write: (bytes) => controller.enqueue(typeof bytes === 'string' ? encoder.encode(bytes) : bytes),
            end: () => controller.close(),
            drop: () => controller.error(new TypeError('dropped')),
            // In Node MSW reads a copy of the answer for itself, and never cancels it.
            closed: Promise.resolve(),
          })
        },
      })
      return new HttpResponse(stream, { status, ...(type !== '' && { headers: { 'Content-Type': type } }) })
    }),
  )
  return { at: endpoint('http://intercepted.test'), bodies }
}

function pull(at: Endpoint, more: Partial<EventPost> = {}): { heard: ServerEvent[]; over: Promise<void> } {
  const heard: ServerEvent[] = []
  const over = postEvents({
    at,
    operation: 'xw.pull',
    path: '/api/models/pull',
    changes: true,
    body: { model: 'qwen3-8b' },
    isLast: ({ data }) => data === 'end',
    ...more,
    onEvent: (event) => {
      heard.push(event)
      more.onEvent?.(event)
    },
  })
  return { heard, over }
}

function data(events: readonly ServerEvent[]): string[] {
  return events.map((event) => event.data)
}

afterEach(() => {
  vi.useRealTimers()
})

describe.each<{ path: string; stand: Stand }>([
  { path: 'over the network', stand: overNetwork },
  { path: 'through MSW', stand: intercepted },
])('events after a POST, $path', ({ stand }) => {
  beforeAll(() => {
    if (stand === intercepted) msw.listen({ onUnhandledRequest: 'error' })
  })
  afterEach(() => {
    msw.resetHandlers()
  })
  afterAll(() => {
    msw.close()
  })

  test('each arrives before the server sends the next', async () => {
    const arrived = [gate(), gate(), gate()]
    const { at, bodies } = await stand(async ({ write }) => {
      for (const [index, { passed }] of arrived.entries()) {
        write(`data: ${index}\n\n`)
        await passed
      }
      write('data: end\n\n')
    })
    const { heard, over } = pull(at, { onEvent: ({ data: index }) => arrived[Number(index)]?.open() })
    await over
    expect(data(heard)).toEqual(['0', '1', '2', 'end'])
    expect(bodies).toEqual(['{"model":"qwen3-8b"}'])
  })

  test('one that is cut inside a character comes whole', async () => {
    const bytes = new TextEncoder().encode('data: 模型 🚀\n\ndata: end\n\n')
    const cuts = [...bytes.keys()]
    const { at } = await stand(async ({ write, end }) => {
      for (const cut of cuts) {
        write(bytes.slice(cut, cut + 1))
        await new Promise(setImmediate)
      }
      end()
    })
    const { heard, over } = pull(at)
    await over
    expect(data(heard)).toEqual(['模型 🚀', 'end'])
  })

  test('they keep their names, whatever these are', async () => {
    const { at } = await stand(({ write }) => {
      write('retry: 1\nid: 7\nevent: error\ndata: {"error":"Get "https://x""}\n\n')
      write('event: open\ndata: a\ndata: b\n\n: ping\n\nevent: done\r\ndata:x\r\n\r\ndata: end\n\n')
    })
    const { heard, over } = pull(at)
    await over
    expect(heard).toEqual([
      { type: 'error', data: '{"error":"Get "https://x""}', lastEventId: '7' },
      { type: 'open', data: 'a\nb', lastEventId: '' },
      { type: 'done', data: 'x', lastEventId: '' },
      { type: 'message', data: 'end', lastEventId: '' },
    ])
  })

  test('what comes behind the last one in the same packet is not told, and the connection is closed', async () => {
    const closed = gate()
    const { at } = await stand(async (wire) => {
      wire.write('data: end\n\ndata: more\n\n')
      await wire.closed
      closed.open()
    })
    const { heard, over } = pull(at)
    await over
    expect(data(heard)).toEqual(['end'])
    await closed.passed
  })

  test('an end in good order before the last one is an early end', async () => {
    const { at } = await stand(({ write, end }) => {
      write('data: 1\n\ndata: not finis')
      end()
    })
    const { heard, over } = pull(at)
    expect((await problemOf(over)).facts).toEqual({ kind: 'broken-off', reason: 'ended-early' })
    expect(data(heard)).toEqual(['1'])
  })

  test('an end in good order is the end, where no last one is known', async () => {
    const { at } = await stand(({ write, end }) => {
      write('data: 1\n\n')
      end()
    })
    const { heard, over } = pull(at, { isLast: undefined })
    await over
    expect(data(heard)).toEqual(['1'])
  })

  test('a connection that drops is told from an early end', async () => {
    const heardOne = gate()
    const { at } = await stand(async ({ write, drop }) => {
      write('data: 1\n\n')
      await heardOne.passed
      drop()
    })
    const { over } = pull(at, { onEvent: () => heardOne.open() })
    expect((await problemOf(over)).facts).toEqual({ kind: 'broken-off', reason: 'dropped' })
  })

  test.each(['ended', 'dropped', 'refused', 'last', 'aborted', 'no stream'] as const)(
    'the work is never started a second time: %s',
    async (how) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const { at, bodies } = await stand(
        ({ write, end, drop }) => {
          write('retry: 5\ndata: 1\n\n')
          if (how === 'last') write('data: end\n\n')
          if (how === 'ended' || how === 'refused' || how === 'no stream') end()
          if (how === 'dropped') setImmediate(drop)
        },
        how === 'no stream' ? 'text/plain' : undefined,
        how === 'refused' ? 503 : 200,
      )
      const controller = new AbortController()
      const { over } = pull(at, {
        signal: controller.signal,
        onEvent: () => {
          if (how === 'aborted') controller.abort()
        },
      })
      await over.catch(() => undefined)
      await vi.advanceTimersByTimeAsync(60_000)
      await new Promise(setImmediate)
      expect(bodies.length).toBe(1)
    },
  )

  test('a silence is told, and its end; comments are no silence', async () => {
    const stalled = gate<number>()
    const recovered = gate()
    const { at } = await stand(async ({ write }) => {
      write(': ping\n\n')
      await stalled.passed
      write(': ping\n\n')
      await recovered.passed
      write('data: end\n\n')
    })
    const { heard, over } = pull(at, { stallMs: 40, onStall: stalled.open, onRecover: () => recovered.open() })
    await over
    expect(await stalled.passed).toBeGreaterThanOrEqual(40)
    expect(data(heard)).toEqual(['end'])
  })

  test('abort closes the connection, so that the server sees it', async () => {
    const closed = gate()
    const { at } = await stand(async (wire) => {
      wire.write('data: 1\n\n')
      await wire.closed
      closed.open()
    })
    const controller = new AbortController()
    const { heard, over } = pull(at, { signal: controller.signal, onEvent: () => controller.abort() })
    expect((await problemOf(over)).facts).toEqual({ kind: 'abort' })
    expect(data(heard)).toEqual(['1'])
    await closed.passed
  })

  test('aborted from the start: nothing is sent', async () => {
    const { at, bodies } = await stand(({ end }) => end())
    expect((await problemOf(pull(at, { signal: AbortSignal.abort() }).over)).kind).toBe('abort')
    expect(bodies).toEqual([])
  })

  test.each([
    { body: '{"error":"model not found","code":"404"}', type: 'application/json', words: 'model not found' },
    { body: 'no such model', type: 'text/plain', words: 'no such model' },
    { body: '<html>404', type: 'text/html', words: undefined },
    { body: '', type: '', words: undefined },
  ])('a refusal is read for its words: $body', async ({ body, type, words }) => {
    const { at } = await stand(
      ({ write, end }) => {
        if (body !== '') write(body)
        end()
      },
      type,
      404,
    )
    const { facts } = await problemOf(pull(at).over)
    expect(facts).toEqual({ kind: 'server', status: 404, ...(words && { words }) })
  })

  test('a refusal goes through the reader of the backend', async () => {
    const { at } = await stand(({ write, end }) => (write('{"error":"x"}'), end()), 'application/json', 400)
    const refusal = vi.fn<ReadRefusal>(() => ({ code: 'unknown-model' }))
    const { facts } = await problemOf(pull(at, { refusal }).over)
    expect(facts).toEqual({ kind: 'server', status: 400, code: 'unknown-model' })
    expect(refusal).toHaveBeenCalledExactlyOnceWith(400, { error: 'x' })
  })

  test('a sign-in page in place of the stream asks to sign in', async () => {
    const { at } = await stand(({ write, end }) => (write('<!doctype html>'), end()), 'text/html')
    expect(needsSignIn(await problemOf(pull(at).over))).toBe(true)
  })

  test('any other answer in place of the stream is told as such, even one without end', async () => {
    const { at } = await stand(({ write }) => write('x'.repeat(300_000)), 'text/plain')
    const { facts } = await problemOf(pull(at).over)
    expect(facts).toMatchObject({ kind: 'response', reason: 'not-a-stream', status: 200, excerpt: /^x{299}…$/ })
  })

  test('an error of ours in the handler ends the stream and is not taken for the server’s', async () => {
    const closed = gate()
    const { at } = await stand(async (wire) => {
      wire.write('data: 1\n\ndata: 2\n\n')
      await wire.closed
      closed.open()
    })
    const bug = new RangeError('ours')
    const { heard, over } = pull(at, {
      onEvent: () => {
        throw bug
      },
    })
    await expect(over).rejects.toBe(bug)
    expect(data(heard)).toEqual(['1'])
    await closed.passed
  })

  test('the start is an outcome, once, and an abort is none', async () => {
    const outcomes: Outcome[] = []
    const stop = onOutcome((outcome) => outcomes.push(outcome))
    const good = await stand(({ write, end }) => (write('data: 1\n\n'), end()))
    await pull(good.at).over.catch(() => undefined)
    const bad = await stand(({ end }) => end(), 'text/event-stream', 500)
    const problem = await problemOf(pull(bad.at).over)
    await pull(bad.at, { signal: AbortSignal.abort() }).over.catch(() => undefined)
    stop()
    expect(outcomes).toEqual([
      { server: good.at, operation: 'xw.pull', at: expect.any(Number), tookMs: expect.any(Number) },
      { server: bad.at, operation: 'xw.pull', at: expect.any(Number), tookMs: expect.any(Number), problem },
    ])
  })
})

describe('events after a POST, without an answer', () => {
  test('no head in time', async () => {
    const closed = gate()
    const { at } = await serve((res) => void res.on('close', () => closed.open()))
    const { over } = pull(at, { timeoutMs: 30 })
    expect((await problemOf(over)).facts).toEqual({ kind: 'timeout', afterMs: 30 })
    await closed.passed
  })

  test('a stream that was opened in time may be silent for longer than that', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const hours = gate()
    const { at } = await overNetwork(async ({ write }) => {
      await hours.passed
      write('data: end\n\n')
    })
    const opened = gate()
    const { heard, over } = pull(at, { onOpen: () => opened.open() })
    await opened.passed
    await vi.advanceTimersByTimeAsync(5 * 3_600_000)
    hours.open()
    await over
    expect(data(heard)).toEqual(['end'])
  })

  test.each(['http://127.0.0.1:1', 'http://[bad'])('nobody listens at %s', async (baseUrl) => {
    const { facts } = await problemOf(pull(endpoint(baseUrl)).over)
    expect(facts).toEqual({ kind: 'request', reason: 'unreachable' })
  })
})
