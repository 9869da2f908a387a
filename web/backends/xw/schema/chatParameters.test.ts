import { describe, expect, test } from 'vitest'
import { checkParameter, defaultParameters, messagesSamplingOf, samplingOf } from './chatParameters.ts'

describe("a model's own parameters", () => {
  test('are read as numbers or as text, under the names that requests have', () => {
    expect(
      defaultParameters({
        temperature: '0.7',
        top_k: '20',
        repeat_penalty: '1.05',
        num_ctx: '32768',
        stop: '["<|im_end|>"]',
      }),
    ).toEqual({ temperature: '0.7', top_k: '20', repetition_penalty: '1.05', stop: '<|im_end|>' })
  })

  test('what makes no sense is left to the engine', () => {
    expect(defaultParameters({ temperature: 'warm', top_p: '7', top_k: '1.5', seed: '' })).toEqual({})
  })
})

test('what is typed is checked before it is sent', () => {
  expect(checkParameter('temperature', '0,7')).toBe('not-a-number')
  expect(checkParameter('temperature', '3')).toBe('out-of-range')
  expect(checkParameter('max_tokens', '1.5')).toBe('not-whole')
  expect(checkParameter('max_tokens', '')).toBeNull()
  expect(checkParameter('stop', 'anything')).toBeNull()
})

test('a request has only what was set, a number as a number', () => {
  expect(samplingOf({ temperature: '0', max_tokens: '64', top_p: 'x', stop: 'END\n\n###' })).toEqual({
    temperature: 0,
    max_tokens: 64,
    stop: ['END', '###'],
  })
})

test("Anthropic's form always has a limit and none of the penalties", () => {
  expect(messagesSamplingOf({ presence_penalty: '1', top_k: '5', stop: 'END' })).toEqual({
    max_tokens: 1024,
    top_k: 5,
    stop_sequences: ['END'],
  })
})
