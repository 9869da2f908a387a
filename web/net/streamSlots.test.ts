import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { acquireStreamSlot } from './streamSlots.ts'
import { gate } from './testServer.ts'

/** As much of Web Locks as is used: exclusive locks with a queue each, and requests that can be withdrawn. */
class FakeLocks {
  readonly #queues = new Map<string, (() => void)[]>()
  readonly #held = new Set<string>()

  get held(): number {
    return this.#held.size
  }

  get waiting(): number {
    return [...this.#queues.values()].flat().length
  }

  request(name: string, { signal }: { signal: AbortSignal }, callback: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(name) ?? []
      this.#queues.set(name, queue)
      const grant = () => {
        signal.removeEventListener('abort', withdraw)
        this.#held.add(name)
        // Browsers grant in a task of their own, so that two can be granted before either is heard of.
        queueMicrotask(() => {
          void this.#hold(name, callback()).then(resolve, reject)
        })
      }
      const withdraw = () => {
        queue.splice(queue.indexOf(grant), 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', withdraw, { once: true })
      queue.push(grant)
      this.#next(name)
    })
  }

  async #hold(name: string, until: unknown): Promise<unknown> {
    const value = await until
    this.#held.delete(name)
    this.#next(name)
    return value
  }

  #next(name: string): void {
    if (!this.#held.has(name)) this.#queues.get(name)?.shift()?.()
  }
}

/** Lets everything happen that can without somebody else's doing. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

let started = 0
/** The name of a server that no other test has streams with. */
function newServer(): string {
  started += 1
  return `xw/npu-${started}`
}

describe.each([{ where: 'with Web Locks' }, { where: 'without' }])('stream slots $where', ({ where }) => {
  let locks: FakeLocks
  const releases: (() => void)[] = []

  beforeEach(() => {
    locks = new FakeLocks()
    vi.stubGlobal('navigator', where === 'without' ? {} : { locks })
  })
  afterEach(async () => {
    // Who gets a slot through this gives it back too.
    while (releases.length > 0) {
      for (const release of releases.splice(0)) release()
      await settled()
    }
    const left = locks.held + locks.waiting
    if (left > 0) throw new Error(`${left} locks are left`)
  })

  function acquire(order: string[], name: string, o: Partial<Parameters<typeof acquireStreamSlot>[0]> = {}) {
    return acquireStreamSlot({ server: newServer(), perServer: 2, total: 2, ...o }).then((release) => {
      order.push(name)
      releases.push(release)
      return release
    })
  }

  test('no more than the total at once, over all servers; first come, first served', async () => {
    const order: string[] = []
    const first = acquire(order, 'a')
    const second = acquire(order, 'b')
    void acquire(order, 'c')
    void acquire(order, 'd')
    await settled()
    expect(order).toEqual(['a', 'b'])
    ;(await second)()
    await settled()
    expect(order).toEqual(['a', 'b', 'c'])
    ;(await first)()
    await settled()
    expect(order).toEqual(['a', 'b', 'c', 'd'])
  })

  test('no more than its share to one server, and no other server waits for that', async () => {
    const order: string[] = []
    const server = newServer()
    const first = acquire(order, 'a1', { server, perServer: 1, total: 3 })
    void acquire(order, 'a2', { server, perServer: 1, total: 3 })
    void acquire(order, 'b1', { perServer: 1, total: 3 })
    await settled()
    expect(order.toSorted()).toEqual(['a1', 'b1'])
    ;(await first)()
    await settled()
    expect(order.at(-1)).toBe('a2')
  })

  test('a slot given back twice is given back once', async () => {
    const order: string[] = []
    const release = await acquire(order, 'a', { total: 1 })
    void acquire(order, 'b', { total: 1 })
    void acquire(order, 'c', { total: 1 })
    release()
    release()
    await settled()
    expect(order).toEqual(['a', 'b'])
  })

  test('who stops waiting lets the next one through', async () => {
    const order: string[] = []
    const server = newServer()
    const release = await acquire(order, 'a', { total: 1 })
    const controller = new AbortController()
    const tired = acquire(order, 'b', { server, perServer: 1, total: 1, signal: controller.signal })
    void acquire(order, 'c', { server, perServer: 1, total: 1 })
    await settled()
    controller.abort()
    await expect(tired).rejects.toHaveProperty('name', 'AbortError')
    release()
    await settled()
    expect(order).toEqual(['a', 'c'])
  })

  test('abort gives a slot back too', async () => {
    const order: string[] = []
    const controller = new AbortController()
    await acquire(order, 'a', { total: 1, signal: controller.signal })
    void acquire(order, 'b', { total: 1 })
    controller.abort()
    await settled()
    expect(order).toEqual(['a', 'b'])
  })

  test('who was aborted before asks for nothing', async () => {
    const order: string[] = []
    await expect(acquire(order, 'a', { signal: AbortSignal.abort() })).rejects.toHaveProperty('name', 'AbortError')
    await acquire(order, 'b')
    expect(order).toEqual(['b'])
  })
})

test('tabs count together', async () => {
  const locks = new FakeLocks()
  vi.stubGlobal('navigator', { locks })
  // Another tab holds one of the two.
  const otherTab = gate()
  void locks.request('quarterdeck:stream:0', new AbortController(), () => otherTab.passed)
  const release = await acquireStreamSlot({ server: 'a', perServer: 9, total: 2 })
  const next = acquireStreamSlot({ server: 'a', perServer: 9, total: 2 })
  await settled()
  expect(locks.held).toBe(2)
  otherTab.open()
  ;(await next)()
  release()
})

test('where locks are forbidden, the tab counts for itself', async () => {
  const forbidden = new DOMException('sandboxed', 'SecurityError')
  vi.stubGlobal('navigator', { locks: { request: vi.fn<() => Promise<never>>().mockRejectedValue(forbidden) } })
  const release = await acquireStreamSlot({ server: 'b', perServer: 9, total: 1 })
  const order = ['first']
  const next = acquireStreamSlot({ server: 'b', perServer: 9, total: 1 }).then((releaseNext) => {
    order.push('second')
    return releaseNext
  })
  await settled()
  expect(order).toEqual(['first'])
  release()
  ;(await next)()
  expect(order).toEqual(['first', 'second'])
})
