import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ClientSearchSchema } from './pathsClient.ts'

test('a section, a range and a part of it are read from the address', () => {
  const search = { tab: 'gpus', range: '7d', from: 1_763_000_000_000, to: 1_763_000_600_000, gpu: 3 }
  expect(v.parse(ClientSearchSchema, search)).toEqual(search)
})

test('what cannot be read counts as not given, and the page opens', () => {
  expect(v.parse(ClientSearchSchema, { tab: 'secrets', range: '3w', from: 'noon', to: -1, gpu: {}, utm: 'x' })).toEqual(
    {},
  )
})
