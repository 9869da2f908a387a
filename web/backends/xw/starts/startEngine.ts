import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { TabPresence } from '@/kit/tabPresence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, Problem } from '@/net/problem.ts'
import type { Instance } from '../schema/instance.ts'
import type { Launch } from '../schema/launch.ts'
import type { InstanceMark } from '../schema/sameInstance.ts'
import type { StartEvent, StartRequest } from '../schema/start.ts'
import type { StartIntent, StartIntents } from './startIntents.ts'
import { stageOf, takenOver } from './startIntents.ts'
import { createStartLog, type StartLog } from './startLog.ts'
import { reduceStart, type StartInput } from './startMachine.ts'
import { isStartOver, isStartStreaming, newStart, startKeyOf } from './startState.ts'
import type { StartOrder, StartState } from './startState.ts'

/** However many layers move, what is shown changes at most this often. */
export const FLUSH_MS = 250
export const TICK_MS = 1_000
export const OTHERS_AFTER_MS = 300

/** `already`: this tab has it under way. `elsewhere`: another tab of this console has. */
export type Begun = 'started' | 'already' | 'elsewhere'

export interface StartHandlers {
  readonly signal: AbortSignal
  onEvent(event: StartEvent, raw: string): void
  onStall(silentForMs: number): void
  onRecover(): void
}

/** What became of the instance that a start replaces. */
export type Removal = { readonly removed: true } | { readonly removed: false; readonly now: InstanceMark | null }

export interface StartEngineOptions {
  endpointOf(server: string): Endpoint | undefined
  /** Opens the stream; settles when it has ended. */
  open(at: Endpoint, request: StartRequest, handlers: StartHandlers): Promise<void>
  /** Removes an instance, if it is still the one that is meant. */
  remove(at: Endpoint, instance: InstanceMark): Promise<Removal>
  acquireSlot(o: { server: string; signal: AbortSignal; perServer: number; total: number }): Promise<() => void>
  limits(): { readonly perServer: number; readonly total: number }
  /** What is known to have this alias now. */
  knownInstance(at: Endpoint, alias: string): InstanceMark | null
  readonly intents: StartIntents
  readonly presence: Pick<TabPresence, 'id' | 'claim' | 'release' | 'watch'>
  readonly launches: {
    remember(launch: Launch): void
    learn(launch: LaunchName, learnt: Partial<Pick<Launch, 'instanceId' | 'startedAt'>>): void
    forget(launch: LaunchName): void
  }
  now(): number
  /** A start came to its end: ready, failed or cancelled. */
  onSettled(start: StartState): void
  /** The server's list of instances has most likely changed. */
  onChanged(server: string): void
}

type LaunchName = Pick<Launch, 'server' | 'alias' | 'at'>

export interface Starts {
  /** This tab's, in the order in which they were asked for. */
  readonly own: readonly StartState[]
  /** Those of other tabs, as far as they have written down. */
  readonly others: readonly StartIntent[]
}

export interface StartEngine {
  readonly store: StoreApi<Starts>
  begin(order: StartOrder): Promise<Begun>
  /** Closes the stream, or stops following: what that means depends on the phase, see `cancelMeaning`. */
  cancel(key: string): void
  /** Forgets a start that is over. */
  dismiss(key: string): void
  /** A list of a server's instances; `ready`: aliases whose endpoint was probed apart. */
  listed(server: string, list: readonly Instance[], ready: ReadonlySet<string>): void
  /** Ids of the models that are whole on a server. */
  modelsListed(server: string, downloaded: ReadonlySet<string>): void
  log(key: string): StartLog | undefined
  /** Another tab has written down or forgotten a start. */
  lookAtOthers(): void
  /** Writes down how far each start is: the page may be about to go. */
  keepNow(): void
}

interface Entry {
  state: StartState
  readonly log: StartLog
  /** Of the stream; whatever an earlier one still says is not listened to. */
  stream: AbortController | null
}

/** Runs starts, whatever page is shown. Knows no React. */
export function createStartEngine(o: StartEngineOptions): StartEngine {
  const store = createStore<Starts>(() => ({ own: [], others: [] }))
  const entries = new Map<string, Entry>()
  const claiming = new Set<string>()
  const watched = new Set<string>()
  const goneTabs = new Set<string>()
  let othersTimer: ReturnType<typeof setTimeout> | null = null
  let flushTimer: ReturnType<typeof setTimeout> | null = null
  let tickTimer: ReturnType<typeof setInterval> | null = null

  function flush(): void {
    if (flushTimer !== null) clearTimeout(flushTimer)
    flushTimer = null
    store.setState({ own: [...entries.values()].map(({ state }) => state) })
  }

  function apply(entry: Entry, input: StartInput): void {
    const before = entry.state
    entry.state = reduceStart(before, input, o.now())
    if (entry.state === before) return
    const { phase } = entry.state
    if (before.phase.kind !== phase.kind) changed(entry, before)
    else if (before.instanceId !== entry.state.instanceId || before.seen !== entry.state.seen) learn(entry)
    if (isStartOver(phase)) {
      flush()
      o.onSettled(entry.state)
    } else {
      flushTimer ??= setTimeout(flush, FLUSH_MS)
    }
  }

  function changed(entry: Entry, before: StartState): void {
    const { state } = entry
    const { phase, key } = state
    learn(entry)
    if (isStartOver(phase)) {
      o.presence.release(claimOf(key))
      o.intents.forget(key)
      if (cameToNothing(state) && state.askedAt !== null) o.launches.forget(launchName(state, state.askedAt))
    } else if (stageOf(phase) !== stageOf(before.phase)) {
      o.intents.keep(state, o.presence.id)
    }
    if (phase.kind === 'loading' || phase.kind === 'looking' || phase.kind === 'failed') o.onChanged(state.server)
  }

  function learn({ state }: Entry): void {
    if (state.askedAt === null) return
    const startedAt = state.seen?.startedAt ?? null
    const instanceId = state.seen?.id ?? state.instanceId
    if (startedAt === null && instanceId === null) return
    o.launches.learn(launchName(state, state.askedAt), { instanceId, startedAt })
    o.intents.keep(state, o.presence.id)
  }

  function tick(): void {
    let active = false
    for (const entry of entries.values()) {
      if (isStartOver(entry.state.phase)) continue
      active = true
      apply(entry, { kind: 'tick' })
    }
    if (active || tickTimer === null) return
    clearInterval(tickTimer)
    tickTimer = null
  }

  function add(state: StartState): Entry {
    const entry: Entry = { state, log: createStartLog(), stream: null }
    // Asked for anew: goes to the end.
    entries.delete(state.key)
    entries.set(state.key, entry)
    tickTimer ??= setInterval(tick, TICK_MS)
    return entry
  }

  /** Does what the phase it has come to asks for. */
  function goOn(entry: Entry): void {
    const { kind } = entry.state.phase
    if (kind === 'removing') void removeFirst(entry)
    else if (kind === 'queued') void stream(entry)
  }

  async function removeFirst(entry: Entry): Promise<void> {
    const at = o.endpointOf(entry.state.server)
    const { replaces } = entry.state
    if (at === undefined || replaces === null) return apply(entry, { kind: 'cancelled' })
    try {
      const removal = await o.remove(at, replaces)
      apply(entry, removal.removed ? { kind: 'removed' } : { kind: 'not-removed', problem: null, now: removal.now })
    } catch (error) {
      apply(entry, { kind: 'not-removed', problem: problemOf(error, at), now: null })
    }
    goOn(entry)
  }

  async function stream(entry: Entry): Promise<void> {
    const { server, request } = entry.state
    const at = o.endpointOf(server)
    if (at === undefined) return apply(entry, { kind: 'cancelled' })
    const attempt = new AbortController()
    entry.stream = attempt
    const heard = (input: StartInput): void => {
      if (entry.stream === attempt) apply(entry, input)
    }
    let release: (() => void) | undefined
    try {
      release = await o.acquireSlot({ server: `${at.kind}/${at.id}`, signal: attempt.signal, ...o.limits() })
      if (entry.stream !== attempt) return
      heard({ kind: 'opening' })
      o.launches.remember(launchOfState(entry.state, o.now()))
      entry.log.add({ at: o.now(), note: { kind: 'opening' } })
      await o.open(at, request, {
        signal: attempt.signal,
        onEvent: (event, raw) => {
          if (entry.stream !== attempt) return
          entry.log.add({ at: o.now(), data: raw })
          apply(entry, { kind: 'event', event })
        },
        onStall: (silentForMs) => heard({ kind: 'stalled', silentForMs }),
        onRecover: () => heard({ kind: 'recovered' }),
      })
      if (entry.stream === attempt && isStartStreaming(entry.state.phase)) lose(entry, null)
    } catch (error) {
      if (entry.stream !== attempt || attempt.signal.aborted) return
      const { phase } = entry.state
      if (phase.kind !== 'queued' && !isStartStreaming(phase)) return
      lose(entry, problemOf(error, at))
    } finally {
      release?.()
    }
  }

  function lose(entry: Entry, problem: Problem | null): void {
    const broken = problem === null || problem.kind === 'broken-off'
    entry.log.add({ at: o.now(), note: { kind: broken ? 'broken' : 'refused', problem } })
    apply(entry, broken ? { kind: 'broken', problem } : { kind: 'refused', problem })
  }

  /** Shows the starts of tabs that live, and takes over those of tabs that do not. */
  function lookAtOthers(): void {
    for (const { tab, key } of othersKept()) {
      const mark = `${tab} ${key}`
      if (watched.has(mark)) continue
      watched.add(mark)
      o.presence.watch(tab, () => {
        watched.delete(mark)
        goneTabs.add(tab)
        lookAtOthers()
        void takeOver(key)
      })
    }
    // Whether a tab lives is known a moment later: what is taken over must not flash up as another tab's.
    othersTimer ??= setTimeout(() => {
      othersTimer = null
      store.setState({ others: othersKept() })
    }, OTHERS_AFTER_MS)
  }

  function othersKept(): readonly StartIntent[] {
    return o.intents.all().filter(({ tab }) => tab !== o.presence.id && !goneTabs.has(tab))
  }

  async function takeOver(key: string): Promise<void> {
    if (entries.has(key) || !(await o.presence.claim(claimOf(key)))) return
    // Another tab may have taken it over and ended it meanwhile.
    const intent = o.intents.all().find((one) => one.key === key)
    if (intent === undefined || o.endpointOf(intent.server) === undefined || entries.has(key)) {
      return o.presence.release(claimOf(key))
    }
    const entry = add(takenOver(intent, o.now()))
    if (isStartOver(entry.state.phase)) {
      o.presence.release(claimOf(key))
      o.intents.forget(key)
      if (intent.askedAt !== null) o.launches.forget(launchName(entry.state, intent.askedAt))
      o.onSettled(entry.state)
    } else {
      o.intents.keep(entry.state, o.presence.id)
    }
    flush()
  }

  lookAtOthers()
  return {
    store,
    lookAtOthers,
    async begin(order) {
      const key = startKeyOf(order)
      const known = entries.get(key)
      if (claiming.has(key) || (known && !isStartOver(known.state.phase))) return 'already'
      const at = o.endpointOf(order.server)
      claiming.add(key)
      const isMine = await o.presence.claim(claimOf(key))
      claiming.delete(key)
      if (!isMine) return 'elsewhere'
      const entry = add(newStart(order, at ? o.knownInstance(at, order.alias) : null, o.now()))
      o.intents.keep(entry.state, o.presence.id)
      goOn(entry)
      flush()
      return 'started'
    },
    cancel(key) {
      const entry = entries.get(key)
      if (!entry) return
      const { stream: open } = entry
      entry.stream = null
      if (isStartStreaming(entry.state.phase)) entry.log.add({ at: o.now(), note: { kind: 'cancelled' } })
      apply(entry, { kind: 'cancelled' })
      open?.abort()
    },
    dismiss(key) {
      const entry = entries.get(key)
      if (!entry || !isStartOver(entry.state.phase)) return
      entries.delete(key)
      flush()
    },
    listed(server, list, ready) {
      for (const entry of entries.values()) {
        if (entry.state.server !== server) continue
        apply(entry, { kind: 'listed', list, isReady: ready.has(entry.state.alias) })
      }
    },
    modelsListed(server, downloaded) {
      for (const entry of entries.values()) {
        const { state } = entry
        if (state.server !== server || state.phase.kind !== 'waiting-for-model') continue
        if (!downloaded.has(state.modelId)) continue
        apply(entry, { kind: 'model-whole' })
        goOn(entry)
      }
    },
    log: (key) => entries.get(key)?.log,
    keepNow() {
      for (const { state } of entries.values()) o.intents.keep(state, o.presence.id)
    },
  }
}

function claimOf(key: string): string {
  return `start/${key}`
}

function problemOf(error: unknown, at: Endpoint): Problem {
  return isProblem(error) ? error : new Problem(at, 'xw.start', { kind: 'request', reason: 'unreachable' })
}

function launchName({ server, alias }: StartState, at: number): LaunchName {
  return { server, alias, at }
}

function launchOfState(state: StartState, now: number): Launch {
  const { server, alias, modelId, request, deviceType, chips, askedAt } = state
  return { server, alias, modelId, request, deviceType, chips, instanceId: null, at: askedAt ?? now, startedAt: null }
}

/** Nothing was started by it, and nothing will be. */
function cameToNothing({ phase, seen }: StartState): boolean {
  if (phase.kind === 'cancelled') return !phase.goesOn
  if (phase.kind !== 'failed' || seen !== null) return false
  switch (phase.reason.kind) {
    case 'server-said':
    case 'refused':
    case 'lost-preparing':
    case 'left-preparing':
    case 'not-removed':
      return true
    case 'never-appeared':
    case 'ended':
    case 'gone':
    case 'replaced':
    case 'not-ready':
      return false
  }
}
