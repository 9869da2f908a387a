import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutSecrets } from './withoutSecrets.ts'

test('what is called a secret is not kept, nor a password in an address', () => {
  expect(
    withoutSecrets({
      name: 'npu-01',
      registry: 'https://operator:hunter2@registry.example/v2',
      config: { api_key: 'sk-1', HF_TOKEN: 'hf_2', 'max-tokens': '4096', password: 'x', tokenizer: 'fast' },
      list: ['http://me@host/a', 'mail me@host'],
    }),
  ).toEqual({
    name: 'npu-01',
    registry: 'https://registry.example/v2',
    config: { api_key: '', HF_TOKEN: '', 'max-tokens': '4096', password: '', tokenizer: 'fast' },
    list: ['http://host/a', 'mail me@host'],
  })
})

test('everything else stays as it is', () => {
  const plain = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string().filter((text) => !text.includes('@')),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(fc.constantFrom('id', 'state', 'bytes'), tie('value')),
    ),
  })).value
  fc.assert(
    fc.property(plain, (value) => {
      expect(withoutSecrets(value)).toEqual(value)
    }),
  )
})

test('the signature of a download address is not kept', () => {
  expect(withoutSecrets({ downloadUrl: 'https://hub.example/m?v=1&X-Amz-Signature=0f1e' })).toEqual({
    downloadUrl: 'https://hub.example/m?v=1&X-Amz-Signature=…',
  })
})
