// @vitest-environment jsdom
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { FIRST_WRITE_MS, HOLD_MS, Keeper, WRITE_EVERY_MS, type KeptShelf } from './keeper.ts'
import type { KeptHead } from './keptDatabase.ts'

const npu = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' }
const key = ['xw', 'npu-01', 'models']

const nameOf = ({ scope, server, hash }: Pick<KeptHead, 'scope' | 'server' | 'hash'>) => `${scope} ${server} ${hash}`

/** A browser's database, shared by its pages. */
function shelf(): KeptShelf & { readonly rows: Map<string, { head: KeptHead; data: unknown }>; writes: number } {
  const rows = new Map<string, { head: KeptHead; data: unknown }>()
  return {
    rows,
    writes: 0,
    read(name) {
      const row = rows.get(nameOf(name))
      const found = row && !row.head.tooBig
      return Promise.resolve(found ? { data: structuredClone(row.data), updatedAt: row.head.updatedAt } : undefined)
    },
    write(head, content) {
      const before = rows.get(nameOf(head))
      if (before && before.head.updatedAt >= head.updatedAt) return Promise.resolve('older')
      if (content === 'same' && !before) return Promise.resolve('missing')
      this.writes += content === 'same' ? 0 : 1
      rows.set(nameOf(head), { head, data: content === 'same' ? before?.data : structuredClone(content.data) })
      return Promise.resolve('written')
    },
  }
}

/** A page of the console that asks for the models. */
function page(kept: KeptShelf, ask: () => Promise<unknown>, scope = 'mine') {
  const queryClient = createQueryClient()
  const keeper = new Keeper(queryClient, scope, kept)
  const observer = new QueryObserver(queryClient, { queryKey: key, queryFn: ask, refetchInterval: 10_000 })
  const stop = observer.subscribe(() => undefined)
  return {
    shown: () => observer.getCurrentResult(),
    close() {
      stop()
      keeper.stop()
      queryClient.clear()
    },
  }
}

const hangs = () => new Promise<never>(() => undefined)
const refuses = () => Promise.reject(new DOMException('private', 'InvalidStateError'))
const gone = () => Promise.reject(new Error('refused'))
const answers = (models: readonly string[]) => () => Promise.resolve({ models: [...models] })

// What writes comes when it is needed: not in the time of these tests.
beforeAll(async () => void (await import('./pack.ts')))
beforeEach(() => {
  vi.useFakeTimers()
  useConnections.setState({ servers: [npu], keep: true })
})
afterEach(() => void vi.useRealTimers())
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function seenBefore(kept: KeptShelf): Promise<number> {
  const before = page(kept, answers(['qwen3-8b']))
  await pass(FIRST_WRITE_MS + 5_000)
  const { dataUpdatedAt } = before.shown()
  before.close()
  await pass(3 * 60 * 60_000)
  return dataUpdatedAt
}

describe('after a reload', () => {
  test.each([
    ['hangs', hangs],
    ['is gone', gone],
  ])('with a server that %s the last answer is shown, as old as it is', async (_, ask) => {
    const kept = shelf()
    const saidAt = await seenBefore(kept)
    const after = page(kept, ask)
    await pass(HOLD_MS + 1)
    const { data, dataUpdatedAt } = after.shown()
    expect(data).toEqual({ models: ['qwen3-8b'] })
    expect(Math.ceil(dataUpdatedAt)).toBe(saidAt)
    expect(isLastKnown(data)).toBe(true)
    after.close()
  })

  test('the same answer again is live', async () => {
    const kept = shelf()
    await seenBefore(kept)
    let ask: () => Promise<unknown> = gone
    const after = page(kept, () => ask())
    await pass(HOLD_MS + 1)
    expect(after.shown()).toMatchObject({ status: 'error' })
    ask = answers(['qwen3-8b'])
    await pass(30_000)
    expect(after.shown()).toMatchObject({ status: 'success', data: { models: ['qwen3-8b'] } })
    expect(isLastKnown(after.shown().data)).toBe(false)
    expect(Date.now() - after.shown().dataUpdatedAt).toBeLessThan(30_000)
    after.close()
  })

  test('a server that answers at once is never shown as it was', async () => {
    const kept = shelf()
    await seenBefore(kept)
    const after = page(kept, answers(['llama']))
    await pass(HOLD_MS + 1)
    expect(after.shown().data).toEqual({ models: ['llama'] })
    expect(isLastKnown(after.shown().data)).toBe(false)
    after.close()
  })

  test('another user, another address or another tenant sees nothing of it', async () => {
    const kept = shelf()
    await seenBefore(kept)
    const theirs = page(kept, hangs, 'theirs')
    await pass(1_000)
    expect(theirs.shown().data).toBeUndefined()
    theirs.close()
    useConnections.setState({ servers: [{ ...npu, baseUrl: 'api/xw/other' }] })
    const elsewhere = page(kept, hangs)
    await pass(1_000)
    expect(elsewhere.shown().data).toBeUndefined()
    elsewhere.close()
  })

  test('an answer of last month is not shown', async () => {
    const kept = shelf()
    await seenBefore(kept)
    await pass(30 * 24 * 60 * 60_000)
    const after = page(kept, hangs)
    await pass(1_000)
    expect(after.shown().data).toBeUndefined()
    after.close()
  })

  test('a clock that was set back makes nothing of the future', async () => {
    const kept = shelf()
    const saidAt = await seenBefore(kept)
    vi.setSystemTime(saidAt - 60_000)
    const after = page(kept, hangs)
    await pass(HOLD_MS + 1)
    expect(after.shown().dataUpdatedAt).toBeLessThanOrEqual(Date.now())
    expect(isLastKnown(after.shown().data)).toBe(true)
    after.close()
  })
})

describe('writing', () => {
  test('an answer that says the same makes what is kept younger, and is not written again', async () => {
    const kept = shelf()
    const open = page(kept, answers(['qwen3-8b']))
    await pass(5 * 60_000)
    const [row] = kept.rows.values()
    expect(kept.writes).toBe(1)
    expect(Date.now() - (row?.head.updatedAt ?? 0)).toBeLessThanOrEqual(2 * WRITE_EVERY_MS + 10_000)
    open.close()
  })

  test('answers that change are written now and then, not at each poll', async () => {
    const kept = shelf()
    let times = 0
    const open = page(kept, () => Promise.resolve({ models: [`${(times += 1)}`] }))
    await pass(5 * 60_000)
    expect(times).toBeGreaterThan(25)
    expect(kept.writes).toBeLessThanOrEqual(times / 2 + 1)
    expect(kept.writes).toBeGreaterThan(3)
    open.close()
  })

  test('what was erased is written anew with the next answer', async () => {
    const kept = shelf()
    const open = page(kept, answers(['qwen3-8b']))
    await pass(10_000)
    kept.rows.clear()
    await pass(2 * 60_000)
    expect([...kept.rows.values()]).toMatchObject([{ data: { models: ['qwen3-8b'] } }])
    open.close()
  })

  test('of two tabs the one that heard last has the word', async () => {
    const kept = shelf()
    const open = [page(kept, answers(['qwen3-8b'])), page(kept, answers(['qwen3-8b', 'llama']))]
    await pass(60_000)
    const newest = Math.max(...open.map(({ shown }) => shown().dataUpdatedAt))
    const [row] = kept.rows.values()
    expect(kept.rows.size).toBe(1)
    expect(newest - (row?.head.updatedAt ?? 0)).toBeLessThanOrEqual(2 * WRITE_EVERY_MS + 10_000)
    for (const one of open) one.close()
  })

  test('a browser that keeps nothing does no harm', async () => {
    const open = page({ read: refuses, write: refuses }, answers(['qwen3-8b']))
    await pass(60_000)
    expect(open.shown().data).toEqual({ models: ['qwen3-8b'] })
    open.close()
  })
})
