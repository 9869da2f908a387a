import { noteBuffered } from '@/net/buffered.ts'
import { bulkFacts } from '@/net/bulkCall.ts'
import { BulkError } from '@/net/bulkFailure.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { DEFAULT_TIMEOUT_MS, urlOf } from '@/net/http.ts'
import { watchHeldLines } from '@/net/heldLines.ts'
import { mayBeLate } from '@/net/mayBeLate.ts'
import { startOutcome } from '@/net/outcomes.ts'
import { Problem, type ProblemFacts } from '@/net/problem.ts'
import { acquireStreamSlot } from '@/net/streamSlots.ts'
import { type LogHost, startLog } from './engine/logHost.ts'
import type { ArgsOf, LogOperation, ResultOf } from './engine/logWork.ts'
import { refusal } from './schema/error.ts'
import type { LogConnection, LogState } from './schema/logRow.ts'

/** Waits before the next attempts; the last one stays. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const
/** A connection that lived so long was a good one: the next attempt is soon. */
const GOOD_AFTER_MS = 10_000

export interface LogSnapshot {
  readonly connection: LogConnection
  /** What the engine last told; null before it told anything. */
  readonly state: LogState | null
}

export interface LogSource {
  readonly at: Endpoint
  readonly alias: string
  /** How many streams may be open at a time, over all tabs. */
  readonly streams: () => number
}

type Question = Exclude<LogOperation, 'read'>

/**
 * One followed log: a connection that is made again when it breaks, and the engine that keeps what came. It lives from
 * its first listener to its last.
 */
export interface Log {
  readonly subscribe: (listener: () => void) => () => void
  readonly snapshot: () => LogSnapshot
  readonly ask: <O extends Question>(operation: O, args: ArgsOf<O>) => Promise<ResultOf<O>>
  /** Connects now: where it waits to try again, has ended, or the instance was gone. */
  readonly connect: () => void
  /** Follows a log again that has ended though its instance runs: soon, and later each time that it ends at once. */
  readonly resume: () => void
  /** What tells the instance from another one under the same alias, once it is known. */
  readonly know: (identity: string | null) => void
}

export function openLog(source: LogSource): Log {
  const { at, alias } = source
  const listeners = new Set<() => void>()
  let identity: string | null = null
  let life: { readonly closing: AbortController; readonly host: LogHost } | undefined
  let snapshot: LogSnapshot = { connection: { kind: 'waiting' }, state: null }
  let wake: (() => void) | undefined
  let isClosed = false
  let held = watchHeldLines()

  const tell = (change: Partial<LogSnapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }
  const hear = ({ heard }: LogState) => {
    const isHeld = heard === null ? undefined : held.heard(heard, mayBeLate())
    if (isHeld !== undefined) noteBuffered(at, isHeld, 'lines')
  }
  /** Until `connect`, or so long. */
  const rest = (ms?: number) =>
    new Promise<void>((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function follow(host: LogHost, signal: AbortSignal): Promise<void> {
    let failures = 0
    let closings = 0
    while (!signal.aborted) {
      const startedAt = Date.now()
      try {
        await readOnce(host, signal)
        const at = Date.now()
        tell({ connection: { kind: 'ended', at } })
        failures = 0
        if (at - startedAt > GOOD_AFTER_MS) closings = 0
        isClosed = false
        await rest()
        if (isClosed && !signal.aborted) {
          const wait = waitMs(closings)
          closings += 1
          tell({ connection: { kind: 'closed', at, retryAt: Date.now() + wait } })
          await rest(wait)
        }
      } catch (error) {
        if (signal.aborted) return
        const facts = factsOf(error)
        if (facts.kind === 'server' && facts.status === 404) {
          tell({ connection: { kind: 'gone', at: Date.now() } })
          await rest()
          continue
        }
        if (Date.now() - startedAt > GOOD_AFTER_MS) failures = 0
        const wait = waitMs(failures)
        failures += 1
        const now = Date.now()
        tell({ connection: { kind: 'retrying', facts, at: now, retryAt: now + wait } })
        await rest(wait)
      }
    }
  }

  async function readOnce(host: LogHost, signal: AbortSignal): Promise<void> {
    tell({ connection: { kind: 'waiting' } })
    const total = source.streams()
    const release = await acquireStreamSlot({ server: `${at.kind}/${at.id}`, signal, perServer: total, total })
    try {
      tell({ connection: { kind: 'connecting' } })
      const url = urlOf(at, '/api/runtime/logs', { alias, follow: true })
      const done = startOutcome(at, 'xw.logs')
      let isOpen = false
      const onOpen = () => {
        isOpen = true
        held = watchHeldLines()
        done()
        tell({ connection: { kind: 'following', since: Date.now() } })
      }
      try {
        const call = { url, timeoutMs: DEFAULT_TIMEOUT_MS }
        await host.run('read', { call, identity }, { signal, onOpen })
      } catch (error) {
        if (!isOpen) done(new Problem(at, 'xw.logs', factsOf(error)))
        throw error
      }
    } finally {
      release()
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      if (!life) {
        const closing = new AbortController()
        const host = startLog((state) => {
          if (closing.signal.aborted) return
          hear(state)
          tell({ state })
        })
        life = { closing, host }
        void follow(host, closing.signal)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0 || !life) return
        life.closing.abort()
        life.host.close()
        life = undefined
        wake?.()
      }
    },
    snapshot: () => snapshot,
    ask(operation, args) {
      return life ? life.host.run(operation, args) : Promise.reject(new Error('Nobody listens to this log.'))
    },
    connect: () => wake?.(),
    resume() {
      if (snapshot.connection.kind !== 'ended') return
      isClosed = true
      wake?.()
    },
    know(known) {
      identity = known ?? identity
    },
  }
}

function waitMs(times: number): number {
  return RETRY_MS[Math.min(times, RETRY_MS.length - 1)] ?? 0
}

function factsOf(error: unknown): ProblemFacts {
  if (error instanceof BulkError) return bulkFacts(error.failure, refusal)
  return { kind: 'broken-off', reason: 'dropped' }
}
