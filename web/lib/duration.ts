export type DurationUnit = 'days' | 'hours' | 'minutes' | 'seconds'

export interface DurationPart {
  readonly unit: DurationUnit
  readonly value: number
}

const sizes: readonly (readonly [DurationUnit, number])[] = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
  ['seconds', 1],
]

/**
 * A duration as its largest unit and the next one below, cut and never rounded up: 192,900 ms → 3 minutes,
 * 12 seconds. A second unit of zero is left out; negative durations count as none.
 */
export function durationParts(ms: number): readonly DurationPart[] {
  let rest = Math.max(0, Math.floor(ms / 1000))
  const parts: DurationPart[] = []
  for (const [unit, size] of sizes) {
    const value = Math.floor(rest / size)
    rest -= value * size
    if (parts.length === 1) return value > 0 ? [...parts, { unit, value }] : parts
    if (value > 0) parts.push({ unit, value })
  }
  return parts.length > 0 ? parts : [{ unit: 'seconds', value: 0 }]
}

/** The largest unit alone, as ages are told: 192,900 ms → 3 minutes. */
export function largestPart(ms: number): DurationPart {
  return durationParts(ms)[0] ?? { unit: 'seconds', value: 0 }
}
