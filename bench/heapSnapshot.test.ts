import { expect, test } from 'vitest'
import { compiledBytes } from './heapSnapshot.ts'

const snapshot = (nodes: readonly number[], types: readonly string[] = ['object', 'code', 'string']): string =>
  JSON.stringify({ snapshot: { meta: { node_fields: ['type', 'id', 'self_size'], node_types: [types] } }, nodes })

test('compiled code is what a snapshot calls so, and nothing else', () => {
  expect(compiledBytes(snapshot([0, 1, 100, 1, 3, 20, 2, 5, 300, 1, 7, 4]))).toBe(24)
  expect(compiledBytes(snapshot([]))).toBe(0)
})

test('a snapshot that does not say what is code is no measure', () => {
  expect(() => compiledBytes(snapshot([], ['object']))).toThrow('does not say')
})
