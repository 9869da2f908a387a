import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, isNewer } from './compareVersions.ts'

const sorted = (...versions: string[]) => versions.sort(compareVersions)

test('versions are in order as versions, not as texts', () => {
  expect(sorted('0.0.10', '0.0.9', '0.1.0', '1.0.0', '0.0.0')).toEqual(['0.0.0', '0.0.9', '0.0.10', '0.1.0', '1.0.0'])
})

test('what leads up to a release comes before it', () => {
  expect(sorted('1.0.0', '1.0.0-rc10', '1.0.0-rc2', '0.9.9')).toEqual(['0.9.9', '1.0.0-rc2', '1.0.0-rc10', '1.0.0'])
})

test('a version with a v or fewer numbers is not another version', () => {
  expect(isNewer('v1.0', '1.0.0')).toBe(false)
  expect(isNewer('1.0.0', 'v1.0')).toBe(false)
  expect(isNewer('1.0.0+build7', '1.0.0')).toBe(false)
})

test('what is no version comes before all that are', () => {
  expect(sorted('0.0.1', 'nightly', '')).toEqual(['', 'nightly', '0.0.1'])
  expect(isNewer('nightly', '0.0.1')).toBe(false)
})

test('numbers beyond a double are told apart', () => {
  expect(isNewer('1.90071992547409931', '1.90071992547409930')).toBe(true)
})

const version = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc
    .tuple(fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }), fc.constantFrom('', '-rc1', '-rc10', '+b'))
    .map(([numbers, rest]) => numbers.join('.') + rest),
)

test('it is an order: one way round, and through the middle', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)))
      expect(compareVersions(a, b) === 0).toBe(a === b)
      const [first, , last] = [a, b, c].toSorted(compareVersions)
      expect(compareVersions(first ?? '', last ?? '')).toBeLessThanOrEqual(0)
      expect(isNewer(a, b) && compareVersions(a, b) <= 0).toBe(false)
    }),
  )
})
