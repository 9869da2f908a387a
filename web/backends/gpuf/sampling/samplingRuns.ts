import { gapsOf, type SampleChunk } from './sampleChunk.ts'

/** A time in which one sample followed the other at one pace. */
export interface SamplingRun {
  readonly from: number
  readonly to: number
  readonly samples: number
  readonly paceMs: number
  /** How long nothing was sampled before it; null for the first, and where only the pace changed. */
  readonly gapMs: number | null
}

/** When samples were taken. `chunks` of one client, in the order of time. */
export function samplingRuns(chunks: readonly SampleChunk[]): readonly SamplingRun[] {
  const gapBefore = new Map(gapsOf(chunks).map(({ from, to }) => [to, to - from]))
  const runs: SamplingRun[] = []
  for (const { t, paceMs } of chunks) {
    for (const at of t) {
      const last = runs.at(-1)
      const gapMs = gapBefore.get(at) ?? null
      if (last !== undefined && gapMs === null && last.paceMs === paceMs) {
        runs[runs.length - 1] = { ...last, to: at, samples: last.samples + 1 }
      } else {
        runs.push({ from: at, to: at, samples: 1, paceMs, gapMs })
      }
    }
  }
  return runs
}
