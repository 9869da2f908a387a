import { assert, json, property, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { mask, maskBody, maskText } from './maskBody.ts'
import { targetOf } from './targetOf.ts'

test('credentials in addresses and keys in their queries are masked, the rest stays', () => {
  expect(maskText('https://mira:s3cret@reg.example:5000/v2?ref=main&token=abc123#x')).toBe(
    `https://${mask}@reg.example:5000/v2?ref=main&token=${mask}#x`,
  )
  expect(maskText('npu-01/chat-large@2026')).toBe('npu-01/chat-large@2026')
})

test('what is called a secret is one, however deep', () => {
  const { body } = maskBody({ key: 'registry', value: 'http://u:p@r/', options: [{ hf_token: 'abc', maxTokens: '' }] })
  expect(body).toBe(`{"key":"registry","value":"http://${mask}@r/","options":[{"hf_token":"${mask}","maxTokens":""}]}`)
})

test('a long body is cut, and how much is missing is told; no body is none', () => {
  const { body, cut } = maskBody({ list: 'x'.repeat(10_000) })
  expect(body).toHaveLength(4_000)
  expect(cut).toBe(6_011)
  expect(maskBody(undefined)).toEqual({ body: null, cut: 0 })
})

test('no password of an address is ever left', () => {
  const name = stringMatching(/^[a-z0-9._~-]{1,20}$/)
  const password = stringMatching(/^[A-Za-z0-9!$&*+,;=:._~-]{8,30}$/)
  assert(
    property(name, password, json(), (user, secret, other) => {
      const { body } = maskBody({ value: `https://${user}:Q${secret}Q@host/path`, other })
      expect(body).not.toContain(`Q${secret}Q`)
    }),
  )
})

test('what a change is about is read from its body', () => {
  expect(targetOf({ alias: 'chat-large' })).toBe('chat-large')
  expect(targetOf({ model_id: 'qwen3-8b', alias: 'chat', backend_type: 'vllm' })).toBe('chat (qwen3-8b)')
  expect(targetOf({ user_id: '12', client_id: 'ab12' })).toBe('ab12')
  expect(targetOf({ version: '' })).toBeNull()
  expect(targetOf({ name: 'https://u:p@host/' })).toBe(`https://${mask}@host/`)
  for (const nothing of [undefined, null, 7, 'text', []]) expect(targetOf(nothing)).toBeNull()
})
