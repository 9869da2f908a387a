import type { QueryClient } from '@tanstack/react-query'
import { useConnections } from '@/kit/connections.ts'
import { createPresence } from '@/kit/tabPresence.ts'
import { type ChangeGroup, inGroup } from '@/net/changeGroup.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem } from '@/net/problem.ts'
import * as client from '../client.ts'
import * as settings from '../clientSettings.ts'
import { instances, keyOf, startKey, useMemory } from '../queries.ts'
import type { Vital } from '../schema/census.ts'
import { type InstanceList, instanceCondition } from '../schema/instance.ts'
import { claimedUpdate } from './claimedUpdate.ts'
import { createUpdateEngine, type UpdateEngine } from './updateEngine.ts'
import { createUpdateMemory } from './updateMemory.ts'
import type { ServerUpdate } from './updateRun.ts'
import { useUpdateRuns } from './updateRuns.ts'
import { type ServerCalls, updateServer } from './updateServer.ts'

/** Asked whether it is back, a server gets so long: a connection into a machine that boots hangs. */
const ANSWER_WITHIN_MS = 6_000

let engine: UpdateEngine | undefined
let queryClient: QueryClient | undefined

/** The runs of this tab: made when first asked for, and never ended while the page lives. */
export function updateRuns(cache: QueryClient): UpdateEngine {
  queryClient = cache
  engine ??= startEngine()
  return engine
}

function startEngine(): UpdateEngine {
  const memory = createUpdateMemory(() => sessionStorage)
  const presence = createPresence()
  const started = createUpdateEngine({
    async updateOne(at, from, show, group) {
      const ended = await claimedUpdate(presence, from, () => updateServer(callsOf(at, group), from, show))
      // Another configuration, another catalogue: everything that was read of this server is old.
      void queryClient?.invalidateQueries({ queryKey: keyOf(at) })
      return ended
    },
    look: lookNow,
    endpointOf: (id) => useConnections.getState().servers.find((server) => server.kind === 'xw' && server.id === id),
    show: (runs) => useUpdateRuns.setState({ runs }),
    keep: (run) => memory.keep(run),
    forget: (id) => memory.forget(id),
    now: Date.now,
  })
  started.restore(memory.all())
  return started
}

function callsOf(at: Endpoint, group: ChangeGroup): ServerCalls {
  return {
    version: () => client.version(at, undefined, ANSWER_WITHIN_MS),
    configInfo: () => settings.configInfo(at),
    currentVersion: () => settings.currentVersion(at),
    models: () => client.listModels(at),
    supportedDevices: () => client.supportedDevices(at),
    vitals: async () => vitalsOf(at, await listed(at)),
    update: (version) => inGroup(group, () => settings.update(at, { version })),
    reload: () => inGroup(group, () => settings.reloadConfig(at)),
    now: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
}

/**
 * As the pages ask, so that it is remembered what was ready: without that a silent instance would count as loading.
 * Under a key of its own: what cancels a page's question must not cancel this one.
 */
function listed(at: Endpoint): Promise<InstanceList> {
  if (queryClient === undefined) return client.listInstances(at, { all: true })
  return queryClient.fetchQuery({ ...instances(at), queryKey: [...keyOf(at, 'instances'), 'check'], staleTime: 0 })
}

function vitalsOf(at: Endpoint, list: InstanceList): readonly Vital[] {
  const { ready, stopped } = useMemory.getState()
  const now = Date.now()
  return list.map((instance) => {
    const key = startKey(at, instance)
    const seen = { now, seenReady: key in ready, stoppedHere: key in stopped }
    return { id: instance.id, alias: instance.alias, condition: instanceCondition(instance, seen).kind }
  })
}

async function lookNow(at: Endpoint): Promise<ServerUpdate['now']> {
  try {
    const [current, info] = await Promise.all([settings.currentVersion(at), settings.configInfo(at)])
    return { set: current.configVersion, running: info.configVersion }
  } catch (error) {
    if (isProblem(error)) return null
    throw error
  }
}
