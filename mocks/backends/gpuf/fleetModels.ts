import { DoneSchema } from '@/backends/gpuf/schema/envelope.ts'
import { FleetModelsSchema } from '@/backends/gpuf/schema/fleetModel.ts'
import { bodyOf, textIn } from '../../reply.ts'
import type { RegisteredModel } from '../../sim/fleetModels.ts'
import { shuffled } from '../../sim/rng.ts'
import { rustTime } from '../../sim/timestamps.ts'
import { type GpufContext, type GpufRoutes, empty, failInside, plain, succeed } from './route.ts'

function listModels(_request: Request, ctx: GpufContext): Response {
  const { world, query } = ctx
  const models = world.fleetModels
  if (world.quirks.nullActiveBreaksList && models.some((model) => model.active === null)) return empty(500)
  const active = query.get('is_active')
  const atMost = Number(query.get('min_gpu_memory_gb') ?? '')
  const rows = models
    .filter((model) => active === null || String(model.active) === active)
    .filter((model) => !atMost || (model.minGpuMemoryGb ?? 0) <= atMost)
    .map((model) => ({
      id: model.id,
      name: model.name,
      version: model.version,
      version_code: model.versionCode,
      is_active: model.active,
      min_memory_mb: model.minMemoryMb,
      min_gpu_memory_gb: model.minGpuMemoryGb,
      created_at: rustTime(model.createdAt),
      download_url: model.downloadUrl,
      checksum: model.checksum,
      expected_size: model.expectedSize,
    }))
  return succeed(FleetModelsSchema, world.quirks.randomListOrder ? shuffled(rows, world.next) : rows, ctx)
}

function numberIn(body: Record<string, unknown>, key: string): number | null {
  const value = body[key]
  return typeof value === 'number' ? value : null
}

async function insertModel(request: Request, ctx: GpufContext): Promise<Response> {
  const { world, now } = ctx
  const body = await bodyOf(request)
  const name = textIn(body, 'name')
  const version = textIn(body, 'version')
  const versionCode = numberIn(body, 'version_code')
  if (name === '' || version === '') return plain(400, 'name and version must not be empty')
  if (versionCode === null)
    return plain(422, 'Failed to deserialize the JSON body into the target type: missing field `version_code`')
  if (versionCode <= 0) return plain(400, 'version_code must be positive')
  const known = world.fleetModels.findIndex((model) => model.name === name && model.version === version)
  if (world.fleetModels.some((model, i) => i !== known && model.name === name && model.versionCode === versionCode)) {
    return failInside(
      'Failed to insert model: duplicate key value violates unique constraint "models_name_version_code_key"',
      ctx,
    )
  }
  const active = body['is_active']
  const model: RegisteredModel = {
    id: world.fleetModels[known]?.id ?? world.fleetModels.length + 1,
    name,
    version,
    versionCode,
    active: typeof active === 'boolean' ? active : null,
    minMemoryMb: numberIn(body, 'min_memory_mb'),
    minGpuMemoryGb: numberIn(body, 'min_gpu_memory_gb'),
    createdAt: world.fleetModels[known]?.createdAt ?? now,
    downloadUrl: textIn(body, 'download_url') || null,
    checksum: textIn(body, 'checksum') || null,
    expectedSize: numberIn(body, 'expected_size'),
  }
  if (known >= 0) world.fleetModels[known] = model
  else world.fleetModels.push(model)
  return succeed(DoneSchema, null, ctx)
}

export const fleetModelRoutes: GpufRoutes = {
  'GET /api/models/get': listModels,
  'POST /api/models/insert': insertModel,
}
