import type { Problem } from '@/net/problem.ts'
import { hasEnded, type Instance, loadingWindowMs } from '../schema/instance.ts'
import { type InstanceMark, isSameInstance } from '../schema/sameInstance.ts'
import type { StartEvent } from '../schema/start.ts'
import { readStartRefusal } from '../schema/startRefusal.ts'
import { readLayer, readStartStep } from '../schema/startStep.ts'
import {
  cancelMeaning,
  isStartOver,
  isStartStreaming,
  type Layer,
  type StartFailure,
  type StartPhase,
  type StartState,
  type StreamPhase,
} from './startState.ts'

/** Of the server's own lines; a server that talks without end fills no memory. */
export const STEPS_KEPT = 100
export const LAYERS_KEPT = 200
/** A start has five minutes in all; a minute more for the list to tell. */
export const APPEARS_WITHIN_MS = 6 * 60_000
/** A list may be without an instance for a moment, or empty while the container engine restarts. */
export const MISSING_FOR_GOOD_MS = 60_000

export type StartInput =
  /** The model is whole. */
  | { readonly kind: 'model-whole' }
  /** What it replaces is gone. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-removed'; readonly problem: Problem | null; readonly now: InstanceMark | null }
  /** A connection is free; the request goes out now. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'event'; readonly event: StartEvent }
  | { readonly kind: 'stalled'; readonly silentForMs: number }
  | { readonly kind: 'recovered' }
  /** The stream ended without its last event (null: in good order), or was dropped. */
  | { readonly kind: 'broken'; readonly problem: Problem | null }
  /** The stream was not granted. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'cancelled' }
  /** The server's list of instances, asked after the start was. `isReady`: its endpoint was probed apart. */
  | { readonly kind: 'listed'; readonly list: readonly Instance[]; readonly isReady: boolean }
  | { readonly kind: 'tick' }

/** One step of a start's life. Pure: the same state, input and time give the same state. */
export function reduceStart(state: StartState, input: StartInput, now: number): StartState {
  if (isStartOver(state.phase)) return state
  switch (input.kind) {
    case 'model-whole':
      if (state.phase.kind !== 'waiting-for-model') return state
      return to(state, state.replaces === null ? { kind: 'queued' } : { kind: 'removing' })
    case 'removed':
      return state.phase.kind === 'removing' ? to({ ...state, before: null }, { kind: 'queued' }) : state
    case 'not-removed':
      return state.phase.kind === 'removing'
        ? fail(state, { kind: 'not-removed', problem: input.problem, now: input.now }, now)
        : state
    case 'opening':
      return state.phase.kind === 'queued' ? { ...to(state, { kind: 'preparing' }), askedAt: now } : state
    case 'event':
      return receive(unstall(state), input.event, now)
    case 'stalled':
      return stall(state, now - input.silentForMs)
    case 'recovered':
      return unstall(state)
    case 'broken':
      return loseStream(unstall(state), input.problem, now)
    case 'refused':
      return fail(state, { kind: 'refused', problem: input.problem, read: readOf(input.problem) }, now)
    case 'cancelled':
      return to(state, { kind: 'cancelled', at: now, goesOn: cancelMeaning(state.phase) === 'goes-on' })
    case 'listed':
      return look(state, input.list, input.isReady, now)
    case 'tick':
      return tick(state, now)
  }
}

function to(state: StartState, phase: StartPhase): StartState {
  return { ...state, phase }
}

function fail(state: StartState, reason: StartFailure, now: number): StartState {
  return to(state, { kind: 'failed', at: now, reason })
}

function readOf({ facts }: Problem) {
  return facts.kind === 'server' && facts.words !== undefined ? readStartRefusal(facts.words) : null
}

function receive(state: StartState, event: StartEvent, now: number): StartState {
  if (!isStartStreaming(state.phase)) return state
  switch (event.kind) {
    case 'line':
      return hear(state, event.text, now)
    case 'layer':
      return { ...atLeast(state, 'image'), layers: withLayer(state.layers, event) }
    case 'instance':
      return { ...atLeast(state, 'container'), instanceId: event.instance.instanceId, port: event.instance.port }
    case 'done':
      return to({ ...state, missingSince: now }, { kind: 'loading', since: now })
    case 'error':
      return fail(state, { kind: 'server-said', words: event.message, read: readStartRefusal(event.message) }, now)
  }
}

function hear(state: StartState, text: string, now: number): StartState {
  const heard = { ...state, steps: [...state.steps, { at: now, text }].slice(-STEPS_KEPT) }
  switch (readStartStep(text)) {
    case 'installing-engine':
      return { ...heard, isInstallingEngine: true }
    case 'under-way':
    case 'image-done':
      return { ...to(heard, { kind: 'container' }), isInstallingEngine: false }
    case 'image':
      return { ...to(heard, { kind: 'image' }), isInstallingEngine: false }
    case null:
      return heard
  }
}

const order = { preparing: 0, image: 1, container: 2 } as const satisfies Record<StreamPhase, number>

/** A layer of an image means that an image is pulled, and so that the start is under way: never back from there. */
function atLeast(state: StartState, phase: StreamPhase): StartState {
  const { kind } = state.phase
  if (kind !== 'preparing' && kind !== 'image' && kind !== 'container') return state
  // "Starting…" comes before the image's layers, and is the same phase as what comes after them.
  if (phase === 'image') return to(state, { kind: 'image' })
  return order[kind] >= order[phase] ? state : to(state, { kind: phase })
}

function withLayer(
  layers: readonly Layer[],
  { layer: id, text, final }: Extract<StartEvent, { readonly kind: 'layer' }>,
): readonly Layer[] {
  const read = readLayer(text)
  const known = layers.find((layer) => layer.id === id)
  if (known === undefined && layers.length >= LAYERS_KEPT) return layers
  const totalBytes = read.totalBytes ?? known?.totalBytes ?? null
  const next: Layer = {
    id,
    words: read.words,
    // "Pull complete" and "Waiting" come without figures: what is known of the layer's size stays.
    totalBytes,
    doneBytes: final && isComplete(read.words) ? totalBytes : (read.doneBytes ?? known?.doneBytes ?? null),
    isDone: final && isComplete(read.words),
  }
  return known ? layers.map((layer) => (layer.id === id ? next : layer)) : [...layers, next]
}

function isComplete(words: string): boolean {
  return /^(?:pull complete|already exists)/i.test(words)
}

function stall(state: StartState, since: number): StartState {
  const { kind } = state.phase
  return kind === 'preparing' || kind === 'image' || kind === 'container'
    ? to(state, { kind: 'stalled', since, before: kind })
    : state
}

function unstall(state: StartState): StartState {
  return state.phase.kind === 'stalled' ? to(state, { kind: state.phase.before }) : state
}

function loseStream(state: StartState, problem: Problem | null, now: number): StartState {
  if (state.phase.kind === 'preparing') return fail(state, { kind: 'lost-preparing', problem }, now)
  return isStartStreaming(state.phase) ? to(state, { kind: 'looking', since: now }) : state
}

function look(state: StartState, list: readonly Instance[], isReady: boolean, now: number): StartState {
  if (state.phase.kind !== 'looking' && state.phase.kind !== 'loading') return state
  const found = list.find(({ alias }) => alias === state.alias) ?? list.find(({ id }) => id === state.instanceId)
  // What had the alias before is still there: of this start nothing is to be seen yet.
  const isOld = found !== undefined && state.before !== null && isSameInstance(found, state.before)
  if (found === undefined || isOld) return miss(state, list.length === 0, now)
  if (state.seen !== null && !isSameInstance(found, state.seen)) {
    return fail(state, { kind: 'replaced', now: markOf(found) }, now)
  }
  const seen = { ...state, seen: markOf(found), port: found.port ?? state.port, missingSince: null }
  if (found.rawState === 'ready' || isReady) {
    const since = state.phase.kind === 'loading' ? state.phase.since : null
    return to(seen, { kind: 'ready', at: now, loadMs: since === null ? null : now - since })
  }
  if (hasEnded(found)) return fail(seen, { kind: 'ended', code: found.exitCode, words: found.error }, now)
  return state.phase.kind === 'loading' ? seen : to(seen, { kind: 'loading', since: now })
}

function miss(state: StartState, isListEmpty: boolean, now: number): StartState {
  const missingSince = state.missingSince ?? now
  if (state.phase.kind === 'loading' && now - missingSince >= MISSING_FOR_GOOD_MS) {
    return fail(state, { kind: 'gone', isListEmpty }, now)
  }
  return state.missingSince === null ? { ...state, missingSince } : state
}

function tick(state: StartState, now: number): StartState {
  if (state.phase.kind === 'looking' && now - state.phase.since >= APPEARS_WITHIN_MS) {
    return fail(state, { kind: 'never-appeared' }, now)
  }
  if (state.phase.kind === 'loading' && now - state.phase.since >= loadingWindowMs) {
    return fail(state, { kind: 'not-ready', afterMs: now - state.phase.since }, now)
  }
  return state
}

/** As much of an instance as tells it from another. */
export function markOf({ id, alias, modelId, createdAt, startedAt, containerId }: InstanceMark): InstanceMark {
  return { id, alias, modelId, createdAt, startedAt, containerId }
}
