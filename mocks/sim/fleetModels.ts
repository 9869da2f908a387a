import { DAY } from './clock.ts'
import { hex } from './rng.ts'

/** A model in the fleet's own register (not an xw server's). */
export interface RegisteredModel {
  readonly id: number
  readonly name: string
  readonly version: string
  readonly versionCode: number
  readonly active: boolean | null
  readonly minMemoryMb: number | null
  readonly minGpuMemoryGb: number | null
  readonly createdAt: number
  readonly downloadUrl: string | null
  readonly checksum: string | null
  readonly expectedSize: number | null
}

const rows: readonly (readonly [
  name: string,
  version: string,
  code: number,
  gpuGb: number,
  gib: number,
  active: boolean,
])[] = [
  ['llama-2-7b', '1.0', 1, 16, 12.6, false],
  ['llama-3.1-8b-instruct', '1.0', 1, 18, 15.0, true],
  ['qwen2.5-7b-instruct', '1.0', 1, 16, 14.2, true],
  ['qwen2.5-7b-instruct', '1.1', 2, 16, 14.2, true],
  ['qwen3-8b', '1.0', 1, 18, 15.3, true],
  ['qwen3-32b', '1.0', 1, 72, 61.0, true],
  ['bge-m3', '1.0', 1, 4, 2.1, true],
  ['deepseek-r1-distill-qwen-7b', '1.0', 1, 16, 14.2, true],
]

export function createFleetModels(now: number): RegisteredModel[] {
  return rows.map(([name, version, code, gpuGb, gib, active], i) => ({
    id: i + 1,
    name,
    version,
    versionCode: code,
    active,
    minMemoryMb: gpuGb * 1024,
    minGpuMemoryGb: gpuGb,
    createdAt: now - (90 - i * 9) * DAY,
    downloadUrl: `https://models.example/${name}/${version}.gguf`,
    checksum: hex(64, 'model', name, version),
    expectedSize: Math.round(gib * 1024 ** 3),
  }))
}
