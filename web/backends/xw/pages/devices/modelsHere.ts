import type { Endpoint } from '@/net/endpoint.ts'
import type { Chip } from '../../schema/device.ts'
import type { ModelList } from '../../schema/model.ts'
import { compareNames } from '../../schema/wire.ts'

/** What runs on one thing: a type of device, or a server. */
export interface RunsOn {
  readonly models: readonly string[]
}

export interface TypeHere extends RunsOn {
  /** As the catalogue names it. */
  readonly type: string
  readonly servers: readonly { readonly at: Endpoint; readonly chips: number }[]
}

export interface ServerHere extends RunsOn {
  readonly at: Endpoint
  readonly types: readonly string[]
}

export interface ModelsHere {
  readonly types: readonly TypeHere[]
  readonly servers: readonly ServerHere[]
  /** In some server's catalogue, for devices that no server has. */
  readonly nowhere: readonly { readonly model: string; readonly needs: readonly string[] }[]
}

interface Said<T> {
  readonly at: Endpoint
  readonly data: T
}

/** The names by which a catalogue may mean a chip: its family, its variant, its type. */
function namesOf({ configKey, variantKey, deviceType }: Chip): readonly string[] {
  return [...new Set([configKey, deviceType, ...(variantKey === null ? [] : [variantKey])])]
}

/**
 * Which models of the catalogues run on the chips that are here, by type and by server. Only servers that told both
 * their chips and their catalogue are counted.
 */
export function modelsHere(
  chips: readonly Said<readonly Chip[]>[],
  catalogues: readonly Said<Pick<ModelList, 'models'>>[],
): ModelsHere {
  const catalogueOf = new Map(catalogues.map(({ at, data }) => [at.id, data.models]))
  const types = new Map<string, { servers: Map<string, { at: Endpoint; chips: number }>; models: Set<string> }>()
  const needs = new Map<string, Set<string>>()
  const runs = new Set<string>()
  const servers: ServerHere[] = []

  for (const { at, data } of chips) {
    const catalogue = catalogueOf.get(at.id)
    if (catalogue === undefined) continue
    const here = new Set<string>()
    for (const { id, supportedDevices } of catalogue) {
      const known = needs.get(id) ?? new Set()
      for (const type of supportedDevices) known.add(type)
      needs.set(id, known)
    }
    for (const configKey of new Set(data.map((chip) => chip.configKey))) {
      const those = data.filter((chip) => chip.configKey === configKey)
      const names = new Set(those.flatMap(namesOf))
      const entry = types.get(configKey) ?? { servers: new Map(), models: new Set() }
      types.set(configKey, entry)
      entry.servers.set(at.id, { at, chips: those.length })
      for (const { id, supportedDevices } of catalogue) {
        if (!supportedDevices.some((type) => names.has(type))) continue
        entry.models.add(id)
        here.add(id)
        runs.add(id)
      }
    }
    servers.push({ at, types: sorted(new Set(data.map((chip) => chip.configKey))), models: sorted(here) })
  }

  return {
    types: [...types]
      .map(([type, entry]) => ({ type, servers: [...entry.servers.values()], models: sorted(entry.models) }))
      .sort((a, b) => compareNames(a.type, b.type)),
    servers,
    nowhere: [...needs]
      .filter(([model]) => !runs.has(model))
      .map(([model, wanted]) => ({ model, needs: sorted(wanted) }))
      .sort((a, b) => compareNames(a.model, b.model)),
  }
}

function sorted(words: Iterable<string>): readonly string[] {
  return [...words].sort(compareNames)
}
