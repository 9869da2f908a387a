import { expect, test } from 'vitest'
import { lockManager } from '@/kit/lockManager.testing.ts'
import { lockPresence } from '@/kit/tabPresence.ts'
import { claimedUpdate } from './claimedUpdate.ts'
import { newServerUpdate, type ServerUpdate } from './updateRun.ts'

const locks = lockManager()
const here = lockPresence(locks, 'here')
const there = lockPresence(locks, 'there')
const wanted = newServerUpdate('npu-01', '0.0.6')
const done: ServerUpdate = { ...wanted, phase: 'done' }

function underWay() {
  let finish: (() => void) | undefined
  const promise = new Promise<ServerUpdate>((resolve) => {
    finish = () => resolve(done)
  })
  return { promise, finish: () => finish?.() }
}

test('of two tabs that update the same server the second does nothing and says why, until the first is through', async () => {
  const { promise, finish } = underWay()
  const first = claimedUpdate(here, wanted, () => promise)
  await Promise.resolve()
  let begun = 0
  const work = () => {
    begun += 1
    return Promise.resolve(done)
  }
  const second = await claimedUpdate(there, wanted, work)
  expect([second.phase, second.steps.before]).toEqual([
    'failed',
    { kind: 'failed', why: 'elsewhere', problem: null, words: null },
  ])
  expect(begun).toBe(0)
  expect((await claimedUpdate(there, newServerUpdate('npu-02', '0.0.6'), work)).phase).toBe('done')
  finish()
  expect((await first).phase).toBe('done')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect((await claimedUpdate(there, second, work)).phase).toBe('done')
})

test('one that breaks off unforeseen leaves the server free', async () => {
  await expect(claimedUpdate(here, wanted, () => Promise.reject(new Error('ours')))).rejects.toThrow('ours')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect((await claimedUpdate(there, wanted, () => Promise.resolve(done))).phase).toBe('done')
})
