import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ConfigInfoSchema, ConfigValueSchema } from './config.ts'

const registry = 'https://ops:hunter2@registry.example/packages.json'

test('the sign-in in the address of a registry is nowhere in the console', () => {
  expect(v.parse(ConfigInfoSchema, { name: 'npu-01', registry }).registry).toBe(
    'https://…@registry.example/packages.json',
  )
  expect(v.parse(ConfigValueSchema, { key: 'registry', value: registry }).value).not.toContain('hunter2')
})

test('a registry without one is as it was', () => {
  const plain = 'https://xw.tsingmao.com/packages.json'
  expect(v.parse(ConfigInfoSchema, { name: 'npu-01', registry: plain }).registry).toBe(plain)
  expect(v.parse(ConfigInfoSchema, { name: 'npu-01' }).registry).toBeNull()
})
