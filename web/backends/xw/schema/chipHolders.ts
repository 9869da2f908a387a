import type { Chip } from './device.ts'
import { type Instance, isUp } from './instance.ts'
import { type Launch, launchOf } from './launch.ts'
import { compareNames } from './wire.ts'

/** Who holds a chip, and how that is known: launched on it from here, or by the instance's own `config.device`. */
export interface ChipHolder {
  readonly instance: Instance
  readonly source: 'launch' | 'config'
}

/**
 * Which running instances hold which chips of one server, as far as the console knows: the server does not say.
 * `typesOf` names the device types that a model runs on, which tells `device: "0"` of one type from that of another;
 * where it stays unclear nothing is claimed.
 *
 * @returns by `Chip.key`; a chip that nobody is known to hold is not in it
 */
export function chipHolders(
  chips: readonly Chip[],
  instances: readonly Instance[],
  launches: readonly Launch[],
  typesOf?: (modelId: string) => readonly string[] | undefined,
): ReadonlyMap<string, readonly ChipHolder[]> {
  const holders = new Map<string, ChipHolder[]>()
  for (const instance of instances) {
    const held = chipsOf(instance, chips, launches, typesOf)
    if (held === null || !isUp(instance)) continue
    for (const key of held.keys) {
      holders.set(key, [...(holders.get(key) ?? []), { instance, source: held.source }])
    }
  }
  for (const list of holders.values()) list.sort((a, b) => compareNames(a.instance.alias, b.instance.alias))
  return holders
}

export interface HeldChips {
  /** `Chip.key`, in the order of `chips`. */
  readonly keys: readonly string[]
  readonly source: ChipHolder['source']
}

/** The chips that an instance was started on, whether or not it still runs; null where that is not known. */
export function chipsOf(
  instance: Instance,
  chips: readonly Chip[],
  launches: readonly Launch[],
  typesOf?: (modelId: string) => readonly string[] | undefined,
): HeldChips | null {
  const launch = launchOf(launches, instance)
  if (launch && launch.chips.length > 0) {
    const keys = chips.filter(({ key }) => launch.chips.includes(key)).map(({ key }) => key)
    if (keys.length > 0) return { keys, source: 'launch' }
  }
  const indexes = readIndexes(instance.config['device'])
  if (indexes === null) return null
  const type = launch?.deviceType ?? typeOf(indexes, chips, typesOf?.(instance.modelId))
  if (type === undefined) return null
  const keys = chips
    .filter(({ configKey, logicalIndex }) => configKey === type && indexes.includes(logicalIndex))
    .map(({ key }) => key)
  return keys.length === 0 ? null : { keys, source: 'config' }
}

/** Logical indexes of `"0,1"`; null where it is no such text. */
export function readIndexes(device: string | undefined): readonly number[] | null {
  if (device === undefined || !/^\s*\d{1,4}(?:\s*,\s*\d{1,4})*\s*$/.test(device)) return null
  return [...new Set(device.split(',').map(Number))].toSorted((a, b) => a - b)
}

/** The one type that has chips of all these numbers and that the model runs on. */
function typeOf(
  indexes: readonly number[],
  chips: readonly Chip[],
  supported: readonly string[] | undefined,
): string | undefined {
  const types = [...new Set(chips.map(({ configKey }) => configKey))]
    .filter((type) => supported === undefined || supported.length === 0 || supported.includes(type))
    .filter((type) =>
      indexes.every((index) => chips.some((chip) => chip.configKey === type && chip.logicalIndex === index)),
    )
  return types.length === 1 ? types[0] : undefined
}
