import { useConnections } from '@/kit/connections.ts'
import { version } from '../client.ts'
import { pull } from '../streams.ts'
import { acquireWhenSignedIn } from './acquireWhenSignedIn.ts'
import type { PullRunnerListener } from './pullEngine.ts'
import { pullLimits } from './pullLimits.ts'
import { createPullRunner } from './pullRunner.ts'
import type { PullRunner } from './pullRunner.ts'

/** Runs pulls on this console's servers. */
export function startPullRunner(listener: PullRunnerListener): PullRunner {
  return createPullRunner({
    endpointOf: (id) => useConnections.getState().servers.find((server) => server.kind === 'xw' && server.id === id),
    open: pull,
    acquireSlot: acquireWhenSignedIn,
    limits: pullLimits,
    serverStartedAt: async (at) => (await version(at)).startedAt,
    now: Date.now,
    ...listener,
  })
}
