import { momentOf } from './localTime.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const timeSteps = [1, 2, 5, 10, 15, 30]
  .map((seconds) => seconds * 1000)
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute))
  .concat([1, 2, 3, 6, 12].map((hours) => hours * hour))
  .concat([1, 2, 7, 14, 30, 90, 365].map((days) => days * day))

/**
 * At most `count` round moments within a window, all in milliseconds since the epoch.
 * @param offsetAt how far the operator's clock is ahead of UTC: round is what is round on that clock
 */
export function timeTicks(from: number, to: number, count = 6, offsetAt: (ms: number) => number = () => 0): number[] {
  const step = timeSteps.find((one) => (to - from) / one <= count) ?? Math.max(1, to - from)
  return roundMoments(from, to, step, offsetAt)
}

/** The midnights within a window, for as long as they are few enough to be marked. */
export function dayStarts(from: number, to: number, offsetAt: (ms: number) => number): number[] {
  return (to - from) / day > 14 ? [] : roundMoments(from, to, day, offsetAt)
}

function roundMoments(from: number, to: number, step: number, offsetAt: (ms: number) => number): number[] {
  const moments: number[] = []
  for (let local = Math.ceil((from + offsetAt(from)) / step) * step; ; local += step) {
    const moment = momentOf(local, offsetAt)
    if (!(moment <= to)) return moments
    // An hour that the clocks skip or repeat gives the same moment twice, or one before the window.
    if (moment >= from && moment > (moments.at(-1) ?? Number.NEGATIVE_INFINITY)) moments.push(moment)
  }
}

/**
 * Round values from 0 to the first one at or above `max`.
 * @param base 1024 for bytes: round is then what is round in KiB, MiB and so on
 */
export function valueTicks(max: number, base: 1000 | 1024 = 1000, count = 4): number[] {
  if (!Number.isFinite(max) || max <= 0) return [0, 1]
  const unit = base === 1024 ? 1024 ** Math.max(0, Math.floor(Math.log(max) / Math.log(1024))) : 1
  const raw = max / unit / count
  const magnitude = 10 ** Math.floor(Math.log10(raw))
  const step = unit * magnitude * ([1, 2, 2.5, 5].find((one) => one * magnitude >= raw) ?? 10)
  return Array.from({ length: Math.ceil(max / step) + 1 }, (_, index) => index * step)
}

export interface ValueAxis {
  readonly min: number
  readonly max: number
  readonly ticks: readonly number[]
}

/** An axis that shows every value: what is asked for grows where values lie outside of it. */
export function valueAxis(
  lowest: number,
  highest: number,
  asked: { readonly min?: number; readonly max?: number } = {},
  base: 1000 | 1024 = 1000,
): ValueAxis {
  const ticks = valueTicks(Math.max(asked.max ?? 0, highest), base)
  const max = asked.max !== undefined && highest <= asked.max ? asked.max : (ticks.at(-1) ?? 1)
  const low = Math.min(asked.min ?? 0, lowest)
  if (low >= 0) return { min: low, max, ticks }
  const below = valueTicks(-low, base)
    .slice(1)
    .map((tick) => -tick)
    .reverse()
  return { min: below[0] ?? low, max, ticks: [...below, ...ticks] }
}
