import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chipsOf } from '../../schema/device.fixture.ts'
import { chipLayout, drawnOrder } from './chipLayout.ts'

describe('how the chips of a server are drawn', () => {
  test('sixteen chips on eight cards are four groups of two cards', () => {
    const [type] = chipLayout(chipsOf('910c', 8))
    expect(type?.groups.map(({ group, cards }) => [group, cards.length])).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
      [3, 2],
    ])
    expect(type?.groups[1]?.cards[0]?.chips.map(({ logicalIndex }) => logicalIndex)).toEqual([4, 5])
  })

  test('two types stand apart, and where no group is known there is none', () => {
    const types = chipLayout([...chipsOf('c550', 2, 0x40), ...chipsOf('310p', 1)])
    expect(types.map(({ configKey, groups }) => [configKey, groups.map(({ group }) => group)])).toEqual([
      ['ascend-310p', [0]],
      ['metax-c550', [null]],
    ])
  })

  test('each chip is drawn once, in whatever order the server names them', () => {
    const all = [...chipsOf('910b', 8), ...chipsOf('310p', 4, 0x40), ...chipsOf('c550', 3, 0x80)]
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (chips) => {
        const drawn = drawnOrder(chipLayout(chips))
        expect(drawn.map(({ key }) => key).sort()).toEqual(chips.map(({ key }) => key).sort())
        expect(drawn).toEqual(drawnOrder(chipLayout([...chips].reverse())))
      }),
    )
  })
})
