import { describe, expect, test } from 'vitest'
import { readInferenceEvent } from './inferenceEvent.ts'
import { isAlias, readStartEvent } from './start.ts'

const message = (data: string) => readStartEvent({ type: 'message', data })

describe('the start stream', () => {
  test('colours go, empty lines are nothing', () => {
    expect(message('')).toBeUndefined()
    expect(message('\u001b[0m')).toBeUndefined()
    expect(message('\u001b[1;32mAllocated\u001b[0m port')).toEqual({ kind: 'line', text: 'Allocated port' })
    expect(message('DOCKER_LF|latest: Pulling from x')).toMatchObject({ kind: 'layer', layer: 'latest', final: true })
    expect(message('DOCKER_LF|Status: Image is up to date')).toMatchObject({ kind: 'layer', layer: 'Status' })
    expect(message('DOCKER_CR|no colon here')).toEqual({ kind: 'line', text: 'no colon here' })
  })

  test('JSON that is no instance is a line', () => {
    expect(message('{"a":1}')).toEqual({ kind: 'line', text: '{"a":1}' })
    expect(message('{"instance_id":')).toEqual({ kind: 'line', text: '{"instance_id":' })
  })

  test('the server’s error has data, readable or not', () => {
    expect(readStartEvent({ type: 'error', data: '{"error":"no room"}' })).toEqual({
      kind: 'error',
      message: 'no room',
    })
    expect(readStartEvent({ type: 'error', data: '{"error":"Get "x": refused"}' })).toEqual({
      kind: 'error',
      message: 'Get "x": refused',
    })
    expect(readStartEvent({ type: 'error', data: 'plain' })).toEqual({ kind: 'error', message: 'plain' })
  })

  test.each([
    ['qwen3-8b', true],
    ['A.b_c-1', true],
    ['-a', false],
    ['a b', false],
    ['a/b', false],
    ['', false],
    ['ä', false],
  ])('%s as an alias: %s', (alias, ok) => {
    expect(isAlias(alias)).toBe(ok)
  })
})

describe('inference streams', () => {
  test('OpenAI’s chunks', () => {
    expect(
      readInferenceEvent('{"choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]}'),
    ).toEqual([])
    expect(readInferenceEvent('{"choices":[{"delta":{"reasoning_content":"hm","content":"Hi"}}]}')).toEqual([
      { kind: 'reasoning', text: 'hm' },
      { kind: 'text', text: 'Hi' },
    ])
    expect(readInferenceEvent('{"choices":[{"delta":{},"finish_reason":"stop"}]}')).toEqual([
      { kind: 'finish', reason: 'stop', usage: null },
    ])
    expect(readInferenceEvent('{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}')).toEqual([
      { kind: 'usage', usage: { inputTokens: 3, outputTokens: 4 } },
    ])
    expect(readInferenceEvent('{"choices":[{"text":"a"}]}')).toEqual([{ kind: 'text', text: 'a' }])
    expect(readInferenceEvent(' [DONE] ')).toEqual([{ kind: 'done' }])
  })

  test('Anthropic’s events', () => {
    expect(
      readInferenceEvent('{"type":"message_start","message":{"usage":{"input_tokens":9,"output_tokens":1}}}'),
    ).toEqual([{ kind: 'usage', usage: { inputTokens: 9, outputTokens: 1 } }])
    expect(
      readInferenceEvent('{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}'),
    ).toEqual([{ kind: 'text', text: 'Hi' }])
    expect(
      readInferenceEvent('{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}'),
    ).toEqual([{ kind: 'finish', reason: 'end_turn', usage: { inputTokens: null, outputTokens: 5 } }])
    expect(readInferenceEvent('{"type":"ping"}')).toEqual([])
  })

  test('errors and rubbish', () => {
    expect(readInferenceEvent('{"type":"error","error":{"type":"overloaded_error","message":"busy"}}')).toEqual([
      { kind: 'error', message: 'busy' },
    ])
    expect(readInferenceEvent('{"error":"gone"}')).toEqual([{ kind: 'error', message: 'gone' }])
    expect(readInferenceEvent('{"cho')).toEqual([{ kind: 'unreadable', data: '{"cho' }])
    expect(readInferenceEvent('7')).toEqual([{ kind: 'unreadable', data: '7' }])
    expect(readInferenceEvent('')).toEqual([])
  })
})
