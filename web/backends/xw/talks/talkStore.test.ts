import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerOf, talkOf, turnOf } from './talk.testing.ts'
import type { Talk } from './talk.ts'
import { memoryShelf, type TalkShelf } from './talkShelf.ts'
import type { TalkTabs } from './talkTabs.ts'
import { createTalkKeeper, mostTalks } from './talkStore.ts'
import { addAnswer, addTurn, pathOf, putAnswer } from './talkTree.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const inBrowser = (shelf: TalkShelf): TalkShelf => ({ ...shelf, kind: 'browser' })

async function keeperOf(
  shelf: TalkShelf = inBrowser(memoryShelf()),
  tabs?: (onTold: (id: string) => void) => TalkTabs,
) {
  const keeper = createTalkKeeper(() => Promise.resolve(shelf), tabs ? { tabs } : {})
  await keeper.ready
  return { keeper, shelf, state: () => keeper.store.getState() }
}

const turn = (prompt: string, at = 2_000) => ({ ...turnOf(prompt, null, prompt, 'an answer'), at })

describe('conversations', () => {
  test('are kept from their first turn on, and are there again', async () => {
    const { keeper, shelf, state } = await keeperOf()
    const id = state().latest
    keeper.change(id, (talk) => ({ ...talk, system: 'Be brief.' }))
    expect(state().heads).toEqual([])
    keeper.change(id, (talk) => addTurn(talk, turn('Hello')))
    keeper.keepNow()
    await vi.runAllTimersAsync()

    const later = await keeperOf(shelf)
    expect(later.state().heads).toMatchObject([{ id, title: 'Hello' }])
    expect(await later.keeper.open(id)).toBe(true)
    expect(later.state().open[id]).toMatchObject({ system: 'Be brief.', turns: [{ prompt: 'Hello' }] })
  })

  test('a new one is begun only when the last one was used', async () => {
    const { keeper, state } = await keeperOf()
    const first = state().latest
    keeper.begin()
    expect(state().latest).toBe(first)
    keeper.change(first, (talk) => addTurn(talk, turn('Hello')))
    keeper.begin()
    expect(state().latest).not.toBe(first)
    expect(state().open[first]?.turns).toHaveLength(1)
  })

  test('an answer that was being written when the page was closed is said to be cut off', async () => {
    const shelf = inBrowser(memoryShelf())
    const talk = addAnswer(talkOf(turnOf('a', null, 'x')), 'a', answerOf({ state: 'writing', text: 'half' }))
    await shelf.keep(talk.id, () => talk)
    const { keeper, state } = await keeperOf(shelf)
    await keeper.open(talk.id)
    expect(state().open[talk.id]?.turns[0]?.columns[0]?.answers).toMatchObject([{ state: 'interrupted', text: 'half' }])
  })

  test('one that is not there is not opened', async () => {
    const { keeper } = await keeperOf()
    expect(await keeper.open('nowhere')).toBe(false)
  })

  test('imported ones get names of their own, so that nothing is overwritten', async () => {
    const { keeper, state } = await keeperOf()
    const talk: Talk = talkOf(turn('Hello'))
    expect(keeper.add([talk, talk])).toBe(2)
    expect(new Set(state().heads.map(({ id }) => id)).size).toBe(2)
    expect(state().heads.map(({ id }) => id)).not.toContain(talk.id)
  })

  test('beyond the bound the oldest go', async () => {
    const { keeper, shelf, state } = await keeperOf()
    keeper.add(Array.from({ length: mostTalks + 3 }, (_, n) => ({ ...talkOf(turn(`talk ${n}`)), updatedAt: n })))
    await vi.runAllTimersAsync()
    expect(state().heads).toHaveLength(mostTalks)
    expect(state().heads.at(-1)?.title).toBe('talk 3')
    expect(await shelf.heads()).toHaveLength(mostTalks)
  })

  test('a deleted one is gone, also for the next page', async () => {
    const { keeper, shelf, state } = await keeperOf()
    keeper.add([talkOf(turn('Hello'))])
    keeper.remove(state().heads[0]?.id ?? '')
    await vi.runAllTimersAsync()
    expect(state().heads).toEqual([])
    expect(await shelf.heads()).toEqual([])
  })

  test('a browser that refuses to keep them is named, and they go on', async () => {
    const full = { ...inBrowser(memoryShelf()), keep: () => Promise.reject(new Error('QuotaExceededError')) }
    const { keeper, state } = await keeperOf(full)
    keeper.change(state().latest, (talk) => addTurn(talk, turn('Hello')))
    await vi.runAllTimersAsync()
    expect(state()).toMatchObject({ isRefused: true, heads: [{ title: 'Hello' }] })
  })
})

/** As the channel between tabs: each hears the others. */
function tabsOfOneBrowser() {
  const ears: ((id: string) => void)[] = []
  return (onTold: (id: string) => void): TalkTabs => {
    ears.push(onTold)
    return {
      tell(id) {
        for (const ear of ears) if (ear !== onTold) ear(id)
      },
    }
  }
}

/** A conversation that the first of two tabs began. */
async function begun() {
  const shelf = inBrowser(memoryShelf())
  const tabs = tabsOfOneBrowser()
  const one = await keeperOf(shelf, tabs)
  const two = await keeperOf(shelf, tabs)
  const id = one.state().latest
  one.keeper.change(id, (talk) => addTurn(talk, turn('Hello', 1_000)))
  one.keeper.keepNow()
  await vi.runAllTimersAsync()
  return { shelf, one, two, id }
}

const promptsIn = (talk: Talk | undefined) => talk?.turns.map(({ prompt }) => prompt)

describe('two tabs in one conversation', () => {
  test('one that was begun in another tab is in the list, and one that was deleted there is not', async () => {
    const { one, two, id } = await begun()
    expect(two.state().heads).toMatchObject([{ id, title: 'Hello' }])
    one.keeper.remove(id)
    await vi.runAllTimersAsync()
    expect(two.state().heads).toEqual([])
  })

  test('what both ask at the same moment is kept, and stands in both', async () => {
    const { shelf, one, two, id } = await begun()
    await two.keeper.open(id)
    one.keeper.change(id, (talk) => addTurn(talk, { ...turn('from one', 3_000), parent: 'Hello' }))
    two.keeper.change(id, (talk) => addTurn(talk, { ...turn('from two', 4_000), parent: 'Hello' }))
    await vi.runAllTimersAsync()
    const all = ['Hello', 'from one', 'from two']
    expect(promptsIn(await shelf.read(id))).toEqual(all)
    for (const { state } of [one, two]) {
      expect(promptsIn(state().open[id])).toEqual(all)
      expect(state().shared).toEqual([id])
    }
    expect(pathOf(one.state().open[id] ?? talkOf()).at(-1)?.prompt).toBe('from one')
  })

  test('an answer that one tab had written is whole in the other, which took it for cut off', async () => {
    const { one, two, id } = await begun()
    const answer = answerOf({ id: 'x', state: 'writing', text: 'half' })
    one.keeper.change(id, (talk) => addAnswer(talk, 'Hello', answer))
    one.keeper.keepNow()
    await two.keeper.open(id)
    one.keeper.change(id, (talk) => putAnswer(talk, { ...answer, state: 'done', text: 'half and whole' }))
    await vi.runAllTimersAsync()
    const seen = two.state().open[id]?.turns[0]?.columns[0]?.answers.at(-1)
    expect(seen).toMatchObject({ state: 'done', text: 'half and whole' })
  })

  test('one that is deleted elsewhere while it is open here is kept again with its next turn', async () => {
    const { shelf, one, two, id } = await begun()
    await two.keeper.open(id)
    one.keeper.remove(id)
    await vi.runAllTimersAsync()
    two.keeper.change(id, (talk) => addTurn(talk, { ...turn('still here', 3_000), parent: 'Hello' }))
    await vi.runAllTimersAsync()
    expect(promptsIn(await shelf.read(id))).toEqual(['Hello', 'still here'])
  })
})
