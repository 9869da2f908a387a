import { LineBuilder, type Line } from '@/lib/line.ts'
import { GPU_METRICS, type GpuMetric } from '../schema/limits.ts'
import { gapsOf, gpuKey, nthOf, type SampleChunk } from './sampleChunk.ts'

/** One GPU by its `gpuKey`, or all of them: the highest and the lowest at each moment. */
export type Which = { readonly kind: 'gpu'; readonly key: string } | { readonly kind: 'highest' | 'lowest' }

const METRICS = GPU_METRICS.length

/**
 * What was sampled of a metric, in the order of time. Nothing that was not sampled is drawn: gaps in the sampling,
 * and moments at which a GPU said nothing, are NaN.
 */
export function sampleLine(chunks: readonly SampleChunk[], which: Which, metric: GpuMetric): Line {
  const gaps = gapsOf(chunks)
  const offset = GPU_METRICS.indexOf(metric)
  const sign = which.kind === 'lowest' ? -1 : 1
  const line = new LineBuilder(chunks.reduce((sum, { t }) => sum + t.length, gaps.length))
  let next = 0
  for (const chunk of chunks) {
    const { t, values, gpus } = chunk
    const places = placesOf(chunk, which)
    for (let sample = 0; sample < t.length; sample++) {
      const at = t[sample] ?? NaN
      const gap = gaps[next]
      if (gap !== undefined && at === gap.to) {
        line.add(gap.from + 1, NaN)
        next += 1
      }
      const start = sample * gpus.length * METRICS + offset
      let best = NaN
      for (const place of places) {
        const value = values[start + place * METRICS] ?? NaN
        if (!Number.isNaN(value) && (Number.isNaN(best) || value * sign > best * sign)) best = value
      }
      line.add(at, best)
    }
  }
  return line.line()
}

function placesOf({ gpus }: SampleChunk, which: Which): readonly number[] {
  const all = [...gpus.keys()]
  if (which.kind !== 'gpu') return all
  return all.filter((place) => gpuKey({ index: gpus[place]?.index ?? -1, nth: nthOf(gpus, place) }) === which.key)
}
