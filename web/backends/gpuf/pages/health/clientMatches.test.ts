import { expect, test } from 'vitest'
import { clientMatches } from './clientMatches.ts'

const clients = [
  { id: 'aa01', name: 'npu-01' },
  { id: 'aa02', name: 'NPU-02' },
  { id: 'bb03', name: '' },
  { id: 'bb04', name: 'mx-01' },
]
const rows = {
  length: clients.length,
  idAt: (index: number) => clients[index]?.id ?? '',
  nameAt: (index: number) => clients[index]?.name ?? '',
}

test('all words occur in the name or the id, whatever their case', () => {
  expect(clientMatches(rows, 'npu', 10).map(({ id }) => id)).toEqual(['aa01', 'aa02'])
  expect(clientMatches(rows, 'NPU AA02', 10).map(({ id }) => id)).toEqual(['aa02'])
  expect(clientMatches(rows, 'bb', 10).map(({ id }) => id)).toEqual(['bb03', 'bb04'])
  expect(clientMatches(rows, '910', 10)).toEqual([])
})

test('looks no further than one beyond what is shown', () => {
  let looked = 0
  const many = { length: 100_000, idAt: (index: number) => `${index}`, nameAt: () => `n${looked++}` }
  expect(clientMatches(many, '', 30)).toHaveLength(31)
  expect(looked).toBe(31)
})
