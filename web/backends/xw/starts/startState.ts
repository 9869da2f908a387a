import type { Problem } from '@/net/problem.ts'
import type { InstanceMark } from '../schema/sameInstance.ts'
import type { StartRequest } from '../schema/start.ts'
import type { ReadStartRefusal } from '../schema/startRefusal.ts'
import type { LayerProgress } from '../schema/startStep.ts'

/** Which alias on which server: one start each, over all tabs. */
export interface StartTarget {
  /** `Endpoint.id` of an xw server. */
  readonly server: string
  readonly alias: string
}

/** One text for a target. */
export function startKeyOf({ server, alias }: StartTarget): string {
  return `${encodeURIComponent(server)}/${alias}`
}

/** What the operator asked for. */
export interface StartOrder extends StartTarget {
  readonly modelId: string
  readonly request: StartRequest
  /** `Chip.configKey` of the chips. */
  readonly deviceType: string
  /** `Chip.key` of each. */
  readonly chips: readonly string[]
  /** An instance of this alias that is to be removed first. */
  readonly replaces: InstanceMark | null
  /** The model is being pulled: the start begins when it is whole. */
  readonly afterPull: boolean
}

/** Phases in which a stream is open. */
export type StreamPhase = 'preparing' | 'image' | 'container'

export type StartFailure =
  /** The server's `error` event. */
  | ({ readonly kind: 'server-said'; readonly words: string } & { readonly read: ReadStartRefusal })
  /** Refused before there was a stream, or nobody answered; `read` where the server said why. */
  | { readonly kind: 'refused'; readonly problem: Problem; readonly read: ReadStartRefusal | null }
  /** The stream was lost during the preparation, which the server gives up with it. Problem null: it just ended. */
  | { readonly kind: 'lost-preparing'; readonly problem: Problem | null }
  /** The page was closed or loaded anew during the preparation. */
  | { readonly kind: 'left-preparing' }
  /** The stream was lost while the start was under way, and no instance has come of it. */
  | { readonly kind: 'never-appeared' }
  /** It ended while the model was loading; code null where the server names none. */
  | { readonly kind: 'ended'; readonly code: number | null; readonly words: string | null }
  /** It was listed, and is not any more. */
  | { readonly kind: 'gone'; readonly isListEmpty: boolean }
  /** Another instance has the alias now. */
  | { readonly kind: 'replaced'; readonly now: InstanceMark }
  /** It has been loading for so long that it is taken for silent. */
  | { readonly kind: 'not-ready'; readonly afterMs: number }
  /** What it was to replace could not be removed. */
  | { readonly kind: 'not-removed'; readonly problem: Problem | null; readonly now: InstanceMark | null }

/** All times are milliseconds since the epoch by this browser's clock. */
export type StartPhase =
  /** Until the model is whole. */
  | { readonly kind: 'waiting-for-model' }
  /** The instance that it replaces is being stopped and removed. */
  | { readonly kind: 'removing' }
  /** Waits for one of the few connections. */
  | { readonly kind: 'queued' }
  | { readonly kind: StreamPhase }
  /** Nothing has come since `since`, not even a comment; `before` is what it was doing. */
  | { readonly kind: 'stalled'; readonly since: number; readonly before: StreamPhase }
  /** The stream is gone, the start goes on: the server's list will tell. */
  | { readonly kind: 'looking'; readonly since: number }
  | { readonly kind: 'loading'; readonly since: number }
  /** `loadMs` null where a part of it was not seen. */
  | { readonly kind: 'ready'; readonly at: number; readonly loadMs: number | null }
  | { readonly kind: 'failed'; readonly at: number; readonly reason: StartFailure }
  /** `goesOn`: the server could not be stopped any more, and its instance will be in the list. */
  | { readonly kind: 'cancelled'; readonly at: number; readonly goesOn: boolean }

export type StartPhaseKind = StartPhase['kind']

/** One layer of the image, as a row of progress. */
export interface Layer extends LayerProgress {
  readonly id: string
  readonly isDone: boolean
}

export interface StartStepLine {
  readonly at: number
  readonly text: string
}

export interface StartState extends StartOrder {
  readonly key: string
  /** When the operator asked for it. */
  readonly since: number
  readonly phase: StartPhase
  /** When the request went out; null before. Names the launch. */
  readonly askedAt: number | null
  /** The server's own lines, oldest first, the last `STEPS_KEPT`. */
  readonly steps: readonly StartStepLine[]
  /** In the order in which they were first named. */
  readonly layers: readonly Layer[]
  readonly isInstallingEngine: boolean
  /** As the stream told it; null where its line was missing. */
  readonly instanceId: string | null
  readonly port: number | null
  /** What had this alias when the start was asked for: that is not what comes of it. */
  readonly before: InstanceMark | null
  /** The instance that came of it, once it was listed. */
  readonly seen: InstanceMark | null
  /** Since when the server's list has been without it; null while it is listed. */
  readonly missingSince: number | null
  /** This page did not see it from its beginning. */
  readonly isTakenOver: boolean
}

const TERMINAL: ReadonlySet<StartPhaseKind> = new Set(['ready', 'failed', 'cancelled'])
const STREAMING: ReadonlySet<StartPhaseKind> = new Set(['preparing', 'image', 'container', 'stalled'])

/** Nothing more happens unless the operator asks for it. */
export function isStartOver({ kind }: { readonly kind: StartPhaseKind }): boolean {
  return TERMINAL.has(kind)
}

export function isStartStreaming({ kind }: { readonly kind: StartPhaseKind }): boolean {
  return STREAMING.has(kind)
}

/** The server's list of instances tells how it goes on. */
export function isFollowed({ kind }: { readonly kind: StartPhaseKind }): boolean {
  return kind === 'looking' || kind === 'loading'
}

/** Leaving the page now ends it: the server gives up what nobody listens to, or has not been asked yet. */
export function isLostByLeaving(phase: StartPhase): boolean {
  return phase.kind === 'queued' || phase.kind === 'removing' || isPreparing(phase)
}

export function isPreparing(phase: StartPhase): boolean {
  return phase.kind === 'preparing' || (phase.kind === 'stalled' && phase.before === 'preparing')
}

/** What closing its stream does now. */
export type CancelMeaning = 'nothing-sent' | 'gives-up' | 'goes-on' | 'not-any-more'

export function cancelMeaning(phase: StartPhase): CancelMeaning {
  switch (phase.kind) {
    case 'waiting-for-model':
    case 'removing':
    case 'queued':
      return 'nothing-sent'
    case 'preparing':
      return 'gives-up'
    case 'stalled':
      return phase.before === 'preparing' ? 'gives-up' : 'goes-on'
    case 'image':
    case 'container':
    case 'looking':
    case 'loading':
      return 'goes-on'
    case 'ready':
    case 'failed':
    case 'cancelled':
      return 'not-any-more'
  }
}

export function newStart(order: StartOrder, before: InstanceMark | null, now: number): StartState {
  return {
    ...order,
    key: startKeyOf(order),
    since: now,
    phase: order.afterPull
      ? { kind: 'waiting-for-model' }
      : order.replaces === null
        ? { kind: 'queued' }
        : { kind: 'removing' },
    askedAt: null,
    steps: [],
    layers: [],
    isInstallingEngine: false,
    instanceId: null,
    port: null,
    before,
    seen: null,
    missingSince: null,
    isTakenOver: false,
  }
}
