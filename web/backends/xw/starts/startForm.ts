import type { ChipHolder } from '../schema/chipHolders.ts'
import type { Chip } from '../schema/device.ts'
import type { Engine } from '../schema/engine.ts'
import { type Instance, isUp } from '../schema/instance.ts'
import { isAlias, type StartRequest } from '../schema/start.ts'
import { type ChipCount, deviceSettings, isChipCount, readConcurrency } from '../schema/startAgain.ts'
import { compareNames } from '../schema/wire.ts'

/** An engine for one type of chip that the server has. */
export interface EngineChoice {
  /** Names the choice in a form. */
  readonly key: string
  /** `Chip.configKey`. */
  readonly deviceType: string
  readonly engine: string
  readonly mode: string
  /** Only containers work today. */
  readonly isChoosable: boolean
}

/** What a model can run with on these chips; those that work first. */
export function engineChoices(
  supported: Readonly<Record<string, readonly Engine[]>>,
  chips: readonly Chip[],
): readonly EngineChoice[] {
  const types = [...new Set(chips.map(({ configKey }) => configKey))].toSorted(compareNames)
  return types
    .flatMap((deviceType) => {
      const names = namesOf(deviceType, chips)
      const engines = Object.entries(supported).flatMap(([type, list]) => (names.has(type) ? list : []))
      const distinct = new Map(engines.map((one) => [`${one.engine}:${one.mode || 'docker'}`, one]))
      return [...distinct].map(([name, { engine, mode }]): EngineChoice => {
        const deployed = mode || 'docker'
        return {
          key: `${deviceType}/${name}`,
          deviceType,
          engine,
          mode: deployed,
          isChoosable: deployed === 'docker',
        }
      })
    })
    .toSorted((a, b) => Number(b.isChoosable) - Number(a.isChoosable))
}

/** A model may name a type by its family or by one of its variants. */
function namesOf(configKey: string, chips: readonly Chip[]): ReadonlySet<string> {
  const ofType = chips.filter((chip) => chip.configKey === configKey)
  return new Set(ofType.flatMap(({ deviceType, variantKey }) => [configKey, deviceType, variantKey ?? configKey]))
}

/** Which of a server's chips a model can run on, by the types that it names. */
export function fittingChips(types: readonly string[], chips: readonly Chip[]): readonly Chip[] {
  return chips.filter(
    ({ configKey, deviceType, variantKey }) =>
      types.includes(configKey) || types.includes(deviceType) || (variantKey !== null && types.includes(variantKey)),
  )
}

/**
 * Chips to start on: free ones of one interconnect group, of the group that they fill best, else of several.
 * Null where not so many are free.
 */
export function proposeChips(
  chips: readonly Chip[],
  busy: ReadonlySet<string>,
  count: ChipCount,
): readonly string[] | null {
  const free = chips.filter(({ key }) => !busy.has(key)).toSorted((a, b) => a.logicalIndex - b.logicalIndex)
  const groups = [...new Set(free.map(({ group }) => group))].map((group) =>
    free.filter((chip) => chip.group === group),
  )
  const fitting = groups.filter((group) => group.length >= count)
  const best = fitting.toSorted((a, b) => a.length - b.length)[0] ?? (free.length >= count ? free : undefined)
  return best?.slice(0, count).map(({ key }) => key) ?? null
}

export interface ChipFindings {
  /** A start takes 1, 2, 4 or 8. */
  readonly isCountRight: boolean
  readonly busy: readonly { readonly chip: Chip; readonly holders: readonly ChipHolder[] }[]
  /** The interconnect groups they are of, ascending; empty where none are known. */
  readonly groups: readonly number[]
}

export function chipFindings(
  chosen: readonly Chip[],
  holders: ReadonlyMap<string, readonly ChipHolder[]>,
): ChipFindings {
  const groups = new Set(chosen.flatMap(({ group }) => group ?? []))
  return {
    isCountRight: isChipCount(chosen.length),
    busy: chosen.flatMap((chip) => {
      const held = holders.get(chip.key) ?? []
      return held.length === 0 ? [] : [{ chip, holders: held }]
    }),
    groups: [...groups].toSorted((a, b) => a - b),
  }
}

export type AliasFault =
  | { readonly kind: 'empty' | 'form' | 'model' }
  /** An instance has it: running, or ended and in the way. */
  | { readonly kind: 'running' | 'exists'; readonly instance: Instance }

/** Why an alias cannot be taken on a server. `models`: the ids of its catalogue. */
export function aliasFault(
  alias: string,
  o: { readonly modelId: string; readonly instances: readonly Instance[]; readonly models: readonly string[] },
): AliasFault | null {
  if (alias === '') return { kind: 'empty' }
  if (!isAlias(alias)) return { kind: 'form' }
  const taken = o.instances.find((instance) => instance.alias === alias || instance.id === alias)
  if (taken) return { kind: isUp(taken) ? 'running' : 'exists', instance: taken }
  // Its own model's id is a good name for it.
  if (alias !== o.modelId && o.models.includes(alias)) return { kind: 'model' }
  return null
}

/** A free alias for a model: its id, made fit, with a number where that is taken. */
export function proposeAlias(
  modelId: string,
  o: { readonly instances: readonly Instance[]; readonly models: readonly string[] },
): string {
  const fit = modelId.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'instance'
  for (let number = 1; number < 1_000; number += 1) {
    const alias = number === 1 ? fit : `${fit}-${number}`
    if (aliasFault(alias, { ...o, modelId }) === null) return alias
  }
  return fit
}

/** Whether a text says how many requests are answered at a time; an empty one leaves it to the server. */
export function isConcurrency(text: string): boolean {
  return text.trim() === '' || readConcurrency(text) !== null
}

export interface StartChoices {
  readonly modelId: string
  readonly alias: string
  readonly engine: EngineChoice
  readonly chips: readonly Chip[]
  readonly concurrency: string
}

/** Exactly what is sent. */
export function startRequest({ modelId, alias, engine, chips, concurrency }: StartChoices): StartRequest {
  const most = readConcurrency(concurrency)
  const settings = {
    ...(chips.length === 0 ? {} : deviceSettings(chips.map(({ logicalIndex }) => logicalIndex))),
    ...(most === null ? {} : { max_concurrent: most }),
  }
  return {
    model_id: modelId,
    alias,
    backend_type: engine.engine,
    deployment_mode: engine.mode,
    interactive: false,
    ...(Object.keys(settings).length === 0 ? {} : { additional_config: settings }),
  }
}
