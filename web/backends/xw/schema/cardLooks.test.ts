import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterLook,
  cardBounds,
  type CardEvent,
  type CardMemory,
  isOpen,
  noCardMemory,
  type SeenChip,
} from './cardLooks.ts'
import { chipsOf } from './device.fixture.ts'

const eight = chipsOf('910b', 8)
const without = (chips: readonly SeenChip[], bus: string) => chips.filter(({ busAddress }) => busAddress !== bus)

const renumber = (chip: SeenChip, logicalIndex: number): SeenChip => ({ ...chip, logicalIndex })
const acknowledged = (event: CardEvent): CardEvent => ({ ...event, acknowledgedAt: 1 })

/** One look after the other, a second apart. */
function looks(...lists: readonly (readonly SeenChip[])[]): CardMemory {
  return lists.reduce((memory, chips, index) => afterLook(memory, 'npu-01', chips, 1000 * (index + 1)), noCardMemory)
}

describe('between two looks at a server’s cards', () => {
  test('the first look is no event, nor is the same list in another order', () => {
    expect(looks(eight, eight.toReversed(), eight).events).toEqual([])
  })

  test('a card that is missing says what it was and when it was last seen', () => {
    const { events } = looks(eight, eight, without(eight, '0000:12:00.0'))
    expect(events).toMatchObject([
      {
        kind: 'missing',
        server: 'npu-01',
        card: { busAddress: '0000:12:00.0', configKey: 'ascend-910b', chips: ['0000:12:00.0#0'], indexes: [2] },
        seenAt: 2000,
        at: 3000,
        backAt: null,
        acknowledgedAt: null,
      },
    ])
  })

  test('a missing card is told once, and its return is noted with it', () => {
    const less = without(eight, '0000:12:00.0')
    const { events } = looks(eight, less, less, eight, eight)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({ kind: 'missing', at: 2000, backAt: 4000 })
  })

  test('both chips of a card are one event', () => {
    const cards = chipsOf('310p', 4)
    const { events } = looks(cards, without(cards, '0000:11:00.0'))
    expect(events).toMatchObject([{ kind: 'missing', card: { indexes: [2, 3] } }])
  })

  test('one chip of a missing card that is back leaves the other missing', () => {
    const cards = chipsOf('310p', 4)
    const half = cards.filter(({ key }) => key !== '0000:11:00.0#1')
    const { events } = looks(cards, without(cards, '0000:11:00.0'), half)
    expect(events).toMatchObject([
      { card: { indexes: [2] }, backAt: 3000 },
      { card: { indexes: [3] }, backAt: null },
    ])
    expect(new Set(events.map(({ id }) => id)).size).toBe(2)
  })

  test('the others’ numbers may have changed with it', () => {
    const renumbered = chipsOf('910b', 8)
      .filter(({ logicalIndex }) => logicalIndex !== 2)
      .map((chip) => renumber(chip, chip.logicalIndex > 2 ? chip.logicalIndex - 1 : chip.logicalIndex))
    expect(looks(eight, renumbered).events).toMatchObject([{ kind: 'missing', renumbered: 5 }])
    const turned = eight.map((chip) => renumber(chip, 7 - chip.logicalIndex))
    expect(looks(eight, turned).events).toMatchObject([{ kind: 'renumbered', renumbered: 8 }])
  })

  test('a card that was never there appears', () => {
    const { events } = looks(without(eight, '0000:17:00.0'), eight)
    expect(events).toMatchObject([{ kind: 'appeared', card: { busAddress: '0000:17:00.0' } }])
  })

  test('one that goes while another of its type comes has moved, or was exchanged', () => {
    const moved = eight.map((chip) =>
      chip.busAddress === '0000:12:00.0' ? { ...chip, busAddress: '0000:99:00.0', key: '0000:99:00.0#0' } : chip,
    )
    expect(looks(eight, moved).events).toMatchObject([
      { kind: 'moved', from: '0000:12:00.0', card: { busAddress: '0000:99:00.0' } },
    ])
  })

  test('an empty list is not all cards gone: it is said as what it is, once, and ends with the next list', () => {
    const none = looks(eight, [], [])
    expect(none.events).toMatchObject([{ kind: 'none', count: 8, seenAt: 1000, at: 2000, backAt: null }])
    const again = afterLook(none, 'npu-01', without(eight, '0000:10:00.0'), 4000)
    expect(again.events).toMatchObject([
      { kind: 'none', backAt: 4000 },
      { kind: 'missing', card: { busAddress: '0000:10:00.0' }, seenAt: 1000 },
    ])
  })

  test('a server that never had a card does not lose any', () => {
    expect(looks([], []).events).toEqual([])
  })

  test('servers do not answer for each other, and an old answer of another tab says nothing', () => {
    const memory = afterLook(looks(eight), 'npu-02', chipsOf('c550', 2), 2000)
    expect(memory.events).toEqual([])
    expect(afterLook(memory, 'npu-01', [], 500)).toBe(memory)
  })
})

describe('whatever is looked at', () => {
  const list = fc.subarray(chipsOf('310p', 4), { minLength: 0 })

  test('a card is open as missing exactly while it was there once and is not, and never twice', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 12 }), (lists) => {
        const { events } = looks(...lists)
        const open = events.filter(isOpen).flatMap((event) => (event.kind === 'missing' ? event.card.chips : []))
        expect(new Set(open).size).toBe(open.length)
        const last = lists.findLast((chips) => chips.length > 0) ?? []
        for (const { key } of last) expect(open).not.toContain(key)
      }),
    )
  })

  test('what is remembered is bounded, and what nobody has seen yet stays longest', () => {
    const less = without(eight, '0000:12:00.0')
    const many = looks(...Array.from({ length: 3 * cardBounds.events }, (_none, index) => (index % 2 ? less : eight)))
    expect(many.events).toHaveLength(cardBounds.events)
    const old: CardMemory = {
      looks: many.looks,
      events: [...many.events.slice(0, 1), ...many.events.slice(1).map(acknowledged)],
    }
    const next = afterLook(afterLook(old, 'npu-01', eight, 1e7), 'npu-01', less, 2e7)
    expect(next.events).toHaveLength(cardBounds.events)
    expect(next.events[0]?.id).toBe(old.events[0]?.id)
  })
})
