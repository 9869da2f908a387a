import type { Endpoint } from '@/net/endpoint.ts'
import { ask } from './client.ts'
import {
  type ConfigInfo,
  ConfigInfoSchema,
  type ConfigKey,
  type ConfigReloaded,
  ConfigReloadedSchema,
  type ConfigSet,
  ConfigSetSchema,
  type ConfigValue,
  ConfigValueSchema,
} from './schema/config.ts'
import {
  type CurrentVersion,
  CurrentVersionSchema,
  type UpdateList,
  UpdateListSchema,
  type UpdateRequest,
  type Updated,
  UpdatedSchema,
} from './schema/update.ts'

const updatingMs = 60_000

export function configInfo(at: Endpoint, signal?: AbortSignal): Promise<ConfigInfo> {
  return ask('configInfo', { at, path: '/api/config/info', schema: ConfigInfoSchema, signal })
}

export function configValue(at: Endpoint, key: ConfigKey, signal?: AbortSignal): Promise<ConfigValue> {
  const body = { key }
  return ask('configValue', {
    at,
    method: 'POST',
    changes: false,
    path: '/api/config/get',
    body,
    schema: ConfigValueSchema,
    signal,
  })
}

/** The server does not check the URL of a registry: do it before. */
export function setConfigValue(
  at: Endpoint,
  { key, value }: { readonly key: ConfigKey; readonly value: string },
  signal?: AbortSignal,
): Promise<ConfigSet> {
  const body = { key, value }
  return ask('setConfigValue', {
    at,
    method: 'POST',
    changes: true,
    path: '/api/config/set',
    body,
    schema: ConfigSetSchema,
    signal,
  })
}

export function reloadConfig(at: Endpoint, signal?: AbortSignal): Promise<ConfigReloaded> {
  return ask('reloadConfig', {
    at,
    method: 'POST',
    changes: true,
    path: '/api/config/reload',
    schema: ConfigReloadedSchema,
    signal,
  })
}

export function listUpdates(at: Endpoint, signal?: AbortSignal): Promise<UpdateList> {
  return ask('listUpdates', { at, path: '/api/update/list', schema: UpdateListSchema, signal })
}

export function currentVersion(at: Endpoint, signal?: AbortSignal): Promise<CurrentVersion> {
  return ask('currentVersion', { at, path: '/api/update/current', schema: CurrentVersionSchema, signal })
}

/** Goes to any compatible version, older ones too; `''` is the newest. */
export function update(at: Endpoint, body: UpdateRequest, signal?: AbortSignal): Promise<Updated> {
  return ask('update', {
    at,
    method: 'POST',
    changes: true,
    path: '/api/update',
    body,
    schema: UpdatedSchema,
    signal,
    timeoutMs: updatingMs,
  })
}
