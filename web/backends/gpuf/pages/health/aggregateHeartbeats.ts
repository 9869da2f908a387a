import { SILENCE_MS, type Heartbeat } from '../../schema/heartbeat.ts'

export interface HealthPoint {
  /** The middle of the bucket. */
  readonly t: number
  readonly v: number | null
}

/** A level over all heartbeats in each bucket, in percent. */
export interface Quantiles {
  readonly p50: readonly HealthPoint[]
  readonly p95: readonly HealthPoint[]
  readonly max: readonly HealthPoint[]
}

export interface FleetHealth {
  readonly bucketMs: number
  readonly heartbeats: number
  readonly clients: number
  readonly cpu: Quantiles
  readonly memory: Quantiles
  readonly disk: Quantiles
  /** Bytes per second, all clients together. */
  readonly down: readonly HealthPoint[]
  readonly up: readonly HealthPoint[]
}

/** More would cost long tasks while drawing, and a screen has hardly more. */
const POINTS_AT_MOST = 500

/** The smallest of these that leaves at most half the points allowed; a heartbeat interval at least. */
const BUCKETS_MS = [2, 5, 10, 15, 30, 60, 120, 360, 720, 1440].map((minutes) => minutes * 60_000)

export function bucketFor(windowMs: number): number {
  const fitting = BUCKETS_MS.find((bucket) => windowMs / bucket <= POINTS_AT_MOST / 3)
  return fitting ?? Math.ceil(windowMs / POINTS_AT_MOST)
}

/**
 * The heartbeats of a fleet by time bucket. A bucket without any is left out of the lines; only where nothing came
 * for longer than an outage takes is there a null, which breaks them.
 *
 * @param heartbeats within the range, oldest first
 */
export function aggregateHeartbeats(
  heartbeats: readonly Heartbeat[],
  { from, to }: { readonly from: number; readonly to: number },
  bucketMs: number = bucketFor(to - from),
): FleetHealth {
  const buckets = Math.max(1, Math.ceil((to - from) / bucketMs))
  const inBucket: Heartbeat[][] = Array.from({ length: buckets }, () => [])
  for (const beat of heartbeats) inBucket[bucketOf(beat.at, from, bucketMs, buckets)]?.push(beat)

  const gaps = gapsBetween(heartbeats, SILENCE_MS)
  const timeOf = (bucket: number) => from + (bucket + 0.5) * bucketMs
  const line = (values: readonly (number | null)[]): HealthPoint[] => withGaps(values, timeOf, gaps)

  const level = (read: (beat: Heartbeat) => number | null): Quantiles => {
    const sorted = inBucket.map((beats) => Float64Array.from(beats.map(read).filter((value) => value !== null)).sort())
    return {
      p50: line(sorted.map((values) => quantile(values, 0.5))),
      p95: line(sorted.map((values) => quantile(values, 0.95))),
      max: line(sorted.map((values) => quantile(values, 1))),
    }
  }

  const byClient = groupByClient(heartbeats)
  const rates = (read: (beat: Heartbeat) => number | null) =>
    line(totalRates([...byClient.values()], read, { from, bucketMs, buckets }))

  return {
    bucketMs,
    heartbeats: heartbeats.length,
    clients: byClient.size,
    cpu: level((beat) => beat.cpu),
    memory: level((beat) => beat.memory),
    disk: level((beat) => beat.disk),
    down: rates((beat) => beat.downBytes),
    up: rates((beat) => beat.upBytes),
  }
}

function bucketOf(at: number, from: number, bucketMs: number, buckets: number): number {
  return Math.min(buckets - 1, Math.max(0, Math.floor((at - from) / bucketMs)))
}

function groupByClient(heartbeats: readonly Heartbeat[]): ReadonlyMap<string, readonly Heartbeat[]> {
  const groups = new Map<string, Heartbeat[]>()
  for (const beat of heartbeats) {
    const group = groups.get(beat.clientId)
    if (group) group.push(beat)
    else groups.set(beat.clientId, [beat])
  }
  return groups
}

/** The nearest-rank quantile of sorted values: always a value that was measured. Null of none. */
export function quantile(sorted: Float64Array, share: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

interface Gap {
  readonly from: number
  readonly to: number
}

function gapsBetween(beats: readonly Heartbeat[], longerThanMs: number): readonly Gap[] {
  const gaps: Gap[] = []
  for (const [index, beat] of beats.entries()) {
    const before = beats[index - 1]
    if (before && beat.at - before.at > longerThanMs) gaps.push({ from: before.at, to: beat.at })
  }
  return gaps
}

function withGaps(
  values: readonly (number | null)[],
  timeOf: (bucket: number) => number,
  gaps: readonly Gap[],
): HealthPoint[] {
  const points: HealthPoint[] = gaps.map((gap) => ({ t: (gap.from + gap.to) / 2, v: null }))
  for (const [bucket, v] of values.entries()) if (v !== null) points.push({ t: timeOf(bucket), v })
  return points.sort((a, b) => a.t - b.t)
}

interface Buckets {
  readonly from: number
  readonly bucketMs: number
  readonly buckets: number
}

/**
 * Bytes per second in each bucket, over all clients. A heartbeat's bytes were moved since the client's previous one,
 * and are spread over that time; across an outage nothing is known. A client counts with its mean over the part of a
 * bucket that it covers, so that the last, unfinished bucket does not look like a drop.
 */
function totalRates(
  clients: readonly (readonly Heartbeat[])[],
  read: (beat: Heartbeat) => number | null,
  { from, bucketMs, buckets }: Buckets,
): (number | null)[] {
  const total = new Float64Array(buckets)
  const covered = new Uint8Array(buckets)

  for (const beats of clients) {
    const bytes = new Map<number, { bytes: number; ms: number }>()
    for (const interval of intervals(beats, read)) {
      const first = bucketOf(interval.from, from, bucketMs, buckets)
      const last = bucketOf(interval.to, from, bucketMs, buckets)
      for (let bucket = first; bucket <= last; bucket++) {
        const start = Math.max(interval.from, from + bucket * bucketMs)
        const end = bucket === last ? interval.to : Math.min(interval.to, from + (bucket + 1) * bucketMs)
        const ms = end - start
        if (ms <= 0) continue
        const sum = bytes.get(bucket) ?? { bytes: 0, ms: 0 }
        sum.bytes += (interval.bytes * ms) / (interval.to - interval.from)
        sum.ms += ms
        bytes.set(bucket, sum)
      }
    }
    for (const [bucket, sum] of bytes) {
      total[bucket] = (total[bucket] ?? 0) + (sum.bytes / sum.ms) * 1000
      covered[bucket] = 1
    }
  }
  return Array.from(total, (rate, bucket) => (covered[bucket] === 1 ? rate : null))
}

/** Two heartbeats closer than this are one report in two parts: a rate over milliseconds means nothing. */
const TOO_CLOSE_MS = 1000

function* intervals(
  beats: readonly Heartbeat[],
  read: (beat: Heartbeat) => number | null,
): Generator<{ from: number; to: number; bytes: number }> {
  let previous: number | undefined
  let carried = 0
  for (const beat of beats) {
    const bytes = read(beat)
    const ms = previous === undefined ? Infinity : beat.at - previous
    if (previous !== undefined && ms < TOO_CLOSE_MS) {
      carried += bytes ?? 0
      continue
    }
    if (previous !== undefined && ms <= SILENCE_MS && bytes !== null) {
      yield { from: previous, to: beat.at, bytes: bytes + carried }
    }
    previous = beat.at
    carried = 0
  }
}
