const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const timeSteps = [1, 2, 5, 10, 15, 30]
  .map((minutes) => minutes * minute)
  .concat([1, 2, 3, 6, 12].map((hours) => hours * hour))
  .concat([1, 2, 7, 14, 30, 90, 365].map((days) => days * day))

/** At most `count` round moments within a window, all in milliseconds since the epoch. */
export function timeTicks(from: number, to: number, count = 6): number[] {
  const step = timeSteps.find((one) => (to - from) / one <= count) ?? Math.max(1, to - from)
  const ticks: number[] = []
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick)
  return ticks
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
