import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HEARTBEAT_INTERVAL_MS } from './interval.ts'
import { together } from './together.ts'

function split(times: readonly number[], groupsAtMost?: number) {
  return together(times, (time) => time, groupsAtMost)
}

test('five within an interval are a group, four are not', () => {
  expect(split([0, 10, 20, 30, 120_000])).toEqual({ groups: [[0, 10, 20, 30, 120_000]], alone: [] })
  expect(split([0, 10, 20, 30, 120_001])).toEqual({ groups: [], alone: [0, 10, 20, 30, 120_001] })
})

test('the fullest interval comes first, whatever lies shortly before it', () => {
  const burst = [110_000, 110_001, 110_002, 110_003, 110_004, 130_000, 140_000]
  expect(split([0, ...burst])).toEqual({ groups: [burst], alone: [0] })
})

test('no more groups than asked for, the fullest ones', () => {
  const five = [0, 1, 2, 3, 4]
  const six = [500_000, 500_001, 500_002, 500_003, 500_004, 500_005]
  expect(split([...five, ...six])).toEqual({ groups: [five, six], alone: [] })
  expect(split([...five, ...six], 1)).toEqual({ groups: [six], alone: five })
})

test('nobody is lost or counted twice, no group is wider than an interval, and what is left makes no group', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 120 }), (list) => {
      const sorted = list.toSorted((a, b) => a - b)
      const { groups, alone } = split(sorted)
      expect([...groups.flat(), ...alone].toSorted((a, b) => a - b)).toEqual(sorted)
      for (const group of groups) {
        expect(group.length).toBeGreaterThanOrEqual(5)
        expect((group.at(-1) ?? 0) - (group[0] ?? 0)).toBeLessThanOrEqual(HEARTBEAT_INTERVAL_MS)
      }
      expect(split(alone).groups).toEqual([])
    }),
  )
})

test('a fleet in which machines fall silent all the time is told apart in no time', () => {
  const times = Array.from({ length: 300_000 }, (_, index) => index * 5000)
  const { groups } = split(times)
  expect(groups).toHaveLength(12_000)
})
