import { describe, expect, test } from 'vitest'
import type { Outage } from './history.ts'
import { around, outagesOf } from './outagesOf.ts'
import { wholeIntervals } from './wholeIntervals.ts'

const MINUTE = 60_000

function outage(from: number, to: number | null, ...clients: string[]): Outage {
  return {
    from: from * MINUTE,
    to: to === null ? null : to * MINUTE,
    clients,
    kind: clients.length > 1 ? 'pipeline' : 'client',
  }
}

describe('outages of a window', () => {
  const first = outage(10, 20, 'a')
  const together = outage(30, 50, 'a', 'b', 'c', 'd', 'e')
  const last = outage(40, null, 'f')

  test('the newest comes first', () => {
    expect(outagesOf([first, together, last], null)).toEqual([last, together, first])
  })

  test('of chosen clients are those that any of them was part of', () => {
    expect(outagesOf([first, together, last], ['a'])).toEqual([together, first])
    expect(outagesOf([first, together, last], ['b'])).toEqual([together])
    expect(outagesOf([first, together, last], [])).toEqual([])
  })

  test('are shown with what was before and after, as far as the range has it', () => {
    const range = { from: 0, to: 120 * MINUTE }
    expect(around(outage(60, 66, 'a'), range)).toEqual({ from: 50 * MINUTE, to: 76 * MINUTE })
    expect(around(outage(40, 80, 'a'), range)).toEqual({ from: 20 * MINUTE, to: 100 * MINUTE })
    expect(around(outage(-500, null, 'a'), range)).toEqual(range)
  })
})

test('the sums of a fleet leave out intervals of which the range has a part only', () => {
  const line = (...minutes: number[]) => ({
    t: Float64Array.from(minutes, (minute) => minute * MINUTE),
    v: Float64Array.from(minutes),
  })
  const lines = {
    range: { from: 1 * MINUTE, to: 7 * MINUTE },
    resolutionMs: 2 * MINUTE,
    baseMs: 120_000 as const,
    metrics: {
      cpu: [{ id: 'max', line: line(1.5, 3, 5, 6.5) }],
      down: [
        { id: 'total', line: line(1.5, 3, 5, 6.5) },
        { id: 'max', line: line(1.5, 3, 5, 6.5) },
      ],
    },
    heard: line(1.5, 3, 5, 6.5),
  }
  const { metrics, heard } = wholeIntervals(lines, { from: 1 * MINUTE, to: 7 * MINUTE })
  expect([...(heard?.v ?? [])]).toEqual([3, 5])
  expect(metrics.down?.map((one) => [...one.line.v])).toEqual([
    [3, 5],
    [1.5, 3, 5, 6.5],
  ])
  expect(metrics.cpu?.[0]?.line.v).toHaveLength(4)
})
