import type { Endpoint } from './endpoint.ts'
import { noteHeard } from './connectionsTaken.ts'
import type { Lane } from './lane.ts'
import { isMultiplexed } from './multiplexed.ts'
import { isProblem, Problem } from './problem.ts'
import { onShut, serverKey, whyShut } from './shut.ts'
import { streamsOpen } from './streamsOpen.ts'

/**
 * So many requests under way that nobody is waiting for. A browser opens six HTTP/1.1 connections to an origin: one more
 * is for what the operator asks, and one for what he does.
 */
export const MOST_UNDER_WAY = 4

/** Slow ones may hold so many of them while others wait that are likely to be quick. */
const MOST_SLOW = 2
const SLOW_AT_LEAST_MS = 500
/** Nobody knows yet whether it is there at all, and others that may be there wait behind it. */
const UNHEARD_SLOW_AT_LEAST_MS = 250
const SLOW_AT_MOST_MS = 3_000
/** So long a server that was never heard of is waited for, at first, where others wait for the same. */
const PATIENCE_AT_LEAST_MS = 2_000
/** A proxy in between hears so much later that a request was broken off: only then is its place at the server free. */
const LETTING_GO_MS = 50

export interface GateRequest {
  readonly at: Endpoint
  readonly operation: string
  readonly lane: Lane
  readonly signal?: AbortSignal | undefined
  /** A small question that finds out whether a server answers; it is let through to one that did not. */
  readonly isProbe?: boolean | undefined
  /** It may be broken off where it holds up others, and be sent again. */
  readonly canRepeat?: boolean | undefined
}

interface Entry extends GateRequest {
  readonly server: string
  readonly order: number
  /** It was broken off before. */
  readonly wasSlow: boolean
  readonly grant: () => void
  readonly refuse: (problem: Problem) => void
}

interface Slot {
  readonly signal: AbortSignal
  /** By the gate, and not by an answer or whoever asked. */
  readonly wasEnded: () => boolean
  readonly wasBrokenOff: () => boolean
  readonly leave: (isAnswered: boolean) => void
}

const rank = { act: 0, asked: 1, seen: 2, background: 3 } as const satisfies Record<Lane, number>

const waiting = new Set<Entry>()
const underWay = new Map<string, number>()
const slowOnes = new Map<string, number>()
/** Servers that let the last request wait. */
const slowServers = new Set<string>()
const answered = new Set<string>()
/** How often a server was given up before the time of its request was over. */
const givenUp = new Map<string, number>()
/** When servers and kinds of servers had their last turn. */
const servedAt = new Map<string, number>()
let inFlight = 0
let slowInFlight = 0
let order = 0
/** What an answer takes here, moving with each. */
let usualMs = 50

/**
 * Sends a request when it is its turn: what the operator waits for before what goes on by itself, one server after the
 * other, and the quick ones past those that let a request wait.
 *
 * @param send once, or again where it was broken off in favour of others
 * @throws {Problem} where it left the queue, and what `send` throws
 */
export async function throughGate<T>(request: GateRequest, send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let wasSlow = false; ; wasSlow = true) {
    const entered = enter(request, wasSlow)
    const slot = entered instanceof Promise ? await entered : entered
    let isAnswered = false
    try {
      // Between its turn and now.
      if (slot.signal.aborted) throw new Problem(request.at, request.operation, { kind: 'abort' })
      const answer = await send(slot.signal)
      isAnswered = true
      noteHeard()
      return answer
    } catch (error) {
      if (isProblem(error) && isOfNetwork(error)) noteHeard()
      if (!slot.wasBrokenOff()) throw error
    } finally {
      if (slot.wasEnded()) setTimeout(slot.leave, LETTING_GO_MS, false)
      else slot.leave(isAnswered)
    }
  }
}

/** Whether something came over the network, be it a refusal; what was not even sent says nothing of it. */
function isOfNetwork({ facts }: Problem): boolean {
  if (facts.kind === 'timeout' || facts.kind === 'abort') return false
  return facts.kind !== 'request' || facts.reason !== 'no-connection'
}

/** Sent, and not answered yet. */
export function requestsUnderWay(): number {
  return inFlight
}

function enter(request: GateRequest, wasSlow: boolean): Slot | Promise<Slot> {
  const { at, operation, lane, signal } = request
  const server = serverKey(at)
  if (signal?.aborted) throw new Problem(at, operation, { kind: 'abort' })
  if (lane === 'act') return take({ ...request, server })
  const problem = refusalOf({ ...request, server })
  if (problem) throw problem
  return new Promise<Slot>((resolve, reject) => {
    const settle = () => {
      waiting.delete(entry)
      signal?.removeEventListener('abort', onAbort)
    }
    const refuse = (reason: Problem) => {
      settle()
      reject(reason)
    }
    const onAbort = () => refuse(new Problem(at, operation, { kind: 'abort' }))
    const grant = () => {
      settle()
      resolve(take(entry))
    }
    order += 1
    const entry: Entry = { ...request, server, order, wasSlow, grant, refuse }
    signal?.addEventListener('abort', onAbort, { once: true })
    waiting.add(entry)
    serve()
  })
}

/** Why it is not even tried. The time is that of the last attempt: this was none. */
function refusalOf({ at, operation, lane, isProbe, server }: GateRequest & { server: string }): Problem | undefined {
  const known = lane === 'asked' || lane === 'act' || isProbe ? undefined : whyShut(server)
  return known && new Problem(at, operation, known.facts, known.at)
}

onShut((server) => {
  for (const entry of waiting) {
    const problem = entry.server === server ? refusalOf(entry) : undefined
    if (problem) entry.refuse(problem)
  }
  serve()
})

function take(request: GateRequest & { readonly server: string; readonly wasSlow?: boolean }): Slot {
  const { server, signal, lane } = request
  const controller = new AbortController()
  const onAbort = () => controller.abort()
  signal?.addEventListener('abort', onAbort, { once: true })
  const startedAt = performance.now()
  let waitedMs = 0
  let isSlow = false
  let isBrokenOff = false
  const wasEnded = () => controller.signal.aborted && signal?.aborted !== true
  let hasLeft = false
  inFlight += 1
  order += 1
  servedAt.set(server, order)
  servedAt.set(request.at.kind, order)
  count(underWay, server, 1)

  const slowMs = Math.min(
    SLOW_AT_MOST_MS,
    Math.max(mayGiveUp(request) ? UNHEARD_SLOW_AT_LEAST_MS : SLOW_AT_LEAST_MS, 4 * usualMs),
  )
  const look = () => {
    if (!isSlow) {
      isSlow = true
      slowInFlight += 1
      slowServers.add(server)
      count(slowOnes, server, 1)
    }
    // Once only: what has waited for a slow one's place gets its whole time, or it would never be known to fail.
    const mayEnd = request.canRepeat === true && request.wasSlow !== true && rank[lane] > rank.asked
    if (mayEnd && isQuickWaiting() && slowInFlight > mostSlow()) {
      isBrokenOff = true
      return controller.abort()
    }
    const patienceMs = Math.max(PATIENCE_AT_LEAST_MS, 4 * slowMs) * 2 ** (givenUp.get(server) ?? 0)
    waitedMs += slowMs
    if (mayGiveUp(request) && waitedMs >= patienceMs && isProbeWaiting(server)) {
      count(givenUp, server, 1)
      return controller.abort(waitedMs)
    }
    timer = setTimeout(look, slowMs)
  }
  let timer = setTimeout(look, slowMs)

  return {
    signal: controller.signal,
    wasEnded,
    wasBrokenOff: () => isBrokenOff && wasEnded(),
    leave: (isAnswered) => {
      if (hasLeft) return
      hasLeft = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      inFlight -= 1
      count(underWay, server, -1)
      if (isSlow) {
        slowInFlight -= 1
        count(slowOnes, server, -1)
      }
      if (isAnswered) {
        answered.add(server)
        givenUp.delete(server)
        usualMs += (performance.now() - startedAt - usualMs) / 5
      }
      if (!isSlow) slowServers.delete(server)
      serve()
    },
  }
}

function serve(): void {
  for (let next = nextOne(); next; next = nextOne()) next.grant()
}

function nextOne(): Entry | undefined {
  const most = mostUnderWay()
  if (inFlight > most) return undefined
  const slowIsFull = slowInFlight >= mostSlow()
  let best: Entry | undefined
  for (const entry of waiting) {
    if (entry.lane !== 'asked') {
      if (inFlight >= most) continue
      if (isLikelySlow(entry) && (slowIsFull || (slowOnes.get(entry.server) ?? 0) > 0)) continue
    }
    if (best === undefined || isBefore(entry, best)) best = entry
  }
  return best
}

function isBefore(a: Entry, b: Entry): boolean {
  return (
    (rankOf(a) - rankOf(b) ||
      (underWay.get(a.server) ?? 0) - (underWay.get(b.server) ?? 0) ||
      (servedAt.get(a.at.kind) ?? 0) - (servedAt.get(b.at.kind) ?? 0) ||
      firstContact(a) - firstContact(b) ||
      (servedAt.get(a.server) ?? 0) - (servedAt.get(b.server) ?? 0) ||
      a.order - b.order) < 0
  )
}

/** Whether a server that did not answer is back is asked after what is wanted of those that do. */
function rankOf({ lane, server }: Entry): number {
  return lane === 'seen' && whyShut(server) ? rank.background : rank[lane]
}

/** Whether a server answers at all is found out by the smallest question that there is. */
function firstContact({ server, isProbe }: Entry): number {
  return isProbe || answered.has(server) ? 0 : 1
}

function isLikelySlow({ server, wasSlow }: Entry): boolean {
  return wasSlow || slowServers.has(server) || whyShut(server) !== undefined
}

/** Nobody asked for it, and nothing was ever heard of its server: that it hangs is soon said, and asked again later. */
function mayGiveUp({ isProbe, lane, at }: GateRequest): boolean {
  return isProbe === true && rank[lane] > rank.asked && !answered.has(serverKey(at))
}

/** Another server waits until one of the slow ones has ended before it is known whether it answers. */
function isProbeWaiting(besides: string): boolean {
  for (const entry of waiting) if (entry.isProbe && entry.server !== besides && isLikelySlow(entry)) return true
  return false
}

function isQuickWaiting(): boolean {
  for (const entry of waiting) if (!isLikelySlow(entry)) return true
  return false
}

/** Each stream of this tab holds a connection for hours. */
function mostUnderWay(): number {
  if (streamsOpen() < 2 || isMultiplexed()) return MOST_UNDER_WAY
  return Math.max(1, MOST_UNDER_WAY + 1 - streamsOpen())
}

function mostSlow(): number {
  const most = mostUnderWay()
  return isQuickWaiting() ? Math.min(MOST_SLOW, most - 1) : Math.max(1, most - 1)
}

function count(counts: Map<string, number>, key: string, by: number): void {
  const sum = (counts.get(key) ?? 0) + by
  if (sum === 0) counts.delete(key)
  else counts.set(key, sum)
}
