import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeptHead } from './keptDatabase.ts'
import { KEEP_LIMITS, keptInVain } from './keptLimits.ts'

const NOW = Date.parse('2026-11-20T14:00:00Z')

function head(hash: string, more: Partial<KeptHead> = {}): KeptHead {
  return {
    scope: 'scope',
    server: 'server',
    hash,
    base: 'http://console/',
    label: 'npu-01',
    resource: 'models',
    updatedAt: NOW - 1_000,
    bytes: 1_000,
    tooBig: false,
    ...more,
  }
}
const all = (): boolean => true

test('what is a week old goes, and what another version of the console wrote', () => {
  const heads = [head('young'), head('old', { updatedAt: NOW - KEEP_LIMITS.ageMs - 1 }), head('foreign')]
  const gone = keptInVain(heads, NOW, ({ hash }) => hash !== 'foreign')
  expect([...gone].map(({ hash }) => hash).sort()).toEqual(['foreign', 'old'])
})

test('where all of it is too much the oldest goes', () => {
  const half = KEEP_LIMITS.bytes / 2
  const heads = [1, 2, 3].map((age) => head(`${age}`, { updatedAt: NOW - age, bytes: half }))
  expect([...keptInVain(heads, NOW, all)].map(({ hash }) => hash)).toEqual(['3'])
})

test('what was too big to be kept takes no room', () => {
  const heads = [head('big', { bytes: KEEP_LIMITS.bytes * 2, tooBig: true }), head('small', { updatedAt: NOW - 5_000 })]
  expect(keptInVain(heads, NOW, all).size).toBe(0)
})

test('what stays always fits, and nothing older than what goes for room stays', () => {
  const some = fc.array(fc.record({ bytes: fc.nat(KEEP_LIMITS.bytes), age: fc.nat(KEEP_LIMITS.ageMs) }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(some, (entries) => {
      const heads = entries.map(({ bytes, age }, at) => head(`${at}`, { bytes, updatedAt: NOW - age }))
      const gone = keptInVain(heads, NOW, all)
      const stays = heads.filter((one) => !gone.has(one))
      expect(stays.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(KEEP_LIMITS.bytes)
      const oldestThatStays = Math.min(...stays.map(({ updatedAt }) => updatedAt))
      for (const { updatedAt } of gone) expect(updatedAt).toBeLessThanOrEqual(oldestThatStays)
    }),
  )
})
