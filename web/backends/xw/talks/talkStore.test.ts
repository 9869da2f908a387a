import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerOf, talkOf, turnOf } from './talk.testing.ts'
import type { Talk } from './talk.ts'
import { memoryShelf, type TalkShelf } from './talkShelf.ts'
import { createTalkKeeper, mostTalks } from './talkStore.ts'
import { addAnswer, addTurn } from './talkTree.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const inBrowser = (shelf: TalkShelf): TalkShelf => ({ ...shelf, kind: 'browser' })

async function keeperOf(shelf: TalkShelf = inBrowser(memoryShelf())) {
  const keeper = createTalkKeeper(() => Promise.resolve(shelf))
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
    await shelf.keep(talk)
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
