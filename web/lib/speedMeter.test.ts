import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SpeedMeter } from './speedMeter.ts'

const MiB = 1024 ** 2
const GiB = 1024 ** 3

/** Samples each second of a transfer at a steady speed. */
function feed(
  meter: SpeedMeter,
  o: { from?: number; seconds: number; bytesPerSecond: number; at?: number; roundTo?: number },
) {
  const { from = 0, at = 0, roundTo = 1 } = o
  for (let second = 0; second <= o.seconds; second += 1) {
    const done = from + second * o.bytesPerSecond
    meter.add((at + second) * 1000, Math.floor(done / roundTo) * roundTo)
  }
}

describe('a measured speed', () => {
  test('is unknown until three seconds were seen', () => {
    const meter = new SpeedMeter()
    expect(meter.bytesPerSecond()).toBeNull()
    expect(meter.etaMs(GiB)).toBeNull()
    feed(meter, { seconds: 3, bytesPerSecond: MiB })
    expect(meter.bytesPerSecond()).toBeNull()
    meter.add(4000, 4 * MiB)
    expect(meter.bytesPerSecond()).toBe(MiB)
  })

  test('follows a change within half a minute', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 60, bytesPerSecond: 10 * MiB })
    feed(meter, { at: 61, from: 601 * MiB, seconds: 30, bytesPerSecond: MiB })
    expect(meter.bytesPerSecond()).toBeCloseTo(MiB, -5)
  })

  test('does not fall at each plateau of a coarse figure', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 120, bytesPerSecond: 20 * MiB, roundTo: GiB / 10 })
    const speed = meter.bytesPerSecond() ?? 0
    expect(speed / MiB).toBeGreaterThan(17)
    expect(speed / MiB).toBeLessThan(23)
  })

  test('is known too where the figure grows less often than twice in half a minute', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 300, bytesPerSecond: 2 * MiB, roundTo: GiB / 10 })
    expect((meter.bytesPerSecond() ?? 0) / MiB).toBeCloseTo(2, 0)
  })

  test('sinks while nothing comes, to zero', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 20, bytesPerSecond: 10 * MiB })
    expect(meter.bytesPerSecond(21_500)).toBe(10 * MiB)
    const after = [25_000, 35_000, 45_000].map((now) => meter.bytesPerSecond(now) ?? 0)
    expect(after.toSorted((a, b) => b - a)).toEqual(after)
    expect(after[0]).toBeLessThan(10 * MiB)
    expect(meter.bytesPerSecond(51_000)).toBe(0)
    expect(meter.etaMs(GiB, 51_000)).toBeNull()
  })

  test('is unknown again after a drop of the figure, and after a resume', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 20, bytesPerSecond: 10 * MiB })
    meter.add(21_000, 50 * MiB)
    expect(meter.bytesPerSecond()).toBeNull()
    feed(meter, { at: 22, from: 50 * MiB, seconds: 10, bytesPerSecond: MiB })
    expect(meter.bytesPerSecond()).toBe(MiB)
    meter.reset()
    expect(meter.bytesPerSecond()).toBeNull()
  })

  test('does not count what lay on the disk before', () => {
    const meter = new SpeedMeter()
    meter.add(0, 0)
    meter.add(100, 4 * GiB)
    meter.add(200, 8 * GiB)
    feed(meter, { at: 1, from: 8 * GiB, seconds: 10, bytesPerSecond: MiB })
    expect((meter.bytesPerSecond() ?? 0) / MiB).toBeCloseTo(1, 0)
  })

  test('is right when a proxy holds the events up and lets them go together', () => {
    const meter = new SpeedMeter()
    for (let second = 0; second < 60; second += 1) {
      meter.add(Math.ceil((second + 1) / 10) * 10_000 + (second % 10), second * 10 * MiB)
    }
    expect((meter.bytesPerSecond() ?? 0) / MiB).toBeCloseTo(10, 0)
  })

  test('is never wild, whatever comes', () => {
    const samples = fc.array(fc.tuple(fc.nat(60_000), fc.nat(1_000_000)), { maxLength: 30 })
    fc.assert(
      fc.property(samples, fc.nat(100_000), (all, later) => {
        const meter = new SpeedMeter()
        let now = 0
        for (const [step, done] of all) {
          now += step
          meter.add(now, done)
        }
        const speed = meter.bytesPerSecond(now + later)
        const eta = meter.etaMs(2_000_000, now + later)
        // A megabyte at most, in three seconds at least.
        expect(speed === null || (speed >= 0 && speed <= 1_000_000 / 3)).toBe(true)
        expect(eta === null || (eta >= 0 && eta <= 7 * 24 * 3_600_000)).toBe(true)
      }),
    )
  })
})

describe('the time that remains', () => {
  test('follows from the measured speed', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 10, bytesPerSecond: 10 * MiB })
    expect(meter.etaMs(200 * MiB)).toBe(10_000)
    expect(meter.etaMs(100 * MiB)).toBe(0)
    expect(meter.etaMs(50 * MiB)).toBe(0)
  })

  test('is unknown when it would be more than a week', () => {
    const meter = new SpeedMeter()
    feed(meter, { seconds: 10, bytesPerSecond: 1000 })
    expect(meter.etaMs(1000 * 3600 * 24 * 8)).toBeNull()
  })
})
