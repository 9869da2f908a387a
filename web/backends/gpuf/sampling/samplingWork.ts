import { create } from 'zustand'
import { useConnections } from '@/kit/connections.ts'
import { createPresence } from '@/kit/tabPresence.ts'
import { isProblem, isUnreachable, needsSignIn } from '@/net/problem.ts'
import { inLane } from '@/net/lane.ts'
import { showClient } from '../client.ts'
import { sampleDatabase } from './sampleDatabase.ts'
import { createSampleKeeper } from './sampleKeeper.ts'
import { KEEP_LIMITS } from './sampleLimits.ts'
import { NOT_SAMPLING, startSampler, type Sampler, type SamplingStatus, type Target } from './sampler.ts'
import { followOtherTabs, useSamplingPlan } from './samplingPlan.ts'

export const useSamplingStatus = create<SamplingStatus>(() => NOT_SAMPLING)

let sampler: Sampler | undefined

/** Made when the first client is sampled, and never ended while the page lives. */
export function ensureSampling(): void {
  sampler ??= begin()
}

function begin(): Sampler {
  const started = startSampler({
    targets,
    read: (at, client, signal) => inLane('background', () => showClient(at, client, signal)),
    isServerDown: (error) => isProblem(error) && (isUnreachable(error) || needsSignIn(error)),
    keeper: createSampleKeeper({ store: sampleDatabase, limits: KEEP_LIMITS, now: Date.now }),
    presence: createPresence(),
    isHidden: () => document.hidden,
    now: Date.now,
    onStatus: (status) => useSamplingStatus.setState(status, true),
  })
  useSamplingPlan.subscribe(() => started.lookAgain())
  useConnections.subscribe(() => started.lookAgain())
  document.addEventListener('visibilitychange', () => started.lookAgain())
  followOtherTabs()
  return started
}

function targets(): readonly Target[] {
  const { servers } = useSamplingPlan.getState()
  return useConnections
    .getState()
    .servers.filter((at) => at.kind === 'gpuf')
    .flatMap((at) => (servers[at.id] ?? []).map(({ id }) => ({ at, client: id })))
}
