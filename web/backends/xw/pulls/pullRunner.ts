import type { PullEvent } from '../schema/pull.ts'
import { type ChangeGroup, inGroup } from '@/net/changeGroup.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem, isProblem } from '@/net/problem.ts'
import { SpeedMeter } from '@/lib/speedMeter.ts'
import { isSilentForGood, reducePull } from './pullMachine.ts'
import type { PullInput } from './pullMachine.ts'
import { createPullLog } from './pullLog.ts'
import type { PullLog, PullNote } from './pullLog.ts'
import { dueAt, isActive, isOver, isStreaming, newPull, pullKey } from './pullState.ts'
import type { AskedPull, PulledBefore, PullState } from './pullState.ts'

/** However many events come, what is shown changes at most this often. */
export const FLUSH_MS = 250
export const TICK_MS = 1_000

export interface PullHandlers {
  readonly signal: AbortSignal
  onEvent(event: PullEvent, raw: string): void
  onOpen(): void
  onStall(silentForMs: number): void
  onRecover(): void
}

export interface PullRunnerOptions {
  endpointOf(server: string): Endpoint | undefined
  /** Opens the stream; settles when it has ended. */
  open(at: Endpoint, request: { readonly model: string }, handlers: PullHandlers): Promise<void>
  acquireSlot(o: { server: string; signal: AbortSignal; perServer: number; total: number }): Promise<() => void>
  /** How many streams may be open at a time: to one server, and over all. */
  limits(): { readonly perServer: number; readonly total: number }
  /** When the server's process started, by its own clock; null when it does not say. */
  serverStartedAt(at: Endpoint): Promise<number | null>
  now(): number
  /** The pulls in the order in which they were asked for, at most every `FLUSH_MS`; what ends is told at once. */
  onChange(pulls: readonly PullState[]): void
  /** A pull came to its end: finished, failed, cancelled, or a stale lock. */
  onSettled(pull: PullState): void
}

export interface PullRunner {
  /** Starts or queues; does nothing when this pull is active already. */
  add(target: AskedPull, resumed?: PulledBefore): void
  /** Begins a pull anew that has ended or is held elsewhere. */
  retry(key: string): void
  keepWaiting(key: string): void
  cancel(key: string): void
  /** Forgets a pull that is not active. */
  remove(key: string): void
  get(key: string): PullState | undefined
  log(key: string): PullLog | undefined
}

interface Entry {
  readonly group: ChangeGroup | undefined
  state: PullState
  readonly log: PullLog
  readonly meter: SpeedMeter
  /** Of the attempt under way; whatever an earlier one still says is not listened to. */
  attempt: AbortController | null
}

function before({ highest, firstSince }: PullState): PulledBefore {
  return { highest, since: firstSince }
}

/**
 * Runs pulls: opens their streams when a connection is free, feeds what comes through the machine, begins the next
 * attempt when it is due. Knows no React and no page: pulls belong to the console.
 */
export function createPullRunner(o: PullRunnerOptions): PullRunner {
  const entries = new Map<string, Entry>()
  let flushTimer: ReturnType<typeof setTimeout> | null = null
  let tickTimer: ReturnType<typeof setInterval> | null = null

  function flush(): void {
    if (flushTimer !== null) clearTimeout(flushTimer)
    flushTimer = null
    renumberQueue()
    o.onChange([...entries.values()].map((entry) => entry.state))
  }

  function flushSoon(): void {
    flushTimer ??= setTimeout(flush, FLUSH_MS)
  }

  function renumberQueue(): void {
    let position = 0
    for (const entry of entries.values()) {
      if (entry.state.phase.kind !== 'queued') continue
      position += 1
      entry.state = reducePull(entry.state, { kind: 'queued', position }, o.now())
    }
  }

  function apply(entry: Entry, input: PullInput): void {
    const before = entry.state
    entry.state = reducePull(before, input, o.now())
    if (entry.state === before) return
    if (isOver(entry.state.phase)) {
      flush()
      o.onSettled(entry.state)
    } else {
      flushSoon()
    }
  }

  function keepTicking(): void {
    tickTimer ??= setInterval(tick, TICK_MS)
  }

  function tick(): void {
    const now = o.now()
    let active = false
    for (const entry of entries.values()) {
      if (!isActive(entry.state.phase)) continue
      active = true
      apply(entry, { kind: 'tick', ...measured(entry, now) })
      const due = dueAt(entry.state.phase)
      if (due !== null && due <= now) void begin(entry)
      else if (isSilentForGood(entry.state, now)) giveUpConnection(entry)
    }
    if (active || tickTimer === null) return
    clearInterval(tickTimer)
    tickTimer = null
  }

  function measured({ meter, state }: Entry, now: number): { speed: number | null; etaMs: number | null } {
    const totalBytes = state.progress?.totalBytes
    return {
      speed: meter.bytesPerSecond(now),
      etaMs: totalBytes === undefined ? null : meter.etaMs(totalBytes, now),
    }
  }

  function giveUpConnection(entry: Entry): void {
    const at = o.endpointOf(entry.state.server)
    entry.attempt?.abort()
    entry.attempt = null
    const problem = at ? new Problem(at, 'xw.pull', { kind: 'broken-off', reason: 'silent' }, o.now()) : null
    note(entry, { kind: 'broken', problem })
    apply(entry, { kind: 'broken', problem })
  }

  function note(entry: Entry, said: PullNote): void {
    entry.log.add({ at: o.now(), note: said })
  }

  async function begin(entry: Entry): Promise<void> {
    const { server, model } = entry.state
    const at = o.endpointOf(server)
    if (at === undefined) return apply(entry, { kind: 'cancelled' })
    entry.attempt?.abort()
    const attempt = new AbortController()
    entry.attempt = attempt
    const heard = (input: PullInput): void => {
      if (entry.attempt === attempt) apply(entry, input)
    }
    apply(entry, { kind: 'queued', position: null })
    keepTicking()
    let release: (() => void) | undefined
    try {
      release = await o.acquireSlot({
        server: `${at.kind}/${at.id}`,
        signal: attempt.signal,
        ...o.limits(),
      })
      if (entry.attempt !== attempt) return
      heard({ kind: 'opening' })
      // What was measured before the interruption says nothing about this connection.
      entry.meter.reset()
      note(entry, { kind: 'opening', attempt: entry.state.attempts })
      await inGroup(entry.group, () =>
        o.open(
          at,
          { model },
          {
            signal: attempt.signal,
            onOpen: () => heard({ kind: 'opened' }),
            onEvent: (event, raw) => {
              if (entry.attempt !== attempt) return
              entry.log.add({ at: o.now(), data: raw, readable: event.kind !== 'unreadable' })
              if (event.kind === 'progress' && event.progress) entry.meter.add(o.now(), event.progress.doneBytes)
              apply(entry, { kind: 'event', event })
              if (event.kind === 'error' && event.lock !== null) void judge(entry, attempt, at)
            },
            onStall: (silentForMs) => heard({ kind: 'stalled', silentForMs }),
            onRecover: () => heard({ kind: 'recovered' }),
          },
        ),
      )
      if (entry.attempt === attempt && isStreaming(entry.state.phase)) {
        note(entry, { kind: 'broken', problem: null })
        heard({ kind: 'broken', problem: null })
      }
    } catch (error) {
      if (entry.attempt !== attempt || attempt.signal.aborted) return
      // The stream's own last word (a lock, an error) counts for more than how the connection ended after it.
      if (entry.state.phase.kind !== 'queued' && !isStreaming(entry.state.phase)) return
      const problem = isProblem(error) ? error : new Problem(at, 'xw.pull', { kind: 'request', reason: 'unreachable' })
      note(entry, { kind: problem.kind === 'broken-off' ? 'broken' : 'refused', problem })
      heard({ kind: problem.kind === 'broken-off' ? 'broken' : 'refused', problem })
    } finally {
      release?.()
    }
  }

  /** Is the lock older than the server's process? Asked anew each time: the server may just have restarted. */
  async function judge(entry: Entry, attempt: AbortController, at: Endpoint): Promise<void> {
    try {
      const startedAt = await o.serverStartedAt(at)
      if (startedAt !== null && entry.attempt === attempt) apply(entry, { kind: 'server-started', at: startedAt })
    } catch {
      // Not known, so not judged: a lock counts as held until the server's start says otherwise.
    }
  }

  return {
    add(target, resumed) {
      const key = pullKey(target)
      const known = entries.get(key)
      if (known && isActive(known.state.phase)) return
      const earlier = resumed ?? (known && known.state.attempts > 0 ? before(known.state) : undefined)
      const entry: Entry = {
        group: target.group,
        state: newPull(target, o.now(), earlier),
        log: known?.log ?? createPullLog(),
        meter: new SpeedMeter(),
        attempt: null,
      }
      // Asked for anew: goes to the end.
      entries.delete(key)
      entries.set(key, entry)
      void begin(entry)
      flush()
    },
    retry(key) {
      const entry = entries.get(key)
      if (!entry || isActive(entry.state.phase)) return
      entry.state = newPull(entry.state, o.now(), before(entry.state))
      void begin(entry)
      flush()
    },
    keepWaiting(key) {
      const entry = entries.get(key)
      if (!entry) return
      apply(entry, { kind: 'keep-waiting' })
      keepTicking()
      flush()
    },
    cancel(key) {
      const entry = entries.get(key)
      if (!entry) return
      const { attempt } = entry
      entry.attempt = null
      if (isStreaming(entry.state.phase)) note(entry, { kind: 'cancelled' })
      apply(entry, { kind: 'cancelled' })
      attempt?.abort()
    },
    remove(key) {
      const entry = entries.get(key)
      if (!entry || isActive(entry.state.phase)) return
      entries.delete(key)
      flush()
    },
    get: (key) => entries.get(key)?.state,
    log: (key) => entries.get(key)?.log,
  }
}
