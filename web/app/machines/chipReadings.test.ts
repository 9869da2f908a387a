import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chipsOf } from '@/backends/xw/schema/device.fixture.ts'
import { pairChips } from './chipReadings.ts'

function gpusOf(name: string | null, count: number, from = 0) {
  return Array.from({ length: count }, (_none, index) => ({
    index: from + index,
    name,
    temperature: 40 + from + index,
    usage: 10,
    memoryUsage: 10,
    power: 100,
  }))
}

describe('which GPU of the register is which chip', () => {
  test('as many of one kind count alike', () => {
    const chips = chipsOf('910b', 8)
    const { byChip, rules, unpaired } = pairChips(chips, gpusOf('Ascend 910B4', 8))
    expect(chips.map(({ key }) => byChip.get(key)?.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect([rules, unpaired]).toEqual([['order'], []])
  })

  test('two kinds on one machine are told apart by their names', () => {
    const chips = [...chipsOf('910c', 8), ...chipsOf('310p', 4, 0x80)]
    const { byChip } = pairChips(chips, [...gpusOf('Ascend 310P', 8, 16), ...gpusOf('Ascend 910C', 16)])
    const first = chips.find(({ configKey }) => configKey === 'ascend-310p')
    expect(byChip.get(first?.key ?? '')?.index).toBe(16)
    expect(byChip.size).toBe(24)
  })

  test('a GPU a card is what each chip of the card shows', () => {
    const chips = chipsOf('310p', 2)
    const { byChip, rules } = pairChips(chips, gpusOf('Ascend 310P', 2))
    expect(chips.map(({ key }) => byChip.get(key)?.index)).toEqual([0, 0, 1, 1])
    expect(rules).toEqual(['card'])
  })

  test('where the numbers differ nothing is claimed', () => {
    const { byChip, unpaired } = pairChips(chipsOf('910b', 8), gpusOf('Ascend 910B4', 7))
    expect(byChip.size).toBe(0)
    expect(unpaired).toEqual([{ configKey: 'ascend-910b', chips: 8, gpus: 7 }])
  })

  test('GPUs of another kind are not taken for these chips, however many there are', () => {
    expect(pairChips(chipsOf('910b', 8), gpusOf('NVIDIA A800', 8)).byChip.size).toBe(0)
  })

  test('agents that name no kind are believed where there is one kind only', () => {
    expect(pairChips(chipsOf('c550', 4), gpusOf(null, 4)).byChip.size).toBe(4)
    expect(pairChips([...chipsOf('c550', 4), ...chipsOf('910b', 4, 0x80)], gpusOf('', 8)).byChip.size).toBe(0)
  })

  test('whatever the order of either list, a chip has the same GPU, and no GPU two cards', () => {
    const chips = [...chipsOf('910b', 4), ...chipsOf('310p', 2, 0x80)]
    const gpus = [...gpusOf('Ascend 910B4', 4), ...gpusOf('Ascend 310P', 4, 4)]
    const expected = pairChips(chips, gpus).byChip
    fc.assert(
      fc.property(
        fc.shuffledSubarray(chips, { minLength: chips.length }),
        fc.shuffledSubarray(gpus, { minLength: gpus.length }),
        (someChips, someGpus) => {
          const { byChip } = pairChips(someChips, someGpus)
          for (const { key } of chips) expect(byChip.get(key)).toEqual(expected.get(key))
          expect(new Set([...byChip.values()].map(({ index }) => index)).size).toBe(byChip.size)
        },
      ),
    )
  })
})
