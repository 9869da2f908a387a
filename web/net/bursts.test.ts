import { array, assert, constantFrom, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { watchBursts } from './bursts.ts'

const BEAT_MS = 5_000

/** What is said of a stream whose events arrive at `times`, at any moment of it, and at its end. */
function verdictOn(times: readonly number[], { ends = false, isExcused = false } = {}) {
  const watch = watchBursts(BEAT_MS, 0)
  const said = times.map((atMs) => watch.heard({ atMs, isExcused }))
  const last = ends ? watch.ended() : undefined
  return { everBuffered: [...said, last].includes(true), last }
}

/** As a server sends them: a heartbeat every five seconds, and progress in between. */
const sent = (count: number) => Array.from({ length: count }, (_, index) => (index + 1) * 2_500)
const keptUntil = (times: readonly number[], flushMs: number) => times.map((at) => Math.ceil(at / flushMs) * flushMs)

describe('a stream that something keeps back', () => {
  test('comes in bursts with silence in between, and is told after the second', () => {
    expect(verdictOn(keptUntil(sent(40), 20_000)).everBuffered).toBe(true)
  })

  test('comes whole at its end', () => {
    expect(
      verdictOn(
        sent(20).map(() => 50_000),
        { ends: true },
      ).everBuffered,
    ).toBe(true)
  })

  test('of any pace and any size of the buffer', () => {
    assert(
      property(integer({ min: 12_000, max: 120_000 }), integer({ min: 100, max: 2_500 }), (flushMs, everyMs) => {
        const times = Array.from({ length: Math.ceil((flushMs * 4) / everyMs) }, (_, index) => (index + 1) * everyMs)
        expect(verdictOn(keptUntil(times, flushMs)).everBuffered).toBe(true)
      }),
    )
  })
})

describe('no stream of these is accused', () => {
  test('one that comes as it is sent, however slow the network and wherever it jitters', () => {
    assert(
      property(
        integer({ min: 0, max: 8_000 }),
        array(integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 }),
        constantFrom(200, 1_000, 2_500, 5_000),
        (delayMs, jitters, everyMs) => {
          let at = 0
          const times = jitters.map((jitter, index) => {
            at = Math.max(at, delayMs + (index + 1) * everyMs + jitter)
            return at
          })
          expect(verdictOn(times, { ends: true }).everBuffered).toBe(false)
        },
      ),
    )
  })

  test('one whose network stood still once', () => {
    const times = sent(60).map((at) => (at > 40_000 && at < 70_000 ? 70_000 : at))
    expect(verdictOn(times).everBuffered).toBe(false)
  })

  test('a short one that came at once', () => {
    expect(verdictOn([300, 301, 302, 303, 304], { ends: true }).everBuffered).toBe(false)
  })

  test('one that a sleeping computer, or a tab that nobody sees, took late', () => {
    expect(verdictOn(keptUntil(sent(40), 20_000), { isExcused: true }).everBuffered).toBe(false)
  })
})

test('once events come one by one again, it is said that nothing keeps them back', () => {
  const watch = watchBursts(BEAT_MS, 0)
  for (const atMs of keptUntil(sent(32), 20_000)) watch.heard({ atMs, isExcused: false })
  const said = sent(8).map((at) => watch.heard({ atMs: 80_000 + at, isExcused: false }))
  expect(said.at(-1)).toBe(false)
})
