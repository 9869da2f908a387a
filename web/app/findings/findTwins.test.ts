import { array, assert, constantFrom, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { findTwins, twinsOf, type SelfTold } from './findTwins.ts'

const told = (id: string, name = id, startedAt: number | null = Number(id.replace(/\D/g, ''))): SelfTold => ({
  at: { kind: 'xw', id, label: id, baseUrl: `api/xw/${id}` },
  name,
  startedAt,
})

test('servers that call themselves what they are called here are no finding, in whatever case', () => {
  expect(findTwins([told('npu-01'), told('npu-02', 'NPU-02'), told('mx-01', 'something else')])).toEqual([])
})

test('two addresses of one server are found by its own name and its start; the first counts', () => {
  const [first, second] = [told('npu-01', 'npu-01', 1_000), told('npu-03', 'npu-01', 1_000)]
  const found = findTwins([first, told('npu-02'), second])
  expect(found).toEqual([{ kind: 'same-server', name: 'npu-01', servers: [first.at, second.at] }])
  expect(twinsOf(found)).toEqual([second.at])
})

test('two servers of one name that started at different times stay two', () => {
  const found = findTwins([told('npu-01', 'xw', 1_000), told('npu-02', 'xw', 2_000)])
  expect(found).toMatchObject([{ kind: 'same-name', name: 'xw' }])
  expect(twinsOf(found)).toEqual([])
})

test('where the start is not told, two of a name are not taken for one', () => {
  expect(twinsOf(findTwins([told('npu-01', 'xw', null), told('npu-02', 'xw', null)]))).toEqual([])
})

test('a server that calls itself by the name of another connection is told, also where two are swapped', () => {
  const [a, b] = [told('npu-01', 'npu-02', 1), told('npu-02', 'npu-01', 2)]
  expect(findTwins([a, b])).toEqual([
    { kind: 'other-name', at: a.at, other: b.at },
    { kind: 'other-name', at: b.at, other: a.at },
  ])
})

const keys = (list: readonly SelfTold[]) =>
  list.flatMap(({ name, startedAt }) =>
    name === '' || startedAt === null ? [] : [`${name.toLowerCase()} ${startedAt}`],
  )

test('of every server exactly one connection is left, whatever they say', () => {
  const anyTold = record({ name: constantFrom('', 'a', 'b', 'A'), startedAt: constantFrom(null, 1, 2) })
  assert(
    property(array(anyTold, { maxLength: 12 }), (servers) => {
      const all = servers.map(({ name, startedAt }, index) => told(`npu-${index}`, name, startedAt))
      const left = new Set(twinsOf(findTwins(all)))
      const shown = all.filter(({ at }) => !left.has(at))
      expect(keys(shown).toSorted()).toEqual([...new Set(keys(all))].toSorted())
    }),
  )
})
