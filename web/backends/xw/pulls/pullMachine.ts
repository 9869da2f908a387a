import type { PullEvent, PullProgress } from '../schema/pull.ts'
import type { PullLock } from '../schema/pullLock.ts'
import { needsSignIn, type Problem } from '@/net/problem.ts'
import { isOver, isStreaming } from './pullState.ts'
import type { OpenPhase, PullPhase, PullState } from './pullState.ts'

/** Heartbeats without progress for longer than this: the server is checking a file's checksum. */
export const VERIFYING_AFTER_MS = 10_000
/** Heartbeats come every 5 s; with nothing for this long, something is wrong. */
export const STALLED_AFTER_MS = 20_000
/**
 * With nothing for this long the connection is given up and made anew. Generous: closing it cancels the download at
 * the server, and a proxy that buffers can hold heartbeats back for minutes.
 */
export const SILENT_FOR_GOOD_MS = 300_000
/** Growing pauses before each new attempt; after the last one has failed too, the pull fails. */
export const RETRY_PAUSES_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000] as const
/** Between two looks at a lock of someone else's pull, when the operator chose to wait. */
export const PATIENT_PAUSE_MS = 30_000
/** One speed for the sparkline every so often, and how many are kept. */
export const SPEED_EVERY_MS = 2_000
export const SPEEDS_KEPT = 90
/** The two machines' clocks may differ by so much when a lock's age is compared with this browser's time. */
const CLOCK_TOLERANCE_MS = 5 * 60_000
/** Timers in a hidden tab fire once a minute; a longer gap between two ticks means that this computer slept. */
const SLEPT_AFTER_MS = 90_000

export type PullInput =
  /** Its time has come, but it needs a connection first. Position counts from 1. */
  | { readonly kind: 'queued'; readonly position: number | null }
  /** A connection is free; the request goes out now. */
  | { readonly kind: 'opening' }
  /** The server has granted the stream. */
  | { readonly kind: 'opened' }
  | { readonly kind: 'event'; readonly event: PullEvent }
  /** The transport saw no byte for so long. */
  | { readonly kind: 'stalled'; readonly silentForMs: number }
  | { readonly kind: 'recovered' }
  /** The stream ended without its last frame (null: in good order), or was dropped. */
  | { readonly kind: 'broken'; readonly problem: Problem | null }
  /** The stream was not granted. */
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** When the server's process started, by its own clock: what a lock's age is judged by. */
  | { readonly kind: 'server-started'; readonly at: number }
  | { readonly kind: 'cancelled' }
  /** Wait for someone else's pull to end. */
  | { readonly kind: 'keep-waiting' }
  /** About once a second, with what was measured (bytes a second, milliseconds), null where nothing can be said. */
  | { readonly kind: 'tick'; readonly speed: number | null; readonly etaMs: number | null }

/** One step of a pull's life. Pure: the same state, input and time give the same state. */
export function reducePull(state: PullState, input: PullInput, now: number): PullState {
  // What comes late (the `end` after `complete`, an abort's echo) changes nothing any more.
  if (isOver(state.phase)) return state
  switch (input.kind) {
    case 'queued':
      return state.phase.kind === 'queued' && state.phase.position === input.position
        ? state
        : { ...state, phase: { kind: 'queued', position: input.position } }
    case 'opening':
      return open(state, now)
    case 'opened':
      return { ...state, heardAt: now }
    case 'event':
      return receive(state, input.event, now)
    case 'stalled':
      return stall(state, now - input.silentForMs)
    case 'recovered':
      return unstall({ ...state, heardAt: now })
    case 'broken':
      return retryOrFail(state, input.problem, now)
    case 'refused':
      return refuse(state, input.problem, now)
    case 'server-started':
      return judgeLock(state, input.at)
    case 'cancelled':
      return settle(state, { kind: 'cancelled', at: now })
    case 'keep-waiting':
      return state.phase.kind === 'held-elsewhere'
        ? waitForLock({ ...state, patient: true }, state.phase.lock, now)
        : state
    case 'tick':
      return tick(state, input, now)
  }
}

/** So long silent that the runner should drop the connection and make a new one. */
export function isSilentForGood(state: PullState, now: number): boolean {
  const { phase, unreadable } = state
  // What cannot be read is a sign of life: to close the stream would cancel a download that most likely goes on.
  return phase.kind === 'stalled' && now - Math.max(phase.since, unreadable?.at ?? 0) >= SILENT_FOR_GOOD_MS
}

function open(state: PullState, now: number): PullState {
  return {
    ...state,
    phase: { kind: 'starting' },
    attempts: state.attempts + 1,
    // What was measured before the interruption says nothing about this connection.
    speed: null,
    etaMs: null,
    heardAt: now,
    unreadable: null,
    progressedAt: null,
    tickedAt: now,
    lastSpeedAt: now,
  }
}

function receive(before: PullState, event: PullEvent, now: number): PullState {
  if (event.kind === 'unreadable') {
    return { ...before, unreadable: { count: (before.unreadable?.count ?? 0) + 1, at: now } }
  }
  const state = unstall({ ...before, heardAt: now, unreadable: null })
  switch (event.kind) {
    case 'status':
      return { ...state, words: event.message }
    case 'progress':
      return event.progress === null
        ? { ...state, phase: { kind: 'downloading' }, words: event.message, progressedAt: now, mayOwnLock: true }
        : progress(state, event.progress, now)
    case 'heartbeat':
      return isVerifying(state, now) ? { ...state, phase: { kind: 'verifying' }, speed: null, etaMs: null } : state
    case 'complete':
      return settle(
        {
          ...state,
          words: event.message,
          progress: state.progress === null ? null : { ...state.progress, percent: 100 },
        },
        { kind: 'finished', at: now, path: event.path },
      )
    case 'error':
      return event.lock === null
        ? settle(state, { kind: 'failed', at: now, reason: { kind: 'server-said', words: event.message } })
        : meetLock({ ...state, words: event.message }, event.lock, now)
    case 'end':
      return state
  }
}

function progress(state: PullState, reached: PullProgress, now: number): PullState {
  const further = reached.percent > state.highest
  return {
    ...state,
    phase: { kind: 'downloading' },
    progress: reached,
    highest: Math.max(state.highest, reached.percent),
    progressedAt: now,
    // From now on a lock at the server is this pull's own.
    mayOwnLock: true,
    lockWaits: 0,
    patient: false,
    // Only getting further than ever before starts the pauses anew; else a pull that always breaks at 40 % never ends.
    failures: further ? 0 : state.failures,
  }
}

function isVerifying(state: PullState, now: number): boolean {
  return (
    (state.phase.kind === 'downloading' || state.phase.kind === 'verifying') &&
    state.progressedAt !== null &&
    now - state.progressedAt > VERIFYING_AFTER_MS
  )
}

function stall(state: PullState, since: number): PullState {
  const { kind } = state.phase
  return isOpenPhase(kind)
    ? { ...state, phase: { kind: 'stalled', since, before: kind }, speed: null, etaMs: null }
    : state
}

function unstall(state: PullState): PullState {
  return state.phase.kind === 'stalled' ? { ...state, phase: { kind: state.phase.before } } : state
}

function isOpenPhase(kind: PullPhase['kind']): kind is OpenPhase {
  return kind === 'starting' || kind === 'downloading' || kind === 'verifying'
}

function tick(before: PullState, measured: Measured, now: number): PullState {
  // After the computer slept, give the connection the time to show whether it still lives.
  const slept = now - before.tickedAt > SLEPT_AFTER_MS
  const state = { ...before, tickedAt: now, heardAt: slept ? now : before.heardAt }
  if (!isStreaming(state.phase)) return state
  if (state.phase.kind !== 'stalled' && now - state.heardAt >= STALLED_AFTER_MS) {
    return sampleSpeed(stall(state, state.heardAt), now)
  }
  return sampleSpeed(
    state.phase.kind === 'downloading' ? { ...state, speed: measured.speed, etaMs: measured.etaMs } : state,
    now,
  )
}

type Measured = Pick<PullState, 'speed' | 'etaMs'>

function sampleSpeed(state: PullState, now: number): PullState {
  if (now - state.lastSpeedAt < SPEED_EVERY_MS) return state
  return { ...state, lastSpeedAt: now, speeds: [...state.speeds, state.speed].slice(-SPEEDS_KEPT) }
}

function refuse(state: PullState, problem: Problem, now: number): PullState {
  // A first request that nobody answered has started nothing: the operator should hear of it at once. Later ones are
  // part of an interruption (the server restarts, the network is away, the session has ended: then the next attempt
  // waits for a new one) and are worth another attempt.
  return state.mayOwnLock && (isPassing(problem) || needsSignIn(problem))
    ? retryOrFail(state, problem, now)
    : settle(state, { kind: 'failed', at: now, reason: { kind: 'problem', problem } })
}

function isPassing({ facts }: Problem): boolean {
  return (
    // What this console refuses itself does not pass.
    (facts.kind === 'request' && facts.reason !== 'read-only' && facts.reason !== 'another-server') ||
    facts.kind === 'timeout' ||
    facts.kind === 'broken-off' ||
    (facts.kind === 'server' && (facts.status === 502 || facts.status === 503 || facts.status === 504))
  )
}

function retryOrFail(state: PullState, problem: Problem | null, now: number): PullState {
  const pause = RETRY_PAUSES_MS[state.failures]
  const stopped = { ...state, speed: null, etaMs: null, mayOwnLock: true }
  return pause === undefined
    ? settle(stopped, { kind: 'failed', at: now, reason: { kind: 'gave-up', attempts: state.failures + 1, problem } })
    : {
        ...stopped,
        failures: state.failures + 1,
        phase: {
          kind: 'retrying',
          attempt: state.failures + 1,
          limit: RETRY_PAUSES_MS.length,
          nextAt: now + pause,
          problem,
        },
      }
}

function meetLock(state: PullState, lock: PullLock, now: number): PullState {
  const stopped = { ...state, speed: null, etaMs: null }
  // A lock from long before this pull was asked for is not what our last connection left behind.
  const older = lock.time !== null && lock.time < state.firstSince - CLOCK_TOLERANCE_MS
  const ours = state.mayOwnLock && !older
  return state.patient || ours
    ? waitForLock(stopped, lock, now)
    : { ...stopped, phase: { kind: 'held-elsewhere', lock } }
}

function waitForLock(state: PullState, lock: PullLock, now: number): PullState {
  const pause = state.patient ? PATIENT_PAUSE_MS : RETRY_PAUSES_MS[state.lockWaits]
  // Ours would be gone by now.
  if (pause === undefined) return { ...state, phase: { kind: 'held-elsewhere', lock } }
  return {
    ...state,
    lockWaits: state.lockWaits + 1,
    phase: {
      kind: 'waiting-for-lock',
      lock,
      attempt: state.lockWaits + 1,
      limit: state.patient ? null : RETRY_PAUSES_MS.length,
      nextAt: now + pause,
    },
  }
}

function judgeLock(state: PullState, startedAt: number): PullState {
  const { phase } = state
  if (phase.kind !== 'held-elsewhere' && phase.kind !== 'waiting-for-lock') return state
  // Both times are the server's own, so they can be compared as they are.
  return phase.lock.time !== null && phase.lock.time < startedAt
    ? settle(state, { kind: 'stale-lock', lock: phase.lock, startedAt })
    : state
}

function settle(state: PullState, phase: PullPhase): PullState {
  return { ...state, phase, speed: null, etaMs: null }
}
