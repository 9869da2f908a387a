import { csvLine } from '@/lib/csv.ts'
import { GPU_METRICS, type GpuMetric } from '../schema/limits.ts'
import { valueAt, type SampleChunk } from './sampleChunk.ts'

/** With the unit in the name: a table on its own says no more than its head. */
const NAMES = {
  temperature: 'temperature_c',
  usage: 'use_percent',
  memory: 'memory_percent',
  power: 'power_w',
} as const satisfies Record<GpuMetric, string>

/** One line a GPU and sample; what was not said is empty. */
export function samplesCsv(chunks: readonly SampleChunk[]): string {
  const lines = [csvLine(['time', 'client_id', 'gpu_index', 'gpu_name', ...GPU_METRICS.map((metric) => NAMES[metric])])]
  for (const chunk of chunks) {
    for (const [sample, at] of chunk.t.entries()) {
      const time = new Date(at).toISOString()
      for (const [place, { index, name }] of chunk.gpus.entries()) {
        const values = GPU_METRICS.map((metric) => valueAt(chunk, sample, place, metric))
        lines.push(csvLine([time, chunk.client, index, name, ...values]))
      }
    }
  }
  return lines.join('')
}

/** The same as one object, by client. */
export function samplesJson(chunks: readonly SampleChunk[]): string {
  const clients = new Map<string, unknown[]>()
  for (const chunk of chunks) {
    const samples = clients.get(chunk.client) ?? []
    clients.set(chunk.client, samples)
    for (const [sample, at] of chunk.t.entries()) {
      samples.push({
        time: new Date(at).toISOString(),
        every_seconds: chunk.paceMs / 1000,
        gpus: chunk.gpus.map((gpu, place) =>
          Object.fromEntries([
            ['index', gpu.index],
            ['name', gpu.name],
            ...GPU_METRICS.map((metric) => [NAMES[metric], said(valueAt(chunk, sample, place, metric))]),
          ]),
        ),
      })
    }
  }
  return JSON.stringify({
    about: 'Values of GPUs, sampled by a browser while Quarterdeck was open in it. Times without a sample are gaps.',
    clients: [...clients].map(([client_id, samples]) => ({ client_id, samples })),
  })
}

function said(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
