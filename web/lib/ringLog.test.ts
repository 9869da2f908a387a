import { expect, test } from 'vitest'
import { RingLog } from './ringLog.ts'

test('a log keeps its newest entries in order and counts the others', () => {
  const log = new RingLog<number>(3)
  expect(log.entries()).toEqual([])
  for (let n = 1; n <= 3; n += 1) log.push(n)
  expect([log.entries(), log.dropped]).toEqual([[1, 2, 3], 0])
  for (let n = 4; n <= 8; n += 1) log.push(n)
  expect([log.entries(), log.size, log.dropped]).toEqual([[6, 7, 8], 3, 5])
})

test('a cleared log starts anew', () => {
  const log = new RingLog<string>(2)
  for (const entry of ['a', 'b', 'c']) log.push(entry)
  log.clear()
  log.push('d')
  expect([log.entries(), log.dropped]).toEqual([['d'], 0])
})
