import { expect, test } from 'vitest'
import { findClocks } from './findClocks.ts'

const minute = 60_000
const server = (id: string, offsetMs: number) => ({ at: { kind: 'xw', id, label: id, baseUrl: 'api' }, offsetMs })

test('a clock that is a little off is no finding', () => {
  expect(findClocks([server('npu-01', minute), server('npu-02', -minute)])).toEqual([])
  expect(findClocks([])).toEqual([])
})

test('a server whose clock is ten minutes off is told, once, and no other', () => {
  const off = server('npu-02', 10 * minute)
  expect(findClocks([server('npu-01', 0), off])).toEqual([{ kind: 'clock', ...off }])
})

test('where all servers agree on another time, it is this computer that is off', () => {
  const all = [server('npu-01', 10 * minute), server('npu-02', 10 * minute), server('fleet', 10 * minute)]
  expect(findClocks(all)).toEqual([{ kind: 'browser-clock', offsetMs: 10 * minute }])
})

test('servers that are off in different ways are told each', () => {
  expect(findClocks([server('npu-01', 10 * minute), server('npu-02', -10 * minute)])).toHaveLength(2)
})
