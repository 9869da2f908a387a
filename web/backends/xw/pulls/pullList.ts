import { useMemo } from 'react'
import { isActive, pullKey } from './pullState.ts'
import type { PullPhaseKind, PullTarget } from './pullState.ts'
import { usePulls } from './pullStore.ts'
import { toldOf } from './pullTabs.ts'
import type { RemotePull } from './pullTabs.ts'
import type { Pulls } from './pullEngine.ts'

/** A pull as lists show it, whichever tab it belongs to. */
export interface ShownPull extends Omit<RemotePull, 'tab'> {
  /** Null for this tab's own. */
  readonly tab: string | null
}

/** This tab's pulls and those of others, each pull once: the one that goes on counts. */
export function joinPulls({ own, others }: Pick<Pulls, 'own' | 'others'>): readonly ShownPull[] {
  const joined = new Map<string, ShownPull>(own.map((pull) => [pull.key, { ...toldOf(pull), tab: null }]))
  for (const pull of others) {
    const known = joined.get(pull.key)
    if (known === undefined || (goesOn(pull) && !goesOn(known))) joined.set(pull.key, pull)
  }
  return [...joined.values()].sort((a, b) => a.since - b.since)
}

/** Under way by itself: queued, streaming, or about to be tried again. */
export function goesOn({ phase }: { readonly phase: PullPhaseKind }): boolean {
  return isActive({ kind: phase })
}

/** Stands still until somebody does something. */
export function needsOperator({ phase }: { readonly phase: PullPhaseKind }): boolean {
  return phase === 'failed' || phase === 'stale-lock' || phase === 'held-elsewhere'
}

/**
 * How far several pulls are together, 0–100, by bytes, cut to whole percents as the servers do; null when no total is
 * known yet. Pulls whose size is not known yet count as much as the average one, so that the figure does not leap when
 * they begin.
 */
export function overallPercent(pulls: readonly ShownPull[]): number | null {
  let done = 0
  let total = 0
  let known = 0
  for (const { doneBytes, totalBytes } of pulls) {
    if (totalBytes === null || totalBytes <= 0) continue
    known += 1
    total += totalBytes
    done += Math.min(doneBytes ?? 0, totalBytes)
  }
  if (known === 0) return null
  return Math.floor((done / (total * (pulls.length / known))) * 100)
}

export function useAllPulls(): readonly ShownPull[] {
  const own = usePulls((state) => state.own)
  const others = usePulls((state) => state.others)
  return useMemo(() => joinPulls({ own, others }), [own, others])
}

/** One pull, if there is any; rerenders for no other. */
export function usePull(target: PullTarget): ShownPull | undefined {
  const key = pullKey(target)
  const own = usePulls((state) => state.own.find((pull) => pull.key === key))
  const other = usePulls((state) => state.others.find((pull) => pull.key === key))
  return useMemo(() => joinPulls({ own: own ? [own] : [], others: other ? [other] : [] })[0], [own, other])
}
