import { compareNames } from '../../schema/wire.ts'
import type { Chip } from '../../schema/device.ts'

/** The chips of one card, which share a bus address. */
export interface DrawnCard {
  readonly busAddress: string
  readonly physicalIndex: number
  readonly chips: readonly Chip[]
}

export interface DrawnGroup {
  /** Null where nothing is known of groups. */
  readonly group: number | null
  readonly cards: readonly DrawnCard[]
}

/** Chips that are counted together: a logical index is one of its type. */
export interface DrawnType {
  readonly configKey: string
  /** Each name that a chip of this type goes by. */
  readonly modelNames: readonly string[]
  /** Vendor and generation of these chips, and what they can do beside the usual. */
  readonly facts: readonly string[]
  readonly chips: readonly Chip[]
  readonly groups: readonly DrawnGroup[]
}

/** The chips of one server as they are drawn: type, interconnect group, card, chip. Each chip once. */
export function chipLayout(chips: readonly Chip[]): readonly DrawnType[] {
  return [...grouped(chips, ({ configKey }) => configKey)]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([configKey, those]) => {
      const ordered = [...those].sort(byPlace)
      return {
        configKey,
        modelNames: [...new Set(ordered.map(({ modelName }) => modelName))],
        facts: factsOf(ordered),
        chips: ordered,
        groups: [...grouped(ordered, ({ group }) => group)]
          .sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity) || 0)
          .map(([group, members]) => ({ group, cards: cardsOf(members) })),
      }
    })
}

/** All chips in the order in which they are drawn. */
export function drawnOrder(types: readonly DrawnType[]): readonly Chip[] {
  return types.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards.flatMap(({ chips }) => chips)))
}

function factsOf(chips: readonly Chip[]): readonly string[] {
  const facts = chips.map(({ vendor, generation, capabilities }) => [vendor, generation ?? '', ...capabilities])
  return [...new Set(facts.flat())].filter((fact) => fact !== '')
}

function cardsOf(chips: readonly Chip[]): DrawnCard[] {
  return [...grouped(chips, ({ busAddress }) => busAddress)].map(([busAddress, those]) => ({
    busAddress,
    physicalIndex: those[0]?.physicalIndex ?? 0,
    chips: those,
  }))
}

function byPlace(a: Chip, b: Chip): number {
  return a.logicalIndex - b.logicalIndex || compareNames(a.busAddress, b.busAddress) || a.chipIndex - b.chipIndex
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known) known.push(item)
    else groups.set(key, [item])
  }
  return groups
}
