import type { QueryClient } from '@tanstack/react-query'
import { configInfo, configInfoNow } from '@/backends/xw/queriesSettings.ts'
import { useConnections } from '@/kit/connections.ts'
import { type ChangeCheck, checkChanges } from '@/net/changes.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { onOutcome } from '@/net/outcomes.ts'
import { isUnreachable } from '@/net/problem.ts'
import { serverKey } from '@/net/shut.ts'
import { onWake } from '@/net/wake.ts'
import { isNamed, plainName } from './findTwins.ts'

/** An address that leads to another server than before, until the operator acts on that one knowingly. */
export interface Swap {
  readonly at: Endpoint
  readonly was: string
  readonly now: string
}

export interface SwapWatch {
  /** Takes note of the names that were told since. */
  readonly look: () => readonly Swap[]
  /** When it last failed, or the computer last slept: who answers since may be another one. 0 for never. */
  readonly inDoubtSince: (at: Endpoint) => number
  readonly stop: () => void
}

/** A name that was told so lately is not asked for again before a change. */
const FRESH_MS = 30_000
/** What a change waits at most for a name: who is too busy to tell it must still be stoppable. */
const PATIENCE_MS = 2_500
/** Who has not told its name is not asked again before each of many changes, unless it was away meanwhile. */
const UNTOLD_MS = 10_000
/** The second press of a double one is no answer to what the first has met. */
const READ_MS = 500
const touches = ['pointerdown', 'keydown'] as const

/**
 * Sees to it that a change reaches the server that the console has shown: the first one to another server behind the
 * same address is not sent. The next one is, if the operator has touched the console since.
 */
export function watchSwaps(queryClient: QueryClient): SwapWatch {
  const shown = new Map<string, string>()
  const swaps = new Map<string, Swap & { refusedAt: number | null }>()
  const doubts = new Map<string, number>()
  const untoldAt = new Map<string, number>()
  const asking = new Map<string, Promise<void>>()
  let touchedAt = 0

  const hear = (at: Endpoint) => {
    const now = queryClient.getQueryData(configInfo(at).queryKey)?.name ?? ''
    const key = serverKey(at)
    const was = shown.get(key)
    if (plainName(now) === '') return
    if (plainName(was ?? (isAnothers(at, now) ? at.label : now)) === plainName(now)) {
      shown.set(key, was ?? now)
      if (swaps.delete(key)) readAnew(queryClient, at)
      return
    }
    if (swaps.get(key)?.now === now) return
    swaps.set(key, { at, was: was ?? at.label, now, refusedAt: null })
    if (was !== undefined) readAnew(queryClient, at)
  }

  const inDoubtSince = (at: Endpoint) => doubts.get(serverKey(at)) ?? 0

  const isTold = (at: Endpoint): boolean => {
    const told = queryClient.getQueryState(configInfo(at).queryKey)?.dataUpdatedAt ?? 0
    return isWithin(untoldAt.get(serverKey(at)), UNTOLD_MS) || (told > inDoubtSince(at) && isWithin(told, FRESH_MS))
  }

  const ask = async (at: Endpoint): Promise<void> => {
    const key = serverKey(at)
    const info = await configInfoNow(at, queryClient, PATIENCE_MS)
    asking.delete(key)
    if (info) untoldAt.delete(key)
    else untoldAt.set(key, Date.now())
  }

  const check: ChangeCheck = async (at) => {
    if (at.kind !== 'xw') return undefined
    const key = serverKey(at)
    if (!isTold(at)) {
      const asked = asking.get(key) ?? ask(at)
      asking.set(key, asked)
      await asked
    }
    hear(at)
    const swap = swaps.get(key)
    if (!swap) return undefined
    if (swap.refusedAt !== null && touchedAt > swap.refusedAt + READ_MS) {
      shown.set(key, swap.now)
      swaps.delete(key)
      return undefined
    }
    swap.refusedAt = Date.now()
    return { kind: 'request', reason: 'another-server', expected: swap.was, received: swap.now }
  }

  const onTouch = () => {
    touchedAt = Date.now()
  }
  for (const touch of touches) document.addEventListener(touch, onTouch, true)
  const ends = [
    checkChanges(check),
    onOutcome(({ server, problem }) => {
      if (!problem || !isUnreachable(problem)) return
      doubts.set(serverKey(server), Date.now())
      untoldAt.delete(serverKey(server))
    }),
    onWake(() => {
      untoldAt.clear()
      for (const at of xwServers()) doubts.set(serverKey(at), Date.now())
    }),
  ]
  return {
    look: () => {
      for (const at of xwServers()) hear(at)
      return [...swaps.values()]
    },
    inDoubtSince,
    stop: () => {
      for (const touch of touches) document.removeEventListener(touch, onTouch, true)
      for (const end of ends) end()
    },
  }
}

function xwServers(): readonly Endpoint[] {
  return useConnections.getState().servers.filter(({ kind }) => kind === 'xw')
}

function isWithin(at: number | undefined, ms: number): boolean {
  // By a clock that was set back it is from the future.
  return at !== undefined && Math.abs(Date.now() - at) < ms
}

function isAnothers(at: Endpoint, name: string): boolean {
  const key = plainName(name)
  return !isNamed(at, key) && useConnections.getState().servers.some((other) => isNamed(other, key))
}

/** What is on screen is asked for again, the rest forgotten: it was another server's. */
function readAnew(queryClient: QueryClient, { kind, id }: Endpoint): void {
  const queryKey = [kind, id]
  queryClient.removeQueries({ queryKey, type: 'inactive', predicate: isNotName })
  void queryClient.invalidateQueries({ queryKey, predicate: isNotName })
}

function isNotName({ queryKey: [, , resource] }: { readonly queryKey: readonly unknown[] }): boolean {
  return resource !== 'config'
}
