import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLIENTS_AT_MOST, readIds } from './clientIds.ts'
import { askedRange, rangeUntilNow, readDays, sourceOf } from './healthRange.ts'
import { formatZoom, readZoom } from './zoomText.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000

function sourceOfRange(range: '30d' | '90d') {
  return sourceOf(askedRange({ range, from: undefined, to: undefined }, 'UTC', now))
}

function sourceSince(from: string) {
  return sourceOf(askedRange({ range: undefined, from, to: '2026-11-19' }, 'UTC', now))
}

describe('the range in an address', () => {
  test('is six hours that end now where nothing is said', () => {
    const asked = askedRange({ range: undefined, from: undefined, to: undefined }, 'UTC', now)
    expect(asked).toEqual({ kind: 'moving', range: '6h', windowMs: DAY / 4 })
    expect(rangeUntilNow(asked, now)).toEqual({ from: now - DAY / 4, to: now })
  })

  test('two days go before it, from the beginning of the first to the end of the last', () => {
    const asked = askedRange({ range: '1h', from: '2026-11-18', to: '2026-11-19' }, 'Europe/Berlin', now)
    expect(asked).toMatchObject({
      kind: 'days',
      from: Date.parse('2026-11-17T23:00:00Z'),
      to: Date.parse('2026-11-19T23:00:00Z'),
    })
  })

  test('a last day that is today ends now', () => {
    const asked = askedRange({ range: undefined, from: '2026-11-20', to: '2026-11-20' }, 'UTC', now)
    expect(rangeUntilNow(asked, now)).toEqual({ from: Date.parse('2026-11-20T00:00:00Z'), to: now })
  })

  test('two days that cannot be shown count as not given', () => {
    expect(askedRange({ range: '24h', from: '2026-11-20', to: 'x' }, 'UTC', now)).toMatchObject({ range: '24h' })
  })

  test('a month and less comes from heartbeats, more from the days that the server counted', () => {
    expect((['30d', '90d'] as const).map(sourceOfRange)).toEqual(['heartbeats', 'daily'])
    expect(['2026-10-20', '2026-10-01'].map(sourceSince)).toEqual(['heartbeats', 'daily'])
  })
})

describe('two days', () => {
  test.each([
    ['2026-11-01', '', 'incomplete'],
    ['2026-11-19', '2026-11-18', 'backwards'],
    ['2026-11-19', '2026-11-21', 'future'],
    ['2025-11-01', '2026-11-19', 'long'],
  ])('from %s to %s are %s', (from, to, problem) => {
    expect(readDays({ from, to }, 'UTC', now)).toBe(problem)
  })

  test('may be one and the same, and a whole year', () => {
    expect(readDays({ from: '2026-11-19', to: '2026-11-19' }, 'UTC', now)).toEqual({
      from: Date.parse('2026-11-19T00:00:00Z'),
      to: Date.parse('2026-11-20T00:00:00Z'),
    })
    expect(readDays({ from: '2025-11-20', to: '2026-11-20' }, 'UTC', now)).not.toBe('long')
  })

  test('may end tomorrow by UTC, where it is tomorrow already', () => {
    const late = Date.parse('2026-11-20T20:00:00Z')
    expect(readDays({ from: '2026-11-21', to: '2026-11-21' }, 'Asia/Shanghai', late)).not.toBe('future')
    expect(readDays({ from: '2026-11-21', to: '2026-11-21' }, 'UTC', late)).toBe('future')
  })
})

describe('a zoom in an address', () => {
  const range = { from: now - DAY, to: now }

  test('comes back as it was written, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80_000 }), fc.integer({ min: 60, max: 80_000 }), (start, length) => {
        const zoom = { from: range.from + start * 1000, to: Math.min(range.to, range.from + (start + length) * 1000) }
        expect(readZoom(formatZoom(zoom), range)).toEqual(zoom)
      }),
    )
  })

  test('needs nothing escaped', () => {
    expect(formatZoom({ from: now, to: now + 90_000 })).toBe('20261120T120000Z-20261120T120130Z')
  })

  test('stays where it is while the range moves on, as far as the range still has it', () => {
    const text = formatZoom({ from: range.from, to: range.from + 3_600_000 })
    const later = { from: range.from + 1_800_000, to: range.to + 1_800_000 }
    expect(readZoom(text, later)).toEqual({ from: later.from, to: range.from + 3_600_000 })
    expect(readZoom(text, { from: range.from + 3_600_000, to: range.to })).toBeUndefined()
  })

  test('unreadable, outside of the range or all of it, it is none', () => {
    for (const text of [undefined, '', 'x-y', '20261320T120000Z-20261320T130000Z', formatZoom(range)]) {
      expect(readZoom(text, range)).toBeUndefined()
    }
  })
})

function id(n: number) {
  return n.toString(16).padStart(32, 'a')
}

test('ids are read once each, in lower case, and no more than can be told apart', () => {
  expect(readIds(`${id(1).toUpperCase()},${id(1)}, ${id(2)},nonsense,`)).toEqual([id(1), id(2)])
  expect(readIds(Array.from({ length: 40 }, (_, n) => id(n)).join(','))).toHaveLength(CLIENTS_AT_MOST)
  expect(readIds(undefined)).toEqual([])
})
