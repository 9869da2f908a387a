import * as v from 'valibot'
import type { InstanceMark } from '../schema/sameInstance.ts'
import { StartRequestSchema } from '../schema/start.ts'
import type { StartOrder, StartPhase, StartState } from './startState.ts'
import { isPreparing, startKeyOf } from './startState.ts'

export const INTENT_PREFIX = 'quarterdeck.start/'

/** How far a start was when it was last written down. `asked`: the server was still preparing, or not asked yet. */
const stages = ['waiting-for-model', 'asked', 'under-way', 'loading'] as const
export type StartStage = (typeof stages)[number]

const text = v.pipe(v.string(), v.maxLength(1_000))
const MarkSchema = v.object({
  id: text,
  alias: text,
  modelId: text,
  createdAt: v.nullable(v.number()),
  startedAt: v.nullable(v.number()),
  containerId: v.nullable(text),
})
const IntentSchema = v.object({
  server: text,
  alias: text,
  modelId: text,
  request: StartRequestSchema,
  deviceType: text,
  chips: v.array(text),
  stage: v.picklist(stages),
  since: v.number(),
  askedAt: v.nullable(v.number()),
  /** Since when it has been looked for or loading. */
  stageSince: v.number(),
  instanceId: v.nullable(text),
  port: v.nullable(v.number()),
  before: v.nullable(MarkSchema),
  seen: v.nullable(MarkSchema),
  tab: v.string(),
})

/** A start that this browser has under way, kept outside of the page so that a reload cannot forget it. */
export type StartIntent = Readonly<v.InferOutput<typeof IntentSchema>> & { readonly key: string }

export interface StartIntents {
  all(): readonly StartIntent[]
  keep(state: StartState, tab: string): void
  forget(key: string): void
}

/** One entry of the storage a start. A storage that refuses costs the memory of reloads and nothing else. */
export function createStartIntents(storage: () => Storage): StartIntents {
  return {
    all() {
      try {
        return read(storage())
      } catch {
        return []
      }
    },
    keep(state, tab) {
      const stage = stageOf(state.phase)
      if (stage === null) return
      try {
        storage().setItem(INTENT_PREFIX + state.key, JSON.stringify(intentOf(state, stage, tab)))
      } catch {
        // As above.
      }
    },
    forget(key) {
      try {
        storage().removeItem(INTENT_PREFIX + key)
      } catch {
        // As above.
      }
    },
  }
}

export function stageOf(phase: StartPhase): StartStage | null {
  switch (phase.kind) {
    case 'waiting-for-model':
      return 'waiting-for-model'
    case 'removing':
    case 'queued':
    case 'preparing':
      return 'asked'
    case 'stalled':
      return isPreparing(phase) ? 'asked' : 'under-way'
    case 'image':
    case 'container':
    case 'looking':
      return 'under-way'
    case 'loading':
      return 'loading'
    case 'ready':
    case 'failed':
    case 'cancelled':
      return null
  }
}

function intentOf(state: StartState, stage: StartStage, tab: string): Omit<StartIntent, 'key'> {
  const { server, alias, modelId, request, deviceType, since, askedAt, instanceId, port, before, seen, phase } = state
  return {
    server,
    alias,
    modelId,
    request,
    deviceType,
    chips: [...state.chips],
    stage,
    since,
    askedAt,
    stageSince: 'since' in phase ? phase.since : (askedAt ?? since),
    instanceId,
    port,
    before,
    seen,
    tab,
  }
}

function read(storage: Storage): readonly StartIntent[] {
  const intents: StartIntent[] = []
  for (let index = 0; index < storage.length; index += 1) {
    const name = storage.key(index)
    if (!name?.startsWith(INTENT_PREFIX)) continue
    const intent = v.safeParse(IntentSchema, parsed(storage.getItem(name)))
    if (intent.success) intents.push({ ...intent.output, key: startKeyOf(intent.output) })
  }
  return intents.toSorted((a, b) => a.since - b.since)
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return undefined
  }
}

/** A start of a page that is gone, as it stands now: what was being prepared was given up, what was under way goes on. */
export function takenOver(intent: StartIntent, now: number): StartState {
  const order: StartOrder = {
    server: intent.server,
    alias: intent.alias,
    modelId: intent.modelId,
    request: intent.request,
    deviceType: intent.deviceType,
    chips: intent.chips,
    replaces: null,
    afterPull: intent.stage === 'waiting-for-model',
  }
  return {
    ...order,
    key: intent.key,
    since: intent.since,
    phase: phaseOf(intent, now),
    askedAt: intent.askedAt,
    steps: [],
    layers: [],
    isInstallingEngine: false,
    instanceId: intent.instanceId,
    port: intent.port,
    before: intent.before satisfies InstanceMark | null,
    seen: intent.seen,
    missingSince: null,
    isTakenOver: true,
  }
}

function phaseOf(intent: StartIntent, now: number): StartPhase {
  switch (intent.stage) {
    case 'waiting-for-model':
      return { kind: 'waiting-for-model' }
    case 'asked':
      return { kind: 'failed', at: now, reason: { kind: 'left-preparing' } }
    case 'under-way':
      return { kind: 'looking', since: intent.stageSince }
    case 'loading':
      return { kind: 'loading', since: intent.stageSince }
  }
}
