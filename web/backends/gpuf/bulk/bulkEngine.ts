import { type ChangeGroup, inGroup } from '@/net/changeGroup.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, isUnreachable, needsSignIn, type Problem } from '@/net/problem.ts'
import { CONFIRM_WITHIN_MS, type PendingWrite } from '../schema/pendingWrites.ts'
import { fateOf, isOpen, refusal, showsInLists } from './bulkFate.ts'
import { createGate, type Gate } from './bulkGate.ts'
import type { EditValues, PlannedEdit } from './bulkPlan.ts'
import { isGoing, type BulkPhase, type BulkRow, type BulkRun, type Fate, type RowState } from './bulkRun.ts'

/** So many edits at a time: two connections are left for the pages. */
export const LANES = 4

/** How often what is on screen is told, how often the lists take up what was written, and what is kept. */
const SHOW_EVERY_MS = 250
const TAKE_UP_EVERY_MS = 1_000
const KEEP_EVERY_MS = 2_000

const PAUSE_MS = { first: 2_000, longest: 60_000 } as const

/** One row that fails with 5xx is that row's trouble; so many in a row are the server's. */
const FAILURES_IN_A_ROW = 10

/** When the lists are read to see whether they show what was written. */
const LOOK_AFTER_MS = [1_000, 6_000, 14_000, CONFIRM_WITHIN_MS - 2_000] as const

/** After a stop, answers to what was sent are waited for so long. */
const CUT_AFTER_MS = 3_000

const RUNS_KEPT = 6

export interface BulkDeps {
  /** Writes one row; rejects with a Problem. */
  readonly send: (at: Endpoint, clientId: string, to: EditValues, signal: AbortSignal) => Promise<void>
  /** The pending mark of an accepted row; null where the list shows nothing of it. */
  readonly pending: (row: PlannedEdit, at: number) => PendingWrite | null
  readonly addWrites: (server: string, writes: readonly PendingWrite[]) => void
  /** Reads the list anew; tells whether an id is in it, or undefined where it could not be had. */
  readonly look: (at: Endpoint) => Promise<((clientId: string) => boolean) | undefined>
  /** Rows that made a client invalid, or valid again. */
  readonly onValidity: (at: Endpoint, rows: readonly PlannedEdit[]) => void
  readonly show: (runs: readonly BulkRun[]) => void
  readonly keep: (run: BulkRun) => void
  readonly forget: (id: string) => void
  readonly now: () => number
}

interface Live {
  run: BulkRun
  readonly at: Endpoint
  readonly rows: BulkRow[]
  queue: number[]
  /** No further row is sent. */
  halt: AbortController
  /** What is on its way is cut off. */
  abort: AbortController
  /** Open while the server is in trouble: every lane waits for it. */
  gate: Gate | undefined
  attempts: number
  failuresInARow: number
  /** Accepted, and not yet among the pending writes. */
  unclaimed: Set<number>
  isDirty: boolean
  lastTaken: number
  lastKept: number
  timer: ReturnType<typeof setTimeout> | undefined
}

export interface BulkEngine {
  start(at: Endpoint, what: BulkRun['what'], rows: readonly BulkRow[]): string
  /** Nothing more is sent; what is on its way is waited for, though not for long. */
  stop(id: string): void
  /** The rows that wait, after a stop or a reload. */
  goOn(at: Endpoint, id: string): void
  retryRefused(at: Endpoint, id: string): void
  /** Ends a pause before its time. */
  tryNow(id: string): void
  dismiss(id: string): void
  /** Runs of this tab from before a reload. */
  restore(runs: readonly BulkRun[]): void
  /** What the pending writes of a server have become. */
  settle(server: string, writes: readonly PendingWrite[]): void
  keepNow(): void
}

export function createBulkEngine(deps: BulkDeps): BulkEngine {
  let order: readonly string[] = []
  const shown = new Map<string, BulkRun>()
  const live = new Map<string, Live>()

  const publish = () => deps.show(order.flatMap((id) => shown.get(id) ?? []))

  function showRun(run: BulkRun): void {
    shown.set(run.id, run)
    publish()
  }

  function phase(one: Live, next: BulkPhase): void {
    one.run = { ...one.run, phase: next }
    flush(one, true)
  }

  function set(one: Live, index: number, state: RowState): void {
    const row = one.rows[index]
    if (!row) return
    one.rows[index] = { ...row, state }
    one.isDirty = true
    schedule(one)
  }

  function schedule(one: Live): void {
    one.timer ??= setTimeout(() => {
      one.timer = undefined
      flush(one, false)
    }, SHOW_EVERY_MS)
  }

  function flush(one: Live, isLast: boolean): void {
    const now = deps.now()
    if (one.unclaimed.size > 0) {
      if (isLast || now - one.lastTaken >= TAKE_UP_EVERY_MS) takeUp(one, now)
      else schedule(one)
    }
    one.run = { ...one.run, rows: one.isDirty ? [...one.rows] : one.run.rows }
    one.isDirty = false
    showRun(one.run)
    if (isLast || now - one.lastKept >= KEEP_EVERY_MS) {
      one.lastKept = now
      deps.keep(one.run)
    }
  }

  /** From here on the lists show these values as pending, and reads decide about them. */
  function takeUp(one: Live, now: number): void {
    one.lastTaken = now
    const claimed = [...one.unclaimed].flatMap((index) => one.rows[index] ?? [])
    one.unclaimed = new Set()
    const writes = claimed.flatMap((row) =>
      row.state.kind === 'accepted' ? (deps.pending(row, row.state.at) ?? []) : [],
    )
    if (writes.length > 0) deps.addWrites(one.run.server, writes)
    const validity = claimed.filter(({ to }) => to.validStatus !== undefined)
    if (validity.length > 0) deps.onValidity(one.at, validity)
  }

  async function lane(one: Live, halt: AbortSignal, signal: AbortSignal): Promise<void> {
    while (!halt.aborted) {
      if (one.gate) {
        await one.gate.over
        continue
      }
      const index = one.queue.pop()
      if (index === undefined) return
      const row = one.rows[index]
      if (!row) continue
      set(one, index, { kind: 'sending' })
      try {
        await inGroup(groupOf(one.run), () => deps.send(one.at, row.clientId, row.to, signal))
        one.attempts = 0
        one.failuresInARow = 0
        // Before the row is shown as accepted, so that no read in between can call it confirmed.
        one.unclaimed.add(index)
        set(one, index, { kind: 'accepted', at: deps.now(), fate: { kind: 'pending' } })
      } catch (error) {
        if (!isProblem(error)) throw error
        if (error.kind === 'abort') {
          set(one, index, { kind: 'waiting' })
          return
        }
        if (isTrouble(one, error)) {
          one.queue.push(index)
          set(one, index, { kind: 'waiting' })
          pause(one, error)
        } else set(one, index, refusal(error))
      }
    }
  }

  function isTrouble(one: Live, problem: Problem): boolean {
    const { facts } = problem
    if (isUnreachable(problem) || needsSignIn(problem) || facts.kind === 'broken-off') return true
    const isFailure = facts.kind === 'response' || (facts.kind === 'server' && facts.status >= 500)
    one.failuresInARow = isFailure ? one.failuresInARow + 1 : 0
    return one.failuresInARow >= FAILURES_IN_A_ROW
  }

  function pause(one: Live, problem: Problem): void {
    if (one.gate || one.halt.signal.aborted) return
    const ms = Math.min(PAUSE_MS.first * 2 ** one.attempts, PAUSE_MS.longest)
    one.attempts += 1
    const gate = createGate(() => {
      clearTimeout(timer)
      if (one.gate !== gate) return
      one.gate = undefined
      if (!one.halt.signal.aborted) phase(one, { kind: 'running' })
    })
    const timer = setTimeout(gate.open, ms)
    one.gate = gate
    phase(one, { kind: 'paused', until: deps.now() + ms, problem })
  }

  async function work(one: Live): Promise<void> {
    const { signal: halt } = one.halt
    const { signal } = one.abort
    try {
      await Promise.all(Array.from({ length: LANES }, () => lane(one, halt, signal)))
    } finally {
      if (one.timer !== undefined) clearTimeout(one.timer)
      one.timer = undefined
      const isWaiting = one.rows.some(({ state }) => state.kind === 'waiting' || state.kind === 'sending')
      // Stopped and gone on with: the new lanes decide.
      if (one.halt.signal === halt) {
        phase(one, { kind: isWaiting ? 'stopped' : 'finished' })
        void lookAfter(one)
      }
    }
  }

  /** Reads the lists until they show what was written, or its 30 s have passed. */
  async function lookAfter(one: Live): Promise<void> {
    const since = deps.now()
    for (const after of LOOK_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, since + after - deps.now())))
      if (!live.has(one.run.id) || isGoing(one.run)) return
      if (!one.rows.some(isOpen)) return
      const isListed = await deps.look(one.at)
      if (isListed) settleValidity(one, isListed)
    }
  }

  function settleValidity(one: Live, isListed: (clientId: string) => boolean): void {
    for (const [index, row] of one.rows.entries()) {
      if (!isOpen(row) || row.to.validStatus === undefined) continue
      // Its other fields are in no list that lacks it.
      if (isListed(row.clientId) === (row.to.validStatus === 'valid')) settleRow(one, index, { kind: 'confirmed' })
    }
    if (one.isDirty) flush(one, true)
  }

  function settleRow(one: Live, index: number, fate: Fate): void {
    const state = one.rows[index]?.state
    if (state?.kind === 'accepted') set(one, index, { ...state, fate })
  }

  function begin(one: Live, indexes: readonly number[]): void {
    one.halt = new AbortController()
    one.abort = new AbortController()
    one.gate = undefined
    one.attempts = 0
    one.failuresInARow = 0
    // Taken from the end.
    one.queue = indexes.toReversed()
    phase(one, { kind: 'running' })
    void work(one)
  }

  function made(at: Endpoint, run: BulkRun): Live {
    const one: Live = {
      run,
      at,
      rows: [...run.rows],
      queue: [],
      halt: new AbortController(),
      abort: new AbortController(),
      gate: undefined,
      attempts: 0,
      failuresInARow: 0,
      unclaimed: new Set(),
      isDirty: false,
      lastTaken: 0,
      lastKept: 0,
      timer: undefined,
    }
    live.set(run.id, one)
    return one
  }

  /** A run from before a reload is only taken up again when somebody asks for it. */
  function liveOf(at: Endpoint, id: string): Live | undefined {
    const run = shown.get(id)
    return live.get(id) ?? (run && made(at, run))
  }

  function again(at: Endpoint, id: string, isWanted: (row: BulkRow) => boolean): void {
    const one = liveOf(at, id)
    if (!one || isGoing(one.run)) return
    const indexes: number[] = []
    for (const [index, row] of one.rows.entries()) {
      if (!isWanted(row)) continue
      one.rows[index] = { ...row, state: { kind: 'waiting' } }
      indexes.push(index)
    }
    if (indexes.length === 0) return
    one.isDirty = true
    begin(one, indexes)
  }

  return {
    start(at, what, rows) {
      const startedAt = deps.now()
      const id = `${startedAt.toString(36)}-${order.length}`
      const run: BulkRun = { id, server: at.id, startedAt, what, phase: { kind: 'running' }, rows }
      order = [id, ...order]
      for (const old of order.slice(RUNS_KEPT)) {
        const one = shown.get(old)
        if (one && !isGoing(one)) drop(old)
      }
      const one = made(at, run)
      begin(
        one,
        rows.flatMap((row, index) => (row.state.kind === 'waiting' ? [index] : [])),
      )
      return id
    },
    stop(id) {
      const one = live.get(id)
      if (!one || !isGoing(one.run)) return
      one.halt.abort()
      one.gate?.open()
      const { abort } = one
      setTimeout(() => abort.abort(), CUT_AFTER_MS)
    },
    goOn: (at, id) => again(at, id, ({ state }) => state.kind === 'waiting' || state.kind === 'sending'),
    retryRefused: (at, id) => again(at, id, ({ state }) => state.kind === 'refused'),
    tryNow: (id) => live.get(id)?.gate?.open(),
    dismiss(id) {
      const run = shown.get(id)
      if (!run || isGoing(run)) return
      drop(id)
      publish()
    },
    restore(runs) {
      const news = runs.filter(({ id }) => !shown.has(id))
      for (const run of news) shown.set(run.id, run)
      order = [...order, ...news.map(({ id }) => id)]
      for (const run of news) {
        const writes = run.rows.flatMap((row) =>
          row.state.kind === 'accepted' && row.state.fate.kind === 'pending'
            ? (deps.pending(row, row.state.at) ?? [])
            : [],
        )
        if (writes.length > 0) deps.addWrites(run.server, writes)
      }
      publish()
    },
    settle(server, writes) {
      let byClient: Map<string, PendingWrite> | undefined
      for (const run of shown.values()) {
        if (run.server !== server) continue
        const one = live.get(run.id)
        const rows = one?.rows ?? run.rows
        const changed = new Map<number, BulkRow>()
        for (const [index, row] of rows.entries()) {
          const { state } = row
          if (state.kind !== 'accepted' || one?.unclaimed.has(index) === true || !showsInLists(row)) continue
          if (state.fate.kind === 'superseded') continue
          byClient ??= new Map(writes.map((write) => [write.clientId, write]))
          const fate = fateOf(state.at, state.fate, byClient.get(row.clientId))
          if (fate !== state.fate) changed.set(index, { ...row, state: { ...state, fate } })
        }
        if (changed.size === 0) continue
        if (one) {
          for (const [index, row] of changed) one.rows[index] = row
          one.isDirty = true
          schedule(one)
        } else {
          const after = { ...run, rows: rows.map((row, index) => changed.get(index) ?? row) }
          showRun(after)
          deps.keep(after)
        }
      }
    },
    keepNow() {
      for (const one of live.values()) if (isGoing(one.run)) deps.keep({ ...one.run, rows: [...one.rows] })
    },
  }

  function drop(id: string): void {
    shown.delete(id)
    live.delete(id)
    order = order.filter((other) => other !== id)
    deps.forget(id)
  }
}

/** A run that goes on after a reload is the same one. */
function groupOf({ id, what }: BulkRun): ChangeGroup {
  return { id, kind: `gpuf.${what.kind}` }
}
