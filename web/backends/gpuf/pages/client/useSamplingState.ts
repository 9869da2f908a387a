import { useNow } from '@/kit/now.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useSampled } from '../../sampling/samplingPlan.ts'
import { useSamplingStatus } from '../../sampling/samplingWork.ts'

export type SamplingState =
  | { readonly kind: 'off' }
  /** Turned on a moment ago. */
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'sampling'; readonly since: number; readonly paceMs: number }
  /** Another tab does it. */
  | { readonly kind: 'elsewhere'; readonly since: number }
  /** It should go on, and does not. */
  | { readonly kind: 'not-running'; readonly since: number }

/** Whether a client is being sampled at this moment. `lastAt` is the time of its newest sample. */
export function useSamplingState(at: Endpoint, id: string, lastAt: number | null): SamplingState {
  const on = useSampled(at).find((one) => one.id === id)
  const { role, paceMs } = useSamplingStatus()
  const now = useNow(5_000)
  if (on === undefined) return { kind: 'off' }
  const { since } = on
  // A hidden tab that does the work for all is allowed a minute.
  const isFresh = lastAt !== null && now - lastAt < 2.5 * Math.max(paceMs, 60_000)
  if (role === 'elsewhere') return isFresh ? { kind: 'elsewhere', since } : { kind: 'waiting', since }
  if (role === 'idle') return { kind: 'not-running', since }
  return lastAt === null || lastAt < since ? { kind: 'waiting', since } : { kind: 'sampling', since, paceMs }
}
