import * as v from 'valibot'
import { expect, test } from 'vitest'
import { FleetSearchSchema, HealthSearchSchema, clientHref, fleetHref } from './paths.ts'

test('a search typed by hand is read as what it says', () => {
  expect(v.parse(FleetSearchSchema, { q: 123, status: 'online', seen: 'silent', dir: 'desc', sort: 'cpu' })).toEqual({
    q: '123',
    status: 'online',
    seen: 'silent',
    dir: 'desc',
    sort: 'cpu',
  })
})

test('what cannot be read in a URL counts as not given, and the page opens', () => {
  expect(v.parse(FleetSearchSchema, { q: { a: 1 }, seen: 'yesterday', warn: 7, dir: 'up', utm_source: 'x' })).toEqual(
    {},
  )
  expect(v.parse(HealthSearchSchema, { range: '3w' })).toEqual({})
})

test('links to rows survive the router’s reading of numbers and quotes', () => {
  expect(fleetHref()).toBe('/fleet')
  expect(fleetHref({ status: 'error', q: undefined })).toBe('/fleet?status=error')
  expect(fleetHref({ q: '1e3' })).toBe('/fleet?q=%221e3%22')
  expect(fleetHref({ q: 'a&b=c' })).toBe('/fleet?q=a%26b%3Dc')
  expect(clientHref('a/b')).toBe('/fleet/a%2Fb')
})
