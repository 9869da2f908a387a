import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Gpu } from '../schema/client.ts'
import { gapsOf, gpusOf, gpuKey, headOf, withSample, type SampleChunk } from './sampleChunk.ts'
import { samplesCsv, samplesJson } from './sampleExport.ts'
import { tooMuch } from './sampleLimits.ts'
import { sampleLine } from './sampleLines.ts'

function gpu(index: number, temperature: number | null, name = 'Ascend 910B4'): Gpu {
  return { index, name, temperature, usage: 50, memoryUsage: 40, power: 200 }
}

/** One sample each `paceMs`, except where told to leave it out. */
function chunksOf(times: readonly number[], gpus: (at: number) => readonly Gpu[], paceMs = 10_000): SampleChunk[] {
  const chunks: SampleChunk[] = []
  for (const at of times) {
    const open = chunks.at(-1)
    const chunk = withSample(open, { server: 'fleet', client: 'a', at, paceMs, gpus: gpus(at) })
    if (open !== undefined && chunk.start === open.start) chunks.pop()
    chunks.push(chunk)
  }
  return chunks
}

const every10s = (count: number) => Array.from({ length: count }, (_, index) => index * 10_000)

describe('chunks of samples', () => {
  test('every sample comes out again as it was, in order, whatever the GPUs were', () => {
    const sample = fc.record({
      step: fc.integer({ min: 1, max: 400_000 }),
      values: fc.array(fc.option(fc.integer({ min: -10, max: 300 })), { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 80 }), (samples) => {
        let at = 0
        const taken = samples.map(({ step, values }) => ({ at: (at += step), values }))
        const byTime = new Map(taken.map((one) => [one.at, one.values]))
        const chunks = chunksOf([...byTime.keys()], (time) =>
          (byTime.get(time) ?? []).map((value, index) => gpu(index, value)),
        )
        const seen = chunks.flatMap(({ t }) => [...t])
        expect(seen).toEqual([...byTime.keys()])
        for (const key of ['0', '1', '2']) {
          const line = sampleLine(chunks, { kind: 'gpu', key }, 'temperature')
          for (const [index, time] of line.t.entries()) {
            if (!byTime.has(time)) continue
            expect(line.v[index]).toBe(byTime.get(time)?.[Number(key)] ?? NaN)
          }
        }
      }),
    )
  })

  test('another pace or another GPU begins a new chunk', () => {
    const first = withSample(undefined, { server: 's', client: 'a', at: 0, paceMs: 10_000, gpus: [gpu(0, 60)] })
    const slower = withSample(first, { server: 's', client: 'a', at: 60_000, paceMs: 60_000, gpus: [gpu(0, 60)] })
    expect(slower.start).toBe(60_000)
    const other = withSample(first, {
      server: 's',
      client: 'a',
      at: 10_000,
      paceMs: 10_000,
      gpus: [gpu(0, 60, 'C550')],
    })
    expect(other.start).toBe(10_000)
    expect(headOf(other).samples).toBe(1)
  })

  test('two GPUs of one index are two', () => {
    const [chunk] = chunksOf([0], () => [gpu(0, 60), gpu(0, 70), gpu(1, 80)])
    const refs = gpusOf(chunk ? [chunk] : [])
    expect(refs.map(gpuKey)).toEqual(['0', '0.1', '1'])
    const line = sampleLine(chunk ? [chunk] : [], { kind: 'gpu', key: '0.1' }, 'temperature')
    expect([...line.v]).toEqual([70])
  })
})

describe('gaps', () => {
  test('where no sample was taken nothing is drawn', () => {
    const times = [...every10s(6), ...every10s(6).map((at) => at + 600_000)]
    const chunks = chunksOf(times, () => [gpu(0, 60)])
    expect(gapsOf(chunks)).toEqual([{ from: 50_000, to: 600_000 }])
    const line = sampleLine(chunks, { kind: 'highest' }, 'temperature')
    expect([...line.v].filter((value) => Number.isNaN(value))).toHaveLength(1)
    expect(line.t).toHaveLength(13)
    expect([...line.t].toSorted((a, b) => a - b)).toEqual([...line.t])
  })

  test('a sample that came late is none, and the slower pace of a hidden tab is none', () => {
    expect(gapsOf(chunksOf([0, 10_000, 34_000], () => [gpu(0, 60)]))).toEqual([])
    const quick = chunksOf([0, 10_000], () => [gpu(0, 60)])
    const slow = chunksOf([70_000, 130_000], () => [gpu(0, 60)], 60_000)
    expect(gapsOf([...quick, ...slow])).toEqual([])
  })

  test('the highest and the lowest are of those that said something', () => {
    const chunks = chunksOf([0], () => [gpu(0, 60), gpu(1, null), gpu(2, 90)])
    expect([...sampleLine(chunks, { kind: 'highest' }, 'temperature').v]).toEqual([90])
    expect([...sampleLine(chunks, { kind: 'lowest' }, 'temperature').v]).toEqual([60])
  })
})

describe('what is let go', () => {
  const head = fc.record({
    server: fc.constant('fleet'),
    client: fc.constantFrom('a', 'b', 'c'),
    start: fc.integer({ min: 0, max: 1000 }),
    bytes: fc.integer({ min: 1, max: 100 }),
  })
  const heads = fc
    .uniqueArray(head, { maxLength: 60, selector: ({ client, start }) => `${client}${start}` })
    .map((list) => list.map((one) => ({ ...one, end: one.start, samples: 1 })))

  test('the rest is within every limit, and nothing is newer than what was kept of the same client', () => {
    const limits = { totalBytes: 1000, clientBytes: 400, ageMs: 800 }
    fc.assert(
      fc.property(heads, (list) => {
        const gone = new Set(tooMuch(list, limits, 1000))
        const kept = list.filter((one) => !gone.has(one))
        const sum = (of: typeof list) => of.reduce((bytes, one) => bytes + one.bytes, 0)
        expect(sum(kept)).toBeLessThanOrEqual(1000)
        for (const client of ['a', 'b', 'c']) {
          const mine = kept.filter((one) => one.client === client)
          expect(sum(mine)).toBeLessThanOrEqual(400)
          const oldestKept = Math.min(...mine.map(({ end }) => end))
          const newestGone = Math.max(...[...gone].filter((one) => one.client === client).map(({ end }) => end))
          expect(newestGone).toBeLessThanOrEqual(oldestKept)
        }
        for (const one of kept) expect(one.end).toBeGreaterThanOrEqual(200)
      }),
    )
  })

  test('nothing, where there is room', () => {
    fc.assert(
      fc.property(heads, (list) => {
        expect(tooMuch(list, { totalBytes: 1e9, clientBytes: 1e9, ageMs: 1e9 }, 1000)).toEqual([])
      }),
    )
  })
})

test('what was sampled is exported with its units, as lines and as one object', () => {
  const chunks = chunksOf([0, 10_000], () => [gpu(0, null, '=cmd "x", y')])
  expect(samplesCsv(chunks)).toBe(
    [
      'time,client_id,gpu_index,gpu_name,temperature_c,use_percent,memory_percent,power_w',
      `1970-01-01T00:00:00.000Z,a,0,"'=cmd ""x"", y",,50,40,200`,
      `1970-01-01T00:00:10.000Z,a,0,"'=cmd ""x"", y",,50,40,200`,
      '',
    ].join('\r\n'),
  )
  expect(JSON.parse(samplesJson(chunks))).toMatchObject({
    clients: [
      {
        client_id: 'a',
        samples: [
          {
            time: '1970-01-01T00:00:00.000Z',
            every_seconds: 10,
            gpus: [{ index: 0, temperature_c: null, power_w: 200 }],
          },
          { time: '1970-01-01T00:00:10.000Z' },
        ],
      },
    ],
  })
})
