/** How a value stands beside the limits that hold for it. */
export type ReadingLevel = 'within' | 'warn' | 'bad' | 'implausible'

/** One value of a chip, as it was sent. `limit` is the one that it exceeds; null where it exceeds none. */
export interface ChipMeasure {
  readonly value: number
  readonly level: ReadingLevel
  readonly limit: number | null
}

export const chipMetrics = ['temperature', 'usage', 'memory', 'power'] as const
export type ChipMetric = (typeof chipMetrics)[number]

/** What somebody else than its own server says of a chip: °C, percent, percent, W. Null where it is not told. */
export type ChipReading = Readonly<Record<ChipMetric, ChipMeasure | null>>
