import * as v from 'valibot'
import { OptionalNumber, OptionalText, listOf } from './fields.ts'
import { textOrNull, timeOrNull } from './values.ts'

/** A model in the fleet's register. */
export const FleetModelSchema = v.pipe(
  v.object({
    id: v.union([v.number(), v.string()]),
    name: v.string(),
    version: v.string(),
    version_code: v.number(),
    is_active: v.nullish(v.boolean()),
    min_memory_mb: OptionalNumber,
    min_gpu_memory_gb: OptionalNumber,
    created_at: OptionalText,
    download_url: OptionalText,
    checksum: OptionalText,
    expected_size: OptionalNumber,
  }),
  v.transform((wire) => ({
    id: String(wire.id),
    name: wire.name,
    version: wire.version,
    versionCode: wire.version_code,
    /** Null where it was inserted without the field. */
    active: wire.is_active ?? null,
    minMemoryBytes: wire.min_memory_mb == null ? null : wire.min_memory_mb * 2 ** 20,
    minGpuMemoryBytes: wire.min_gpu_memory_gb == null ? null : wire.min_gpu_memory_gb * 2 ** 30,
    createdAt: timeOrNull(wire.created_at),
    downloadUrl: textOrNull(wire.download_url),
    checksum: textOrNull(wire.checksum),
    sizeBytes: wire.expected_size ?? null,
  })),
)
export type FleetModel = v.InferOutput<typeof FleetModelSchema>
export type FleetModelWire = v.InferInput<typeof FleetModelSchema>

export const FleetModelsSchema = v.pipe(
  listOf(FleetModelSchema),
  v.transform((models) =>
    models.sort((a, b) => (a.name === b.name ? b.versionCode - a.versionCode : a.name < b.name ? -1 : 1)),
  ),
)

/** What the console sends to `models/insert`. Every field, always: one left out is stored as null. */
export const InsertModelBodySchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  version: v.pipe(v.string(), v.minLength(1)),
  version_code: v.pipe(v.number(), v.integer(), v.minValue(1)),
  engine_type: v.number(),
  is_active: v.optional(v.boolean()),
  min_memory_mb: v.nullish(v.number()),
  min_gpu_memory_gb: v.nullish(v.number()),
  download_url: v.nullish(v.string()),
  checksum: v.nullish(v.string()),
  expected_size: v.nullish(v.number()),
})
export type InsertModelBody = v.InferOutput<typeof InsertModelBodySchema>

/** A model as a form would give it. */
export interface FleetModelDraft {
  readonly name: string
  readonly version: string
  readonly versionCode: number
  readonly engineType: number
  readonly active: boolean
  readonly minMemoryMb: number | null
  readonly minGpuMemoryGb: number | null
  readonly downloadUrl: string | null
  readonly checksum: string | null
  readonly sizeBytes: number | null
}

/** The request with every field named, because some servers' lists break on the null of one left out. */
export function insertModelBody(draft: FleetModelDraft): Required<InsertModelBody> {
  return {
    name: draft.name,
    version: draft.version,
    version_code: draft.versionCode,
    engine_type: draft.engineType,
    is_active: draft.active,
    min_memory_mb: draft.minMemoryMb,
    min_gpu_memory_gb: draft.minGpuMemoryGb,
    download_url: draft.downloadUrl,
    checksum: draft.checksum,
    expected_size: draft.sizeBytes,
  }
}
