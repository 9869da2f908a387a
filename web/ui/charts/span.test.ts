import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bounded, panned, reported, zoomedIn, zoomedOut } from './span.ts'
import type { Span, SpanBounds } from './span.ts'

const day = 86_400_000
const bounds: SpanBounds = { whole: { from: 0, to: 30 * day }, leastMs: 240_000 }

test('a step in shows half, around what is pointed at', () => {
  expect(zoomedIn({ from: 0, to: 8 * day }, bounds)).toEqual({ from: 2 * day, to: 6 * day })
  expect(zoomedIn({ from: 0, to: 8 * day }, bounds, 0)).toEqual({ from: 0, to: 4 * day })
})

test('a step out and back shows the same again', () => {
  const span = { from: 10 * day, to: 12 * day }
  expect(zoomedIn(zoomedOut(span, bounds), bounds)).toEqual(span)
})

test('a step to the side keeps the width, and stops at the end', () => {
  expect(panned({ from: 4 * day, to: 8 * day }, bounds, 1)).toEqual({ from: 5 * day, to: 9 * day })
  expect(panned({ from: 26 * day, to: 30 * day }, bounds, 1)).toEqual({ from: 26 * day, to: 30 * day })
})

test('all there is to see is reported as no choice', () => {
  expect(reported(bounds.whole, bounds)).toBeNull()
  expect(reported({ from: 1.5, to: day + 0.5 }, bounds)).toEqual({ from: 1, to: day + 1 })
})

describe('whatever is asked for', () => {
  const anyBounds = fc
    .tuple(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1000, max: 4e10 }), fc.integer({ min: 1, max: 1e6 }))
    .map(([from, wide, leastMs]): SpanBounds => ({ whole: { from, to: from + wide }, leastMs }))
  const anySpan = fc
    .tuple(fc.integer({ min: -1e12, max: 3e12 }), fc.integer({ min: -1e12, max: 3e12 }))
    .map(([from, to]): Span => ({ from, to }))

  test('stays within the whole and is never narrower than the least', () => {
    fc.assert(
      fc.property(anyBounds, anySpan, fc.constantFrom('in', 'out', 'left', 'right', 'drag'), (limits, wished, kind) => {
        const start = bounded(wished, limits)
        const step = {
          in: () => zoomedIn(start, limits),
          out: () => zoomedOut(start, limits),
          left: () => panned(start, limits, -1),
          right: () => panned(start, limits, 1),
          drag: () => start,
        }[kind]()
        const { whole, leastMs } = limits
        expect(step.from).toBeGreaterThanOrEqual(whole.from)
        expect(step.to).toBeLessThanOrEqual(whole.to)
        // Moments of this size are exact to a fraction of a millisecond.
        expect(step.to - step.from).toBeGreaterThanOrEqual(Math.min(leastMs, whole.to - whole.from) - 0.01)
      }),
    )
  })
})
