import { assert, json, property, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { maskBody } from './maskBody.ts'
import { targetOf } from './targetOf.ts'

test('what is called a secret is one, however deep; credentials in addresses are masked, the rest stays', () => {
  const { body } = maskBody({
    key: 'registry',
    value: 'https://u:p@r/?ref=main&token=abc',
    options: [{ hf_token: 'a"b\\c', max_tokens: 5, tokenizer: 'qwen', password: '' }],
  })
  expect(body).toBe(
    '{"key":"registry","value":"https://…@r/?ref=main&token=…",' +
      '"options":[{"hf_token":"…","max_tokens":5,"tokenizer":"qwen","password":""}]}',
  )
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
  expect(targetOf({ name: 'https://u:p@host/' })).toBe('https://…@host/')
  for (const nothing of [undefined, null, 7, 'text', []]) expect(targetOf(nothing)).toBeNull()
})
