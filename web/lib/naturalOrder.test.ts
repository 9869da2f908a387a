import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NaturalTexts } from './naturalOrder.ts'

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    fc
      .tuple(fc.constantFrom('npu', 'NPU', 'rack-', 'Rack_'), fc.nat(2000), fc.constantFrom('', 'a', '-01', ' x'))
      .map((parts) => parts.join('')),
    fc.string({ unit: fc.constantFrom('a', 'A', '0', '1', '9', '-', '.', ' '), maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  ),
  { maxLength: 120 },
)

test.each(['en', 'zh-CN'])('sorts as the collator of %s does', (locale) => {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  fc.assert(
    fc.property(texts, (all) => {
      const textAt = (index: number) => all[index] ?? ''
      const natural = new NaturalTexts(all.length, textAt, locale, (a, b) => a - b)
      const first = natural.first(5, (index) => index % 3 > 0)
      const { order, ranks, distinct } = natural.order()
      const expected = all.map((_, index) => index).sort((a, b) => compare(textAt(a), textAt(b)) || a - b)
      expect(Array.from(order, textAt)).toEqual(expected.map(textAt))
      expect([...order]).toEqual(expected)
      // What only the collator can place cannot be had for less.
      const isPlain = all.every((text) => /^[ -~]*$/.test(text))
      expect(first).toEqual(isPlain ? expected.filter((index) => index % 3 > 0).slice(0, 5) : undefined)
      let rank = 0
      for (const [place, index] of expected.entries()) {
        const before = expected[place - 1]
        if (before !== undefined && compare(textAt(before), textAt(index)) !== 0) rank++
        expect(ranks[index]).toBe(rank)
      }
      expect(distinct).toBe(all.length === 0 ? 0 : rank + 1)
    }),
    { numRuns: 400 },
  )
})
