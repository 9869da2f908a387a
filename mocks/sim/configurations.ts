import { chipKinds } from './cards.ts'
import { type CatalogueModel, catalogue } from './catalogue.ts'

/** What a version of the configuration brings. Those of the calm world, 0.0.4 and 0.0.5, bring the same. */
interface Configuration {
  readonly version: string
  readonly date: string
  readonly minXw: string
  readonly description: string
  /** models that it is the first to know, or the first not to know any more */
  readonly adds?: readonly string[]
  readonly drops?: readonly string[]
  readonly addsTypes?: readonly string[]
}

export const configurations: readonly Configuration[] = [
  { version: '0.0.1', date: '2026-01-30', minXw: '0.0.1', description: 'first public configuration' },
  {
    version: '0.0.3',
    date: '2026-02-27',
    minXw: '0.0.1',
    description: 'MetaX C550',
    adds: ['qwen2.5-72b-instruct', 'llama-3.1-8b-instruct', 'minicpm3-4b'],
    addsTypes: ['metax-c550'],
  },
  {
    version: '0.0.4',
    date: '2026-03-20',
    minXw: '0.0.1',
    description: 'Ascend 910C, omni-infer',
    adds: ['qwen3-0.6b', 'qwen3-1.7b', 'qwen3-4b', 'qwen3-235b-a22b', 'qwen3-vl-8b-instruct', 'internlm3-8b-instruct'],
    addsTypes: ['ascend-910c'],
  },
  {
    version: '0.0.5',
    date: '2026-04-15',
    minXw: '0.0.1',
    description: 'support Qwen3.5 on Ascend 310P with Mlguider',
  },
  {
    version: '0.0.6',
    date: '2026-05-06',
    minXw: '0.0.1',
    description: 'GLM-4.6, rerankers on MetaX',
    adds: ['glm-4.6', 'qwen3-reranker-8b'],
    drops: ['baichuan2-7b-chat'],
    addsTypes: ['ascend-310b'],
  },
  { version: '0.1.0', date: '2026-06-01', minXw: '0.1.0', description: 'needs the new runtime' },
]

function place(version: string): number {
  const found = configurations.findIndex((one) => one.version === version)
  return found < 0 ? configurations.length : found
}

/** Known to no version before, and to none after. */
function isKnown(id: string, at: number): boolean {
  const from = configurations.findIndex(({ adds }) => adds?.includes(id))
  const to = configurations.findIndex(({ drops }) => drops?.includes(id))
  return at >= from && (to < 0 || at < to)
}

const made = new Map<string, readonly CatalogueModel[]>()

/** The catalogue that a server has whose configuration is of this version. */
export function catalogueAt(version: string): readonly CatalogueModel[] {
  const known = made.get(version) ?? catalogue.filter(({ id }) => isKnown(id, place(version)))
  made.set(version, known)
  return known
}

/** The device types that it can work with. */
export function deviceTypesAt(version: string): readonly string[] {
  const at = place(version)
  const later = new Set(configurations.slice(at + 1).flatMap(({ addsTypes = [] }) => addsTypes))
  const early = configurations.slice(0, at + 1).flatMap(({ addsTypes = [] }) => addsTypes)
  const types = new Set([...chipKinds.map(({ configKey }) => configKey), ...early])
  return [...types].filter((type) => !later.has(type))
}
