import { array, assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { watchHeldLines } from './heldLines.ts'

interface Line {
  readonly written: number
  readonly at: number
}

/** What is said of lines that arrive one by one, at any moment and at last. */
function verdictOn(lines: readonly Line[], { isExcused = false, clockIsOff = 0 } = {}) {
  const watch = watchHeldLines()
  const said = lines.map(({ written, at }) =>
    watch.heard({ at, firstAt: written + clockIsOff, lastAt: written + clockIsOff, lines: 1 }, isExcused),
  )
  return { everHeld: said.includes(true), last: said.findLast((one) => one !== undefined) }
}

const everySecond = (count: number, everyMs = 1_000) =>
  Array.from({ length: count }, (_, index) => (index + 1) * everyMs)
const promptly = (times: readonly number[], lateMs = 40) => times.map((written) => ({ written, at: written + lateMs }))
const keptUntil = (times: readonly number[], flushMs: number) =>
  times.map((written) => ({ written, at: Math.ceil(written / flushMs) * flushMs }))

describe('lines that something keeps back', () => {
  test('come many at once, and were written one after the other: told after the second time', () => {
    expect(verdictOn(keptUntil(everySecond(120), 30_000)).everHeld).toBe(true)
  })

  test('whatever the writer’s clock says', () => {
    expect(verdictOn(keptUntil(everySecond(120), 30_000), { clockIsOff: -86_400_000 }).everHeld).toBe(true)
  })

  test('at any pace and for any time', () => {
    assert(
      property(integer({ min: 10_000, max: 120_000 }), integer({ min: 100, max: 3_000 }), (flushMs, everyMs) => {
        const count = Math.ceil((flushMs * 5) / everyMs)
        expect(verdictOn(keptUntil(everySecond(count, everyMs), flushMs)).everHeld).toBe(true)
      }),
    )
  })
})

describe('no log of these is accused', () => {
  test('one that is written many lines at once, with silence in between', () => {
    assert(
      property(
        array(integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 20 }),
        integer({ min: 0, max: 1_500 }),
        integer({ min: 0, max: 5_000 }),
        (sizes, spreadMs, lateMs) => {
          const lines = sizes.flatMap((size, turn) =>
            Array.from({ length: size }, (_, n) => turn * 30_000 + (n * spreadMs) / size),
          )
          expect(verdictOn(promptly(lines, lateMs)).everHeld).toBe(false)
        },
      ),
    )
  })

  test('one that comes as it is written, however seldom and over however slow a network', () => {
    assert(
      property(
        array(integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 60 }),
        constantFrom(0, 200, 7_000),
        (gaps, lateMs) => {
          let time = 0
          expect(
            verdictOn(
              promptly(
                gaps.map((gap) => (time += gap)),
                lateMs,
              ),
            ).everHeld,
          ).toBe(false)
        },
      ),
    )
  })

  test('one whose history of hours comes in pieces', () => {
    const pieces = [0, 1, 2, 3].flatMap((piece) =>
      everySecond(500, 7_000).map((written) => ({ written: piece * 3_500_000 + written, at: piece * 10_000 })),
    )
    expect(verdictOn(pieces).everHeld).toBe(false)
  })

  test('one whose network stood still once', () => {
    const lines = everySecond(90).map((written) => ({
      written,
      at: written > 30_000 && written < 50_000 ? 50_000 : written,
    }))
    expect(verdictOn(lines).everHeld).toBe(false)
  })

  test('one that a server looks into every few seconds', () => {
    expect(verdictOn(keptUntil(everySecond(120), 5_000)).everHeld).toBe(false)
  })

  test('one that came to a computer that slept', () => {
    expect(verdictOn(keptUntil(everySecond(120), 30_000), { isExcused: true }).everHeld).toBe(false)
  })
})

test('once lines come one by one again, it is said that nothing keeps them back', () => {
  const lines = [
    ...keptUntil(everySecond(90), 30_000),
    ...promptly(everySecond(10).map((written) => 90_000 + written * 2)),
  ]
  expect(verdictOn(lines)).toEqual({ everHeld: true, last: false })
})
