import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  GPU_METRICS,
  LimitsSchema,
  NO_LIMIT,
  defaultLimits,
  deviceClass,
  draftOf,
  readDraft,
  readingOf,
  scaleEnd,
} from './limits.ts'

test('one kind of GPU is known by its name, in any case and spacing', () => {
  expect(deviceClass('  Ascend  910B4 ')).toBe(deviceClass('ascend 910b4'))
  expect(deviceClass(null)).toBe('')
})

describe('the console’s defaults', () => {
  test.each([
    'Ascend 910B4',
    'MetaX C550',
    'NVIDIA A800-SXM4-80GB',
    'NVIDIA GeForce RTX 4090',
    'NVIDIA H20',
    '',
    'Ünbekannt',
  ])('%s: a warning lies below what is bad, and full use is no fault', (name) => {
    const limits = defaultLimits(deviceClass(name))
    expect(v.is(LimitsSchema, limits)).toBe(true)
    expect(limits.temperature.warn).not.toBeNull()
    expect(readingOf('usage', 100, limits.usage).kind).toBe('within')
    for (const metric of GPU_METRICS) expect(scaleEnd(metric, limits)).toBeGreaterThan(limits[metric].warn ?? 0)
  })

  test('power has a default only where the name tells the board', () => {
    expect(defaultLimits('ascend 910b4').power.warn).toBe(400)
    expect(defaultLimits('nvidia unknown').power).toEqual(NO_LIMIT)
  })
})

describe('a value beside its limits', () => {
  const limit = { warn: 85, bad: 95 }

  test.each([
    [null, { kind: 'unknown' }],
    [85, { kind: 'within', value: 85 }],
    [91, { kind: 'exceeds', value: 91, level: 'warn', limit: 85 }],
    [96, { kind: 'exceeds', value: 96, level: 'bad', limit: 95 }],
    [-5, { kind: 'implausible', value: -5 }],
    [999, { kind: 'implausible', value: 999 }],
  ])('%s °C', (value, expected) => {
    expect(readingOf('temperature', value, limit)).toEqual(expected)
  })

  test('300 % of use is implausible, not an excess', () => {
    expect(readingOf('usage', 300, { warn: 90, bad: null })).toEqual({ kind: 'implausible', value: 300 })
  })

  test('whatever is sent, it is read as one of the four and comes out as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...GPU_METRICS), fc.double(), (metric, value) => {
        const reading = readingOf(metric, value, limit)
        expect(reading.kind === 'unknown' ? NaN : reading.value).toBe(value)
      }),
    )
  })
})

describe('limits as they are typed', () => {
  test('nothing typed is no limit, a comma is a decimal point', () => {
    expect(readDraft('power', { warn: '', bad: ' 72,5 ' })).toEqual({ limit: { warn: null, bad: 72.5 } })
  })

  test('each wrong field is named with its reason', () => {
    expect(readDraft('temperature', { warn: 'hot', bad: '-1' })).toEqual({
      faults: { warn: 'not-a-number', bad: 'out-of-range' },
    })
    expect(readDraft('usage', { warn: '101', bad: '' })).toEqual({ faults: { warn: 'out-of-range' } })
    expect(readDraft('power', { warn: '1e2', bad: '' })).toEqual({ faults: { warn: 'not-a-number' } })
    expect(readDraft('temperature', { warn: '90', bad: '90' })).toEqual({ faults: { warn: 'warn-not-below-bad' } })
  })

  test('what was set is typed the same again', () => {
    const value = fc.option(fc.integer({ min: 0, max: 100 }))
    fc.assert(
      fc.property(fc.constantFrom(...GPU_METRICS), value, value, (metric, warn, bad) => {
        fc.pre(warn === null || bad === null || warn < bad)
        expect(readDraft(metric, draftOf({ warn, bad }))).toEqual({ limit: { warn, bad } })
      }),
    )
  })
})
