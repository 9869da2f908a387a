import type { FaultState } from '../faults.ts'
import { DAY, HOUR, MINUTE, SECOND, paced } from './clock.ts'
import { type PlacedChip, ascend310p, ascend910b, ascend910c, metaxC550, placeCards } from './cards.ts'
import type { CatalogueModel } from './catalogue.ts'
import { catalogueAt } from './configurations.ts'
import { type NewInstance, type SimInstance, addInstance } from './instances.ts'
import { hash } from './rng.ts'
import type { World } from './world.ts'

/** A download lock, whoever holds it. */
export interface Lock {
  readonly pid: number
  readonly since: number
  /** when it goes away; null = never, as after a crash */
  readonly until: number | null
  /** the model is whole when it goes */
  readonly finishes: boolean
}

/** Everything that one mocked xw server remembers. */
export interface XwState {
  readonly id: string
  /** the port of the plain HTTP mock, and what config/info says */
  readonly port: number
  /** as they are built in */
  readonly slots: readonly PlacedChip[]
  /** bus addresses of cards that were taken out */
  readonly away: Set<string>
  /** what a scan of the buses finds now; see `seat` */
  chips: readonly PlacedChip[]
  readonly catalogue: readonly CatalogueModel[]
  /** the process's start: build_time */
  startedAt: number
  /** model id → when it became whole */
  readonly downloaded: Map<string, number>
  /** model id → how many of its files are whole; the rest of a broken-off pull is lost */
  readonly wholeFiles: Map<string, number>
  readonly locks: Map<string, Lock>
  /** models whose pull runs in this very simulator: their locks do not lapse */
  readonly held: Set<string>
  /** model id → how many pulls of it were started */
  readonly pulls: Map<string, number>
  readonly instances: SimInstance[]
  /** removed ones: their load is part of history */
  readonly gone: SimInstance[]
  /** engines whose container image is there */
  readonly images: Set<string>
  /** engine → MB of each layer of its image that are there already */
  readonly layers: Map<string, number[]>
  /** starts under way, which go on whether or not somebody listens */
  readonly startsUnderWay: Set<NewInstance>
  readonly config: { registry: string; version: string; running: string }
  readonly installed: Set<string>
  fault: FaultState | undefined
  /** until then nothing answers: its process starts */
  awayUntil: number
  /** Containers whose log has been read before. */
  readonly logsRead: Set<string>
}

export const REGISTRY = 'https://xw.tsingmao.com/packages.json'

interface XwPlan {
  readonly id: string
  readonly port: number
  readonly chips: readonly PlacedChip[]
  readonly up: number
  readonly version: string
}

const plans: readonly XwPlan[] = [
  {
    id: 'npu-01',
    port: 11581,
    chips: placeCards(ascend910b, 8, ['01', '02', '41', '42', '81', '82', 'c1', 'c2']),
    up: 12 * DAY + 4 * HOUR,
    version: '0.0.4',
  },
  {
    id: 'npu-02',
    port: 11582,
    chips: [
      ...placeCards(ascend910c, 8, ['09', '0a', '29', '2a', '89', '8a', 'a9', 'aa']),
      ...placeCards(ascend310p, 4, ['c5', 'c6', 'd5', 'd6']),
    ],
    up: 3 * DAY + 7 * HOUR,
    version: '0.0.5',
  },
  {
    id: 'mx-01',
    port: 11583,
    chips: placeCards(metaxC550, 8, ['0f', '1f', '2f', '3f', '8f', '9f', 'af', 'bf']),
    up: 26 * DAY,
    version: '0.0.4',
  },
]

/** As many more servers of one make, `npu-03` and up, as it takes to be `count`. */
function plansOf(count: number): readonly XwPlan[] {
  const more = Array.from({ length: Math.max(0, count - plans.length) }, (_, index): XwPlan => {
    const number = index + plans.length
    return {
      id: `npu-${String(number).padStart(2, '0')}`,
      port: 11_600 + number,
      chips: placeCards(ascend910b, 8, ['01', '02', '41', '42', '81', '82', 'c1', 'c2']),
      up: (1 + (hash('up', count, number) % 60)) * DAY,
      version: '0.0.4',
    }
  })
  return [...plans, ...more]
}

/** The servers as they stand when the story begins; `populate` lets life in. */
export function createXwServers(now: number, bare: boolean, count = plans.length): XwState[] {
  return plansOf(count).map(({ id, port, chips, up, version }) => ({
    id,
    port,
    slots: bare ? [] : chips,
    away: new Set(),
    chips: bare ? [] : chips,
    get catalogue() {
      return bare ? [] : catalogueAt(this.config.running)
    },
    startedAt: now - up,
    downloaded: new Map(),
    wholeFiles: new Map(),
    locks: new Map(),
    held: new Set(),
    pulls: new Map(),
    instances: [],
    gone: [],
    images: new Set(['vllm']),
    layers: new Map(),
    startsUnderWay: new Set(),
    config: { registry: REGISTRY, version, running: version },
    installed: new Set(version === '0.0.5' ? ['0.0.4', '0.0.5'] : ['0.0.1', '0.0.4']),
    fault: undefined,
    awayUntil: 0,
    logsRead: new Set(),
  }))
}

const onDisk: Readonly<Record<string, readonly string[]>> = {
  'npu-01': [
    'qwen3-8b',
    'qwen3-32b',
    'bge-m3',
    'qwen2.5-7b-instruct',
    'qwen2.5-vl-7b-instruct',
    'internlm3-8b-instruct',
  ],
  'npu-02': [
    'deepseek-r1-distill-llama-70b',
    'qwen3-embedding-0.6b',
    'glm-4-9b-chat',
    'qwq-32b',
    'qwen3-1.7b',
    'bge-reranker-v2-m3',
  ],
  'mx-01': ['qwen2.5-72b-instruct', 'llama-3.1-8b-instruct', 'qwen2.5-7b-instruct', 'minicpm3-4b'],
}

type Planned = Omit<NewInstance, 'at' | 'mode'> & { readonly ago: number }

const running: Readonly<Record<string, readonly Planned[]>> = {
  'npu-01': [
    { modelId: 'bge-m3', alias: 'bge-m3', engine: 'vllm', chipType: 'ascend-910b', chips: [1], ago: 5 * DAY },
    {
      modelId: 'qwen3-8b',
      alias: 'qwen3-8b',
      engine: 'vllm',
      chipType: 'ascend-910b',
      chips: [0],
      ago: 3 * DAY,
      config: { device: '0', max_concurrent: '4' },
    },
    {
      modelId: 'qwen3-32b',
      alias: 'chat-large',
      engine: 'mindie',
      chipType: 'ascend-910b',
      chips: [4, 5, 6, 7],
      ago: 20 * HOUR,
    },
  ],
  'npu-02': [
    {
      modelId: 'deepseek-r1-distill-llama-70b',
      alias: 'r1-70b',
      engine: 'vllm',
      chipType: 'ascend-910c',
      chips: [0, 1, 2, 3],
      ago: 2 * DAY,
    },
    {
      modelId: 'qwen3-embedding-0.6b',
      alias: 'embed',
      engine: 'mlguider',
      chipType: 'ascend-310p',
      chips: [0],
      ago: 30 * HOUR,
    },
  ],
  'mx-01': [
    {
      modelId: 'qwen2.5-72b-instruct',
      alias: 'qwen2.5-72b-instruct',
      engine: 'vllm',
      chipType: 'metax-c550',
      chips: [0, 1, 2, 3],
      ago: 9 * DAY,
      id: 'qwen2.5-72b-instruct-1776914000',
    },
    {
      modelId: 'llama-3.1-8b-instruct',
      alias: 'llama',
      engine: 'vllm',
      chipType: 'metax-c550',
      chips: [4],
      ago: 6 * HOUR,
    },
  ],
}

/** On each of the servers beyond the three that have a story. */
const onDiskElsewhere = ['qwen3-8b', 'bge-m3']
const runningElsewhere: readonly Planned[] = [
  { modelId: 'qwen3-8b', alias: 'qwen3-8b', engine: 'vllm', chipType: 'ascend-910b', chips: [0], ago: 3 * DAY },
  { modelId: 'bge-m3', alias: 'bge-m3', engine: 'vllm', chipType: 'ascend-910b', chips: [1], ago: 5 * DAY },
]

/** Downloads, instances and other people's pulls, as the scenario tells. */
export function populate(world: World): void {
  const { life, locked, configs } = world.scenario
  for (const server of world.xw) {
    const config = configs?.[server.id]
    if (config === undefined) continue
    server.config.version = config.version
    server.config.running = config.running ?? config.version
    server.installed.add(config.version)
    if (config.registry !== undefined) server.config.registry = config.registry
  }
  const now = world.startedAt
  if (life === 'calm' || life === 'busy') {
    for (const server of world.xw) {
      for (const id of onDisk[server.id] ?? onDiskElsewhere) {
        server.downloaded.set(id, now - (1 + (hash('disk', world.seed, server.id, id) % 40)) * DAY)
      }
      for (const { ago, ...plan } of running[server.id] ?? runningElsewhere) {
        addInstance(world, server, { ...plan, mode: 'docker', at: now - ago, loadMs: 90 * SECOND })
      }
      server.images.add('mindie')
    }
    liveliness(world, now)
  }
  if (life === 'busy') rush(world, now)
  if (locked) {
    for (const server of world.xw) {
      server.locks.set(locked.live, {
        pid: 4242,
        since: now - 90 * SECOND,
        until: now + paced(world, 100 * SECOND),
        finishes: true,
      })
      server.locks.set(locked.stale, { pid: 1377, since: server.startedAt - 2 * HOUR, until: null, finishes: false })
    }
  }
}

/** What moves on a calm day too: one loads, one was stopped, one crashed, and somebody else pulls. */
function liveliness(world: World, now: number): void {
  const npu1 = world.xw.find(({ id }) => id === 'npu-01')
  const npu2 = world.xw.find(({ id }) => id === 'npu-02')
  if (!npu1 || !npu2) return
  addInstance(world, npu1, {
    modelId: 'qwen2.5-vl-7b-instruct',
    alias: 'vision',
    engine: 'vllm',
    mode: 'docker',
    chipType: 'ascend-910b',
    chips: [2],
    at: now - 29 * HOUR,
    end: { at: now - 4 * HOUR, code: 137, why: 'stopped' },
  })
  addInstance(world, npu2, {
    modelId: 'glm-4-9b-chat',
    alias: 'glm',
    engine: 'vllm',
    mode: 'docker',
    chipType: 'ascend-910c',
    chips: [8],
    at: now - paced(world, 40 * SECOND),
    loadMs: paced(world, 3 * MINUTE),
  })
  addInstance(world, npu2, {
    modelId: 'qwq-32b',
    alias: 'qwq',
    engine: 'mindie',
    mode: 'docker',
    chipType: 'ascend-910c',
    chips: [12],
    at: now - 70 * MINUTE,
    loadMs: 2 * MINUTE,
  })
  npu2.locks.set('qwen3-30b-a3b', {
    pid: 20117,
    since: now - MINUTE,
    until: now + paced(world, 4 * MINUTE),
    finishes: true,
  })
}

/** All cards work; instances load and crash. */
function rush(world: World, now: number): void {
  for (const server of world.xw) {
    for (const [i, model] of ['qwen2.5-7b-instruct', 'qwen3-1.7b', 'minicpm3-4b'].entries()) {
      server.downloaded.set(model, now - (i + 2) * DAY)
    }
    const type = server.chips[0]?.kind.configKey ?? ''
    const free = server.chips.map((chip) => chip.logicalIndex)
    const held = new Set(server.instances.flatMap((one) => (one.chipType === type ? one.chips : [])))
    let n = 0
    for (const chip of free.filter((index) => !held.has(index)).slice(0, 5)) {
      n++
      const loads = n % 2 === 0
      addInstance(world, server, {
        modelId: n % 3 === 0 ? 'minicpm3-4b' : 'qwen2.5-7b-instruct',
        alias: `batch-${n}`,
        engine: 'vllm',
        mode: 'docker',
        chipType: type,
        chips: [chip],
        at: loads ? now - paced(world, 20 * SECOND * n) : now - n * 35 * MINUTE,
        ...(n === 3 ? { end: { at: now + paced(world, 45 * SECOND), code: 139, why: 'crashed' } } : {}),
      })
    }
    server.locks.set('llama-3.3-70b-instruct', {
      pid: 911,
      since: now - 5 * MINUTE,
      until: now + paced(world, 8 * MINUTE),
      finishes: true,
    })
  }
}

/** Scans the buses anew: cards that are away are not found, and those behind them count on without them. */
export function seat(server: XwState): void {
  const here = server.slots.filter(({ busAddress }) => !server.away.has(busAddress))
  const buses = new Map<string, string[]>()
  for (const { kind, busAddress } of here) {
    const known = buses.get(kind.configKey) ?? []
    if (!known.includes(busAddress)) buses.set(kind.configKey, [...known, busAddress])
  }
  server.chips = here.map((chip) => {
    const physicalIndex = buses.get(chip.kind.configKey)?.indexOf(chip.busAddress) ?? chip.physicalIndex
    return placed(chip, physicalIndex)
  })
}

function placed(chip: PlacedChip, physicalIndex: number): PlacedChip {
  const logicalIndex = physicalIndex * chip.kind.chipsPerDevice + chip.chipIndex
  return { ...chip, physicalIndex, logicalIndex }
}

/** Lets locks go whose time has come; what they pulled is then there. */
export function settle(server: XwState, now: number): void {
  for (const [model, lock] of server.locks) {
    if (lock.until === null || now < lock.until || server.held.has(model)) continue
    server.locks.delete(model)
    if (lock.finishes) server.downloaded.set(model, lock.until)
  }
}
