import { catalogueRows, type CatalogueRow } from './catalogueRows.ts'
import { APACHE_2, COMMUNITY, MIT } from './licences.ts'
import { hash, unit } from './rng.ts'

const GIB = 1024 ** 3

/** One file of a model's repository. */
export interface ModelFile {
  readonly name: string
  readonly bytes: number
}

/** A model that xw servers know, pulled or not. */
export interface CatalogueModel extends CatalogueRow {
  readonly tag: string
  readonly supportedDevices: readonly string[]
  /** device type → "engine:mode", the better one first */
  readonly engines: Readonly<Record<string, readonly string[]>>
  /** bytes, from the parameter count; 0 = not known to the server */
  readonly estimatedBytes: number
  readonly files: readonly ModelFile[]
  /** bytes on disk */
  readonly bytes: number
  readonly capabilities: readonly string[]
}

const capabilitiesOf: Record<CatalogueRow['kind'], readonly string[]> = {
  chat: ['completion', 'tools'],
  reasoning: ['completion', 'thinking'],
  code: ['completion', 'tools', 'insert'],
  vision: ['completion', 'vision'],
  embedding: ['embedding'],
  rerank: ['rerank'],
}

/** Shards of at most 4.6 GiB, as repositories cut them, with their small companions. */
function filesOf(row: CatalogueRow): ModelFile[] {
  const total = Math.round(row.gib * GIB)
  const small: ModelFile[] = [
    { name: 'config.json', bytes: 728 },
    { name: 'generation_config.json', bytes: 239 },
    { name: 'tokenizer_config.json', bytes: 9_732 },
    { name: 'tokenizer.json', bytes: 11_422_654 },
  ]
  const rest = total - small.reduce((sum, file) => sum + file.bytes, 0)
  const shards = Math.max(1, Math.ceil(rest / (4.6 * GIB)))
  const files = [...small]
  for (let i = 1; i <= shards; i++) {
    const bytes = i === shards ? rest - (shards - 1) * Math.floor(rest / shards) : Math.floor(rest / shards)
    const number = String(i).padStart(5, '0')
    const name =
      shards === 1 ? 'model.safetensors' : `model-${number}-of-${String(shards).padStart(5, '0')}.safetensors`
    files.push({ name, bytes })
  }
  return files
}

function enginesOf(row: CatalogueRow, device: string): string[] {
  if (row.kind === 'embedding' || row.kind === 'rerank') return ['vllm:docker']
  switch (device) {
    case 'ascend-310p':
      return ['mlguider:docker', 'mindie:docker']
    case 'ascend-910c':
      return row.parameters > 100 ? ['omni-infer:docker', 'vllm:docker'] : ['vllm:docker', 'mindie:docker']
    case 'ascend-910b':
      return ['vllm:docker', 'mindie:docker']
    default:
      return ['vllm:docker']
  }
}

function modelOf(row: CatalogueRow): CatalogueModel {
  const files = filesOf(row)
  const supportedDevices = row.cards
  return {
    ...row,
    tag: 'latest',
    supportedDevices,
    engines: Object.fromEntries(supportedDevices.map((device) => [device, enginesOf(row, device)])),
    // two bytes a parameter, as the server guesses; some rows carry no count there
    estimatedBytes: hash('estimate', row.id) % 6 === 0 ? 0 : Math.round(row.parameters * 2e9),
    files,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    capabilities: capabilitiesOf[row.kind],
  }
}

export const catalogue: readonly CatalogueModel[] = catalogueRows.map(modelOf)

const byId = new Map(catalogue.map((model) => [model.id, model]))

export function findModel(id: string): CatalogueModel | undefined {
  return byId.get(id)
}

export function licenceOf(model: CatalogueModel): string {
  return { apache: APACHE_2, mit: MIT, community: COMMUNITY }[model.licence]
}

export function inferenceParametersOf(model: CatalogueModel): Record<string, number | string> {
  if (model.kind === 'embedding' || model.kind === 'rerank') return {}
  return {
    temperature: model.kind === 'reasoning' ? 0.6 : 0.7,
    top_p: unit('top_p', model.id) < 0.5 ? 0.8 : 0.95,
    top_k: 20,
    // both forms occur
    repeat_penalty: '1.05',
    ...(model.kind === 'reasoning' ? { num_ctx: '32768' } : {}),
  }
}

export function templateOf(model: CatalogueModel): string {
  if (model.kind === 'embedding' || model.kind === 'rerank') return ''
  if (model.family === 'llama') {
    return '<|start_header_id|>{{ .Role }}<|end_header_id|>\n\n{{ .Content }}<|eot_id|>'
  }
  return '{{- if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}{{- range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}<|im_start|>assistant\n'
}

export function systemOf(model: CatalogueModel): string {
  return model.family.startsWith('qwen') && model.kind === 'chat' ? 'You are a helpful assistant.' : ''
}

export function modelfileOf(model: CatalogueModel): string {
  const parameters = Object.entries(inferenceParametersOf(model)).map(([name, value]) => `PARAMETER ${name} ${value}`)
  const template = templateOf(model)
  return [
    `# Modelfile of ${model.id}`,
    `FROM ${model.source}`,
    '',
    ...parameters,
    ...(template ? ['', `TEMPLATE """${template}"""`] : []),
    ...(systemOf(model) ? ['', `SYSTEM """${systemOf(model)}"""`] : []),
    '',
    `LICENSE """${licenceOf(model).split('\n', 1)[0] ?? ''}"""`,
    '',
  ].join('\n')
}
