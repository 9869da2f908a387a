import type { ChangeGroup } from '@/net/changeGroup.ts'
import type { Problem } from '@/net/problem.ts'
import type { PullProgress } from '../schema/pull.ts'
import type { PullLock } from '../schema/pullLock.ts'

/** Which model on which server: one pull each, over all tabs. */
export interface PullTarget {
  /** `Endpoint.id` of an xw server. */
  readonly server: string
  readonly model: string
}

/** A pull as it is asked for. */
export interface AskedPull extends PullTarget {
  /** Those that were asked for with it. */
  readonly group?: ChangeGroup | undefined
}

/** One text for a target; server ids come from `config.json` and are encoded, model ids may hold anything. */
export function pullKey({ server, model }: PullTarget): string {
  return `${encodeURIComponent(server)}/${model}`
}

export type FailReason =
  /** The server's `error` event, in its own words. */
  | { readonly kind: 'server-said'; readonly words: string }
  /** The stream was never granted: refused, unreachable, no stream. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** It broke off again and again without getting any further. `problem` is null when the stream just ended. */
  | { readonly kind: 'gave-up'; readonly attempts: number; readonly problem: Problem | null }

/** Phases in which a stream is open. */
export type OpenPhase = 'starting' | 'downloading' | 'verifying'

/** All times are milliseconds since the epoch by this browser's clock. */
export type PullPhase =
  /** Waits for one of the few connections. Position counts from 1; null when it is not known. */
  | { readonly kind: 'queued'; readonly position: number | null }
  | { readonly kind: OpenPhase }
  /** Nothing has come since `since`; `before` is what it was doing. */
  | { readonly kind: 'stalled'; readonly since: number; readonly before: OpenPhase }
  /** Broke off; attempt `attempt` of `limit` begins at `nextAt`. */
  | {
      readonly kind: 'retrying'
      readonly attempt: number
      readonly limit: number
      readonly nextAt: number
      readonly problem: Problem | null
    }
  /**
   * A lock that is most likely our own, left by the connection before: waited out.
   * `limit` null: the operator chose to wait for someone else's pull, for as long as it takes.
   */
  | {
      readonly kind: 'waiting-for-lock'
      readonly lock: PullLock
      readonly attempt: number
      readonly limit: number | null
      readonly nextAt: number
    }
  /** Someone else's pull holds the lock: the operator decides. */
  | { readonly kind: 'held-elsewhere'; readonly lock: PullLock }
  /** The lock is older than the server's start (`startedAt`, by the server's clock): nobody holds it any more. */
  | { readonly kind: 'stale-lock'; readonly lock: PullLock; readonly startedAt: number }
  | { readonly kind: 'finished'; readonly at: number; readonly path: string | null }
  | { readonly kind: 'failed'; readonly at: number; readonly reason: FailReason }
  | { readonly kind: 'cancelled'; readonly at: number }

export type PullPhaseKind = PullPhase['kind']

export interface PullState extends PullTarget {
  readonly key: string
  readonly phase: PullPhase
  /** When the operator asked for it. */
  readonly since: number
  /** When the operator asked for it first, resumes and reloads included: no lock of ours is older. */
  readonly firstSince: number
  /** Streams opened so far. */
  readonly attempts: number
  /** Streams in a row that broke off without getting further than any before. */
  readonly failures: number
  /** Refusals in a row because of a lock. */
  readonly lockWaits: number
  /** The operator chose to wait for someone else's pull. */
  readonly patient: boolean
  /** An earlier stream of ours, here or before a reload, may have left its lock behind. */
  readonly mayOwnLock: boolean
  readonly progress: PullProgress | null
  /** The highest percentage ever reached; the current one can drop below it after an interruption. */
  readonly highest: number
  /** The last words of the server that are no progress line. */
  readonly words: string | null
  /** Bytes a second, measured here; null when unknown. */
  readonly speed: number | null
  readonly etaMs: number | null
  /** Speeds of the last minutes, one every `SPEED_EVERY_MS`, oldest first; null where nothing could be measured. */
  readonly speeds: readonly (number | null)[]
  readonly lastSpeedAt: number
  /** The last event in this stream that could be read. */
  readonly heardAt: number
  /** Events since then that could not be, and when the last of them came. */
  readonly unreadable: { readonly count: number; readonly at: number } | null
  /** The last progress event in this stream, null before the first. */
  readonly progressedAt: number | null
  readonly tickedAt: number
}

/** What is known of an earlier pull of the same target, by this console. */
export interface PulledBefore {
  readonly highest: number
  /** When it was first asked for, in milliseconds since the epoch. */
  readonly since: number
}

const TERMINAL: ReadonlySet<PullPhaseKind> = new Set(['finished', 'failed', 'cancelled', 'stale-lock'])
const OPEN: ReadonlySet<PullPhaseKind> = new Set(['starting', 'downloading', 'verifying', 'stalled'])
const WAITING: ReadonlySet<PullPhaseKind> = new Set(['retrying', 'waiting-for-lock'])

/** Nothing more happens unless the operator asks for it. */
export function isOver(phase: { readonly kind: PullPhaseKind }): boolean {
  return TERMINAL.has(phase.kind)
}

/** A stream is open (or being opened): closing it cancels the download at the server. */
export function isStreaming(phase: { readonly kind: PullPhaseKind }): boolean {
  return OPEN.has(phase.kind)
}

/** The console goes on with it by itself: queued, streaming, or waiting for its next attempt. */
export function isActive(phase: { readonly kind: PullPhaseKind }): boolean {
  return phase.kind === 'queued' || OPEN.has(phase.kind) || WAITING.has(phase.kind)
}

/** When the next attempt is due, in milliseconds since the epoch; null when none is planned. */
export function dueAt(phase: PullPhase): number | null {
  return phase.kind === 'retrying' || phase.kind === 'waiting-for-lock' ? phase.nextAt : null
}

/**
 * A pull that was just asked for.
 * `resumed`: the console pulled it before (an earlier page, an attempt that failed), so that a lock may be its own.
 */
export function newPull(target: PullTarget, now: number, resumed?: PulledBefore): PullState {
  return {
    server: target.server,
    model: target.model,
    key: pullKey(target),
    phase: { kind: 'queued', position: null },
    since: now,
    firstSince: resumed?.since ?? now,
    attempts: 0,
    failures: 0,
    lockWaits: 0,
    patient: false,
    mayOwnLock: resumed !== undefined,
    progress: null,
    highest: resumed?.highest ?? 0,
    words: null,
    speed: null,
    etaMs: null,
    speeds: [],
    lastSpeedAt: now,
    heardAt: now,
    unreadable: null,
    progressedAt: null,
    tickedAt: now,
  }
}
