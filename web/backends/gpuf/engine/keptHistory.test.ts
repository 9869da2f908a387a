import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Line } from '@/lib/line.ts'
import { beat, columnsOf, HOUR, MINUTE, type Beat } from '../schema/history.fixture.ts'
import type { HistoryView } from '../schema/history.ts'
import { KeptHistory } from './keptHistory.ts'

const range = { from: 0, to: 20 * HOUR }

/** Six hundred intervals, of some clients, with holes. */
const anyBeats = fc
  .array(
    fc.record({
      clientId: fc.constantFrom('a', 'b', 'c'),
      start: fc.integer({ min: 0, max: 500 }),
      length: fc.integer({ min: 1, max: 200 }),
      seed: fc.integer({ min: 1, max: 1000 }),
    }),
    { maxLength: 5 },
  )
  .map((runs): Beat[] =>
    runs.flatMap(({ clientId, start, length, seed }) =>
      Array.from({ length }, (_, index) => beat((start + index) * 2, { clientId, cpu: (index * seed * 7919) % 101 })),
    ),
  )
const anyView = fc.record({
  from: fc.integer({ min: -HOUR, max: 20 * HOUR }),
  length: fc.integer({ min: 1, max: 21 * HOUR }),
  points: fc.integer({ min: 16, max: 120 }),
})

function kept(beats: readonly Beat[], now = range.to): KeptHistory {
  return new KeptHistory(columnsOf(beats), range, now)
}

function highest({ v }: Line): number {
  return Math.max(-1, ...v.filter((value) => !Number.isNaN(value)))
}

describe('lines of any window, at any zoom', () => {
  test('the highest heartbeat of a client is drawn, and no more points than asked for', () => {
    fc.assert(
      fc.property(anyBeats, anyView, (beats, { from, length, points }) => {
        const window = { from, to: from + length }
        const view: HistoryView = { range: window, points, mode: { kind: 'clients', ids: ['a'] }, metrics: ['cpu'] }
        const { metrics } = kept(beats).lines(view)
        const line = metrics.cpu?.[0]?.line ?? { t: new Float64Array(), v: new Float64Array() }
        const own = beats.filter(
          ({ clientId, at }) => clientId === 'a' && at >= Math.max(0, from) && at <= Math.min(range.to, window.to),
        )
        expect(line.t.length).toBeLessThanOrEqual(points)
        expect(highest(line)).toBe(Math.max(-1, ...own.map(({ cpu }) => cpu ?? -1)))
      }),
    )
  })

  test('of the fleet, what is drawn of a part has the extremes of its finest points', () => {
    fc.assert(
      fc.property(anyBeats, anyView, (beats, { from, length, points }) => {
        const history = kept(beats)
        const view: HistoryView = {
          range: { from, to: from + length },
          points,
          mode: { kind: 'fleet' },
          metrics: ['cpu', 'down'],
        }
        const coarse = history.lines(view)
        const fine = history.lines({ ...view, points: 100_000 })
        expect(fine.resolutionMs).toBe(fine.baseMs)
        for (const metric of view.metrics) {
          for (const [index, { id, line }] of (coarse.metrics[metric] ?? []).entries()) {
            const whole = fine.metrics[metric]?.[index]
            expect(whole?.id).toBe(id)
            expect(line.t.length).toBeLessThanOrEqual(points)
            expect(highest(line)).toBe(whole && highest(whole.line))
          }
        }
      }),
    )
  })
})

test('what one column covers is told', () => {
  const beats = Array.from({ length: 600 }, (_, index) => beat(index * 2))
  const view: HistoryView = { range, points: 122, mode: { kind: 'fleet' }, metrics: ['cpu'] }
  expect(kept(beats).lines(view).resolutionMs).toBe(22 * MINUTE)
})

test('clients come by name as people count, and by id where they have none', () => {
  const names = [
    ['1', 'npu-10'],
    ['2', 'npu-2'],
    ['npu-3', null],
  ] as const
  const beats = names.map(([clientId, clientName]) => beat(1, { clientId, clientName }))
  expect(
    kept(beats)
      .summary()
      .clients.map(({ id }) => id),
  ).toEqual(['2', 'npu-3', '1'])
})

test('nothing from after now is drawn or counted, but that of clocks that are ahead is told', () => {
  const history = kept([beat(8), beat(10), beat(10.5), beat(30)], 10 * MINUTE)
  expect(history.summary()).toMatchObject({ heartbeats: 2, ahead: 1, lastAt: 10 * MINUTE })
})
