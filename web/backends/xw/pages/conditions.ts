import { useCallback } from 'react'
import { useNow } from '@/kit/now.ts'
import { usePaced } from '@/kit/pace.ts'
import { serverNow } from '@/kit/serverNow.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Tone } from '@/ui/tone.ts'
import { startKey, useMemory } from '../queries.ts'
import { type Instance, type InstanceCondition, instanceCondition } from '../schema/instance.ts'

export type ConditionKind = InstanceCondition['kind']

/** In the order in which they are looked for. */
export const conditionKinds = [
  'not-answering',
  'exited',
  'error',
  'loading',
  'starting',
  'ready',
  'running',
  'stopping',
  'stopped',
  'unknown',
] as const satisfies readonly ConditionKind[]

export const conditionTone = {
  'not-answering': 'bad',
  exited: 'bad',
  error: 'bad',
  loading: 'busy',
  starting: 'busy',
  ready: 'good',
  running: 'good',
  stopping: 'busy',
  stopped: 'idle',
  unknown: 'warn',
} as const satisfies Record<ConditionKind, Tone>

/** Something of it runs on the server, so that stopping it makes sense. */
export function isRunning({ kind }: InstanceCondition): boolean {
  return kind === 'starting' || kind === 'loading' || kind === 'ready' || kind === 'running' || kind === 'not-answering'
}

/**
 * Reads conditions with what this console has seen of each instance before, as of a clock that moves.
 *
 * `asOf`: of an answer from before this page was loaded, when it was given. What loaded then has not failed by now only
 * because nobody has told.
 */
export function useConditionOf(
  intervalMs = 1000,
): (at: Endpoint, instance: Instance, asOf?: number) => InstanceCondition {
  const ready = usePaced(useMemory.subscribe, () => useMemory.getState().ready)
  const stopped = usePaced(useMemory.subscribe, () => useMemory.getState().stopped)
  const now = useNow(intervalMs)
  return useCallback(
    (at, instance, asOf = now) => {
      const key = startKey(at, instance)
      // Since when it runs, the server says by its own clock.
      const own = serverNow(at, asOf)
      return instanceCondition(instance, { now: own, seenReady: key in ready, stoppedHere: key in stopped })
    },
    [ready, stopped, now],
  )
}
