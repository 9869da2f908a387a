import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isReversed, pagesOf, pointsAsked, pointsWithin } from './pointsFilter.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'

const point = (date: string | null) => ({
  clientId: ID,
  clientName: null,
  date,
  heartbeats: 1,
  deviceName: null,
  deviceId: null,
  deviceIndex: 0,
  points: 1,
})

test('a whole id is asked for as an id, anything else as part of a name', () => {
  expect(pointsAsked({ client: `0x${ID.toUpperCase()}` })).toMatchObject({ clientId: ID })
  expect(pointsAsked({ client: ' sh-a ' })).toMatchObject({ clientName: 'sh-a' })
  expect(pointsAsked({})).toEqual({ page: 1, pageSize: 20 })
})

test('days are UTC and both included', () => {
  const asked = pointsAsked({ from: '2026-11-18', to: '2026-11-19' })
  expect(asked).toMatchObject({ from: Date.UTC(2026, 10, 18), to: Date.UTC(2026, 10, 20) - 1 })
  expect(isReversed(asked)).toBe(false)
  expect(isReversed(pointsAsked({ from: '2026-11-19', to: '2026-11-18' }))).toBe(true)
  expect(pointsAsked({ from: 'yesterday', to: '2026-13-45' })).toEqual({ page: 1, pageSize: 20 })
})

test('page and size are never what the server would refuse', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (page, size) => {
      const asked = pointsAsked({ page, size })
      expect(asked.page >= 1 && asked.page <= 100 && asked.pageSize >= 1 && asked.pageSize <= 100).toBe(true)
    }),
  )
})

test('rows from outside of the days are left out', () => {
  const points = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', null].map(point)
  const asked = pointsAsked({ from: '2026-11-18', to: '2026-11-19' })
  expect(pointsWithin(points, asked).map(({ date }) => date)).toEqual(['2026-11-18', '2026-11-19', null])
})

test('beyond page 100 the server answers nothing', () => {
  expect(pagesOf(0, 20)).toEqual({ pages: 1, reachable: 1 })
  expect(pagesOf(41, 20)).toEqual({ pages: 3, reachable: 3 })
  expect(pagesOf(1_000_000, 100)).toEqual({ pages: 10_000, reachable: 100 })
})
