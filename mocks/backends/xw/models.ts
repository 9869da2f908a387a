import {
  type CatalogModelWire,
  DownloadedListSchema,
  type DownloadedWire,
  ModelDetailSchema,
  ModelListSchema,
} from '@/backends/xw/schema/model.ts'
import { bodyOf, reply, textIn } from '../../reply.ts'
import {
  type CatalogueModel,
  findModel,
  inferenceParametersOf,
  licenceOf,
  modelfileOf,
  systemOf,
  templateOf,
} from '../../sim/catalogue.ts'
import { pullStream } from '../../sim/pulls.ts'
import { pick, shuffled } from '../../sim/rng.ts'
import { goTime } from '../../sim/timestamps.ts'
import type { World } from '../../sim/world.ts'
import { type XwState, settle } from '../../sim/xwServer.ts'
import { type XwContext, type XwRoutes, refuse } from './route.ts'

function detectedTypes(server: XwState): string[] {
  return [...new Set(server.chips.map(({ kind }) => kind.configKey))]
}

/** Servers name the first engine of whatever device type comes up. */
function defaultEngine(world: World, server: XwState, model: CatalogueModel): string {
  const detected = detectedTypes(server).find((type) => model.engines[type] !== undefined)
  const type = world.quirks.defaultEngineWanders
    ? pick(['', ...model.supportedDevices], world.next())
    : (detected ?? model.supportedDevices[0] ?? '')
  return model.engines[type]?.[0] ?? 'vllm:docker'
}

function ordered<T>(world: World, rows: readonly T[]): readonly T[] {
  return world.quirks.randomListOrder ? shuffled(rows, world.next) : rows
}

function statusOf(server: XwState, model: CatalogueModel): string {
  if (server.locks.has(model.id)) return 'downloading'
  return server.downloaded.has(model.id) ? 'downloaded' : 'not_downloaded'
}

async function listModels(request: Request, { world, server, now }: XwContext): Promise<Response> {
  settle(server, now)
  const body = await bodyOf(request)
  const detected = detectedTypes(server)
  const wanted = textIn(body, 'device_type')
  const fits = (model: CatalogueModel) => model.supportedDevices.some((type) => detected.includes(type))
  const rows = server.catalogue
    .filter((model) => body['show_all'] === true || fits(model))
    .filter(
      (model) =>
        world.quirks.deviceTypeIgnored || !wanted || wanted === 'all' || model.supportedDevices.includes(wanted),
    )
    .map((model): CatalogModelWire => {
      const modified = server.downloaded.get(model.id)
      return {
        name: model.id,
        description: '',
        version: '',
        size: model.estimatedBytes,
        supported_devices: [...ordered(world, model.supportedDevices)],
        format: modified === undefined ? '' : 'safetensors',
        created_at: '',
        updated_at: '',
        status: statusOf(server, model),
        source: model.source,
        tag: model.tag,
        default_engine: defaultEngine(world, server, model),
        modified_at: modified === undefined ? null : goTime(modified),
      }
    })
  return reply(ModelListSchema, {
    models: rows.length === 0 ? null : [...ordered(world, rows)],
    total_models: server.catalogue.length,
    available_models: server.catalogue.filter(fits).length,
    detected_devices: detected.length === 0 ? null : [...ordered(world, detected)],
  })
}

function listDownloaded(_request: Request, { world, server, now }: XwContext): Response {
  settle(server, now)
  const rows = [...server.downloaded].flatMap(([id, modified]): DownloadedWire[] => {
    const model = findModel(id)
    if (!model) return []
    return [
      {
        id,
        source: model.source,
        tag: model.tag,
        size: model.bytes,
        default_engine: defaultEngine(world, server, model),
        modified: goTime(modified),
      },
    ]
  })
  return reply(DownloadedListSchema, { models: [...ordered(world, rows)] })
}

async function showModel(request: Request, { server }: XwContext): Promise<Response> {
  const id = textIn(await bodyOf(request), 'model')
  if (!id) return refuse(400, 'Model is required')
  const model = server.catalogue.find((one) => one.id === id)
  if (!model) return refuse(404, `Model not found: ${id}`)
  const { embedding, quantization } = model
  return reply(ModelDetailSchema, {
    model_id: model.id,
    parameters: model.parameters,
    context_length: model.context,
    embedding_length: embedding,
    architecture: model.architecture,
    family: model.family,
    ...(quantization ? { quantization } : {}),
    capabilities: [...model.capabilities],
    license: licenceOf(model),
    supported_engines: Object.fromEntries(Object.entries(model.engines).map(([type, list]) => [type, [...list]])),
    inference_parameters: inferenceParametersOf(model),
    modelfile: modelfileOf(model),
    template: templateOf(model),
    system: systemOf(model),
    // fields that no documentation names occur in this free map
    torch_dtype: 'bfloat16',
    hub: { name: 'modelscope', url: `https://modelscope.cn/models/${model.source}` },
  })
}

async function pull(request: Request, { world, server }: XwContext): Promise<Response> {
  const body = await bodyOf(request)
  const id = textIn(body, 'model')
  if (!id) return refuse(400, 'Model is required')
  const model = server.catalogue.find((one) => one.id === id)
  if (!model) return refuse(404, `Model not found: ${id}`)
  return pullStream(world, server, model, textIn(body, 'version') || 'latest', request)
}

export const modelRoutes: XwRoutes = {
  'POST /api/models/list': listModels,
  'GET /api/models/downloaded': listDownloaded,
  'POST /api/models/show': showModel,
  'POST /api/models/pull': pull,
}
