import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { streamChat, streamMessage } from '../streamsInference.ts'
import { longestAnswer, startAnswer } from './answerRun.ts'
import { answerOf } from './talk.testing.ts'
import type { Answer } from './talk.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const encoder = new TextEncoder()

afterEach(() => vi.unstubAllGlobals())

/** A stream of these pieces, each as it is; then an end in good order, or a dropped connection. */
function streamOf(pieces: readonly (string | Uint8Array)[], end: 'close' | 'drop' = 'close'): () => Response {
  return () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece)
        },
        pull(controller) {
          if (end === 'close') controller.close()
          else controller.error(new TypeError('connection dropped'))
        },
      }),
      { headers: { 'Content-Type': 'text/event-stream' } },
    )
}
const frame = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`
const said = (content: string) => frame({ choices: [{ delta: { content } }] })
const finished = frame({ choices: [{ delta: {}, finish_reason: 'stop' }] })
const done = frame('[DONE]')
const call = (index: number, name: string | null, args: string) =>
  frame({ choices: [{ delta: { tool_calls: [{ index, function: { name, arguments: args } }] } }] })
const words =
  (body: string, status: number, type = 'text/plain; charset=utf-8') =>
  () =>
    new Response(body, { status, headers: { 'Content-Type': type } })

interface Asked {
  readonly form?: 'chat' | 'messages'
  readonly act?: (answer: Answer, stop: () => void) => void
}

/** Asks a server that answers so, and gives the last state and all before it. */
async function ask(answer: () => Response, { form = 'chat', act }: Asked = {}): Promise<readonly Answer[]> {
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    signal?.throwIfAborted()
    return Promise.resolve(answer())
  })
  const states: Answer[] = []
  const run = startAnswer({
    at,
    answer: answerOf({ state: 'queued', form }),
    open: (handlers) =>
      form === 'chat'
        ? streamChat(at, { model: 'chat', messages: [] }, handlers)
        : streamMessage(at, { model: 'chat', messages: [], max_tokens: 1 }, handlers),
    acquireSlot: () => Promise.resolve(() => undefined),
    publish: (state) => {
      states.push(state)
      act?.(state, run.stop)
    },
    clock: () => performance.now(),
  })
  await run.over
  return states
}

const askFor = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).at(-1)

describe('an answer', () => {
  test('is the pieces that came, with what the server counted', async () => {
    const usage = frame({ choices: [], usage: { prompt_tokens: 7, completion_tokens: 2 } })
    expect(await askFor(streamOf([said('Hel'), said('lo'), finished, usage, done]))).toMatchObject({
      state: 'done',
      text: 'Hello',
      pieces: 2,
      finish: 'stop',
      usage: { inputTokens: 7, outputTokens: 2 },
      problem: null,
    })
  })

  test.each(['reasoning_content', 'reasoning'])('keeps apart what was thought, as %s', async (field) => {
    const thought = frame({ choices: [{ delta: { [field]: 'hm' } }] })
    expect(await askFor(streamOf([thought, said('Four.'), done]))).toMatchObject({ reasoning: 'hm', text: 'Four.' })
  })

  test("in Anthropic's form ends with its own last event", async () => {
    const events = [
      { type: 'message_start', message: { usage: { input_tokens: 5, output_tokens: 0 } } },
      { type: 'content_block_delta', delta: { thinking: 'hm' } },
      { type: 'content_block_delta', delta: { text: 'Four.' } },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
      { type: 'message_stop' },
    ].map((event) => `event: ${event.type}\n${frame(event)}`)
    expect(await askFor(streamOf(events), { form: 'messages' })).toMatchObject({
      state: 'done',
      reasoning: 'hm',
      text: 'Four.',
      finish: 'end_turn',
      usage: { inputTokens: 5, outputTokens: 3 },
      lacksEnd: false,
    })
  })

  test('can ask for tools, which are shown and not run', async () => {
    const pieces = [call(0, 'weather', ''), call(0, null, '{"city":'), call(0, null, '"Bei'), call(1, 'time', '{}')]
    expect((await askFor(streamOf([...pieces, done])))?.tools).toEqual([
      { name: 'weather', text: '{"city":"Bei' },
      { name: 'time', text: '{}' },
    ])
  })

  test("can ask for tools in Anthropic's form", async () => {
    const pieces = [
      { type: 'content_block_start', index: 1, content_block: { type: 'tool_use', name: 'weather', input: {} } },
      { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"city"' } },
      { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: ':1}' } },
      { type: 'message_stop' },
    ].map(frame)
    expect((await askFor(streamOf(pieces), { form: 'messages' }))?.tools).toEqual([
      { name: 'weather', text: '{"city":1}' },
    ])
  })

  test('that is stopped keeps what had come', async () => {
    const states = await ask(() => new Response(endless(said('on and ')), eventStream), {
      act: ({ text }, stop) => text.length > 20 && stop(),
    })
    expect(states.at(-1)).toMatchObject({ state: 'stopped', problem: null })
    expect(states.at(-1)?.text).toMatch(/^on and on and /)
  })

  test('of a million characters comes whole, and is shown in few steps', async () => {
    const states = await ask(streamOf([...Array.from({ length: 1000 }, () => said('x'.repeat(1000))), done]))
    expect(states.at(-1)).toMatchObject({ state: 'done', pieces: 1000, tooLong: false })
    expect(states.at(-1)?.text).toHaveLength(1_000_000)
    expect(states.length).toBeLessThan(100)
  })

  test('without end is stopped, and says so', async () => {
    const states = await ask(() => new Response(endless(said('x'.repeat(500_000))), eventStream))
    expect(states.at(-1)).toMatchObject({ state: 'stopped', tooLong: true })
    expect(states.at(-1)?.text.length).toBeGreaterThan(longestAnswer)
  })
})

const eventStream = { headers: { 'Content-Type': 'text/event-stream' } }

function endless(piece: string): ReadableStream<Uint8Array> {
  const bytes = encoder.encode(piece)
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve))
      controller.enqueue(bytes)
    },
  })
}

test('an answer that waits for a connection asks nothing, and can be stopped', async () => {
  const open = vi.fn<() => Promise<void>>()
  const states: Answer[] = []
  const run = startAnswer({
    at,
    answer: answerOf({ state: 'queued' }),
    open,
    acquireSlot: (signal) =>
      new Promise((_taken, refuse) => signal.addEventListener('abort', () => refuse(new Error('stopped')))),
    publish: (state) => states.push(state),
    clock: () => 0,
  })
  run.stop()
  await run.over
  expect(open).not.toHaveBeenCalled()
  expect(states).toMatchObject([{ state: 'stopped', totalMs: null }])
})

test('the connection is given back, however the answer ends', async () => {
  const release = vi.fn<() => void>()
  const shared = { at, acquireSlot: () => Promise.resolve(release), publish: () => undefined, clock: () => 0 }
  await startAnswer({ ...shared, answer: answerOf(), open: () => Promise.resolve() }).over
  await startAnswer({ ...shared, answer: answerOf(), open: () => Promise.reject(new Error('ours')) }).over
  expect(release).toHaveBeenCalledTimes(2)
})

describe('what goes wrong', () => {
  test('a 404 in plain text is told in the server’s own words', async () => {
    const answer = await askFor(words('no running instance for model chat\n', 404))
    expect(answer).toMatchObject({
      state: 'failed',
      problem: { operation: 'xw.streamChat', facts: { status: 404, words: 'no running instance for model chat' } },
    })
  })

  test('a page of a proxy, as an error and as an answer', async () => {
    const page = '<html><body>Sign in</body></html>'
    expect((await askFor(words(page, 502, 'text/html')))?.problem?.facts).toEqual({ kind: 'server', status: 502 })
    expect((await askFor(words(page, 200, 'text/html')))?.problem?.facts).toMatchObject({ reason: 'html' })
  })

  test('JSON where a stream was asked for', async () => {
    const answer = await askFor(() => Response.json({ choices: [] }))
    expect(answer?.problem?.facts).toMatchObject({ kind: 'response', reason: 'not-a-stream' })
  })

  test.each([
    ['OpenAI’s', frame({ error: { message: 'out of memory', code: 500 } })],
    ['bare', frame({ error: 'out of memory' })],
    ['an older', frame({ object: 'error', message: 'out of memory' })],
    ['a named event of plain text', 'event: error\ndata: out of memory\n\n'],
  ])('an error inside the stream (%s form) ends it; what came stays', async (_form, error) => {
    expect(await askFor(streamOf([said('Hel'), error, said('lo'), done]))).toMatchObject({
      state: 'failed',
      text: 'Hel',
      problem: { facts: { kind: 'server', status: 200, words: 'out of memory' } },
    })
  })

  test('a stream cut inside a frame and inside a character', async () => {
    const cut = encoder.encode('data: {"choices":[{"delta":{"content":"中').slice(0, -1)
    expect(await askFor(streamOf([said('你好'), cut], 'drop'))).toMatchObject({
      state: 'failed',
      text: '你好',
      problem: { facts: { kind: 'broken-off', reason: 'dropped' } },
    })
  })

  test('characters split over chunks are whole again', async () => {
    const bytes = encoder.encode(`${said('中文 😀')}${done}`)
    const single = [...bytes].map((byte) => Uint8Array.of(byte))
    expect((await askFor(streamOf(single)))?.text).toBe('中文 😀')
  })

  test('no last frame: complete where the model said that it had finished, else broken off', async () => {
    expect(await askFor(streamOf([said('Hi'), finished]))).toMatchObject({ state: 'done', lacksEnd: true })
    expect(await askFor(streamOf([said('Hi')]))).toMatchObject({
      state: 'failed',
      text: 'Hi',
      problem: { facts: { kind: 'broken-off', reason: 'ended-early' } },
    })
  })

  test('empty choices, null deltas and frames of rubbish take nothing from the rest', async () => {
    const odd = [
      frame({ choices: [] }),
      frame({ choices: null }),
      frame({ choices: [null] }),
      frame({ choices: [{ delta: null, finish_reason: null }] }),
      frame({ choices: [{ delta: { content: null, role: 'assistant' } }] }),
      frame({ choices: [{ delta: { content: 7 } }], usage: { completion_tokens: 'many' } }),
      frame('{"choices":[{"delta":{"content":NaN}}]}'),
      frame('garbage'),
    ]
    expect(await askFor(streamOf([...odd, said('Hi'), ...odd, done]))).toMatchObject({
      state: 'done',
      text: 'Hi',
      unreadable: 4,
      usage: { inputTokens: null, outputTokens: null },
    })
  })
})
