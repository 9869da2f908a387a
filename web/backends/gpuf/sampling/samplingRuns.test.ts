import { expect, test } from 'vitest'
import { withSample, type SampleChunk } from './sampleChunk.ts'
import { samplingRuns } from './samplingRuns.ts'

function chunks(taken: readonly (readonly [at: number, paceMs: number])[]): SampleChunk[] {
  return taken.map(([at, paceMs]) => withSample(undefined, { server: 's', client: 'a', at, paceMs, gpus: [] }))
}

test('a run ends where nothing was sampled, and where the pace changed', () => {
  const taken = chunks([
    [0, 10_000],
    [10_000, 10_000],
    [70_000, 60_000],
    [130_000, 60_000],
    [900_000, 60_000],
  ])
  expect(samplingRuns(taken)).toEqual([
    { from: 0, to: 10_000, samples: 2, paceMs: 10_000, gapMs: null },
    { from: 70_000, to: 130_000, samples: 2, paceMs: 60_000, gapMs: null },
    { from: 900_000, to: 900_000, samples: 1, paceMs: 60_000, gapMs: 770_000 },
  ])
})

test('nothing sampled is no run', () => {
  expect(samplingRuns([])).toEqual([])
})
