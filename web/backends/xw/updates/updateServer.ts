import { isProblem, isUnreachable, type Problem } from '@/net/problem.ts'
import { censusOf, compareVitals, illOf, type Vital } from '../schema/census.ts'
import type { ConfigInfo, ConfigReloaded } from '../schema/config.ts'
import type { SupportedDevices } from '../schema/device.ts'
import type { Version } from '../schema/health.ts'
import type { ModelList } from '../schema/model.ts'
import type { CurrentVersion, Updated } from '../schema/update.ts'
import type { FailReason, Look, ServerUpdate, SkipReason, StepState, UpdateStep } from './updateRun.ts'
import { isOver, updateSteps } from './updateRun.ts'

/** What the machine asks of one server; each rejects with a Problem. */
export interface ServerCalls {
  readonly version: () => Promise<Version>
  readonly configInfo: () => Promise<ConfigInfo>
  readonly currentVersion: () => Promise<CurrentVersion>
  readonly models: () => Promise<ModelList>
  readonly supportedDevices: () => Promise<SupportedDevices>
  readonly vitals: () => Promise<readonly Vital[]>
  readonly update: (version: string) => Promise<Updated>
  readonly reload: () => Promise<ConfigReloaded>
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** How long a server that went away is waited for, and how often it is asked. */
export const PATIENCE_MS = 3 * 60_000
export const ASK_EVERY_MS = 1_500
/** An update whose answer was lost may still be at work on a server that never went away. */
export const LOST_ANSWER_MS = 60_000
/** Instances that worked before get so long to work again, looked at so often. */
export const SETTLE_MS = 90_000
export const LOOK_EVERY_MS = 4_000
/** Questions put again after the server was away. */
const TRIES = 3

/** The way of one server, from a first look to the check; begins where `from` stopped. Never rejects. */
export function updateServer(
  calls: ServerCalls,
  from: ServerUpdate,
  show: (next: ServerUpdate) => void,
): Promise<ServerUpdate> {
  return new UpdateMachine(calls, from, show).run()
}

/** Why a step ended early. */
class Failure extends Error {
  readonly why: FailReason
  readonly problem: Problem | null
  readonly words: string | null

  constructor(why: FailReason, problem: Problem | null, words: string | null = null) {
    super(why)
    this.why = why
    this.problem = problem
    this.words = words
  }
}

class UpdateMachine {
  private readonly calls: ServerCalls
  private readonly show: (next: ServerUpdate) => void
  private state: ServerUpdate
  /** The start of the server's process, as last seen. */
  private startedAt: number | null

  constructor(calls: ServerCalls, from: ServerUpdate, show: (next: ServerUpdate) => void) {
    this.calls = calls
    this.show = show
    const open: StepState = { kind: 'waiting' }
    const { steps } = from
    // What is set and what runs is asked again: between a failure and a retry anything may have happened.
    this.state = {
      ...from,
      phase: 'running',
      now: null,
      steps: { ...steps, update: keepDone(steps.update), reload: open, check: open },
    }
    this.startedAt = from.after?.startedAt ?? from.before?.startedAt ?? null
  }

  async run(): Promise<ServerUpdate> {
    const work = {
      before: () => this.lookBefore(),
      update: () => this.update(),
      reload: () => this.reload(),
      check: () => this.check(),
    } satisfies Record<UpdateStep, () => Promise<SkipReason | undefined>>
    for (const step of updateSteps) {
      if (isOver(this.state.steps[step])) continue
      const since = this.calls.now()
      this.step(step, { kind: 'running', since })
      try {
        const skipped = await work[step]()
        this.step(
          step,
          skipped === undefined
            ? { kind: 'done', tookMs: this.calls.now() - since }
            : { kind: 'skipped', why: skipped },
        )
      } catch (error) {
        const { why, problem, words } = failureOf(error)
        this.set({
          phase: 'failed',
          steps: { ...this.state.steps, [step]: { kind: 'failed', why, problem, words } },
        })
        return this.state
      }
    }
    this.set({ phase: 'done' })
    return this.state
  }

  private set(change: Partial<ServerUpdate>): void {
    this.state = { ...this.state, ...change }
    this.show(this.state)
  }

  private step(step: UpdateStep, state: StepState): void {
    this.set({ steps: { ...this.state.steps, [step]: state } })
  }

  private async lookBefore(): Promise<undefined> {
    // Not patient: a server that does not answer to begin with is not one that restarts.
    const { startedAt } = await this.calls.version()
    this.startedAt = startedAt
    this.set({ before: await this.look() })
  }

  private async update(): Promise<SkipReason | undefined> {
    const { to } = this.state
    const { configVersion } = await this.patiently('update', () => this.calls.currentVersion())
    if (configVersion === to) return 'already-set'
    try {
      const answer = await this.calls.update(to)
      if (!answer.success) throw new Failure('said-no', null, answer.message)
      this.set({ downloaded: answer.downloaded, restartRequired: answer.restartRequired })
    } catch (error) {
      if (!isProblem(error) || !mayBeAway(error)) throw error
      const isRestarted = await this.waitFor('update', error)
      await this.untilSet(isRestarted, error)
      this.set({ answerLost: true })
    }
    return undefined
  }

  /** The answer was lost: what the server says is set decides. */
  private async untilSet(isRestarted: boolean, lost: Problem): Promise<void> {
    const until = this.calls.now() + LOST_ANSWER_MS
    for (;;) {
      const { configVersion } = await this.patiently('update', () => this.calls.currentVersion())
      if (configVersion === this.state.to) return
      // A new process does not go on with what the one before had begun.
      if (isRestarted || this.calls.now() >= until) throw new Failure('not-set', lost, configVersion)
      await this.calls.sleep(LOOK_EVERY_MS)
    }
  }

  private async reload(): Promise<SkipReason | undefined> {
    const { to } = this.state
    const isFresh = this.state.steps.update.kind === 'done'
    const before = await this.patiently('reload', () => this.calls.configInfo())
    if (before.configVersion === to) {
      if (this.state.restarted !== null) return 'restarted'
      if (!isFresh) return 'already-running'
    }
    try {
      await this.calls.reload()
    } catch (error) {
      if (!isProblem(error) || !mayBeAway(error)) throw error
      await this.waitFor('reload', error)
      const { configVersion } = await this.patiently('reload', () => this.calls.configInfo())
      if (configVersion !== to) await this.calls.reload()
    }
    const { configVersion } = await this.patiently('reload', () => this.calls.configInfo())
    if (configVersion !== null && configVersion !== to) throw new Failure('still-old', null, configVersion)
    return undefined
  }

  /** Looks until every instance that worked works again, or its time is over; twice at least, for a late restart. */
  private async check(): Promise<undefined> {
    const until = this.calls.now() + SETTLE_MS
    for (let looks = 1; ; looks += 1) {
      const { startedAt } = await this.patiently('check', () => this.calls.version())
      this.notice(startedAt, null)
      const after = await this.look()
      this.set({ after })
      const ill = illOf(compareVitals(this.state.before?.vitals ?? [], after.vitals ?? []))
      const isCalm = ill.length === 0 && tellsAsMuch(this.state.before, after)
      if ((isCalm && looks > 1) || this.calls.now() >= until) break
      await this.calls.sleep(LOOK_EVERY_MS)
    }
    const running = this.state.after?.running ?? null
    if (running !== null && running !== this.state.to) throw new Failure('still-old', null, running)
  }

  private async look(): Promise<Look> {
    const { calls } = this
    const [version, info, current, models, types, vitals] = await Promise.all([
      orNull(calls.version()),
      orNull(calls.configInfo()),
      orNull(calls.currentVersion()),
      orNull(calls.models()),
      orNull(calls.supportedDevices()),
      orNull(calls.vitals()),
    ])
    return {
      xw: version?.version ?? null,
      startedAt: version?.startedAt ?? this.startedAt,
      set: current?.configVersion ?? null,
      running: info?.configVersion ?? null,
      census: censusOf(models, types),
      vitals,
    }
  }

  /** Asks; where the server is away, waits for it and asks again. */
  private async patiently<T>(step: UpdateStep, ask: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask()
      } catch (error) {
        if (!isProblem(error) || !mayBeAway(error) || tries === TRIES) throw error
        await this.waitFor(step, error)
      }
    }
  }

  /** Resolves once the server answers: true where it is another process by now. */
  private async waitFor(step: UpdateStep, why: Problem): Promise<boolean> {
    const since = this.calls.now()
    const running = this.state.steps[step]
    this.step(step, { kind: 'away', since })
    while (this.calls.now() - since < PATIENCE_MS) {
      try {
        const { startedAt } = await this.calls.version()
        this.step(step, running)
        return this.notice(startedAt, this.calls.now() - since)
      } catch (error) {
        if (!isProblem(error)) throw error
      }
      await this.calls.sleep(ASK_EVERY_MS)
    }
    throw new Failure('not-back', why)
  }

  private notice(startedAt: number | null, goneMs: number | null): boolean {
    const isAnother = startedAt !== null && this.startedAt !== null && startedAt !== this.startedAt
    if (isAnother) this.set({ restarted: { goneMs: goneMs ?? this.state.restarted?.goneMs ?? null } })
    this.startedAt = startedAt ?? this.startedAt
    return isAnother
  }
}

/** Whether nothing is missing that the first look had: a server that is just going away answers in part. */
function tellsAsMuch(before: Look | null, after: Look): boolean {
  const { models, deviceTypes } = after.census
  return (
    (models !== null || (before?.census.models ?? null) === null) &&
    (deviceTypes !== null || (before?.census.deviceTypes ?? null) === null) &&
    (after.vitals !== null || (before?.vitals ?? null) === null)
  )
}

function keepDone(state: StepState): StepState {
  return isOver(state) ? state : { kind: 'waiting' }
}

/** A process that ends takes its connections along: whatever looks like that is a reason to wait. */
function mayBeAway(problem: Problem): boolean {
  const { facts } = problem
  return (
    isUnreachable(problem) ||
    facts.kind === 'broken-off' ||
    (facts.kind === 'response' && (facts.reason === 'empty' || facts.reason === 'cut'))
  )
}

function failureOf(error: unknown): Pick<Failure, 'why' | 'problem' | 'words'> {
  if (error instanceof Failure) return error
  if (!isProblem(error)) throw error
  const words = error.facts.kind === 'server' ? (error.facts.words ?? null) : null
  return { why: 'refused', problem: error, words }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isProblem(error)) return null
    throw error
  }
}
