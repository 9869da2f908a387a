import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import * as client from './clientConfig.ts'
import { invalidate, keyOf } from './queries.ts'
import type { ConfigInfo, ConfigKey } from './schema/config.ts'

/** A server's configuration and its versions. Their keys are as those of `queries.ts`. */

const minute = 60_000

export function configInfo(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'config')],
    queryFn: ({ signal }) => client.configInfo(at, signal),
    refetchInterval: cadence<ConfigInfo>({ still: minute }),
  })
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
