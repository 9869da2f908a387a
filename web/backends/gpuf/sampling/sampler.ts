import type { TabPresence } from '@/kit/tabPresence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ClientDetail } from '../schema/client.ts'
import type { SampleKeeper, StorageTrouble } from './sampleKeeper.ts'
import { BETWEEN_REQUESTS_MS, backOffMs, samplingPaceMs } from './samplingPace.ts'

export interface Target {
  readonly at: Endpoint
  readonly client: string
}

export interface SamplingStatus {
  /** `elsewhere`: another tab of this console does the work. */
  readonly role: 'idle' | 'sampling' | 'elsewhere'
  readonly paceMs: number
  /** This tab is in the background, where browsers allow work once a minute only. */
  readonly isHidden: boolean
  readonly storage: StorageTrouble | null
  /** Connections that do not answer, since when; they are asked less and less often. */
  readonly silentServers: Readonly<Record<string, number>>
  /** Clients that the server does not tell about, by `server/client`, since when. */
  readonly refusedClients: Readonly<Record<string, number>>
}

export const NOT_SAMPLING: SamplingStatus = {
  role: 'idle',
  paceMs: samplingPaceMs(0, false),
  isHidden: false,
  storage: null,
  silentServers: {},
  refusedClients: {},
}

export interface SamplerOptions {
  readonly targets: () => readonly Target[]
  readonly read: (at: Endpoint, client: string, signal: AbortSignal) => Promise<ClientDetail>
  /** The failure is the server's as a whole and not of this one question. */
  readonly isServerDown: (error: unknown) => boolean
  readonly keeper: SampleKeeper
  readonly presence: Pick<TabPresence, 'claim' | 'release'>
  readonly isHidden: () => boolean
  readonly now: () => number
  readonly onStatus: (status: SamplingStatus) => void
}

export interface Sampler {
  /** The plan, or whether this tab is in sight, has changed. */
  lookAgain(): void
  stop(): void
}

const CLAIM = 'gpuf.sampling'
const CLAIM_AGAIN_MS = 3_000

interface Turn {
  due: number
  failures: number
  failingSince: number
}

/**
 * Takes one sample after the other, of each client at its pace and never two requests at once. Of all tabs of the
 * console one does the work; one that goes into the background leaves it to another that is in sight.
 */
export function startSampler(options: SamplerOptions): Sampler {
  const { targets, read, keeper, presence, isHidden, now, onStatus } = options
  const stopped = new AbortController()
  const turns = new Map<string, Turn>()
  const servers = new Map<string, Turn>()
  let wake: (() => void) | undefined
  let status = NOT_SAMPLING
  let lastRequest = -Infinity

  function tell(role: SamplingStatus['role']): void {
    const next: SamplingStatus = {
      role,
      paceMs: samplingPaceMs(targets().length, isHidden()),
      isHidden: isHidden(),
      storage: keeper.trouble(),
      silentServers: failingOf(servers),
      refusedClients: failingOf(turns),
    }
    if (JSON.stringify(next) === JSON.stringify(status)) return
    status = next
    onStatus(next)
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** The client whose turn is next, and when. */
  function next(list: readonly Target[]): { target: Target; due: number } | undefined {
    let first: { target: Target; due: number } | undefined
    for (const target of list) {
      const due = Math.max(turnOf(turns, nameOf(target)).due, servers.get(target.at.id)?.due ?? -Infinity)
      if (first === undefined || due < first.due) first = { target, due }
    }
    return first
  }

  async function take({ at, client }: Target, paceMs: number): Promise<void> {
    const turn = turnOf(turns, nameOf({ at, client }))
    const server = turnOf(servers, at.id)
    const asked = now()
    lastRequest = asked
    try {
      const { gpus } = await read(at, client, stopped.signal)
      if (stopped.signal.aborted) return
      Object.assign(server, FRESH)
      Object.assign(turn, { failures: 0, due: turn.due + paceMs > asked ? turn.due + paceMs : asked + paceMs })
      await keeper.keep({ server: at.id, client, at: now(), paceMs, gpus })
    } catch (error) {
      const failing = options.isServerDown(error) ? server : turn
      if (failing.failures === 0) failing.failingSince = asked
      failing.failures += 1
      failing.due = now() + backOffMs(failing.failures, paceMs)
      turn.due = Math.max(turn.due, asked + paceMs)
    }
  }

  async function work(): Promise<void> {
    while (!stopped.signal.aborted) {
      const list = targets()
      forgetOthers(turns, new Set(list.map(nameOf)))
      forgetOthers(servers, new Set(list.map(({ at }) => at.id)))
      const turn = next(list)
      if (turn === undefined) {
        presence.release(CLAIM)
        tell('idle')
        await sleep(2 ** 30)
        continue
      }
      const paceMs = samplingPaceMs(list.length, isHidden())
      // In the background a timer may fire once a minute: all whose turn it is by then go one right after the other.
      const earliest = isHidden() ? turn.due : Math.max(turn.due, lastRequest + BETWEEN_REQUESTS_MS)
      // The pace may have changed since the turn was set.
      const waitMs = Math.min(earliest - now(), Math.max(paceMs, turn.due - now()))
      if (waitMs > 0) {
        if (isHidden()) presence.release(CLAIM)
        await sleep(waitMs)
        continue
      }
      if (!(await presence.claim(CLAIM))) {
        tell('elsewhere')
        await sleep(CLAIM_AGAIN_MS)
        continue
      }
      if (stopped.signal.aborted) break
      tell('sampling')
      await take(turn.target, paceMs)
      tell('sampling')
    }
  }

  void work()
  return {
    lookAgain() {
      const paceMs = samplingPaceMs(targets().length, isHidden())
      // Back in sight, nobody waits for the rest of a minute.
      for (const turn of turns.values()) if (turn.failures === 0) turn.due = Math.min(turn.due, now() + paceMs)
      wake?.()
    },
    stop() {
      stopped.abort()
      presence.release(CLAIM)
      wake?.()
    },
  }
}

const FRESH: Turn = { due: -Infinity, failures: 0, failingSince: 0 }

function nameOf({ at, client }: Target): string {
  return `${at.id}/${client}`
}

function turnOf(turns: Map<string, Turn>, name: string): Turn {
  const known = turns.get(name)
  if (known) return known
  const made = { ...FRESH }
  turns.set(name, made)
  return made
}

function forgetOthers(turns: Map<string, Turn>, names: ReadonlySet<string>): void {
  for (const name of turns.keys()) if (!names.has(name)) turns.delete(name)
}

function failingOf(turns: ReadonlyMap<string, Turn>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...turns].flatMap(([name, { failures, failingSince }]) => (failures > 0 ? [[name, failingSince]] : [])),
  )
}
