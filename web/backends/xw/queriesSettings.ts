import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { inLane } from '@/net/lane.ts'
import * as client from './clientSettings.ts'
import { keyOf } from './queries.ts'
import type { ConfigInfo, ConfigKey } from './schema/config.ts'

const minute = 60_000

export function configInfo(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'config')],
    queryFn: ({ signal }) => client.configInfo(at, signal),
    refetchInterval: cadence<ConfigInfo>({ still: minute }),
  })
}

/** Asks once more, before all else that waits. Undefined where no answer of use comes in time. */
export async function configInfoNow(
  at: Endpoint,
  queryClient: QueryClient,
  withinMs: number,
): Promise<ConfigInfo | undefined> {
  // A time limit of the call's own would count as a server that does not answer.
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), withinMs)
  try {
    const info = await inLane('act', () => client.configInfo(at, patience.signal))
    queryClient.setQueryData(configInfo(at).queryKey, info)
    return info
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

export function configValue(at: Endpoint, key: ConfigKey) {
  return queryOptions({
    queryKey: [...keyOf(at, 'config'), key],
    queryFn: ({ signal }) => client.configValue(at, key, signal),
    staleTime: minute,
  })
}

/** The server asks its registry at each call. */
export function updates(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'updates')],
    queryFn: ({ signal }) => client.listUpdates(at, signal),
    staleTime: 5 * minute,
  })
}

export function currentVersion(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'updates'), 'current'],
    queryFn: ({ signal }) => client.currentVersion(at, signal),
    staleTime: 5 * minute,
  })
}

// --- what changes something ---

async function invalidate(queryClient: QueryClient, at: Endpoint, resources: readonly string[]): Promise<void> {
  await Promise.all(resources.map((resource) => queryClient.invalidateQueries({ queryKey: keyOf(at, resource) })))
}

export function setConfigValue(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'config'), 'set'],
    mutationFn: (change: { readonly key: ConfigKey; readonly value: string }) => client.setConfigValue(at, change),
    // Another registry offers other versions.
    onSettled: () => invalidate(queryClient, at, ['config', 'updates']),
  })
}

/** What a new configuration can change: which models, devices and engines the server knows. */
const configured = ['config', 'updates', 'models', 'model', 'downloaded', 'devices', 'supported-devices', 'version']

export function reloadConfig(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'config'), 'reload'],
    mutationFn: () => client.reloadConfig(at),
    onSettled: () => invalidate(queryClient, at, configured),
  })
}

/** Goes to another version of the configuration; `''` is the newest compatible one. */
export function update(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'updates'), 'update'],
    mutationFn: (change: { readonly version: string }) => client.update(at, change),
    onSettled: () => invalidate(queryClient, at, configured),
  })
}
