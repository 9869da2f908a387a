// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPullIntents } from '@/backends/xw/pulls/pullIntents.ts'
import { pullKey } from '@/backends/xw/pulls/pullState.ts'
import { CLAIM_SETTLES_MS, LEASE_BEAT_MS, LEASE_STALE_MS, leasePresence } from './leasePresence.ts'
import { lockPresence, presenceToCome } from './tabPresence.ts'
import type { TabPresence } from './tabPresence.ts'
import { lockManager } from './lockManager.testing.ts'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => void vi.useRealTimers())

const settle = (ms = CLAIM_SETTLES_MS + 100) => vi.advanceTimersByTimeAsync(ms)

async function claims(presence: TabPresence, name: string): Promise<boolean> {
  const claim = presence.claim(name)
  await settle()
  return claim
}

const ways = [
  {
    name: 'by Web Locks',
    browser: () => {
      const locks = lockManager()
      return (id: string) => lockPresence(locks, id)
    },
  },
  {
    name: 'by leases in the storage, where there are no Web Locks',
    browser: () => (id: string) => leasePresence({ storage: () => localStorage, now: Date.now, id }),
  },
  {
    name: 'by leases whose code comes later',
    browser: () => (id: string) =>
      presenceToCome(id, async () => leasePresence({ storage: () => localStorage, now: Date.now, id })),
  },
]

test('a tab whose code for leases does not come works alone', async () => {
  const alone = presenceToCome('one', () => Promise.reject(new Error('no such chunk')))
  await alone.ready
  expect(await claims(alone, 'a')).toBe(true)
  const onGone = vi.fn<() => void>()
  alone.watch('two', onGone)()
  alone.release('a')
  alone.stop()
  expect(onGone).not.toHaveBeenCalled()
})

describe.each(ways)('tabs that share pulls $name', ({ browser }) => {
  test('only one of two tabs gets a pull', async () => {
    const tab = browser()
    const [first, second] = [tab('one'), tab('two')]
    expect(await claims(first, 'npu-01/a')).toBe(true)
    expect(await claims(second, 'npu-01/a')).toBe(false)
    expect(await claims(second, 'npu-01/b')).toBe(true)
    first.stop()
    second.stop()
  })

  test('claiming twice in the same tab is no conflict', async () => {
    const first = browser()('one')
    expect(await claims(first, 'a')).toBe(true)
    expect(await claims(first, 'a')).toBe(true)
    first.stop()
  })

  test('a released pull can be claimed by the other', async () => {
    const tab = browser()
    const [first, second] = [tab('one'), tab('two')]
    await claims(first, 'a')
    first.release('a')
    await settle()
    expect(await claims(second, 'a')).toBe(true)
    first.stop()
    second.stop()
  })

  test('a tab that ends is noticed, and what it had is free', async () => {
    const tab = browser()
    const [first, second] = [tab('one'), tab('two')]
    await claims(first, 'a')
    const gone = vi.fn<() => void>()
    second.watch('one', gone)
    await settle(LEASE_BEAT_MS * 3)
    expect(gone).not.toHaveBeenCalled()
    first.stop()
    await settle(LEASE_BEAT_MS * 2)
    expect(gone).toHaveBeenCalledOnce()
    expect(await claims(second, 'a')).toBe(true)
    second.stop()
  })

  test('a tab that ended before anybody looked is noticed at once', async () => {
    const second = browser()('two')
    const gone = vi.fn<() => void>()
    second.watch('long-gone', gone)
    await settle(0)
    expect(gone).toHaveBeenCalledOnce()
    second.stop()
  })
})

function lease(id: string): TabPresence {
  return leasePresence({ storage: () => localStorage, now: Date.now, id })
}

describe('leases', () => {
  test('a tab that crashed is gone after 70 s, one whose timers the browser slows to once a minute is not', async () => {
    const watcher = lease('two')
    localStorage.setItem('quarterdeck.tab/one', String(Date.now()))
    const gone = vi.fn<() => void>()
    watcher.watch('one', gone)
    await settle(60_000)
    localStorage.setItem('quarterdeck.tab/one', String(Date.now()))
    await settle(60_000)
    expect(gone).not.toHaveBeenCalled()
    await settle(LEASE_STALE_MS - 60_000 + LEASE_BEAT_MS)
    expect(gone).toHaveBeenCalledOnce()
    watcher.stop()
  })

  test('of two tabs that claim in the same moment one wins', async () => {
    const [first, second] = [lease('one'), lease('two')]
    const both = Promise.all([first.claim('a'), second.claim('a')])
    await settle()
    expect((await both).filter(Boolean)).toHaveLength(1)
    first.stop()
    second.stop()
  })

  test('what is remembered of a pull for after a crash does not free it for other tabs', async () => {
    const [first, second] = [lease('one'), lease('two')]
    const intents = createPullIntents(() => localStorage)
    const key = pullKey({ server: 'npu-01', model: 'a' })
    await claims(first, key)
    intents.keep({ server: 'npu-01', model: 'a', since: 1, highest: 40, tab: 'one' })
    expect(await claims(second, key)).toBe(false)
    first.release(key)
    expect(intents.all()).toHaveLength(1)
    first.stop()
    second.stop()
  })

  test('a page that is left says so by itself', async () => {
    const [first, second] = [lease('one'), lease('two')]
    const gone = vi.fn<() => void>()
    second.watch('one', gone)
    first.stop()
    window.dispatchEvent(new StorageEvent('storage'))
    expect(gone).toHaveBeenCalledOnce()
    second.stop()
  })

  test('without a storage the tab works alone', async () => {
    const alone = leasePresence({
      storage: () => {
        throw new DOMException('denied', 'SecurityError')
      },
      now: Date.now,
      id: 'one',
    })
    expect(await claims(alone, 'a')).toBe(true)
    alone.stop()
  })
})
