import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem } from '@/net/problem.ts'
import { type Instance, InstanceSchema } from '../schema/instance.ts'
import type { Launch } from '../schema/launch.ts'
import type { StartEvent } from '../schema/start.ts'
import {
  createStartEngine,
  FLUSH_MS,
  OTHERS_AFTER_MS,
  type StartEngineOptions,
  type StartHandlers,
} from './startEngine.ts'
import { createStartIntents } from './startIntents.ts'
import { markOf } from './startMachine.ts'
import { type StartOrder, startKeyOf, type StartState } from './startState.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: '/' }
const T0 = Date.parse('2026-11-20T12:00:00Z')

const order: StartOrder = {
  server: 'npu-01',
  alias: 'chat',
  modelId: 'qwen3-8b',
  request: { model_id: 'qwen3-8b', alias: 'chat', backend_type: 'vllm', deployment_mode: 'docker', interactive: false },
  deviceType: 'ascend-910b',
  chips: ['a#0'],
  replaces: null,
  afterPull: false,
}

const instance: Instance = v.parse(InstanceSchema, {
  id: 'chat',
  alias: 'chat',
  model_id: 'qwen3-8b',
  state: 'unhealthy',
  started_at: '2026-11-20T12:00:05Z',
  container_id: 'c1',
})

class MemoryStorage implements Storage {
  readonly #map = new Map<string, string>()
  get length(): number {
    return this.#map.size
  }
  key(index: number): string | null {
    return [...this.#map.keys()][index] ?? null
  }
  getItem(key: string): string | null {
    return this.#map.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.#map.set(key, value)
  }
  removeItem(key: string): void {
    this.#map.delete(key)
  }
  clear(): void {
    this.#map.clear()
  }
}

interface Opened {
  readonly handlers: StartHandlers
  end(problem?: Problem): void
}

/** One page of the console, with streams that the test writes. Pages share the storage and the claims of tabs. */
function page(tab = 'tab-1', storage: Storage = new MemoryStorage(), claims = new Map<string, string>()) {
  const opened: Opened[] = []
  const launches: Launch[] = []
  const settled: StartState[] = []
  const waiting: (() => void)[] = []
  let slots = 5
  const remove = vi.fn<StartEngineOptions['remove']>(() => Promise.resolve({ removed: true }))
  const engine = createStartEngine({
    endpointOf: (id) => (id === at.id ? at : undefined),
    open: (_at, _request, handlers) =>
      new Promise((resolve, reject) => {
        opened.push({ handlers, end: (problem) => (problem ? reject(problem) : resolve()) })
      }),
    remove,
    async acquireSlot() {
      if (slots === 0) await new Promise<void>((go) => waiting.push(go))
      slots -= 1
      return () => {
        slots += 1
        waiting.shift()?.()
      }
    },
    limits: () => ({ perServer: 2, total: 4 }),
    knownInstance: () => null,
    intents: createStartIntents(() => storage),
    presence: {
      id: tab,
      claim(name) {
        if (claims.has(name) && claims.get(name) !== tab) return Promise.resolve(false)
        claims.set(name, tab)
        return Promise.resolve(true)
      },
      release: (name) => void claims.delete(name),
      watch(other, onGone) {
        // Tabs that hold nothing any more are gone.
        if (![...claims.values()].includes(other)) queueMicrotask(onGone)
        return () => undefined
      },
    },
    launches: {
      remember: (launch) => void launches.push(launch),
      learn: ({ alias }, learnt) => {
        const index = launches.findIndex((one) => one.alias === alias)
        const known = launches[index]
        if (known) launches[index] = { ...known, ...learnt }
      },
      forget: ({ alias }) => {
        launches.splice(
          launches.findIndex((one) => one.alias === alias),
          1,
        )
      },
    },
    now: Date.now,
    onSettled: (start) => void settled.push(start),
    onChanged: () => undefined,
  })
  const start = () => engine.store.getState().own.at(-1)
  return {
    engine,
    opened,
    launches,
    settled,
    storage,
    claims,
    remove,
    start,
    /** What the newest start does, once everything has settled. */
    phase: async () => {
      await vi.advanceTimersByTimeAsync(FLUSH_MS)
      return start()?.phase
    },
    fillSlots: () => {
      slots = 0
    },
    freeSlot: () => {
      slots += 1
      waiting.shift()?.()
    },
    say: (...events: StartEvent[]) => {
      for (const event of events) opened.at(-1)?.handlers.onEvent(event, 'raw')
    },
  }
}

const line = (text: string): StartEvent => ({ kind: 'line', text })
const lost = new Problem(at, 'xw.start', { kind: 'broken-off', reason: 'dropped' })

beforeEach(() => vi.useFakeTimers({ now: T0 }))
afterEach(() => vi.useRealTimers())

test('a start goes from the request to the ready instance, and is remembered as a launch', async () => {
  const { engine, say, opened, phase, launches, settled, storage } = page()
  expect(await engine.begin(order)).toBe('started')
  expect(await phase()).toMatchObject({ kind: 'preparing' })
  expect(launches).toMatchObject([{ alias: 'chat', chips: ['a#0'], at: T0, startedAt: null }])
  say(line('Starting model instance...'), { kind: 'done' })
  opened[0]?.end()
  expect(await phase()).toMatchObject({ kind: 'loading' })
  engine.listed('npu-01', [instance], new Set())
  engine.listed('npu-01', [{ ...instance, rawState: 'ready' }], new Set())
  expect(await phase()).toMatchObject({ kind: 'ready' })
  expect(settled.map((one) => one.phase.kind)).toEqual(['ready'])
  expect(launches).toMatchObject([{ instanceId: 'chat', startedAt: instance.startedAt }])
  expect(storage.length).toBe(0)
})

test('an alias is started once at a time on a server, over all tabs; others go side by side', async () => {
  const first = page()
  expect(await first.engine.begin(order)).toBe('started')
  expect(await first.engine.begin(order)).toBe('already')
  expect(await page('tab-2', first.storage, first.claims).engine.begin(order)).toBe('elsewhere')
  expect(await first.engine.begin({ ...order, alias: 'other' })).toBe('started')
  await first.phase()
  expect(first.opened).toHaveLength(2)
})

test('without a free connection it waits, and can be cancelled before anything was sent', async () => {
  const { engine, fillSlots, freeSlot, phase, opened, launches } = page()
  fillSlots()
  await engine.begin(order)
  expect(await phase()).toEqual({ kind: 'queued' })
  engine.cancel('npu-01/chat')
  expect(await phase()).toMatchObject({ kind: 'cancelled', goesOn: false })
  freeSlot()
  await phase()
  expect(opened).toHaveLength(0)
  expect(launches).toEqual([])
})

test('cancelled while preparing it closes the stream and forgets the launch; under way the launch stays', async () => {
  const { engine, say, opened, phase, launches } = page()
  await engine.begin(order)
  await phase()
  engine.cancel('npu-01/chat')
  expect(opened[0]?.handlers.signal.aborted).toBe(true)
  expect(await phase()).toMatchObject({ kind: 'cancelled', goesOn: false })
  expect(launches).toEqual([])

  await engine.begin(order)
  await phase()
  say(line('Starting model instance...'))
  engine.cancel('npu-01/chat')
  expect(await phase()).toMatchObject({ kind: 'cancelled', goesOn: true })
  expect(launches).toHaveLength(1)
  // What an abandoned stream still says is not listened to.
  say({ kind: 'error', message: 'late' })
  expect(await phase()).toMatchObject({ kind: 'cancelled' })
})

test('a stream lost under way is followed in the list, with what it was still remembered', async () => {
  const { engine, say, opened, phase } = page()
  await engine.begin(order)
  await phase()
  say(line('Starting model instance...'))
  opened[0]?.end(lost)
  expect(await phase()).toMatchObject({ kind: 'looking' })
  engine.listed('npu-02', [instance], new Set())
  expect(await phase()).toMatchObject({ kind: 'looking' })
  engine.listed('npu-01', [instance], new Set())
  expect(await phase()).toMatchObject({ kind: 'loading' })
})

test('a start that waits for its model begins by itself when it is whole', async () => {
  const { engine, opened, phase } = page()
  await engine.begin({ ...order, afterPull: true })
  engine.modelsListed('npu-01', new Set(['other']))
  expect(await phase()).toEqual({ kind: 'waiting-for-model' })
  engine.modelsListed('npu-01', new Set(['qwen3-8b']))
  expect(await phase()).toMatchObject({ kind: 'preparing' })
  expect(opened).toHaveLength(1)
})

describe('what it replaces is removed first', () => {
  const replaces = markOf(instance)

  test('and then it starts', async () => {
    const { engine, phase, remove, opened } = page()
    await engine.begin({ ...order, replaces })
    expect(await phase()).toMatchObject({ kind: 'preparing' })
    expect(remove).toHaveBeenCalledExactlyOnceWith(at, replaces)
    expect(opened).toHaveLength(1)
  })

  test('but not where another instance has the alias by now, or it is refused', async () => {
    const { engine, phase, remove, opened } = page()
    remove.mockResolvedValueOnce({ removed: false, now: { ...replaces, containerId: 'c2' } })
    await engine.begin({ ...order, replaces })
    expect(await phase()).toMatchObject({ kind: 'failed', reason: { kind: 'not-removed', now: { containerId: 'c2' } } })
    remove.mockRejectedValueOnce(new Problem(at, 'xw.removeInstance', { kind: 'server', status: 500 }))
    await engine.begin({ ...order, replaces })
    expect(await phase()).toMatchObject({ kind: 'failed', reason: { kind: 'not-removed', now: null } })
    expect(opened).toHaveLength(0)
  })
})

/** The page ends with a start under way, and another one opens. */
async function reloaded(until: (first: ReturnType<typeof page>) => void | Promise<void>, from = order) {
  const first = page()
  await first.engine.begin(from)
  await first.phase()
  await until(first)
  first.engine.keepNow()
  first.claims.clear()
  const second = page('tab-2', first.storage, first.claims)
  await second.phase()
  return second
}

describe('after a reload', () => {
  test('what was being prepared was given up, and that is said', async () => {
    const { start, settled, storage } = await reloaded(() => undefined)
    expect(start()?.phase).toMatchObject({ kind: 'failed', reason: { kind: 'left-preparing' } })
    expect(settled).toHaveLength(1)
    expect(storage.length).toBe(0)
  })

  test('what was under way is looked for, and found', async () => {
    const { engine, start, phase } = await reloaded(({ say }) => say(line('Starting model instance...')))
    expect(start()).toMatchObject({ isTakenOver: true, phase: { kind: 'looking' } })
    engine.listed('npu-01', [{ ...instance, rawState: 'ready' }], new Set())
    expect(await phase()).toMatchObject({ kind: 'ready', loadMs: null })
  })

  test('what was loading goes on loading since then, and another instance is not taken for it', async () => {
    const { engine, start, phase } = await reloaded(({ say, engine: before }) => {
      say(line('Starting model instance...'), { kind: 'done' })
      before.listed('npu-01', [instance], new Set())
    })
    expect(start()).toMatchObject({ seen: { containerId: 'c1' }, phase: { kind: 'loading' } })
    engine.listed('npu-01', [{ ...instance, containerId: 'c2' }], new Set())
    expect(await phase()).toMatchObject({ kind: 'failed', reason: { kind: 'replaced' } })
  })

  test('what waits for its model goes on waiting', async () => {
    const { start } = await reloaded(() => undefined, { ...order, afterPull: true })
    expect(start()?.phase).toEqual({ kind: 'waiting-for-model' })
  })

  test('a start of another tab is seen from here while it goes on, and not any more once it is over', async () => {
    const first = page()
    await first.engine.begin(order)
    const second = page('tab-2', first.storage, first.claims)
    await vi.advanceTimersByTimeAsync(OTHERS_AFTER_MS)
    expect(second.engine.store.getState()).toMatchObject({
      own: [],
      others: [{ server: 'npu-01', alias: 'chat', modelId: 'qwen3-8b', stage: 'asked' }],
    })
    first.engine.cancel(startKeyOf(order))
    second.engine.lookAtOthers()
    await vi.advanceTimersByTimeAsync(OTHERS_AFTER_MS)
    expect(second.engine.store.getState().others).toEqual([])
  })

  test('a tab that lives keeps its own', async () => {
    const first = page()
    await first.engine.begin(order)
    await first.phase()
    const second = page('tab-2', first.storage, first.claims)
    expect(await second.phase()).toBeUndefined()
  })
})

test('what is over can be dismissed, what is not cannot', async () => {
  const { engine, phase, start } = page()
  await engine.begin(order)
  await phase()
  engine.dismiss('npu-01/chat')
  expect(start()).toBeDefined()
  engine.cancel('npu-01/chat')
  engine.dismiss('npu-01/chat')
  expect(start()).toBeUndefined()
})
