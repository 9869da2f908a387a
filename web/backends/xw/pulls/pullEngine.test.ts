// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PullEvent } from '../schema/pull.ts'
import { createPullEngine } from './pullEngine.ts'
import { createPullIntents } from './pullIntents.ts'
import { lockManager } from '@/kit/lockManager.testing.ts'
import { createPullRunner } from './pullRunner.ts'
import type { PullHandlers } from './pullRunner.ts'
import type { PullState } from './pullState.ts'
import { createPullTabs } from './pullTabs.ts'
import { lockPresence } from '@/kit/tabPresence.ts'

const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' }
const qwen = { server: 'npu-01', model: 'qwen3-8b' }
const key = 'npu-01/qwen3-8b'
const half: PullEvent = { kind: 'progress', message: '', progress: { percent: 50, doneBytes: 50, totalBytes: 100 } }

/** A browser in which tabs of the console can be opened and closed. */
function browser() {
  const locks = lockManager()
  const channels = new Set<(message: unknown) => void>()

  function openTab(id: string, load: () => Promise<void> = () => Promise.resolve()) {
    const streams: PullHandlers[] = []
    const settled: PullState[] = []
    const presence = lockPresence(locks, id)
    const receivers = new Set<(message: unknown) => void>()
    const engine = createPullEngine({
      runner: async (listener) => {
        await load()
        return createPullRunner({
          endpointOf: (server) => (server === at.id ? at : undefined),
          limits: () => ({ perServer: 2, total: 4 }),
          acquireSlot: () => Promise.resolve(() => undefined),
          serverStartedAt: () => Promise.resolve(null),
          now: Date.now,
          open: (_, __, handlers) =>
            new Promise(() => {
              streams.push(handlers)
            }),
          ...listener,
        })
      },
      now: Date.now,
      intents: createPullIntents(() => localStorage),
      onSettled: (pull) => settled.push(pull),
      tabs: (listener) =>
        createPullTabs(listener, {
          presence,
          channel: (receive) => {
            channels.add(receive)
            receivers.add(receive)
            return {
              post: (message) => {
                const copy: unknown = structuredClone(message)
                for (const other of channels) if (other !== receive) other(copy)
              },
              close: () => void channels.delete(receive),
            }
          },
        }),
    })
    return {
      engine,
      streams,
      settled,
      pulls: () => engine.store.getState(),
      say: (event: PullEvent) => streams.at(-1)?.onEvent(event, ''),
      /** Closed, crashed or reloaded: all that the browser does by itself. */
      close() {
        for (const receive of receivers) channels.delete(receive)
        presence.stop()
      },
    }
  }
  return { openTab }
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => void vi.useRealTimers())
const settle = (ms = 2_000) => vi.advanceTimersByTimeAsync(ms)

describe('two tabs', () => {
  test('the second sees what the first pulls, and how far it is', async () => {
    const { openTab } = browser()
    const first = openTab('one')
    await first.engine.enqueue(qwen)
    first.say(half)
    await settle()
    const second = openTab('two')
    await settle()
    expect(second.pulls().others).toMatchObject([{ key, tab: 'one', phase: 'downloading', percent: 50 }])
    expect(second.pulls().lost).toEqual([])
  })

  test('the same pull is not started twice', async () => {
    const { openTab } = browser()
    const [first, second] = [openTab('one'), openTab('two')]
    expect(await first.engine.enqueue(qwen)).toBe('started')
    expect(await second.engine.enqueue(qwen)).toBe('elsewhere')
    expect(await first.engine.enqueue(qwen)).toBe('already')
    await settle()
    expect(second.streams).toHaveLength(0)
  })

  test('asked for twice in the same moment it is started once', async () => {
    const { openTab } = browser()
    const first = openTab('one')
    const both = await Promise.all([first.engine.enqueue(qwen), first.engine.enqueue(qwen)])
    expect(both).toEqual(['started', 'already'])
  })

  test('cancelling in the second ends it in the first', async () => {
    const { openTab } = browser()
    const [first, second] = [openTab('one'), openTab('two')]
    await first.engine.enqueue(qwen)
    await settle()
    const [shown] = second.pulls().others
    expect(shown).toBeDefined()
    if (shown) second.engine.cancelElsewhere(shown)
    await settle()
    expect(first.pulls().own[0]?.phase.kind).toBe('cancelled')
    expect(second.pulls().others[0]?.phase).toBe('cancelled')
  })

  test('when the owner is closed the other offers to resume, and does not do it by itself', async () => {
    const { openTab } = browser()
    const [first, second] = [openTab('one'), openTab('two')]
    await first.engine.enqueue(qwen)
    first.say(half)
    await settle(6_000)
    first.say(half)
    await settle()
    first.close()
    await settle(60_000)
    expect(second.pulls()).toMatchObject({ others: [], lost: [{ key, highest: 50, tab: 'one' }] })
    expect(second.streams).toHaveLength(0)
    await second.engine.resumeLost([key])
    await settle()
    expect(second.pulls()).toMatchObject({ lost: [], own: [{ key, highest: 50, mayOwnLock: true }] })
    expect(second.streams).toHaveLength(1)
  })

  test('what a page that is gone was pulling goes on from there, also when it is just pulled again', async () => {
    const { openTab } = browser()
    const [first, second] = [openTab('one'), openTab('two')]
    await first.engine.enqueue(qwen)
    first.say(half)
    await settle(6_000)
    first.say(half)
    await settle()
    first.close()
    await settle(60_000)
    expect(await second.engine.enqueue(qwen)).toBe('started')
    await settle()
    expect(second.pulls()).toMatchObject({ lost: [], own: [{ key, highest: 50, mayOwnLock: true }] })
  })

  test('nonsense from another version of the console is not listened to', async () => {
    const { openTab } = browser()
    const [first, second] = [openTab('one'), openTab('two')]
    second.engine.cancelElsewhere({ ...toldByNobody, key: 'npu-01/nothing', tab: 'one' })
    await settle()
    expect(first.pulls().own).toEqual([])
  })
})

const toldByNobody = {
  key,
  server: 'npu-01',
  model: 'x',
  phase: 'queued',
  since: 0,
  percent: null,
  doneBytes: null,
  totalBytes: null,
  highest: 0,
  speed: null,
  etaMs: null,
  tab: 'one',
} as const

describe('after a reload', () => {
  test('what was being pulled is offered', async () => {
    const { openTab } = browser()
    const before = openTab('before')
    await before.engine.enqueue(qwen)
    await settle()
    before.close()
    const after = openTab('after')
    await settle()
    expect(after.pulls().lost).toMatchObject([{ key, server: 'npu-01', model: 'qwen3-8b' }])
    after.engine.forgetLost([key])
    expect(after.pulls().lost).toEqual([])
    const later = openTab('later')
    await settle()
    expect(later.pulls().lost).toEqual([])
  })

  test.each([
    [
      'finished',
      (tab: ReturnType<ReturnType<typeof browser>['openTab']>) =>
        tab.say({ kind: 'complete', path: null, message: '' }),
    ],
    ['was cancelled', (tab: ReturnType<ReturnType<typeof browser>['openTab']>) => tab.engine.cancel(key)],
    [
      'failed with an error of the server',
      (tab: ReturnType<ReturnType<typeof browser>['openTab']>) =>
        tab.say({ kind: 'error', message: 'disk full', lock: null }),
    ],
  ])('what %s is not', async (_, end) => {
    const { openTab } = browser()
    const before = openTab('before')
    await before.engine.enqueue(qwen)
    await settle()
    end(before)
    expect(before.settled).toHaveLength(1)
    await settle()
    before.close()
    const after = openTab('after')
    await settle()
    expect(after.pulls().lost).toEqual([])
  })

  test('a storage full of nonsense does no harm', async () => {
    localStorage.setItem('quarterdeck.pull/x', '{"server":')
    localStorage.setItem('quarterdeck.pull/y', '{"server":1,"model":null}')
    const tab = browser().openTab('one')
    await settle()
    expect(tab.pulls().lost).toEqual([])
  })
})

test('a pull that cannot be run, for its code is gone from the server, is not kept from being asked for again', async () => {
  const { openTab } = browser()
  const [first, second] = [openTab('one', () => Promise.reject(new Error('404'))), openTab('two')]
  expect(await first.engine.enqueue(qwen)).toBe('unloaded')
  expect(await first.engine.enqueue(qwen)).toBe('unloaded')
  expect(first.pulls()).toMatchObject({ own: [], lost: [] })
  expect(await second.engine.enqueue(qwen)).toBe('started')
})

test('a pull that has ended can be dismissed; one that runs cannot', async () => {
  const tab = browser().openTab('one')
  await tab.engine.enqueue(qwen)
  await settle()
  tab.engine.dismiss(key)
  expect(tab.pulls().own).toHaveLength(1)
  tab.say({ kind: 'complete', path: null, message: '' })
  tab.engine.clearFinished()
  expect(tab.pulls().own).toEqual([])
})
