import * as v from 'valibot'
import { type Engine, optionalEngine, readEngines } from './engine.ts'
import {
  compareNames,
  distinct,
  listOf,
  optionalNumber,
  optionalSize,
  optionalText,
  optionalTime,
  words,
} from './wire.ts'

/** A row of the catalogue. */
export const CatalogModelSchema = v.pipe(
  v.object({
    name: v.string(),
    description: optionalText,
    version: optionalText,
    size: optionalSize,
    supported_devices: words,
    format: optionalText,
    created_at: optionalText,
    updated_at: optionalText,
    status: v.string(),
    source: optionalText,
    tag: optionalText,
    default_engine: optionalEngine,
    modified_at: optionalTime,
  }),
  v.transform((wire) => ({
    id: wire.name,
    description: wire.description,
    version: wire.version,
    /** Estimated by the server from the parameter count; `null` when it does not know. */
    sizeBytes: wire.size,
    supportedDevices: wire.supported_devices,
    format: wire.format,
    /** `not_downloaded`, `downloading`, `downloaded`; others as they came. `downloading` only says that a lock exists. */
    status: wire.status,
    source: wire.source,
    tag: wire.tag,
    defaultEngine: wire.default_engine,
    modifiedAt: wire.modified_at,
  })),
)
export type CatalogModel = v.InferOutput<typeof CatalogModelSchema>
export type CatalogModelWire = v.InferInput<typeof CatalogModelSchema>

/** `POST /api/models/list`: the catalogue, by id. The server's own device filter does nothing. */
export const ModelListSchema = v.pipe(
  v.object({
    models: listOf(CatalogModelSchema),
    total_models: optionalNumber,
    available_models: optionalNumber,
    detected_devices: words,
  }),
  v.transform((wire) => {
    const models = distinct(wire.models, (model) => model.id).sort((a, b) => compareNames(a.id, b.id))
    return {
      models,
      total: wire.total_models ?? models.length,
      available: wire.available_models ?? models.length,
      detectedDevices: wire.detected_devices,
    }
  }),
)
export type ModelList = v.InferOutput<typeof ModelListSchema>
export type ModelListWire = v.InferInput<typeof ModelListSchema>

/** A model on the machine's disk. */
export const DownloadedSchema = v.pipe(
  v.object({
    id: v.string(),
    source: optionalText,
    tag: optionalText,
    size: optionalSize,
    default_engine: optionalEngine,
    modified: optionalTime,
  }),
  v.transform((wire) => ({
    id: wire.id,
    source: wire.source,
    tag: wire.tag,
    /** Real bytes on disk. */
    sizeBytes: wire.size,
    defaultEngine: wire.default_engine,
    modifiedAt: wire.modified,
  })),
)
export type Downloaded = v.InferOutput<typeof DownloadedSchema>
export type DownloadedWire = v.InferInput<typeof DownloadedSchema>

/** `GET /api/models/downloaded`, by id and tag. */
export const DownloadedListSchema = v.pipe(
  v.object({ models: listOf(DownloadedSchema) }),
  v.transform(({ models }) =>
    distinct(models, (model) => `${model.id}:${model.tag ?? ''}`).sort(
      (a, b) => compareNames(a.id, b.id) || compareNames(a.tag ?? '', b.tag ?? ''),
    ),
  ),
)
export type DownloadedList = v.InferOutput<typeof DownloadedListSchema>
export type DownloadedListWire = v.InferInput<typeof DownloadedListSchema>

const scalars = v.fallback(
  v.pipe(
    v.nullish(v.record(v.string(), v.unknown()), () => ({})),
    v.transform((map) =>
      Object.fromEntries(
        Object.entries(map)
          .sort(byKey)
          .map(([key, value]) => [key, asText(value)]),
      ),
    ),
  ),
  () => ({}),
)

const enginesByDevice = v.fallback(
  v.pipe(
    v.nullish(v.record(v.string(), v.nullish(v.array(v.string()))), () => ({})),
    v.transform((map): Record<string, Engine[]> =>
      Object.fromEntries(
        Object.entries(map)
          .sort(byKey)
          .map(([type, list]) => [type, readEngines(list ?? [])]),
      ),
    ),
  ),
  () => ({}),
)

const KnownDetailSchema = v.object({
  model_id: v.string(),
  parameters: optionalNumber,
  context_length: optionalNumber,
  embedding_length: optionalNumber,
  architecture: optionalText,
  family: optionalText,
  quantization: optionalText,
  capabilities: words,
  license: optionalText,
  supported_engines: enginesByDevice,
  inference_parameters: scalars,
  modelfile: optionalText,
  template: optionalText,
  system: optionalText,
})

/** `POST /api/models/show`: a free map, of which the known fields are read and all are kept in `raw`. */
export const ModelDetailSchema = v.pipe(
  v.custom<v.InferInput<typeof KnownDetailSchema> & Readonly<Record<string, unknown>>>(isMap, 'Expected an object'),
  v.rawTransform(({ dataset: { value: raw }, addIssue, NEVER }) => {
    const known = v.safeParse(KnownDetailSchema, raw)
    if (!known.success) {
      for (const { expected, received, message, path } of known.issues) {
        addIssue({ expected: expected ?? 'unknown', received, message, ...(path ? { path } : {}) })
      }
      return NEVER
    }
    const wire = known.output
    return {
      id: wire.model_id,
      /** In billions. */
      parametersBillion: wire.parameters,
      contextLength: wire.context_length,
      embeddingLength: wire.embedding_length,
      architecture: wire.architecture,
      family: wire.family,
      quantization: wire.quantization,
      capabilities: wire.capabilities,
      license: wire.license,
      /** By device type. */
      supportedEngines: wire.supported_engines,
      inferenceParameters: wire.inference_parameters,
      modelfile: wire.modelfile,
      template: wire.template,
      system: wire.system,
      raw: { ...raw } satisfies Record<string, unknown>,
    }
  }),
)
export type ModelDetail = v.InferOutput<typeof ModelDetailSchema>
export type ModelDetailWire = v.InferInput<typeof ModelDetailSchema>

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compareNames(a, b)
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
