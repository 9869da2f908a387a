import type { Gpu } from '../schema/client.ts'
import { GPU_METRICS, metricOf, type GpuMetric } from '../schema/limits.ts'

export interface SampledGpu {
  readonly index: number
  readonly name: string | null
}

/** What a chunk is kept under: of one client of one connection, the moment of its first sample. */
export type ChunkKey = readonly [server: string, client: string, start: number]

/** Some minutes of samples of one client. */
export interface SampleChunk {
  readonly server: string
  readonly client: string
  readonly start: number
  readonly end: number
  /** How often samples were to be taken then. */
  readonly paceMs: number
  readonly gpus: readonly SampledGpu[]
  readonly t: Float64Array
  /** Sample by sample, in each GPU by GPU, of each the metrics in the order of `GPU_METRICS`. NaN: not said. */
  readonly values: Float32Array
}

/** As much of a chunk as is needed to count and to choose. */
export interface ChunkHead {
  readonly server: string
  readonly client: string
  readonly start: number
  readonly end: number
  readonly samples: number
  readonly bytes: number
}

export interface Sample {
  readonly server: string
  readonly client: string
  readonly at: number
  readonly paceMs: number
  readonly gpus: readonly Gpu[]
}

const CHUNK_SAMPLES = 60
/** No chunk is longer: who reads from a moment on looks this far back. */
export const CHUNK_SPAN_MS = 30 * 60_000
const METRICS = GPU_METRICS.length
/** What a database adds to a record, about. */
const BYTES_AROUND = 400

/** The chunk with one more sample, or a new one where the old is full or speaks of other GPUs or another pace. */
export function withSample(open: SampleChunk | undefined, sample: Sample): SampleChunk {
  const { server, client, at, paceMs } = sample
  const gpus = sample.gpus.map(({ index, name }) => ({ index, name: name?.slice(0, 100) ?? null }))
  const values = new Float32Array(sample.gpus.length * METRICS)
  for (const [place, gpu] of sample.gpus.entries()) {
    for (const [metric, name] of GPU_METRICS.entries()) values[place * METRICS + metric] = metricOf(gpu, name) ?? NaN
  }
  if (open === undefined || !takes(open, sample, gpus)) {
    return { server, client, start: at, end: at, paceMs, gpus, t: Float64Array.of(at), values }
  }
  const t = new Float64Array(open.t.length + 1)
  t.set(open.t)
  t[open.t.length] = at
  const all = new Float32Array(open.values.length + values.length)
  all.set(open.values)
  all.set(values, open.values.length)
  return { ...open, end: at, t, values: all }
}

function takes(open: SampleChunk, { at, paceMs }: Sample, gpus: readonly SampledGpu[]): boolean {
  return (
    open.t.length < CHUNK_SAMPLES &&
    at > open.end &&
    at - open.start < CHUNK_SPAN_MS &&
    open.paceMs === paceMs &&
    open.gpus.length === gpus.length &&
    open.gpus.every((gpu, place) => gpu.index === gpus[place]?.index && gpu.name === gpus[place]?.name)
  )
}

export function headOf(chunk: SampleChunk): ChunkHead {
  const { server, client, start, end, t, values, gpus } = chunk
  const bytes = BYTES_AROUND + t.byteLength + values.byteLength + gpus.length * 60
  return { server, client, start, end, samples: t.length, bytes }
}

export function keyOf({ server, client, start }: Pick<ChunkHead, 'server' | 'client' | 'start'>): ChunkKey {
  return [server, client, start]
}

export interface Gap {
  readonly from: number
  readonly to: number
}

/** Two and a half times the pace without a sample: one that came late is no gap. */
const GAP_FROM = 2.5

/** Where no sample was taken, between the first and the last. `chunks` of one client, in the order of time. */
export function gapsOf(chunks: readonly SampleChunk[]): readonly Gap[] {
  const gaps: Gap[] = []
  let last: { readonly at: number; readonly paceMs: number } | undefined
  for (const { t, paceMs } of chunks) {
    for (const at of t) {
      if (last !== undefined && at - last.at > GAP_FROM * Math.max(paceMs, last.paceMs)) {
        gaps.push({ from: last.at, to: at })
      }
      last = { at, paceMs }
    }
  }
  return gaps
}

/** GPUs that were sampled, each once. Two of one index are told apart by their place among them. */
export interface GpuRef extends SampledGpu {
  readonly nth: number
}

export function gpusOf(chunks: readonly SampleChunk[]): readonly GpuRef[] {
  const found = new Map<string, GpuRef>()
  for (const { gpus } of chunks) {
    for (const [place, gpu] of gpus.entries()) {
      const ref = { ...gpu, nth: nthOf(gpus, place) }
      // The newest name counts.
      found.set(gpuKey(ref), ref)
    }
  }
  return [...found.values()].sort((a, b) => a.index - b.index || a.nth - b.nth)
}

export function gpuKey({ index, nth }: Pick<GpuRef, 'index' | 'nth'>): string {
  return nth === 0 ? String(index) : `${index}.${nth}`
}

/** How many GPUs before this one have its index. */
export function nthOf(gpus: readonly SampledGpu[], place: number): number {
  const index = gpus[place]?.index
  return gpus.slice(0, place).filter((gpu) => gpu.index === index).length
}

/** The value of one GPU in one sample. */
export function valueAt(chunk: SampleChunk, sample: number, place: number, metric: GpuMetric): number {
  return chunk.values[(sample * chunk.gpus.length + place) * METRICS + GPU_METRICS.indexOf(metric)] ?? NaN
}
