import { describe, expect, test, vi } from 'vitest'
import { inGroup } from '@/net/changeGroup.ts'
import { watchChanges } from '@/net/changes.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, type Problem } from '@/net/problem.ts'
import * as client from './client.ts'
import * as clientInstances from './clientInstances.ts'
import * as inference from './clientInference.ts'
import * as settings from './clientSettings.ts'
import * as streams from './streams.ts'
import * as streamsStart from './streamsStart.ts'
import * as inferenceStreams from './streamsInference.ts'
import type { InferenceEvent } from './schema/inferenceEvent.ts'
import type { PullEvent } from './schema/pull.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }

interface Sent {
  readonly url: string
  readonly method: string
  readonly body: unknown
}

/** A server that answers everything alike, and keeps what it was asked. */
function serve(answer: () => Response): Sent[] {
  const asked: Sent[] = []
  vi.stubGlobal('fetch', (url: string | URL, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
    asked.push({ url: String(url), method, body: body === undefined ? undefined : JSON.parse(body) })
    return Promise.resolve(answer())
  })
  return asked
}

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status })
const text =
  (body: string, status = 200, type = 'text/plain; charset=utf-8') =>
  () =>
    new Response(body, { status, headers: { 'Content-Type': type } })
const events = (...data: string[]) => text(data.map((one) => `data: ${one}\n\n`).join(''), 200, 'text/event-stream')

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isProblem(error)) throw new Error('expected a problem', { cause: error })
  return error
}

describe('what goes out', () => {
  test('the whole catalogue is asked for', async () => {
    const asked = serve(json({ models: null }))
    await client.listModels(at)
    expect(asked).toEqual([
      { url: 'http://npu-01.test/api/models/list', method: 'POST', body: { device_type: 'all', show_all: true } },
    ])
  })

  test('stopped instances are asked for only where they are wanted', async () => {
    const asked = serve(json({ instances: [] }))
    await client.listInstances(at, { all: true })
    await client.listInstances(at, { all: false })
    expect(asked.map(({ url }) => url)).toEqual([
      'http://npu-01.test/api/runtime/instances?all=true',
      'http://npu-01.test/api/runtime/instances',
    ])
  })

  test('an instance is named by its alias, or by its id for older servers', async () => {
    const asked = serve(json({ message: 'ok' }))
    await clientInstances.stopInstance(at, { alias: 'a' })
    await clientInstances.stopInstance(at, { instanceId: 'a-1' })
    await clientInstances.removeInstance(at, { alias: 'a', force: true })
    await clientInstances.removeInstance(at, { alias: 'a' })
    expect(asked.map(({ body }) => body)).toEqual([
      { alias: 'a' },
      { instance_id: 'a-1' },
      { alias: 'a', force: true },
      { alias: 'a' },
    ])
  })
})

const turn = { role: 'user', content: 'Hi' } as const
const start = { model_id: 'm', backend_type: 'vllm', deployment_mode: 'docker', interactive: false } as const
const started = { instance_id: 'a', model_id: 'm' }
const openAi = { choices: [{ message: { content: 'Hello' }, text: 'Hello' }] }

// Every operation that answers once, with the least that a server may answer.
const operations: readonly (readonly [string, unknown, () => Promise<unknown>])[] = [
  ['GET /api/health', { status: 'healthy' }, () => client.health(at)],
  ['GET /api/version', { version: '0.0.1' }, () => client.version(at)],
  ['GET /api/devices/list', { devices: null }, () => client.listDevices(at)],
  ['GET /api/devices/supported', { device_types: null }, () => client.supportedDevices(at)],
  ['POST /api/models/list', { models: null }, () => client.listModels(at)],
  ['GET /api/models/downloaded', { models: null }, () => client.listDownloaded(at)],
  ['POST /api/models/show', { model_id: 'm' }, () => client.showModel(at, 'm')],
  ['GET /api/runtime/instances', { instances: null }, () => client.listInstances(at, { all: false })],
  ['GET /api/runtime/check-ready?alias=a', { ready: true, alias: 'a' }, () => client.checkReady(at, 'a')],
  ['POST /api/runtime/start', started, () => clientInstances.startOnce(at, start)],
  ['POST /api/runtime/stop', {}, () => clientInstances.stopInstance(at, { alias: 'a' })],
  ['POST /api/runtime/remove', {}, () => clientInstances.removeInstance(at, { alias: 'a' })],
  ['GET /api/config/info', { name: 'npu-01' }, () => settings.configInfo(at)],
  ['POST /api/config/get', { key: 'name', value: 'npu-01' }, () => settings.configValue(at, 'name')],
  ['POST /api/config/set', {}, () => settings.setConfigValue(at, { key: 'registry', value: 'https://r.test' })],
  ['POST /api/config/reload', {}, () => settings.reloadConfig(at)],
  ['GET /api/update/list', {}, () => settings.listUpdates(at)],
  ['GET /api/update/current', { config_version: '0.0.4', installed: true }, () => settings.currentVersion(at)],
  ['POST /api/update', { success: true }, () => settings.update(at, { version: '' })],
  ['POST /api/run', { output: 'Hello' }, () => inference.run(at, { model: 'm', input: 'Hi' })],
  ['POST /v1/chat/completions', openAi, () => inference.chatCompletions(at, { model: 'm', messages: [turn] })],
  ['POST /v1/completions', openAi, () => inference.completions(at, { model: 'm', prompt: 'Hi' })],
  ['POST /v1/embeddings', { data: [] }, () => inference.embeddings(at, { model: 'm', input: 'Hi' })],
  ['POST /v1/messages', { content: [] }, () => inference.messages(at, { model: 'm', messages: [turn], max_tokens: 9 })],
  [
    'POST /v1/messages/count_tokens',
    { input_tokens: 1 },
    () => inference.countTokens(at, { model: 'm', messages: [turn] }),
  ],
  ['GET /v1/health', {}, () => inference.inferenceHealth(at)],
]

test.each(operations)('%s', async (request, answer, ask) => {
  const asked = serve(json(answer))
  await ask()
  expect(asked.map(({ method, url }) => `${method} ${url.replace(at.baseUrl, '')}`)).toEqual([request])
})

test.each<[string, () => Promise<unknown>]>([
  ['stopInstance', () => clientInstances.stopInstance(at, { alias: 'a' })],
  ['removeInstance', () => clientInstances.removeInstance(at, { alias: 'a' })],
  ['update', () => settings.update(at, { version: '1' })],
  ['reloadConfig', () => settings.reloadConfig(at)],
  ['pull', () => streams.pull(at, { model: 'm' }, { onEvent: () => undefined })],
])('%s is known for one of those that it was asked for with', async (_, ask) => {
  serve(json({ error: 'no' }, 500))
  const groups: unknown[] = []
  const stop = watchChanges({ onStart: ({ group }) => void groups.push(group), onEnd: () => undefined })
  const group = { id: 'g', kind: 'xw.many' }
  await Promise.allSettled([inGroup(group, ask), ask()])
  stop()
  expect(groups).toEqual([group, null])
})

describe('what is refused', () => {
  test('the server’s own words and what is known of them', async () => {
    serve(json({ error: "server name cannot be modified (it's tied to running instances)", code: '400' }, 400))
    const { facts, operation } = await problemOf(settings.setConfigValue(at, { key: 'name', value: 'x' }))
    expect(operation).toBe('xw.setConfigValue')
    expect(facts).toMatchObject({ kind: 'server', status: 400, code: 'name-fixed' })
  })

  test('an operation that servers in the field do not have', async () => {
    serve(text('404 page not found\n', 404))
    const { facts } = await problemOf(inference.run(at, { model: 'a', input: 'b' }))
    expect(facts).toMatchObject({ kind: 'server', status: 404, code: 'not-found' })
  })

  test('the proxy’s errors in plain text and in Anthropic’s form', async () => {
    serve(text('no running instance for model x\n', 404))
    expect((await problemOf(inference.chatCompletions(at, { model: 'x', messages: [] }))).facts).toMatchObject({
      words: 'no running instance for model x',
    })
    serve(json({ type: 'error', error: { type: 'overloaded_error', message: 'busy' } }, 529))
    expect(
      (
        await problemOf(
          inferenceStreams.streamMessage(at, { model: 'x', messages: [], max_tokens: 1 }, { onEvent: ignore }),
        )
      ).facts,
    ).toMatchObject({ kind: 'server', status: 529, words: 'busy' })
  })

  test('a field of the wrong type is named with its operation', async () => {
    serve(json({ key: 7, value: 'x' }))
    const { facts, operation } = await problemOf(settings.configValue(at, 'port'))
    expect(operation).toBe('xw.configValue')
    expect(facts).toMatchObject({ kind: 'response', reason: 'schema', path: 'key' })
  })
})

test('the proxy’s health counts by being answered', async () => {
  serve(json({}))
  expect(await inference.inferenceHealth(at)).toEqual({ status: null, message: null })
})

describe('streams', () => {
  test('a pull hands over each event with its raw data, and is over after its last', async () => {
    serve(
      events('{"type":"status","message":"a"}', '{"type":"pro', '{"type":"complete","path":"/m"}', '{"type":"end"}'),
    )
    const seen: [PullEvent['kind'], string][] = []
    await streams.pull(at, { model: 'a' }, { onEvent: ({ kind }, raw) => seen.push([kind, raw]) })
    expect(seen).toEqual([
      ['status', '{"type":"status","message":"a"}'],
      ['unreadable', '{"type":"pro'],
      ['complete', '{"type":"complete","path":"/m"}'],
    ])
  })

  test('a pull that ends without completing broke off', async () => {
    serve(events('{"type":"status","message":"a"}', '{"type":"end"}'))
    const { facts } = await problemOf(streams.pull(at, { model: 'a' }, { onEvent: ignore }))
    expect(facts).toEqual({ kind: 'broken-off', reason: 'ended-early' })
  })

  test('a pull that is refused before it starts', async () => {
    serve(json({ error: 'Model not found: nope', code: '404' }, 404))
    const { facts } = await problemOf(streams.pull(at, { model: 'nope' }, { onEvent: ignore }))
    expect(facts).toMatchObject({ kind: 'server', code: 'model-not-found', facts: { model: 'nope' } })
  })

  test('an answer of a model, piece by piece until [DONE]', async () => {
    const asked = serve(
      events('{"choices":[{"delta":{"content":"He"}}]}', '{"choices":[{"delta":{"content":"llo"}}]}', '[DONE]'),
    )
    const seen: InferenceEvent[] = []
    await inferenceStreams.streamChat(at, { model: 'a', messages: [] }, { onEvent: (event) => seen.push(event) })
    expect(seen).toEqual([{ kind: 'text', text: 'He' }, { kind: 'text', text: 'llo' }, { kind: 'done' }])
    expect(asked[0]?.body).toMatchObject({ stream: true })
  })

  test('a start: its lines, its instance, and done', async () => {
    const done =
      'data: Allocated port 1\n\n: ping\n\ndata: {"instance_id":"a","model_id":"m"}\n\nevent: done\ndata: {}\n\n'
    serve(text(done, 200, 'text/event-stream'))
    const seen: string[] = []
    await streamsStart.start(at, start, { onEvent: ({ kind }) => seen.push(kind) })
    expect(seen).toEqual(['line', 'instance', 'done'])
  })

  test('the server’s own error ends a start, and is not taken for a lost connection', async () => {
    serve(text('event: error\ndata: {"error":"pull operation cancelled"}\n\n', 200, 'text/event-stream'))
    const seen: unknown[] = []
    await streamsStart.start(at, start, { onEvent: (event) => seen.push(event) })
    expect(seen).toEqual([{ kind: 'error', message: 'pull operation cancelled' }])
  })

  test('a completion, piece by piece', async () => {
    serve(events('{"choices":[{"text":"He"}]}', '[DONE]'))
    const seen: string[] = []
    await inferenceStreams.streamCompletion(
      at,
      { model: 'm', prompt: 'Hi' },
      { onEvent: ({ kind }) => seen.push(kind) },
    )
    expect(seen).toEqual(['text', 'done'])
  })

  test('an answer without [DONE] broke off', async () => {
    serve(events('{"choices":[{"delta":{"content":"He"}}]}'))
    const { kind } = await problemOf(inferenceStreams.streamChat(at, { model: 'a', messages: [] }, { onEvent: ignore }))
    expect(kind).toBe('broken-off')
  })
})

function ignore(): void {}
