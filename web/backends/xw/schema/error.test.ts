import { describe, expect, test } from 'vitest'
import { readRefusal, refusal } from './error.ts'

const own = (error: string, status = 400) => ({ error, code: String(status) })

describe('xw’s refusals', () => {
  test.each([
    ['Model not found: nope', 'model-not-found', { model: 'nope' }],
    ["model 'nope' not found", 'model-not-found', { model: 'nope' }],
    ['instance qwen3-8b already exists', 'instance-exists', { instance: 'qwen3-8b' }],
    ["alias 'x' is already running on port 10881", 'alias-running', { alias: 'x' }],
    ["alias 'x' conflicts with an existing model ID", 'alias-conflicts', { alias: 'x' }],
    [
      'insufficient free devices of same model: requested 4, available 1',
      'no-free-devices',
      { requested: '4', available: '1' },
    ],
    ['device index 9 out of range (available: 8 devices)', 'device-out-of-range', { index: '9', available: '8' }],
    ["server name cannot be modified (it's tied to running instances)", 'name-fixed', {}],
    ['Failed to stop instance: context deadline exceeded', 'stop-failed', { reason: 'context deadline exceeded' }],
    ['Instance not found: a.b', 'instance-not-found', { instance: 'a.b' }],
    ['pull operation cancelled', 'start-cancelled', {}],
    ['Version not found: 9.9.9', 'version-not-found', { version: '9.9.9' }],
    ['model path is required', 'model-path-required', {}],
  ])('%s', (words, code, facts) => {
    expect(refusal(400, own(words))).toEqual({ words, code, facts })
  })

  test('a lock carries pid, time and path', () => {
    const words =
      'failed to acquire download lock: model download already in progress (lock: pid=4242,time=2026-04-27T09:12:44+08:00). If this is stale, remove the lock file manually: /root/.lock'
    expect(readRefusal(words)).toEqual({
      words,
      code: 'locked',
      facts: { pid: '4242', time: '2026-04-27T09:12:44+08:00', path: '/root/.lock' },
    })
  })

  test('unknown words are passed on without a code, a plain 404 has its own', () => {
    expect(refusal(500, own('kaboom', 500))).toEqual({ words: 'kaboom' })
    expect(refusal(404, '404 page not found\n')).toEqual({ words: '404 page not found', code: 'not-found' })
    expect(refusal(404, undefined)).toEqual({ code: 'not-found' })
  })
})

describe('the proxy’s refusals', () => {
  test('as plain text, in Anthropic’s form and in OpenAI’s', () => {
    expect(refusal(502, 'upstream gone\n')).toEqual({ words: 'upstream gone' })
    expect(refusal(400, { type: 'error', error: { type: 'invalid_request_error', message: 'bad' } })).toEqual({
      words: 'bad',
    })
    expect(refusal(400, { error: { message: 'worse', type: null } })).toEqual({ words: 'worse' })
  })
})

test.each([undefined, null, 7, [], {}, { error: 7 }, '', '   '])('%s says nothing', (body) => {
  expect(refusal(500, body)).toEqual({})
})
