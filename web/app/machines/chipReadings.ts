import type { Gpu } from '@/backends/gpuf/schema/client.ts'
import type { ReadableChip } from '@/kit/machine.ts'

/** How it is known which GPU of the register is which chip of the server. */
export type PairingRule =
  /** As many GPUs of a kind as chips: they count alike. */
  | 'order'
  /** As many GPUs of a kind as cards: what a card does is what each of its chips does. */
  | 'card'

export interface Pairing {
  /** By the chip's key. */
  readonly byChip: ReadonlyMap<string, Gpu>
  /** Of each type of chips that was paired. */
  readonly rules: readonly PairingRule[]
  /** Types whose numbers differ, so that nobody can tell which is which. */
  readonly unpaired: readonly { readonly configKey: string; readonly chips: number; readonly gpus: number }[]
}

/**
 * Which GPU is which chip. A register numbers GPUs, a server its chips, and nothing but kind and order ties the two:
 * only where the numbers agree is anything claimed.
 */
export function pairChips(chips: readonly ReadableChip[], gpus: readonly Gpu[]): Pairing {
  const byChip = new Map<string, Gpu>()
  const rules: PairingRule[] = []
  const unpaired: Pairing['unpaired'][number][] = []
  const types = [...new Set(chips.map(({ configKey }) => configKey))]
  const ordered = [...new Map(gpus.map((gpu) => [gpu.index, gpu])).values()].sort((a, b) => a.index - b.index)
  const hasKinds = ordered.some(({ name }) => wordsOf(name ?? '').length > 0)

  for (const configKey of types) {
    const those = chips.filter((chip) => chip.configKey === configKey).sort((a, b) => a.logicalIndex - b.logicalIndex)
    const own = new Set(those.flatMap(({ modelName }) => [...wordsOf(modelName), ...wordsOf(configKey)]))
    // Agents that name no kind can be taken at their word only where there is one kind.
    const fitting = hasKinds
      ? ordered.filter(({ name }) => isOfKind(name ?? '', own))
      : types.length === 1
        ? ordered
        : []
    const cards = [...new Set(those.map(({ busAddress }) => busAddress))]
    if (fitting.length === those.length) {
      for (const [index, chip] of those.entries()) {
        const gpu = fitting[index]
        if (gpu) byChip.set(chip.key, gpu)
      }
      rules.push('order')
    } else if (fitting.length === cards.length) {
      for (const chip of those) {
        const gpu = fitting[cards.indexOf(chip.busAddress)]
        if (gpu) byChip.set(chip.key, gpu)
      }
      rules.push('card')
    } else {
      unpaired.push({ configKey, chips: those.length, gpus: fitting.length })
    }
  }
  return { byChip, rules, unpaired }
}

/** The words of a name that tell a kind, as `910b4` and `c550`. */
function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().match(/[a-z]*\d[a-z\d]*/g) ?? []
}

/** One of two names may say the variant too: `910b4` is a `910b`. */
function isOfKind(name: string, kinds: ReadonlySet<string>): boolean {
  return wordsOf(name).some((word) => [...kinds].some((kind) => word.startsWith(kind) || kind.startsWith(word)))
}
