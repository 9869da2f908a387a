import type { Problem } from '@/net/problem.ts'
import type { Census, Vital } from '../schema/census.ts'

/** In the order in which they are done. */
export const updateSteps = ['before', 'update', 'reload', 'check'] as const
export type UpdateStep = (typeof updateSteps)[number]

export const skipReasons = ['already-set', 'already-running', 'restarted'] as const
export type SkipReason = (typeof skipReasons)[number]

export const failReasons = ['refused', 'said-no', 'not-back', 'not-set', 'still-old', 'elsewhere'] as const
/**
 * - `refused`: the call failed, and `problem` says how;
 * - `said-no`: it was answered with `success: false`;
 * - `not-back`: the server went away and did not come back while the console waited;
 * - `not-set`: the answer was lost, and the server's version is what it was;
 * - `still-old`: reloaded, and yet another version runs;
 * - `elsewhere`: another tab of this console is at it.
 */
export type FailReason = (typeof failReasons)[number]

/** Times are milliseconds since the epoch by this browser's clock. */
export type StepState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly since: number }
  /** The server stopped answering in the middle: it may be restarting. */
  | { readonly kind: 'away'; readonly since: number }
  | { readonly kind: 'done'; readonly tookMs: number }
  | { readonly kind: 'skipped'; readonly why: SkipReason }
  | {
      readonly kind: 'failed'
      readonly why: FailReason
      /** Null after a reload of the page: then only the words are left. */
      readonly problem: Problem | null
      /** The server's own, or the version that runs. */
      readonly words: string | null
    }

/** A server at one moment. What could not be asked is null. */
export interface Look {
  readonly xw: string | null
  /** The start of its process: another one means that it restarted. */
  readonly startedAt: number | null
  readonly set: string | null
  readonly running: string | null
  readonly census: Census
  readonly vitals: readonly Vital[] | null
}

export const updatePhases = ['waiting', 'running', 'done', 'failed', 'interrupted'] as const
export type UpdatePhase = (typeof updatePhases)[number]

/** One server's way to another version. */
export interface ServerUpdate {
  /** The connection's id. */
  readonly server: string
  readonly to: string
  readonly phase: UpdatePhase
  readonly steps: Readonly<Record<UpdateStep, StepState>>
  readonly before: Look | null
  /** The latest look since the update. */
  readonly after: Look | null
  readonly downloaded: boolean
  readonly restartRequired: boolean
  /** It went away and came back. `goneMs` is null where only its new start shows it. */
  readonly restarted: { readonly goneMs: number | null } | null
  /** The answer to the update never came; what is set was read afterwards. */
  readonly answerLost: boolean
  /** Since the page was loaded anew: how it stands now. */
  readonly now: { readonly set: string | null; readonly running: string | null } | null
}

export type RunPhase =
  | 'running'
  /** No further server is begun; the one under way is brought to its end. */
  | 'stopping'
  | 'stopped'
  /** One failed, and the operator wanted it to stop there. */
  | 'stopped-by-failure'
  /** The page was closed or loaded anew in the middle. */
  | 'interrupted'
  | 'finished'

export interface UpdateRun {
  readonly id: string
  readonly startedAt: number
  readonly to: string
  /** Servers at a time. */
  readonly atOnce: 1 | 2
  readonly stopAtFailure: boolean
  readonly phase: RunPhase
  readonly servers: readonly ServerUpdate[]
}

const waiting: StepState = { kind: 'waiting' }

export function newServerUpdate(server: string, to: string): ServerUpdate {
  return {
    server,
    to,
    phase: 'waiting',
    steps: { before: waiting, update: waiting, reload: waiting, check: waiting },
    before: null,
    after: null,
    downloaded: false,
    restartRequired: false,
    restarted: null,
    answerLost: false,
    now: null,
  }
}

export function isGoing({ phase }: Pick<UpdateRun, 'phase'>): boolean {
  return phase === 'running' || phase === 'stopping'
}

/** The step that something is being done about, or that failed. */
export function currentStep({ steps }: Pick<ServerUpdate, 'steps'>): UpdateStep | null {
  return updateSteps.find((step) => !isOver(steps[step])) ?? null
}

export function isOver({ kind }: StepState): boolean {
  return kind === 'done' || kind === 'skipped'
}
